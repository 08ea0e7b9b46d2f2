import { incompleteBeta, logBeta } from "./beta.ts";
import { normalQuantile } from "./normal.ts";

/** From here the expansion around the normal distribution is exact to the last digits, and cheaper. */
const LARGE = 1e5;

/** P(T > t) for Student's t with `df` > 0 degrees of freedom (any real number). */
export function studentTail(t: number, df: number): number {
  if (t < 0) return 1 - studentTail(-t, df);
  const square = t * t;
  return 0.5 * incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square));
}

/** P(T ≤ t) for Student's t with `df` > 0 degrees of freedom. */
export const studentCdf = (t: number, df: number): number => studentTail(-t, df);

/** The t with P(T ≤ t) = p, for 0 < p < 1 and `df` > 0. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df);
  if (p === 0.5) return 0;
  if (df >= LARGE) return nearNormalQuantile(normalQuantile(p), df);
  const tail = 1 - p;
  const logScale = logBeta(df / 2, 0.5) + 0.5 * Math.log(df);
  // The normal quantile lies below Student's and the tail is convex, so that Newton's steps only ever approach from below.
  let t = normalQuantile(p);
  let step = Number.POSITIVE_INFINITY;
  for (let last = step; ; last = step) {
    const density = Math.exp(-logScale - 0.5 * (df + 1) * Math.log1p((t * t) / df));
    step = (studentTail(t, df) - tail) / density;
    t += step;
    // Steps may grow at first, far out in a heavy tail; once they are tiny, growing ones are only rounding.
    if (Math.abs(step) <= 1e-15 * t || (Math.abs(step) < 1e-8 * t && Math.abs(step) >= Math.abs(last))) return t;
  }
}

/** Cornish and Fisher's expansion; the terms left out are of the order 1/df³. */
function nearNormalQuantile(z: number, df: number): number {
  const square = z * z;
  return z + (z * (square + 1)) / (4 * df) + (z * (5 * square * square + 16 * square + 3)) / (96 * df * df);
}

const quantiles = new Map<number, number>();

/** Half-width factor of a 95 % t interval; remembered, since reports by agent or customer meet the same `df` again and again. */
export function studentFactor(df: number): number {
  let factor = quantiles.get(df);
  if (factor === undefined) {
    factor = studentQuantile(0.975, df);
    quantiles.set(df, factor);
  }
  return factor;
}
