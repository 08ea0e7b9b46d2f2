import type { ColumnShape } from "./batch.ts";
import { trimCell } from "./bytes.ts";
import { DateScanner } from "./date-scanner.ts";
import { readDuration } from "./duration.ts";
import { InstantReader } from "./instant.ts";
import { isNullWord } from "./null-words.ts";
import { numberStyleOf, readNumber } from "./number.ts";
import { readYesNo } from "./words.ts";

const MOST_DISTINCT = 200;
/** 2000-01-01 and 2050-01-01, epoch seconds. */
const EPOCH_FROM = 946_684_800;
const EPOCH_TO = 2_524_608_000;

type Counts = { -readonly [Name in Exclude<keyof ColumnShape, "numberStyle" | "distinct">]: number };

const utc = { zone: "UTC" };

/** Describes the cells of one column: what they could be, from a sample of them. */
export const describeColumn = (cells: readonly string[], options: { readonly commaLikely?: boolean } = {}): ColumnShape => {
  const numberStyle = numberStyleOf(cells, options);
  const distinct = new Map<string, number>();
  const counts: Counts = {
    cells: cells.length,
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
    flags: 0,
  };
  const dates = new DateCounter(counts);
  for (const cell of cells) {
    if (isNullWord(cell)) continue;
    counts.filled++;
    const text = trimCell(cell);
    const folded = text.toLowerCase();
    const times = distinct.get(folded);
    if (times !== undefined || distinct.size < MOST_DISTINCT) distinct.set(folded, (times ?? 0) + 1);
    if (readYesNo(text) >= 0) counts.flags++;
    const number = readNumber(text, numberStyle);
    if (!Number.isNaN(number)) countNumber(counts, number);
    else if (!dates.count(text) && /[\d]/u.test(text) && !Number.isNaN(readDuration(text, undefined, numberStyle))) counts.durations++;
  }
  return { ...counts, numberStyle, distinct };
};

const countNumber = (counts: Counts, number: number): void => {
  counts.numbers++;
  if (Number.isInteger(number)) counts.integers++;
  if (number < 0) counts.negatives++;
  counts.min = Number.isNaN(counts.min) ? number : Math.min(counts.min, number);
  counts.max = Number.isNaN(counts.max) ? number : Math.max(counts.max, number);
  if (number >= EPOCH_FROM && number < EPOCH_TO) counts.unixSeconds++;
  if (number >= EPOCH_FROM * 1000 && number < EPOCH_TO * 1000) counts.unixMillis++;
};

/** Counts dates and times of day. */
class DateCounter {
  readonly #counts: Counts;
  readonly #scanner = new DateScanner();
  readonly #dayFirst = new InstantReader({ format: "dmy" }, utc);
  readonly #monthFirst = new InstantReader({ format: "mdy" }, utc);

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  /** Counts a text that is a date; times of day are counted too, but left to be durations as well. */
  count(text: string): boolean {
    const counts = this.#counts;
    const bytes = Buffer.from(text);
    if (this.#scanner.scanTime(bytes, 0, bytes.length)) {
      counts.clockTimes++;
      return false;
    }
    const readable = [this.#dayFirst, this.#monthFirst].find((reader) => !Number.isNaN(reader.read(bytes, 0, bytes.length)));
    if (readable === undefined) return false;
    counts.dates++;
    if (!readable.timed) counts.dateOnly++;
    if (readable.offset) counts.withOffset++;
    if (readable.order === "day-first") counts.dayFirst++;
    else if (readable.order === "month-first") counts.monthFirst++;
    else if (readable.order === "either") counts.eitherOrder++;
    else counts.plainOrder++;
    return true;
  }
}
