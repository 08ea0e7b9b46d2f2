/** Limits of a chart of individual values and moving ranges (XmR). */
export interface ProcessLimits {
  readonly mean: number;
  /** Natural process limits: mean ± 2.66 × the mean moving range. */
  readonly low: number;
  readonly high: number;
}

/** 3 ÷ d₂ for ranges of two values (d₂ = 1.128), rounded as Wheeler and the tables have it. */
const SCALING = 2.66;

/** With fewer values than this even the wildest one in the middle widens the limits so far that it cannot lie outside. */
export const FEWEST_VALUES = 8;

/** Limits of values in the order of time, whatever their distribution (Wheeler, "Understanding Variation", p. 60); null for fewer than two. */
export const xmr = (values: readonly number[]): ProcessLimits | null => {
  if (values.length < 2) return null;
  let [sum, ranges] = [values[0], 0];
  for (let i = 1; i < values.length; i++) {
    sum += values[i];
    ranges += Math.abs(values[i] - values[i - 1]);
  }
  const mean = sum / values.length;
  const half = (SCALING * ranges) / (values.length - 1);
  return { mean, low: mean - half, high: mean + half };
};
