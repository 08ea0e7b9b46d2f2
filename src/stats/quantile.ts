import type { Interval } from "./interval.ts";

/** An ascending sample, whatever it is kept in. */
interface Ascending {
  readonly length: number;
  at(rank: number): number | undefined;
}

/** Quantile p (0–1) of an ascending sample with linear interpolation (R-7, as in spreadsheets); null when empty. */
export function quantile(sorted: Ascending, p: number): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, n - 1);
  const least = sorted.at(below)!;
  return least + (position - below) * (sorted.at(above)! - least);
}

/** Interval of the median by binomial ranks, coverage at least 95 %: the k-th smallest and the k-th greatest value; null for n < 6. */
export function medianInterval(sorted: Ascending): Interval | null {
  const n = sorted.length;
  const k = medianRank(n);
  return k === 0 ? null : { low: sorted.at(k - 1)!, high: sorted.at(n - k)! };
}

/** The greatest k with P(Bin(n, ½) ≤ k − 1) ≤ 2.5 %; 0 when there is none. */
export function medianRank(n: number): number {
  const middle = Math.floor(n / 2);
  // Probabilities relative to the middle one, walking down until nothing is added any more: some 10·√n steps.
  let half = 0;
  for (let j = middle, weight = 1; weight > 1e-20; j -= 1) {
    half += weight;
    weight *= j / (n - j + 1);
  }
  const total = n % 2 === 0 ? 2 * half - 1 : 2 * half;
  let tail = half;
  let k = middle + 1;
  for (let j = middle, weight = 1; k > 0 && tail > 0.025 * total; j -= 1) {
    tail -= weight;
    k -= 1;
    weight *= j / (n - j + 1);
  }
  return k;
}
