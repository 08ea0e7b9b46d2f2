import { type NumberStyle, SECONDS, type TimeUnit } from "./batch.ts";
import { decodeText, trimCell } from "./bytes.ts";
import { readNumber, readNumberBytes } from "./number.ts";

/** `[D days ][±]H…H:MM[:SS[.fraction]]`, and `D.HH:MM:SS` as .NET writes it. */
const CLOCK =
  /^([+-])?\s*(?:(\d+)\s*(?:d|days?)[\s,]\s*|(\d+)\.(?=\d\d:\d\d:\d\d))?([+-])?(\d+):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(?:\s*(?:h|hrs?|hours?))?$/i;

/** A length below a day that a spreadsheet shows as a time of day: `12:02:23 AM` is 2 minutes 23. */
const HALF_DAYS = /^(0?\d|1[0-2]):([0-5]\d)(?::([0-5]\d))?\s*([ap])\.?\s?m\.?$/i;

const ISO =
  /^([+-])?P(?:0+Y)?(?:0+M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
const ISO_SECONDS = [604_800, 86_400, 3600, 60, 1] as const;

const PART = /(?:\s*(?:,|&|\band\b))?\s*(\d[\d.,]*)\s*([a-z]+)\.?/iy;

const unitWords = (seconds: number, ...words: string[]): [string, number][] => words.map((word) => [word, seconds]);
const UNIT_WORDS: ReadonlyMap<string, number> = new Map([
  ...unitWords(604_800, "w", "wk", "wks", "week", "weeks"),
  ...unitWords(86_400, "d", "day", "days"),
  ...unitWords(3600, "h", "hr", "hrs", "hour", "hours"),
  ...unitWords(60, "m", "min", "mins", "minute", "minutes"),
  ...unitWords(1, "s", "sec", "secs", "second", "seconds"),
  ...unitWords(0.001, "ms", "msec", "msecs", "millisecond", "milliseconds"),
]);

const readClock = (match: RegExpExecArray, unit: TimeUnit | undefined): number => {
  const [, sign, days, netDays, clockSign, hours, minutes, seconds, fraction = "0"] = match;
  if (unit === "mmss" && seconds === undefined && days === undefined && clockSign === undefined) {
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
  }
  const clock = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0) + Number(`0.${fraction}`);
  const outer = sign === "-" ? -1 : 1;
  const whole = Number(days ?? netDays ?? 0) * 86_400;
  // Python and pandas write minus one minute as `-1 day, 23:59:00`: there the sign belongs to the days alone.
  if (days !== undefined) return outer * whole + (clockSign === "-" ? -clock : clock) + 0;
  return (clockSign === "-" ? -outer : outer) * (whole + clock) + 0;
};

const readIso = (match: RegExpExecArray): number => {
  let total = Number.NaN;
  for (let i = 0; i < ISO_SECONDS.length; i++) {
    const part = match[i + 2];
    if (part !== undefined) total = (Number.isNaN(total) ? 0 : total) + Number(part.replace(",", ".")) * ISO_SECONDS[i];
  }
  return (match[1] === "-" ? -total : total) + 0;
};

/** `1d 2h 3m 4s`, `2 hours, 5 minutes`, `1.5h`: units from large to small, each once. */
const readParts = (text: string, style: NumberStyle): number => {
  const negative = text.startsWith("-");
  let at = negative || text.startsWith("+") ? 1 : 0;
  let total = 0;
  let smallest = Number.POSITIVE_INFINITY;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    const unit = part === null ? undefined : UNIT_WORDS.get(part[2].toLowerCase());
    if (part === null || unit === undefined || unit >= smallest) return Number.NaN;
    const amount = readNumber(part[1], style);
    total += unit === SECONDS.ms ? amount / 1000 : amount * unit;
    smallest = unit;
    at = PART.lastIndex;
  }
  return (negative ? -total : total) + 0;
};

/** Nine digits behind the point of a day are exact to this, in seconds. */
const CUT = 1e-4;

