import type { ColumnShape } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";

const TWO_PARTS = /^\d+:[0-5]\d$/u;
const HALF_DAY = /^\d{1,2}:\d\d(?::\d\d)?\s*[ap]\.?\s?m\.?$/u;
const AFTER_MIDNIGHT = /^12:\d\d(?::\d\d)?\s*a/u;

/** One cell with three parts shows what the first part of all is; a few that are no times at all show nothing. */
const NEARLY_ALL = 0.95;
/** Nobody is on the phone for an hour in half of the calls. */
const LONG_CALL = 3600;

/** How a column of lengths in clock notation is meant; `assumed`: its cells leave another reading. */
interface Notation {
  readonly unit: "hms" | "mmss";
  readonly assumed: boolean;
}

/**
 * Reads what the shape of single cells leaves open. `1:15:00 AM` is a length where most of the column lies in the first hour after midnight,
 * or where that is what the file's instants say (`fits`); `12:30` is minutes and seconds where the instants say so, or where hours and
 * minutes would be no call of this world (`isCall`). Null where the shapes say all there is.
 */
export const clockNotation = (shape: ColumnShape, isCall: boolean, fits: (unit: "hms" | "mmss") => boolean): Notation | null => {
  const halfDays = timesOf(shape, HALF_DAY);
  if (halfDays > 0) {
    const isLength = timesOf(shape, AFTER_MIDNIGHT) * 2 >= halfDays || fits("hms");
    return isLength ? { unit: "hms", assumed: false } : null;
  }
  if (!holdTwoParts(shape)) return null;
  if (!fits("hms") && fits("mmss")) return { unit: "mmss", assumed: false };
  return isCall && medianOf(shape) > LONG_CALL ? { unit: "mmss", assumed: true } : null;
};

/** Whether the cells are clock times of two parts, and so either hours and minutes or minutes and seconds. */
export const holdTwoParts = (shape: ColumnShape): boolean => {
  const known = timesOf(shape, /^/u);
  return known > 0 && timesOf(shape, TWO_PARTS) >= known * NEARLY_ALL;
};

const timesOf = ({ distinct }: ColumnShape, form: RegExp): number => {
  let count = 0;
  for (const [text, times] of distinct) if (form.test(text)) count += times;
  return count;
};

/** Median of the lengths as hours and minutes. */
const medianOf = (shape: ColumnShape): number => {
  const seconds = [...shape.distinct].flatMap(([text, times]) => {
    const value = readDuration(text, undefined, shape.numberStyle);
    return Number.isNaN(value) ? [] : Array.from({ length: times }, () => value);
  });
  seconds.sort((a, b) => a - b);
  return seconds[seconds.length >> 1] ?? 0;
};
