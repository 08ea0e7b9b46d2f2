import type { ColumnShape, NumberStyle } from "./batch.ts";
import { trimCell } from "./bytes.ts";
import { isCivilDate } from "./civil.ts";
import { mayBeginDate } from "./date-words.ts";
import { DateScanner } from "./date-scanner.ts";
import { readDuration } from "./duration.ts";
import { InstantReader } from "./instant.ts";
import { isNullFolded } from "./null-words.ts";
import { numberStyleOf, readNumber } from "./number.ts";
import { YES_NO } from "./words.ts";

const MOST_DISTINCT = 200;
/** No date takes more characters. */
const LONGEST_DATE = 80;
/** 2000-01-01 and 2050-01-01, epoch seconds. */
const EPOCH_FROM = 946_684_800;
const EPOCH_TO = 2_524_608_000;
const COMPACT_FROM = 19_900_101;

/** Every number, date and length of time has one. */
const HAS_DIGIT = /\d/u;
/** The same number in every style. */
const INTEGER = /^[1-9]\d{0,14}$/u;
/** A date and time that exists beyond doubt: the 29th and later are left to the reader. */
const PLAIN_INSTANT = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/u;

type Counts = { -readonly [Name in Exclude<keyof ColumnShape, "numberStyle" | "distinct">]: number };

/** Describes the cells of one column: what they could be, from a sample of them. */
export const describeColumn = (cells: readonly string[], options: { readonly commaLikely?: boolean } = {}): ColumnShape => {
  const counts = nothing(cells.length);
  const filled = cells.filter((cell) => cell !== "");
  // Whole columns of the two most common forms need no look at their single texts; in others the first cell tells.
  if (filled.every((cell) => PLAIN_INSTANT.test(cell))) {
    counts.filled = counts.dates = counts.plainOrder = filled.length;
    return shapeOf(counts, options.commaLikely === true ? "comma" : "point", filled);
  }
  if (filled.every((cell) => INTEGER.test(cell))) {
    counts.filled = filled.length;
    for (const cell of filled) {
      if (YES_NO.has(cell)) counts.flags += 1;
      countNumber(counts, Number(cell), 1);
    }
    return shapeOf(counts, options.commaLikely === true ? "comma" : "point", filled);
  }
  // Most columns repeat their texts; each is looked at once.
  const texts = new Map<string, number>();
  for (const cell of filled) texts.set(cell, (texts.get(cell) ?? 0) + 1);
  const numberStyle = numberStyleOf(texts, options);
  const dates = new DateCounter(counts);
  // Quicker than a loop over pairs, which a small report never runs often enough to be optimised.
  texts.forEach((times, cell) => {
    if (PLAIN_INSTANT.test(cell)) {
      counts.filled += times;
      counts.dates += times;
      counts.plainOrder += times;
      return;
    }
    const text = trimCell(cell);
    const folded = text.toLowerCase();
    if (isNullFolded(folded)) return;
    counts.filled += times;
    if (YES_NO.has(folded)) counts.flags += times;
    if (!HAS_DIGIT.test(text) || isName(text)) return;
    const number = INTEGER.test(text) ? Number(text) : readNumber(text, numberStyle);
    if (!Number.isNaN(number)) countNumber(counts, number, times);
    else if (!dates.count(text, times) && isLength(text, numberStyle)) counts.durations += times;
  });
  return shapeOf(counts, numberStyle, filled);
};

const nothing = (cells: number): Counts => ({
  cells,
  filled: 0,
  dates: 0,
  dateOnly: 0,
  withOffset: 0,
  plainOrder: 0,
  dayFirst: 0,
  monthFirst: 0,
  eitherOrder: 0,
  clockTimes: 0,
  durations: 0,
  numbers: 0,
  integers: 0,
  negatives: 0,
  min: Number.NaN,
  max: Number.NaN,
  unixSeconds: 0,
  unixMillis: 0,
  compactDates: 0,
  flags: 0,
});

