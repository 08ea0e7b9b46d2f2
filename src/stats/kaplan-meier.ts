import { Z } from "./interval.ts";
import type { Sample } from "./sample.ts";

/** Median of times of which some were cut off; null where too many were. */
export interface CensoredMedian {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Rounding of a product of shares. */
const TOLERANCE = 1e-8;

/** Where a falling curve passes one half: halfway between two times when it rests exactly there. */
class Crossing {
  at: number | null = null;
  #resting = false;

  take(time: number, share: number): void {
    if (this.at === null) {
      if (share > 0.5 + TOLERANCE) return;
      this.at = time;
      this.#resting = share >= 0.5 - TOLERANCE;
    } else if (this.#resting && share < 0.5 - TOLERANCE) {
      this.at = (this.at + time) / 2;
      this.#resting = false;
    }
  }

  get isOver(): boolean {
    return this.at !== null && !this.#resting;
  }
}

/**
 * Kaplan–Meier median of `events` (times known) and `censored` ones (known only to last longer), with its 95 % interval from
 * log-log bands and Greenwood's variance, as in R's survfit(conf.type = "log-log"). Null without events. `more`: how many others are
 * censored `from` a time on; undefined when it matters at which.
 */
export function kaplanMeierMedian(
  events: Sample,
  censored: Sample,
  more: { readonly count: number; readonly from: number } = { count: 0, from: Infinity },
): CensoredMedian | null | undefined {
  if (events.length === 0) return null;
  const [median, low, high] = [new Crossing(), new Crossing(), new Crossing()];
  let share = 1;
  let variance = 0;
  let atRisk = events.length + censored.length + more.count;
  for (let i = 0, gone = 0; i < events.values.length && !(high.isOver && median.isOver); i += 1) {
    const time = events.values[i];
    if (time > more.from && more.count > 0) return undefined;
    for (; gone < censored.values.length && censored.values[gone] < time; gone += 1) atRisk -= censored.counts[gone];
    const ended = events.counts[i];
    share *= (atRisk - ended) / atRisk;
    median.take(time, share);
    if (ended === atRisk) break;
    variance += ended / (atRisk * (atRisk - ended));
    const width = Math.exp((Z * Math.sqrt(variance)) / -Math.log(share));
    low.take(time, share ** width);
    high.take(time, share ** (1 / width));
    atRisk -= ended;
  }
  return { median: median.at, low: low.at, high: high.at };
}