/** Seconds since midnight; after the first hour only where the column is known to hold lengths in clock notation. */
const readHalfDay = ([, hour, minutes, seconds = "0", half]: RegExpExecArray, unit: TimeUnit | undefined): number => {
  const hours = (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return unit === "hms" || hours === 0 ? hours * 3600 + Number(minutes) * 60 + Number(seconds) : Number.NaN;
};

export const inUnit = (value: number, unit: TimeUnit | undefined): number => {
  if (unit === undefined || unit === "hms" || unit === "mmss") return Number.NaN;
  // Dividing keeps whole seconds whole, which multiplying by 0.001 does not.
  if (unit === "ms") return value / 1000;
  const seconds = value * SECONDS[unit];
  // Exports cut the parts of a day in which spreadsheets keep whole seconds.
  const whole = Math.round(seconds);
  return unit === "d" && Math.abs(seconds - whole) < CUT ? whole : seconds;
};

/**
 * Reads a duration in seconds, NaN where the text is none. A shape (`50:38:24.085`, `1d 2h`, `PT1H`) means what it says whatever the unit;
 * `12:30` is hours and minutes, but under `mmss` minutes and seconds. A bare number is of `unit`, and unreadable without one. May be
 * negative: the caller judges. A time of day with AM or PM is a duration under `hms`; else only in the first hour, which none but
 * spreadsheets write so.
 */
export const readDuration = (text: string, unit: TimeUnit | undefined, style: NumberStyle): number => {
  const plain = trimCell(text).replace(/^−/u, "-");
  const bare = readNumber(plain, style);
  if (!Number.isNaN(bare)) return inUnit(bare, unit);
  const clock = CLOCK.exec(plain);
  if (clock !== null) return readClock(clock, unit);
  const shown = HALF_DAYS.exec(plain);
  if (shown !== null) return readHalfDay(shown, unit);
  const iso = ISO.exec(plain);
  if (iso !== null) return readIso(iso);
  return /\d/u.test(plain) ? readParts(plain, style) : Number.NaN;
};

/** `readDuration` of a stretch of bytes; numbers and `H…H:MM[:SS]` without a string. */
export const readDurationBytes = (
  bytes: Uint8Array,
  start: number,
  end: number,
  unit: TimeUnit | undefined,
  style: NumberStyle,
): number => {
  let at = start;
  let to = end;
  while (at < to && bytes[at] === 0x20) at++;
  while (to > at && bytes[to - 1] === 0x20) to--;
  if (at === to || to - at > 80) return Number.NaN;
  // A bare whole number is the most common of all.
  let whole = 0;
  let next = at;
  while (next < to && bytes[next] >= 0x30 && bytes[next] <= 0x39) whole = whole * 10 + bytes[next++] - 0x30;
  if (next === to && to - at <= 15) return inUnit(whole, unit);
  const clock = readClockBytes(bytes, at, to, unit === "mmss" ? 60 : 3600);
  if (clock >= 0) return clock;
  const bare = readNumberBytes(bytes, at, to, style);
  return Number.isNaN(bare) ? readDuration(decodeText(bytes, at, to), unit, style) : inUnit(bare, unit);
};

/**
 * `H…H:MM` and `H…H:MM:SS` with up to nine digits of fraction, in seconds; −1 for everything else. `first`: seconds of the first of two
 * parts.
 */
const readClockBytes = (bytes: Uint8Array, start: number, end: number, first: number): number => {
  let at = start;
  let hours = 0;
  while (at < end && bytes[at] >= 0x30 && bytes[at] <= 0x39) hours = hours * 10 + bytes[at++] - 0x30;
  if (at === start || at - start > 9 || bytes[at] !== 0x3a) return -1;
  const minutes = sixty(bytes, at + 1, end);
  if (minutes < 0) return -1;
  at += 3;
  if (at === end) return hours * first + (minutes * first) / 60;
  const seconds = bytes[at] === 0x3a ? sixty(bytes, at + 1, end) : -1;
  if (seconds < 0) return -1;
  at += 3;
  const whole = hours * 3600 + minutes * 60 + seconds;
  if (at === end) return whole;
  const digits = end - at - 1;
  if ((bytes[at] !== 0x2e && bytes[at] !== 0x2c) || digits < 1 || digits > 9) return -1;
  let fraction = 0;
  for (at++; at < end; at++) {
    if (bytes[at] < 0x30 || bytes[at] > 0x39) return -1;
    fraction = fraction * 10 + bytes[at] - 0x30;
  }
  return whole + fraction / 10 ** digits;
};

/** Two digits below 60, −1 for everything else. */
const sixty = (bytes: Uint8Array, at: number, end: number): number => {
  if (at + 2 > end) return -1;
  const tens = bytes[at] - 0x30;
  const ones = bytes[at + 1] - 0x30;
  return tens >= 0 && tens < 6 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};
