import type { Interval } from "./interval.ts";
import { studentFactor } from "./student.ts";

/** A mean with its 95 % t interval (null for n < 2). */
export interface Mean {
  readonly mean: number;
  readonly interval: Interval | null;
}

/** Mean of an ascending sample, null when empty. Sums run over distinct values and their counts, so equal samples give equal bits. */
export function meanOfSorted(sorted: Float64Array): Mean | null {
  const n = sorted.length;
  if (n === 0) return null;
  let sum = 0;
  for (let start = 0, end = 0; start < n; start = end) {
    end = runEnd(sorted, start);
    sum += sorted[start] * (end - start);
  }
  const mean = sum / n;
  let squares = 0;
  for (let start = 0, end = 0; start < n; start = end) {
    end = runEnd(sorted, start);
    squares += (sorted[start] - mean) ** 2 * (end - start);
  }
  return { mean, interval: interval(mean, squares, n) };
}

/** Mean of values that occur `counts` times each, given in ascending order; null when empty. */
export function meanOfCounts(values: readonly number[], counts: readonly number[]): Mean | null {
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

function runEnd(sorted: Float64Array, start: number): number {
  const value = sorted[start];
  let end = start + 1;
  while (end < sorted.length && sorted[end] === value) end += 1;
  return end;
}

function interval(mean: number, squares: number, n: number): Interval | null {
  if (n < 2) return null;
  const half = studentFactor(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { low: mean - half, high: mean + half };
}
