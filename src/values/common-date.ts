import { civilDays, MS_PER_DAY } from "./civil.ts";

export const BLANK = 0x20;
export const DASH = 0x2d;
export const POINT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
const PLUS = 0x2b;

/** A date taken apart; see `DateScanner`, which reads every form. */
export interface WrittenDate {
  /** Day and month are two numbers in an order the text does not tell: `first`, `second`, then a year of `yearDigits`. */
  readonly numeric: boolean;
  readonly first: number;
  readonly second: number;
  readonly yearDigits: number;
  readonly year: number;
  /** Where not `numeric`: */
  readonly month: number;
  readonly day: number;
  readonly timed: boolean;
  /** Milliseconds since midnight. */
  readonly clock: number;
  /** Minutes east of Greenwich, NaN where the text names no offset. */
  readonly offset: number;
}

const BAD = 100_000;

/** The number of one digit, or BAD. */
const one = (bytes: Uint8Array, at: number): number => {
  const digit = bytes[at] - 0x30;
  return digit >= 0 && digit <= 9 ? digit : BAD;
};

const two = (bytes: Uint8Array, at: number): number => one(bytes, at) * 10 + one(bytes, at + 1);

/**
 * Local milliseconds (as if UTC) of `YYYY-MM-DD HH:MM[:SS[.mmm]]` with blank or T and nothing else; NaN for every other form. The most
 * common form of all, so nothing is kept of it but the number.
 */
export const readIsoLocal = (bytes: Uint8Array, start: number, end: number): number => {
  const length = end - start;
  if ((length !== 16 && length !== 19 && length !== 23) || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
  const middle = bytes[start + 10];
  if ((middle !== BLANK && middle !== 0x54) || bytes[start + 13] !== COLON) return Number.NaN;
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  let clock = hour * 3_600_000 + minute * 60_000;
  if (length !== 16) {
    const second = two(bytes, start + 17);
    if (bytes[start + 16] !== COLON || second > 59) return Number.NaN;
    clock += second * 1000;
  }
  if (length === 23) {
    const millis = two(bytes, start + 20) * 10 + one(bytes, start + 22);
    if (bytes[start + 19] !== POINT || millis > 999) return Number.NaN;
    clock += millis;
  }
  if (year > 9999 || hour > 23 || minute > 59) return Number.NaN;
  return civilDays(year, two(bytes, start + 5), two(bytes, start + 8)) * MS_PER_DAY + clock;
};

/**
 * The two forms that nearly all exports use, `YYYY-MM-DD` and `D/M/YYYY` (`/`, `-` or `.`), each alone or with `H:MM[:SS[.mmm]]`, AM or PM,
 * Z or an offset. Refuses whatever it is not sure of; then the scanner is asked. What it takes, the scanner reads the same way.
 */
export class CommonDate implements WrittenDate {
  numeric = false;
  first = 0;
  second = 0;
  readonly yearDigits = 4;
  year = 0;
  month = 0;
  day = 0;
  timed = false;
  clock = 0;
  offset = Number.NaN;

  /** True when the bytes are one of the common forms; the parts are set. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (length < 8) return false;
    let at: number;
    if (bytes[start + 4] === DASH) {
      if (length < 10 || bytes[start + 7] !== DASH) return false;
      this.numeric = false;
      this.year = two(bytes, start) * 100 + two(bytes, start + 2);
      this.month = two(bytes, start + 5);
      this.day = two(bytes, start + 8);
      if (this.year + this.month + this.day >= BAD) return false;
      at = start + 10;
    } else {
      at = this.#numeric(bytes, start, end);
      if (at === 0) return false;
    }
    this.offset = Number.NaN;
    this.timed = at < end;
    this.clock = 0;
    return !this.timed || ((bytes[at] === BLANK || bytes[at] === 0x54) && this.#time(bytes, at + 1, end));
  }

  /** Offset after `D/M/YYYY`, 0 where it is something else. */
  #numeric(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    this.first = one(bytes, at++);
    if (one(bytes, at) < BAD) this.first = this.first * 10 + one(bytes, at++);
    const separator = bytes[at++];
    if (separator !== SLASH && separator !== DASH && separator !== POINT) return 0;
    this.second = one(bytes, at++);
    if (one(bytes, at) < BAD) this.second = this.second * 10 + one(bytes, at++);
    if (bytes[at++] !== separator || at + 4 > end) return 0;
    this.numeric = true;
    this.year = two(bytes, at) * 100 + two(bytes, at + 2);
    return this.first + this.second + this.year >= BAD ? 0 : at + 4;
  }

  #time(bytes: Uint8Array, from: number, end: number): boolean {
    let at = from;
    let hour = one(bytes, at++);
    if (one(bytes, at) < BAD) hour = hour * 10 + one(bytes, at++);
    const minute = two(bytes, at + 1);
    if (bytes[at] !== COLON || at + 3 > end || minute > 59) return false;
    at += 3;
    let millis = 0;
    if (at < end && bytes[at] === COLON) {
      const second = two(bytes, at + 1);
      if (at + 3 > end || second > 59) return false;
      millis = second * 1000;
      at += 3;
      if (at < end && bytes[at] === POINT) {
        if (at + 4 > end || two(bytes, at + 1) >= BAD || one(bytes, at + 3) === BAD) return false;
        millis += two(bytes, at + 1) * 10 + one(bytes, at + 3);
        at += 4;
      }
    }
    if (at === end) {
      this.clock = hour * 3_600_000 + minute * 60_000 + millis;
      return hour <= 23;
    }
    if (bytes[at] === BLANK) {
      // AM and PM go with hours from 1 to 12.
      const half = bytes[at + 1] | 0x20;
      if (at + 3 !== end || (bytes[at + 2] | 0x20) !== 0x6d || (half !== 0x61 && half !== 0x70) || hour < 1 || hour > 12) return false;
      this.clock = ((hour % 12) + (half === 0x70 ? 12 : 0)) * 3_600_000 + minute * 60_000 + millis;
      return true;
    }
    this.clock = hour * 3_600_000 + minute * 60_000 + millis;
    return hour <= 23 && this.#offset(bytes, at, end);
  }

  /** `Z`, `±hh:mm` or `±hhmm` up to the end. */
  #offset(bytes: Uint8Array, at: number, end: number): boolean {
    const sign = bytes[at];
    if (sign === 0x5a && at + 1 === end) {
      this.offset = 0;
      return true;
    }
    if (sign !== PLUS && sign !== DASH) return false;
    const colon = bytes[at + 3] === COLON ? 1 : 0;
    if (at + 5 + colon !== end) return false;
    const minutes = two(bytes, at + 3 + colon);
    const size = two(bytes, at + 1) * 60 + minutes;
    this.offset = sign === DASH ? -size : size;
    return minutes <= 59 && size <= 14 * 60;
  }
}
