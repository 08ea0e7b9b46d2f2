import type { ColumnShape } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";

const TWO_PARTS = /^\d+:[0-5]\d$/u;
const HALF_DAY = /^\d{1,2}:\d\d(?::\d\d)?\s*[ap]\.?\s?m\.?$/u;
const AFTER_MIDNIGHT = /^12:\d\d(?::\d\d)?\s*a/u;

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
  let twoParts = 0;
  let halfDays = 0;
  let midnights = 0;
  let known = 0;
  for (const [text, times] of shape.distinct) {
    known += times;
    if (TWO_PARTS.test(text)) twoParts += times;
    else if (HALF_DAY.test(text)) {
      halfDays += times;
      if (AFTER_MIDNIGHT.test(text)) midnights += times;
    }
  }
  if (halfDays > midnights) return midnights * 2 >= halfDays || fits("hms") ? { unit: "hms", assumed: false } : null;
  // One cell with three parts shows what the column's first part is.
  if (twoParts === 0 || twoParts < known * MOSTLY) return null;
  if (!fits("hms") && fits("mmss")) return { unit: "mmss", assumed: false };
  return isCall && medianOf(shape) > LONG_CALL ? { unit: "mmss", assumed: true } : null;
};

const MOSTLY = 0.95;

/** Median of the lengths as hours and minutes. */
const medianOf = (shape: ColumnShape): number => {
  const seconds = [...shape.distinct].flatMap(([text, times]) => {
    const value = readDuration(text, undefined, shape.numberStyle);
    return Number.isNaN(value) ? [] : Array.from({ length: times }, () => value);
  });
  seconds.sort((a, b) => a - b);
  return seconds[seconds.length >> 1] ?? 0;
};
