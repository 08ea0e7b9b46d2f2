import { normalTail } from "./normal.ts";

/** Result of a rank test. `u` counts pairs in which the first sample's value is the greater one, ties as a half. */
export interface RankTest {
  readonly u: number;
  /** Above 0: the first sample's values tend to be greater. 0 when nothing differs. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
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
  }
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
  const distance = u - (n1 * n2) / 2;
  if (!(variance > 0)) return { u, z: 0, p: 1 };
  const size = Math.max(0, Math.abs(distance) - 0.5) / Math.sqrt(variance);
  return { u, z: distance < 0 ? 0 - size : size, p: Math.min(1, 2 * normalTail(size)) };
}
