import { twoSided } from "./normal.ts";

/** Result of a rank test. `u` counts pairs in which the first sample's value is the greater one, ties as a half. */
export interface RankTest {
  readonly u: number;
  /** Above 0: the first sample's values tend to be greater. 0 when nothing differs. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** What a verdict goes by: p, or more where values are so few that ranks move in great steps. */
  readonly judged: number;
}

/**
 * Mann–Whitney test of two ascending samples: normal approximation with tie and continuity correction. Null when a sample is empty.
 */
export function mannWhitney(first: Float64Array, second: Float64Array): RankTest | null {
  const n1 = first.length;
  const n2 = second.length;
  if (n1 === 0 || n2 === 0) return null;
  let u = 0;
  let ties = 0;
  let before = 0;
  // Least distance of two ranks, those of ties being one.
  let step = Infinity;
  let i = 0;
  let j = 0;
  while (i < n1 || j < n2) {
    const value = j >= n2 || (i < n1 && first[i] <= second[j]) ? first[i] : second[j];
    const below = j;
    const from = i;
    while (i < n1 && first[i] === value) i += 1;
    while (j < n2 && second[j] === value) j += 1;
    const own = i - from;
    const others = j - below;
    u += own * (below + others / 2);
    const tied = own + others;
    ties += tied * tied * tied - tied;
    if (before > 0) step = Math.min(step, (before + tied) / 2);
    before = tied;
  }
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
  const distance = u - (n1 * n2) / 2;
  if (!(variance > 0)) return { u, z: 0, p: 1, judged: 1 };
  const sizeBut = (correction: number): number => Math.max(0, Math.abs(distance) - correction) / Math.sqrt(variance);
  const size = sizeBut(0.5);
  const half = (step / 2) * (Math.max(n1, n2) / n);
  return { u, z: distance < 0 ? 0 - size : size, p: twoSided(size), judged: twoSided(sizeBut(Math.max(0.5, half))) };
}
