/** What a cell of a column becomes. */
export type Kind = "instant" | "duration" | "count" | "flag" | "score" | "category";

/** Absent or unreadable in a Float64Array is NaN, in an Int8Array and an Int32Array −1. Absent is never 0. */
export const ABSENT_FLAG = -1;
export const ABSENT_CODE = -1;

/** Band of a score given in words; a numeric score has the band ABSENT_FLAG and its value. */
export const NEGATIVE = 0;
export const NEUTRAL = 1;
export const POSITIVE = 2;
/** Asked but not answered ("Offered"): no rating, but it counts for the share of answers. */
export const OFFERED = 3;

/** What `flags.get("status")` holds: the class of the status word. */
export const STATUS_OPEN = 0;
export const STATUS_RESOLVED = 1;
/** Spam, deleted, merged: no interaction at all. */
export const STATUS_EXCLUDED = 2;

/** A stretch of some thousand rows as typed columns, keyed by field. A column the plan did not ask for is undefined. */
export interface Batch {
  /** Which source (index of the file in the run) the rows come from. */
  readonly source: number;
  readonly rows: number;
  /** Physical line on which each row starts. */
  readonly lines: Uint32Array;
  /** Instants (epoch milliseconds UTC), durations (seconds), counts, numeric scores. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** 1 yes, 0 no, −1 absent; for scores the band (NEGATIVE, NEUTRAL, POSITIVE, OFFERED, −1); for `status` its class (STATUS_…, −1). */
  readonly flags: ReadonlyMap<string, Int8Array>;
  /** Codes into the run's dictionary of that field. */
  readonly codes: ReadonlyMap<string, Int32Array>;
  /** Values derived from the columns above, computed once a batch. */
  readonly derived: Map<string, Float64Array | Int8Array>;
  /** Notes that a derived time (`field`) of a row is impossible (negative), so that it is counted and located like an unreadable cell. */
  impossible(field: string, row: number, seconds: number): void;
}

/** The rows an aggregate takes from a batch: `rows[i]` belongs to group `groups[i]`, for i below `length`. */
export interface Selection {
  readonly rows: Int32Array;
  readonly groups: Int32Array;
  readonly length: number;
  /** All its groups are below. */
  readonly size: number;
  /** How many of the rows are in each group; null or undefined = nobody has counted, as there are many groups. */
  readonly counts?: Uint32Array | null;
}

/** Unit of a bare number that means a duration; `hms` = clock notation `HH:MM[:SS]`, hours unbounded; `mmss` = the same as `MM:SS`. */
export type TimeUnit = "ms" | "s" | "min" | "h" | "d" | "hms" | "mmss";

/** Seconds in one unit. */
export const SECONDS: Readonly<Record<Exclude<TimeUnit, "hms" | "mmss">, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86400 };

/** How a date is written: order of its parts, a number since an epoch, or a pattern of YYYY MM DD HH mm ss A Z. */
export type DateFormat = "ymd" | "dmy" | "mdy" | "unix" | "unixms" | "excel" | { readonly pattern: string };

/** What the comma and the point mean in a column's numbers. `ruined` = the commas contradict each other: only plain numbers are readable. */
export type NumberStyle = "point" | "comma" | "ruined";

/** How one column of the file is turned into one typed column. Plain data: part of the Decisions, sent to threads, kept in JSON. */
export interface ColumnPlan {
  /** Canonical field, or the file's own header (as `header:<name>`) for a dimension or filter by header. */
  readonly field: string;
  readonly kind: Kind;
  /** Index of the column; −1 is not allowed. */
  readonly column: number;
  /** Column with the time of day that belongs to the date in `column`. */
  readonly timeColumn?: number;
  /** instant: */
  readonly format?: DateFormat;
  /** IANA zone or fixed offset (`+02:00`) in which values without an offset are read; undefined = as the run says (`--tz`, else UTC). */
  readonly zone?: string;
  /** duration: unit of bare numbers; undefined = bare numbers are unreadable. */
  readonly unit?: TimeUnit;
  /** duration, count, score: */
  readonly numbers?: NumberStyle;
  /** flag: yes means no. */
  readonly invert?: boolean;
  /** flag, score, category: which vocabulary (a name known to the vocabularies handed to the decoder). */
  readonly words?: string;
  /** flag, score, status: folded words of this column alone → value (the status's class); they go before the vocabulary. */
  readonly meanings?: Readonly<Record<string, number>>;
}

/** Cells of one column that hold something no such column can mean. */
export interface Unreadable {
  count: number;
  /** The first three, in file order. */
  readonly examples: { line: number; value: string }[];
}

/** What the cells of one column look like, from a sample of them. Counts of cells; blank and null words (`N/A`, `-`) are not filled. */
export interface ColumnShape {
  readonly cells: number;
  readonly filled: number;
  /** Date, or date with time, readable in at least one order (text forms only, not bare numbers). */
  readonly dates: number;
  /** Of `dates`: without a time of day. */
  readonly dateOnly: number;
  /** Of `dates`: with Z or an offset. */
  readonly withOffset: number;
  /** Of `dates`: year first or month by name, so that the order is no question. */
  readonly plainOrder: number;
  /** Of `dates`: first part above 12, so day first; second part above 12, so month first; both 12 or less. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly eitherOrder: number;
  /** A time of day alone: `8:00:00 AM`, `13:45`, `13:45:10` (below 24 h). Such cells also count as `durations`, unless they carry AM or PM at one or later. */
  readonly clockTimes: number;
  /** Duration by its shape: `50:38:24`, `1d 2h`, `PT1H`, `2 hours`. */
  readonly durations: number;
  /** Plain numbers under `numberStyle`. */
  readonly numbers: number;
  readonly integers: number;
  readonly negatives: number;
  readonly numberStyle: NumberStyle;
  readonly min: number;
  readonly max: number;
  /** Numbers that fit an epoch in seconds or milliseconds between 2000 and 2050. */
  readonly unixSeconds: number;
  readonly unixMillis: number;
  /** Numbers that spell a date: `YYYYMMDD`, `YYYYMMDDHHMM`, `YYYYMMDDHHMMSS`, between 1990 and 2069. */
  readonly compactDates: number;
  /** yes/no words, true/false, 0/1 …, in the vocabulary every flag knows. */
  readonly flags: number;
  /** Distinct filled texts, trimmed and lower-cased, at most 200 of them, with counts. */
  readonly distinct: ReadonlyMap<string, number>;
}
