const HALF_LOG_TAU = 0.9189385332046727;
/** Above this Stirling's series is exact to the last digits. */
const STIRLING = 10;
const TINY = 1e-300;

/** lnΓ(x) − Stirling's main term, for x ≥ 10. */
function stirlingRest(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360)))))) / x;
}

/** lnΓ(x) for x > 0. */
function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TAU + stirlingRest(shifted) - Math.log(product);
}

/** ln B(a, b) for a, b > 0. Large arguments take Stirling's difference, since the logarithms themselves would cancel. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const share = small / (small + large);
  const rest = stirlingRest(large) - stirlingRest(small + large);
  if (small < STIRLING) {
    return logGamma(small) + rest + small - small * Math.log(small + large) + (large - 0.5) * Math.log1p(-share);
  }
  return HALF_LOG_TAU - 0.5 * Math.log(large) + stirlingRest(small) + rest + (small - 0.5) * Math.log(share) + large * Math.log1p(-share);
}

/**
 * Regularised incomplete beta function I_x(a, b). Takes x and its complement 1 − x both, so that neither loses digits when it is tiny.
 */
export function incompleteBeta(a: number, b: number, x: number, complement: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, complement, x);
  const logX = x > 0.5 ? Math.log1p(-complement) : Math.log(x);
  const logComplement = complement > 0.5 ? Math.log1p(-x) : Math.log(complement);
  const front = Math.exp(a * logX + b * logComplement - logBeta(a, b)) / a;
  return front * betaFraction(a, b, x);
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

const nonZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);
