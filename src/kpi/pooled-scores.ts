import type { Scale } from "../interaction/fields.ts";
import { NEGATIVE, NEUTRAL, OFFERED, POSITIVE } from "../values/batch.ts";
import { scaleName } from "./scales.ts";
import type { Scores } from "./scores.ts";
import type { SourceFacts } from "./types.ts";

/** Scales with more steps than this have only the scores that occur in their distribution. */
const MOST_STEPS = 10;

/** Scores of one group over all sources. */
export interface PooledScores {
  /** Numeric scores within their source's scale, and how many of them are good. */
  readonly n: number;
  readonly good: number;
  /** Words by band: NEGATIVE, NEUTRAL, POSITIVE. */
  readonly words: readonly number[];
  /** Answers and unanswered offers; null when a source with answers does not tell who was asked. */
  readonly asked: number | null;
  /** "1-5", "words", null when several are pooled or nothing was scored. */
  readonly scaleName: string | null;
  /** The scale all scores share, undefined when they are words, of several scales, or none. */
  readonly scale: Scale | undefined;
  /** Distinct scores, ascending, and how often each occurs; only of use when they share a scale. */
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** Pools the scores of a group over all sources; `isGood` judges a score on its source's scale. */
export function poolScores(
  scores: Scores,
  field: "csat" | "ces",
  sources: readonly SourceFacts[],
  group: number,
  isGood: (value: number, scale: Scale) => boolean,
): PooledScores {
  const scales = new Map<string, Scale | undefined>();
  const histogram = new Map<number, number>();
  const words = [0, 0, 0];
  const exportOf = (source: number): number | string => sources[source].group ?? `source ${source}`;
  const asking = new Set<number | string>();
  for (let source = 0; source < scores.length; source += 1) if (scores.offers(source)) asking.add(exportOf(source));
  let n = 0;
  let good = 0;
  let asked = asking.size === 0 ? Number.NaN : 0;
  for (let source = 0; source < scores.length; source += 1) {
    const scale = sources[source].scale(field);
    const found = scores.of(source, group, scale);
    if (found === null) continue;
    let answers = 0;
    // Effort is a mean, so only numbers can answer it.
    for (const band of field === "csat" ? [NEGATIVE, NEUTRAL, POSITIVE] : []) {
      words[band] += found.bands[band];
      answers += found.bands[band];
    }
    if (answers > 0) scales.set("words", undefined);
    if (scale !== undefined && found.values.length > 0) {
      scales.set(scaleName(scale), scale);
      found.values.forEach((value, i) => {
        histogram.set(value, (histogram.get(value) ?? 0) + found.counts[i]);
        answers += found.counts[i];
        n += found.counts[i];
        if (isGood(value, scale)) good += found.counts[i];
      });
    }
    if (asking.has(exportOf(source))) asked += answers + found.bands[OFFERED];
    else if (answers > 0) asked = Number.NaN;
  }
  const values = [...histogram.keys()].sort((a, b) => a - b);
  const only = scales.size === 1 ? [...scales][0] : undefined;
  return {
    n,
    good,
    words,
    asked: Number.isNaN(asked) ? null : asked,
    scaleName: only?.[0] ?? null,
    scale: only?.[1],
    values,
    counts: values.map((value) => histogram.get(value)!),
  };
}

/** Score or band of words → count, ascending; null when different scales are pooled. */
export function distribution({ scale, scaleName: name, values, counts, words, n }: PooledScores): Record<string, number> | null {
  const result: Record<string, number> = {};
  if (name === "words") {
    result.bad = words[NEGATIVE];
    if (words[NEUTRAL] > 0) result.neutral = words[NEUTRAL];
    result.good = words[POSITIVE];
    return result;
  }
  if (scale === undefined) return n === 0 && words.every((count) => count === 0) ? result : null;
  if (scale.high - scale.low <= MOST_STEPS) for (let step = scale.low; step <= scale.high; step += 1) result[step] = 0;
  values.forEach((value, i) => (result[value] = counts[i]));
  return result;
}
