import type { DateFormat } from "./batch.ts";
import { civilDays, fullYear, MS_PER_DAY } from "./civil.ts";
import { CommonDate, readIsoLocal, type WrittenDate } from "./common-date.ts";
import { DatePattern } from "./date-pattern.ts";
import { DateScanner } from "./date-scanner.ts";
import { readNumberBytes } from "./number.ts";
import { type ShiftCounts, type Zone, zoneOf } from "./zone.ts";

/** What the two leading numbers of a date tell about the order of day and month. */
export type OrderEvidence = "none" | "day-first" | "month-first" | "either";

export interface InstantPlan {
  readonly format?: DateFormat;
  /** Zone of values without an offset; undefined = the environment's. */
  readonly zone?: string;
}

/** One instant and how it was written. */
export interface Instant {
  /** Epoch milliseconds UTC; NaN = unreadable under the plan. */
  readonly ms: number;
  /** It has a time of day. */
  readonly timed: boolean;
  /** It carries Z, an offset or zone letters. */
  readonly offset: boolean;
  readonly order: OrderEvidence;
}

/** Serial number of 1970-01-01 in the 1900 system of spreadsheets. */
const EXCEL_EPOCH = 25_569;
/** Below, the 1900 system counts a 29 February that never was. */
const EXCEL_FIRST = 61;
const EXCEL_LAST = 2_958_465;
/** Marks UTC in ISO dates. */
export const LETTER_Z = 0x5a;
/** No date takes more bytes. */
const LONGEST = 80;
const UNIX_LAST = 253_402_300_799;

/** Reads the date cells of one column. After `read`, `timed`, `offset` and `order` describe the cell read last. */
export class InstantReader {
  timed = false;
  offset = false;
  order: OrderEvidence = "none";
  readonly shifts: ShiftCounts = { gaps: 0, overlaps: 0 };
  readonly #format: DateFormat | undefined;
  readonly #pattern: DatePattern | null;
  readonly #zone: Zone;
  readonly #utc: boolean;
  readonly #common = new CommonDate();
  readonly #scanner = new DateScanner();

  constructor(plan: InstantPlan, env: { readonly zone: string }) {
    this.#format = plan.format;
    this.#pattern = typeof plan.format === "object" ? new DatePattern(plan.format.pattern) : null;
    this.#zone = zoneOf(plan.zone ?? env.zone);
    this.#utc = this.#zone.name === "UTC";
  }

  /**
   * `read` for the commonest forms alone, `YYYY-MM-DD HH:MM[:SS[.mmm]]` with or without Z: NaN for all others, and nothing is kept of the
   * cell. It has a time of day, says nothing about the order, and an offset where it ends in Z.
   */
  readIso(bytes: Uint8Array, start: number, end: number): number {
    if (this.#pattern !== null) return Number.NaN;
    if (bytes[end - 1] === LETTER_Z) return readIsoLocal(bytes, start, end - 1);
    return this.ofLocal(readIsoLocal(bytes, start, end));
  }

  /** Whether `readIso` reads anything. */
  get readsIso(): boolean {
    return this.#pattern === null;
  }

  /** Whether local times are UTC. */
  get isUtc(): boolean {
    return this.#utc;
  }

  /** The instant of a local time, epoch milliseconds as if UTC. */
  ofLocal(local: number): number {
    return this.#utc ? local : this.#zone.toUtc(local, this.shifts);
  }

  /** Epoch milliseconds UTC of a cell; NaN where it is no date under the plan, or a date that no calendar has. */
  read(bytes: Uint8Array, start: number, end: number): number {
    const local = this.#local(bytes, start, end);
    return this.offset ? local : this.#zone.toUtc(local, this.shifts);
  }

  /** A date cell joined with the time of day in another cell; a blank time (`from === to`) leaves the date alone. */
  readJoined(bytes: Uint8Array, start: number, end: number, timeBytes: Uint8Array, from: number, to: number): number {
    const date = this.#local(bytes, start, end);
    if (from === to || Number.isNaN(date)) return this.offset ? date : this.#zone.toUtc(date, this.shifts);
    // Date columns padded with midnight still take their time from the other column; any other two times contradict each other.
    if (this.offset || date % MS_PER_DAY !== 0) return Number.NaN;
    const isClock = this.#scanner.scanTime(timeBytes, from, to);
    const clock = isClock ? this.#scanner.clock : dayFraction(timeBytes, from, to);
    if (Number.isNaN(clock)) return clock;
    this.timed = true;
    this.offset = isClock && !Number.isNaN(this.#scanner.offset);
    return this.offset ? date + clock - this.#scanner.offset * 60_000 : this.#zone.toUtc(date + clock, this.shifts);
  }

  /** UTC where the cell has an offset (`this.offset`), else the local time as if UTC. */
  #local(bytes: Uint8Array, start: number, end: number): number {
    this.order = "none";
    this.offset = false;
    if (this.#pattern !== null) return this.#byPattern(this.#pattern, bytes, start, end);
    if (this.#common.read(bytes, start, end)) return this.#byForm(this.#common);
    if (this.#format === "unix" || this.#format === "unixms" || this.#format === "excel") {
      const value = serialNumber(bytes, start, end);
      if (!Number.isNaN(value)) return this.#fromNumber(value, this.#format);
    }
    return end - start <= LONGEST && this.#scanner.scan(bytes, start, end) ? this.#byForm(this.#scanner) : Number.NaN;
  }

  #byPattern(pattern: DatePattern, bytes: Uint8Array, start: number, end: number): number {
    if (!pattern.scan(bytes, start, end)) return Number.NaN;
    this.timed = pattern.timed;
    this.offset = !Number.isNaN(pattern.offset);
    const local = civilDays(pattern.year, pattern.month, pattern.day) * MS_PER_DAY + pattern.clock;
    return this.offset ? local - pattern.offset * 60_000 : local;
  }

  #fromNumber(value: number, format: "unix" | "unixms" | "excel"): number {
    if (format === "excel") {
      this.timed = !Number.isInteger(value);
      if (value < EXCEL_FIRST || value > EXCEL_LAST + 1) return Number.NaN;
      // Exports cut the fraction; spreadsheets themselves show whole seconds.
      return Math.round((value - EXCEL_EPOCH) * 86_400) * 1000;
    }
    this.timed = true;
    this.offset = true;
    const seconds = format === "unix" ? value : value / 1000;
    return Math.abs(seconds) <= UNIX_LAST ? Math.round(seconds * 1000) : Number.NaN;
  }

  #byForm(date: WrittenDate): number {
    this.timed = date.timed;
    const days = date.numeric ? this.#numericDays(date) : civilDays(date.year, date.month, date.day);
    this.offset = !Number.isNaN(date.offset);
    const local = days * MS_PER_DAY + date.clock;
    return this.offset ? local - date.offset * 60_000 : local;
  }

