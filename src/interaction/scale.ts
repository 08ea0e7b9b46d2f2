import type { Scale } from "./fields.ts";

/** What the values of one score column say about its scale. */
export type ScaleChoice = { readonly scale: Scale } | { readonly unusable: true; readonly share: number } | { readonly empty: true };

const upTo = (high: number, low = 1): Scale => ({ low, high, lowIsGood: false });

/** Scales that values alone may choose, smallest first; all others need a hint. */
const ALLOWED: Readonly<Record<"csat" | "nps" | "ces", readonly Scale[]>> = {
  csat: [upTo(5), upTo(7), upTo(10)],
  nps: [upTo(10, 0)],
  ces: [upTo(7)],
};

/** Share of the values that a scale must hold to be chosen, and with less than which in every scale the scores are unusable. */
const HOLDS = 0.99;
const USABLE = 0.95;

/**
 * Scale of a score column: the hint (flag, profile, config, header), else the smallest allowed one that holds 99 % of the values, else the
 * smallest that holds 95 %. A zero where no scale has one is the export's "no answer" and does not count here: a column of nothing else
 * has the smallest scale. `histogram` maps each distinct numeric value to its count; `share` is the part outside the widest scale.
 */
export const chooseScale = (
  field: "csat" | "nps" | "ces",
  histogram: ReadonlyMap<number, { readonly count: number }>,
  hint: Scale | undefined,
): ScaleChoice => {
  if (hint !== undefined) return { scale: hint };
  const scales = ALLOWED[field];
  const zeroCounts = scales.every(({ low }) => low <= 0);
  let total = 0;
  const inside = scales.map(() => 0);
  for (const [value, { count }] of histogram) {
    if (value === 0 && !zeroCounts) continue;
    total += count;
    for (const [index, { low, high }] of scales.entries()) if (value >= low && value <= high) inside[index] += count;
  }
  if (histogram.size === 0) return { empty: true };
  for (const share of [HOLDS, USABLE]) {
    const index = inside.findIndex((count) => count >= total * share);
    if (index !== -1) return { scale: scales[index] };
  }
  return { unusable: true, share: 1 - Math.max(...inside) / total };
};
