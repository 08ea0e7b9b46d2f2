/** What a verdict goes by. */
export interface Judged {
  readonly low: number | null;
  readonly high: number | null;
  readonly judged: number;
}

/** Up to 5 of a hundred comparisons of noise are called a change. */
export const ALPHA = 0.05;

/** Clear only where the test says so, at every true share, and the interval leaves out zero. `judged` may be adjusted for several groups. */
export const isClear = ({ low, high, judged }: Judged): boolean => judged < ALPHA && low !== null && high !== null && (low > 0 || high < 0);
