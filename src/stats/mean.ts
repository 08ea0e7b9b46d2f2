import type { Interval } from "./interval.ts";
import { studentFactor } from "./student.ts";

/** A mean with its 95 % t interval (null for n < 2). */
export interface Mean {
  readonly mean: number;
  readonly interval: Interval | null;
}

/** Mean of distinct values that occur `counts` times each, given in ascending order, so that equal samples give equal bits; null when empty. */
export function meanOfCounts(values: ArrayLike<number>, counts: ArrayLike<number>): Mean | null {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    n += counts[i];
    sum += values[i] * counts[i];
  }
  if (n === 0) return null;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += (values[i] - mean) ** 2 * counts[i];
  return { mean, interval: interval(mean, squares, n) };
}

function interval(mean: number, squares: number, n: number): Interval | null {
  if (n < 2) return null;
  const half = studentFactor(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { low: mean - half, high: mean + half };
}
