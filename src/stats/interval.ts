/** A 95 % interval in the unit of its figure. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the normal distribution: two-sided 95 %. */
export const Z = 1.959963984540054;
