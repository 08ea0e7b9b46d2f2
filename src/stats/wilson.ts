import { Z } from "./interval.ts";
import type { Interval } from "./interval.ts";

/** Wilson's 95 % interval of a share, in percent 0–100; null for n = 0. */
export function wilson(numerator: number, n: number): Interval | null {
  if (n === 0) return null;
  const p = numerator / n;
  const square = (Z * Z) / n;
  const centre = p + square / 2;
  const half = Z * Math.sqrt((p * (1 - p) + square / 4) / n);
  const low = numerator === 0 ? 0 : (100 * (centre - half)) / (1 + square);
  const high = numerator === n ? 100 : (100 * (centre + half)) / (1 + square);
  return { low: Math.max(0, low), high: Math.min(100, high) };
}
