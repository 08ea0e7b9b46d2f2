// Whole columns of records that were cut, read many cells at a time; whatever is out of the ordinary is left to others.

import { bytes, ends, ESCAPED, left, marks, starts, values } from "./kernel-memory.as";

// What the last column came to: cells without bytes, and times that are UTC.
let blankCount: u32 = 0;
let zuluCount: u32 = 0;

export function blanks(): u32 {
  return blankCount;
}
export function zulus(): u32 {
  return zuluCount;
}

/** Two digits as a number; more than 99 where one is none. */
@inline
function two(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at, 1) - 48;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

@inline
function daysIn(month: i32, year: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days since 1970-01-01, from year 1 on. */
@inline
function daysFrom(year: i32, month: i32, day: i32): i32 {
  // Years that begin in March put the leap day last.
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
}

/** `YYYY-MM-` as it is written, the days before that month, since 1970-01-01, and its length: most dates share them with the one before. */
let month: u64 = 0;
let daysBefore: i32 = 0;
let monthLength: u32 = 0;

/** Looks a month up that digits stand for; false where no calendar has it, or where other bytes stand. */
function turnTo(written: u64, p: usize): bool {
  const century = two(p);
  const year = two(p + 2);
  const number = <i32>two(p + 5);
  if (century > 99 || year > 99 || century + year == 0 || number < 1 || number > 12) return false;
  if (load<u8>(p, 4) != 0x2d || load<u8>(p, 7) != 0x2d) return false;
  month = written;
  daysBefore = daysFrom(<i32>(century * 100 + year), number, 1) - 1;
  monthLength = <u32>daysIn(number, <i32>(century * 100 + year));
  return true;
}

/** `HH:MM:SS`, and the end of it where a minute begins. */
const CLOCK: u64 = 0x3030_3a30_303a_3030;
const WHOLE_MINUTE: u64 = 0x3030_3a00_0000_0000;

/** Milliseconds, as if UTC, of `YYYY-MM-DD HH:MM[:SS[.mmm]]` with a blank or T; NaN for all other texts of such a length, which are left to others. */
@inline
function localTime(p: usize, length: u32): f64 {
  const written = load<u64>(p);
  if (written != month && !turnTo(written, p)) return NaN;
  // Digits are 9 at most now, and the colons 0.
  const date = <u32>load<u16>(p, 8) ^ 0x3030;
  const clock = (length == 16 ? (load<u64>(p, 8) >> 24) | WHOLE_MINUTE : load<u64>(p, 11)) ^ CLOCK;
  const between = load<u8>(p, 10);
  if (
    ((((clock + 0x7676_7f76_767f_7676) | clock) & 0x8080_8080_8080_8080) | <u64>(((date + 0x7676) | date) & 0x8080)) != 0 ||
    (between != 0x20 && between != 0x54)
  )
    return NaN;
  // Each ten beside its one.
  const parts = clock * 10 + (clock >> 8);
  const day = (date & 0xff) * 10 + (date >> 8);
  const hour = <u32>parts & 0xff;
  const minute = <u32>(parts >> 24) & 0xff;
  const second = <u32>(parts >> 48) & 0xff;
  if (<u32>(hour > 23) | <u32>(minute > 59) | <u32>(second > 59) | <u32>(day - 1 >= monthLength)) return NaN;
  const time = <f64>(daysBefore + <i32>day) * 86_400_000 + <f64>(hour * 3_600_000 + minute * 60_000 + second * 1000);
  if (length < 23) return time;
  const hundredths = two(p + 20);
  const last = <u32>load<u8>(p, 22) - 48;
  if (load<u8>(p, 19) != 0x2e || hundredths > 99 || last > 9) return NaN;
  return time + <f64>(hundredths * 10 + last);
}

/**
 * A column of `count` records of `wide` cells as local times; marks those that end in Z, whose time is UTC. Returns how many cells are left to
 * others; their records are listed.
 */
export function instants(column: u32, wide: u32, count: u32): u32 {
  // Globals are memory; these stay in registers.
  const text = bytes;
  const toEnd = ends - starts;
  const step = <usize>wide << 2;
  const to = values;
  const toMarks = marks;
  let others: u32 = 0;
  let blank: u32 = 0;
  let zulu: u32 = 0;
  for (let record: u32 = 0, at = starts + (<usize>column << 2); record < count; record += 1, at += step) {
    const start = load<u32>(at);
    // More than any date has where the cell is `ESCAPED`.
    const length = load<u32>(at + toEnd) - start;
    let time = NaN;
    let mark: u32 = 0;
    if (length == 0) blank += 1;
    else {
      const p = text + <usize>start;
      if (length == 19) time = localTime(p, length);
      else if (length - 16 <= 8) {
        mark = <u32>(load<u8>(p + <usize>length - 1) == 0x5a);
        const bare = length - mark;
        if (bare == 19 || bare == 16 || bare == 23) time = localTime(p, bare);
      }
      if (time != time) {
        store<u32>(left + (<usize>others << 2), record);
        others += 1;
        mark = 0;
      }
      zulu += mark;
    }
    store<f64>(to + (<usize>record << 3), time);
    store<u8>(toMarks + <usize>record, mark);
  }
  blankCount = blank;
  zuluCount = zulu;
  return others;
}

@inline
function power(digits: i32): f64 {
  let value: f64 = 1;
  for (; digits > 0; digits -= 1) value *= 10;
  return value;
}

/** More than 8 digits can be. */
export const NO_NUMBER: u64 = 100_000_000;

/** The number that up to 8 digits are; `NO_NUMBER` where a byte is no digit. */
@inline
export function upToEight(p: usize, length: u32): u64 {
  const shift = <u64>(64 - (length << 3));
  // The last digit comes last, zeros before the first.
  let digits = (load<u64>(p) ^ 0x3030_3030_3030_3030) << shift;
  if ((((digits + 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080) != 0) return NO_NUMBER;
  digits = (digits * 2561) >> 8;
  digits = ((digits & 0x00ff_00ff_00ff_00ff) * 6_553_601) >> 16;
  return ((digits & 0x0000_ffff_0000_ffff) * 42_949_672_960_001) >> 32;
}

/** Up to 15 digits with or without a fraction behind `mark`; NaN for all other texts. */
function decimal(p: usize, length: u32, mark: u8): f64 {
  let whole: i64 = 0;
  let digits = 0;
  let fraction = -1;
  for (let at = p; at < p + <usize>length; at += 1) {
    const byte = load<u8>(at);
    const number = <i32>byte - 48;
    if (<u32>number <= 9) {
      whole = whole * 10 + <i64>number;
      digits += 1;
      if (fraction >= 0) fraction += 1;
    } else if (byte == mark && fraction < 0 && digits > 0) fraction = 0;
    else return NaN;
  }
  if (digits > 15 || fraction == 0) return NaN;
  // Both operands are exact, so the quotient is the nearest double.
  return fraction > 0 ? <f64>whole / power(fraction) : <f64>whole;
}

/**
 * A column as numbers without a sign, of up to 15 digits, with or without a fraction behind `mark`, times `factor`. Returns how many cells are
 * left to others; their records are listed.
 */
export function amounts(column: u32, wide: u32, count: u32, mark: u8, factor: f64): u32 {
  // Globals are memory; these stay in registers.
  const text = bytes;
  const toEnd = ends - starts;
  const step = <usize>wide << 2;
  const to = values;
  let others: u32 = 0;
  let blank: u32 = 0;
  for (let record: u32 = 0, at = starts + (<usize>column << 2); record < count; record += 1, at += step) {
    const start = load<u32>(at);
    // More than any text has where the cell is `ESCAPED`.
    const length = load<u32>(at + toEnd) - start;
    let value = NaN;
    if (length == 0) blank += 1;
    else {
      if (length <= 16) {
        const p = text + <usize>start;
        const whole: u64 = length <= 8 ? upToEight(p, length) : NO_NUMBER;
        value = whole != NO_NUMBER ? <f64>(<u32>whole) : decimal(p, length, mark);
      }
      if (value != value) {
        store<u32>(left + (<usize>others << 2), record);
        others += 1;
      }
    }
    store<f64>(to + (<usize>record << 3), value * factor);
  }
  blankCount = blank;
  return others;
}

/** Final avalanche of MurmurHash3. */
@inline
function mix(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85eb_ca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2_ae35;
  return hash ^ (hash >> 16);
}

const RISES = 1;
const FALLS = 2;

/**
 * 64-bit hashes of a column of running numbers, as `IdHashes` has them: low halves as values, high ones as those left. Returns whether each is greater, or each less, than the one
 * before it (bits), or −1 where a cell is anything but digits.
 */
export function ids(column: u32, wide: u32, count: u32, salt: u32): i32 {
  let order = RISES | FALLS;
  let before: usize = 0;
  let lengthBefore: u32 = 0;
  for (let record: u32 = 0, cell = column; record < count; record += 1, cell += wide) {
    const start = load<u32>(starts + (<usize>cell << 2));
    const end = load<u32>(ends + (<usize>cell << 2));
    if (end >= ESCAPED || end == start) return -1;
    const p = bytes + <usize>start;
    const length = end - start;
    let a: u32 = 0x811c_9dc5 ^ salt;
    let b: u32 = 0x9e37_79b9 ^ salt;
    for (let i: u32 = 0; i < length; i += 1) {
      const byte = <u32>load<u8>(p + <usize>i);
      if (byte - 48 > 9) return -1;
      a = (a ^ byte) * 0x0100_0193;
      b = rotl<u32>((b ^ byte) * 0x85eb_ca6b, 13);
    }
    if (record > 0) {
      let difference = <i32>length - <i32>lengthBefore;
      for (let i: u32 = 0; difference == 0 && i < length; i += 1) {
        difference = <i32>load<u8>(p + <usize>i) - <i32>load<u8>(before + <usize>i);
      }
      if (difference <= 0) order &= ~RISES;
      if (difference >= 0) order &= ~FALLS;
    }
    before = p;
    lengthBefore = length;
    store<u32>(values + (<usize>record << 2), mix(b));
    store<u32>(left + (<usize>record << 2), mix(a));
  }
  return order;
}