  /** The day meant by two numbers and a year; sets `order`. */
  #numericDays({ first, second, year, yearDigits }: WrittenDate): number {
    if (this.#format === "ymd" && yearDigits === 2) return civilDays(fullYear(first), second, year);
    const whole = yearDigits === 2 ? fullYear(year) : year;
    const dayFirst = civilDays(whole, second, first);
    const monthFirst = civilDays(whole, first, second);
    if (Number.isNaN(dayFirst)) this.order = Number.isNaN(monthFirst) ? "none" : "month-first";
    else this.order = Number.isNaN(monthFirst) ? "day-first" : "either";
    if (this.#format === "dmy") return dayFirst;
    if (this.#format === "mdy") return monthFirst;
    if (this.#format !== undefined) return Number.NaN;
    // Without a decision only what has one reading is read.
    if (this.order === "either") return dayFirst === monthFirst ? dayFirst : Number.NaN;
    return this.order === "day-first" ? dayFirst : monthFirst;
  }
}

/** A number since an epoch; with a decimal comma where it has one. */
const serialNumber = (bytes: Uint8Array, start: number, end: number): number => {
  const value = readNumberBytes(bytes, start, end, "point");
  return Number.isNaN(value) ? readNumberBytes(bytes, start, end, "comma") : value;
};

/** Part of a day as a spreadsheet writes a time, in milliseconds; NaN where it is none. */
const dayFraction = (bytes: Uint8Array, start: number, end: number): number => {
  const value = serialNumber(bytes, start, end);
  return value >= 0 && value < 1 ? Math.round(value * 86_400) * 1000 : Number.NaN;
};

/** Makes a function that reads dates from text, see `InstantReader`. For hot paths hand a reader bytes. */
export const instantsOf = (plan: InstantPlan, env: { readonly zone: string }): ((text: string) => Instant) => {
  const reader = new InstantReader(plan, env);
  return (text) => {
    const bytes = Buffer.from(text);
    const ms = reader.read(bytes, 0, bytes.length);
    const readable = !Number.isNaN(ms);
    return { ms, timed: readable && reader.timed, offset: readable && reader.offset, order: reader.order };
  };
};

/** Reads one date from text. */
export const readInstant = (text: string, plan: InstantPlan, env: { readonly zone: string }): Instant => instantsOf(plan, env)(text);

const NAMED = ["dmy", "mdy", "ymd", "unix", "unixms", "excel"] as const;

/** The format named by `--date-format` (`dmy`, `D/M/Y`, `unix`, a pattern of YYYY MM DD HH mm ss A Z); undefined where it is none. */
export const parseDateFormat = (text: string): DateFormat | undefined => {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^([dmy])[/.\s-]([dmy])[/.\s-]([dmy])$/u, "$1$2$3");
  return NAMED.find((known) => known === name) ?? (DatePattern.isUsable(text) ? { pattern: text.trim() } : undefined);
};
