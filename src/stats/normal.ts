const INVERSE_ROOT_TAU = 0.3989422804014327;
/** Up to here the power series is exact and quick; beyond, the continued fraction keeps small tails exact. */
const SERIES_LIMIT = 3;
const FRACTION_TERMS = 120;

const density = (x: number): number => INVERSE_ROOT_TAU * Math.exp(-0.5 * x * x);

/** P(0 < Z < x) for small x ≥ 0: φ(x)·(x + x³/3 + x⁵/15 + …). */
function centralMass(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return density(x) * sum;
}

/** P(Z > x) for large x, by the continued fraction φ(x)/(x + 1/(x + 2/(x + …))). */
function farTail(x: number): number {
  let fraction = x;
  for (let k = FRACTION_TERMS; k > 0; k -= 1) fraction = x + k / fraction;
  return density(x) / fraction;
}

/** P(Z > x) for a standard normal Z; small tails keep their relative precision. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  return x < SERIES_LIMIT ? 0.5 - centralMass(x) : farTail(x);
}

/** P(Z ≤ x) for a standard normal Z. */
export const normalCdf = (x: number): number => normalTail(-x);

/** The x with P(Z ≤ x) = p, for 0 < p < 1; ±Infinity at the ends. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return upperQuantile(1 - p);
  return p === 0.5 ? 0 : -upperQuantile(p);
}

/** Start from Abramowitz and Stegun 26.2.23 (off by less than 0.00045), then refine by Halley's rule. */
function upperQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  let x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let round = 0; round < 3; round += 1) {
    const step = (normalTail(x) - tail) / density(x);
    x += step / (1 - 0.5 * x * step);
  }
  return x;
}

/** Two-sided p of a standard normal z. */
export const twoSided = (z: number): number => Math.min(1, 2 * normalTail(Math.abs(z)));
