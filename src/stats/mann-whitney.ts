import { twoSided } from "./normal.ts";
import type { Sample } from "./sample.ts";

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
 * Mann–Whitney test of two samples: normal approximation with tie and continuity correction. Null when a sample is empty.
 */
export function mannWhitney(first: Sample, second: Sample): RankTest | null {
  const n1 = first.length;
  const n2 = second.length;
  if (n1 === 0 || n2 === 0) return null;
  let u = 0;
  let ties = 0;
  let before = 0;
  // Least distance of two ranks, those of ties being one.
  let step = Infinity;
  let below = 0;
  for (let i = 0, j = 0; i < first.values.length || j < second.values.length;) {
    const value = Math.min(first.values[i] ?? Infinity, second.values[j] ?? Infinity);
    let own = 0;
    let others = 0;
    if (first.values[i] === value) {
      own = first.counts[i];
      i += 1;
    }
    if (second.values[j] === value) {
      others = second.counts[j];
      j += 1;
    }
    u += own * (below + others / 2);
    below += others;
    const tied = own + others;
    ties += tied * tied * tied - tied;
    if (tied === 0) continue;
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
