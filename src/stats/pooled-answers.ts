import { twoSided } from "./normal.ts";

/** A sample by its size, its mean and its variance (n − 1; NaN for n < 2). */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Sum of the squares about the mean. */
const squaresOf = ({ n, variance }: Moments): number => (n < 2 ? 0 : (n - 1) * variance);

/**
 * Two-sided p of "both samples are dealt out of one heap", for values that are `step` apart: normal approximation of the permutation test of
 * their means, with continuity correction for the smaller sample. It stays honest where Welch's does not: five answers that are all alike have
 * no spread of their own, but the heap has.
 */
export const pooledAnswers = (first: Moments, second: Moments, step: number): number => {
  const n = first.n + second.n;
  const difference = Math.abs(second.mean - first.mean);
  const squares = squaresOf(first) + squaresOf(second) + ((first.n * second.n) / n) * difference ** 2;
  const error = Math.sqrt(((squares / (n - 1)) * n) / (first.n * second.n));
  const distance = difference - step / (2 * Math.min(first.n, second.n));
  return distance <= 0 ? 1 : twoSided(distance / error);
};