/** The distinct texts are for those columns that somebody asks for theirs. */
const shapeOf = (counts: Counts, numberStyle: NumberStyle, filled: readonly string[]): ColumnShape => {
  let distinct: ReadonlyMap<string, number> | undefined;
  return {
    ...counts,
    numberStyle,
    get distinct() {
      return (distinct ??= distinctOf(filled));
    },
  };
};

/** Distinct texts of cells, as a shape has them. */
const distinctOf = (cells: readonly string[]): ReadonlyMap<string, number> => {
  const distinct = new Map<string, number>();
  for (const cell of cells) {
    const folded = trimCell(cell).toLowerCase();
    if (isNullFolded(folded)) continue;
    const known = distinct.get(folded);
    if (known !== undefined || distinct.size < MOST_DISTINCT) distinct.set(folded, (known ?? 0) + 1);
  }
  return distinct;
};

/** "Customer 1304": neither a month nor a weekday begins so, nor `P1D`. The most common texts of all, so that two letters must do. */
const isName = (text: string): boolean => {
  const first = text.charCodeAt(0) | 0x20;
  const second = text.charCodeAt(1);
  return first >= 0x61 && first <= 0x7a && first !== 0x70 && second < 0x80 && !mayBeginDate(text.charCodeAt(0), second);
};

const isLength = (text: string, style: NumberStyle): boolean =>
  /^[+−-]?\s*[\dP]/i.test(text) && !Number.isNaN(readDuration(text, undefined, style));

const countNumber = (counts: Counts, number: number, times: number): void => {
  counts.numbers += times;
  if (Number.isInteger(number)) counts.integers += times;
  if (number < 0) counts.negatives += times;
  counts.min = Number.isNaN(counts.min) ? number : Math.min(counts.min, number);
  counts.max = Number.isNaN(counts.max) ? number : Math.max(counts.max, number);
  if (number >= EPOCH_FROM && number < EPOCH_TO) counts.unixSeconds += times;
  if (number >= EPOCH_FROM * 1000 && number < EPOCH_TO * 1000) counts.unixMillis += times;
  if (number >= COMPACT_FROM && isCompactDate(number)) counts.compactDates += times;
};

/** Whether the digits spell a date that exists, with or without a time of day. */
const isCompactDate = (number: number): boolean => {
  const clock = number < 1e8 ? 0 : number >= 1e13 ? number % 1e6 : number >= 1e11 ? (number % 1e4) * 100 : Number.NaN;
  const day = number < 1e8 ? number : Math.floor(number / (number >= 1e13 ? 1e6 : 1e4));
  const year = Math.floor(day / 1e4);
  const isTime = clock < 240_000 && Math.floor(clock / 100) % 100 < 60 && clock % 100 < 60;
  return isTime && year >= 1990 && year <= 2069 && isCivilDate(year, Math.floor(day / 100) % 100, day % 100);
};

/** Counts dates and times of day. */
class DateCounter {
  readonly #counts: Counts;
  readonly #scanner = new DateScanner();
  readonly #reader = new InstantReader({}, { zone: "UTC" });
  readonly #bytes = Buffer.alloc(LONGEST_DATE * 3);

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  /** Counts a text that is a date; times of day are counted too, but left to be durations as well. */
  count(text: string, times: number): boolean {
    if (text.length > LONGEST_DATE) return false;
    const counts = this.#counts;
    const bytes = this.#bytes;
    const length = bytes.write(text);
    if (this.#scanner.scanTime(bytes, 0, length)) {
      counts.clockTimes += times;
      return false;
    }
    const ms = this.#reader.read(bytes, 0, length);
    const { timed, offset, order } = this.#reader;
    // A date that either order can read has no instant before one is chosen.
    if (Number.isNaN(ms) && order !== "either") return false;
    counts.dates += times;
    if (!timed) counts.dateOnly += times;
    if (offset) counts.withOffset += times;
    if (order === "day-first") counts.dayFirst += times;
    else if (order === "month-first") counts.monthFirst += times;
    else if (order === "either") counts.eitherOrder += times;
    else counts.plainOrder += times;
    return true;
  }
}
