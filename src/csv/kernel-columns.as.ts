// Whole columns of records that were cut, read many cells at a time; whatever is out of the ordinary is left to others.

import { bytes, ends, ESCAPED, marks, starts, values } from "./kernel-memory.as";

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

/** Where `YYYY-MM-DD HH:MM` has digits, and where it has marks of its own, but for the one between date and time. */
const DIGITS = 0xdb6f;
const SIGNS = 0x2090;
const BETWEEN = 0x0400;

/** Milliseconds, as if UTC, of `YYYY-MM-DD HH:MM[:SS[.mmm]]` with a blank or T; NaN for all other texts, which are left to others. */
@inline
function localTime(p: usize, length: u32): f64 {
  const text = v128.load(p);
  const numbers = i8x16.sub(text, i8x16.splat(48));
  const digits = i8x16.bitmask(i8x16.le_u(numbers, i8x16.splat(9)));
  const signs = i8x16.bitmask(i8x16.eq(text, i8x16(0, 0, 0, 0, 0x2d, 0, 0, 0x2d, 0, 0, 0x20, 0, 0, 0x3a, 0, 0)));
  if ((digits & DIGITS) != DIGITS || (signs & SIGNS) != SIGNS) return NaN;
  if ((signs & BETWEEN) == 0 && load<u8>(p, 10) != 0x54) return NaN;
  // Tens and ones of each number side by side.
  const pairs = i8x16.shuffle(numbers, numbers, 0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 0, 0, 0, 0);
  const parts = i16x8.add(i16x8.mul(v128.and(pairs, i16x8.splat(0xff)), i16x8.splat(10)), i16x8.shr_u(pairs, 8));
  const year = <i32>i16x8.extract_lane_u(parts, 0) * 100 + <i32>i16x8.extract_lane_u(parts, 1);
  const month = <i32>i16x8.extract_lane_u(parts, 2);
  const day = <i32>i16x8.extract_lane_u(parts, 3);
  const hour = <i32>i16x8.extract_lane_u(parts, 4);
  const minute = <i32>i16x8.extract_lane_u(parts, 5);
  if (year < 1 || hour > 23 || minute > 59 || month < 1 || month > 12 || day < 1 || (day > 28 && day > daysIn(month, year))) return NaN;
  let clock = hour * 3_600_000 + minute * 60_000;
  if (length > 16) {
    const second = two(p + 17);
    if (load<u8>(p, 16) != 0x3a || second > 59) return NaN;
    clock += <i32>second * 1000;
  }
  if (length > 19) {
    const hundredths = two(p + 20);
    const last = <u32>load<u8>(p, 22) - 48;
    if (load<u8>(p, 19) != 0x2e || hundredths > 99 || last > 9) return NaN;
    clock += <i32>(hundredths * 10 + last);
  }
  return <f64>daysFrom(year, month, day) * 86_400_000 + <f64>clock;
}

/** A column of `count` records of `wide` cells as local times; marks those that end in Z, whose time is UTC. */
export function instants(column: u32, wide: u32, count: u32): void {
  for (let record: u32 = 0, cell = column; record < count; record += 1, cell += wide) {
    const start = load<u32>(starts + (<usize>cell << 2));
    const end = load<u32>(ends + (<usize>cell << 2));
    let time = NaN;
    let mark: u8 = 0;
    if (end < ESCAPED && end - start >= 16) {
      const p = bytes + <usize>start;
      const length = end - start;
      mark = load<u8>(p + <usize>length - 1) == 0x5a ? 1 : 0;
      const bare = length - <u32>mark;
      if (bare == 19 || bare == 16 || bare == 23) time = localTime(p, bare);
    }
    store<f64>(values + (<usize>record << 3), time);
    store<u8>(marks + <usize>record, mark);
  }
}

@inline
function power(digits: i32): f64 {
  let value: f64 = 1;
  for (; digits > 0; digits -= 1) value *= 10;
  return value;
}

/** A column as numbers without a sign, of up to 15 digits, with or without a fraction behind `mark`; NaN for all other texts. */
export function amounts(column: u32, wide: u32, count: u32, mark: u8): void {
  for (let record: u32 = 0, cell = column; record < count; record += 1, cell += wide) {
    const start = load<u32>(starts + (<usize>cell << 2));
    const end = load<u32>(ends + (<usize>cell << 2));
    let value = NaN;
    if (end < ESCAPED && end > start && end - start <= 16) {
      let whole: i64 = 0;
      let digits = 0;
      let fraction = -1;
      let at = start;
      for (; at < end; at += 1) {
        const byte = load<u8>(bytes + <usize>at);
        const number = <i32>byte - 48;
        if (<u32>number <= 9) {
          whole = whole * 10 + <i64>number;
          digits += 1;
          if (fraction >= 0) fraction += 1;
        } else if (byte == mark && fraction < 0 && digits > 0) fraction = 0;
        else break;
      }
      // Both operands are exact, so the quotient is the nearest double.
      if (at == end && digits <= 15 && fraction != 0) value = fraction > 0 ? <f64>whole / power(fraction) : <f64>whole;
    }
    store<f64>(values + (<usize>record << 3), value);
  }
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
 * 64-bit hashes of a column of running numbers, low half first, as `IdHashes` has them. Returns whether each is greater, or each less, than the one
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
    store<u32>(values + (<usize>record << 3), mix(b));
    store<u32>(values + (<usize>record << 3), mix(a), 4);
  }
  return order;
}
