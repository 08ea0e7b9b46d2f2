// The scanner's inner loop in AssemblyScript, compiled to WebAssembly: 64 bytes at a time become bit masks, and the bits of delimiters and line
// ends outside quotes are walked through. It finds whole records that are as wide as the table and written as RFC 4180 demands, and stops
// before any other; those are left to the scanner, so that both together find what the scanner alone would.

const LF: u8 = 10;
const CR: u8 = 13;
/** First byte of a byte order mark. */
const MARK: u8 = 0xef;
/** The scanner judges longer records; see `QUOTE_LIMIT`. */
const LONGEST: u32 = 16 << 20;
/** Set in the end of a cell that holds doubled quotes. */
const ESCAPED: u32 = 0x8000_0000;

/** How a scan ended: the bytes are over, a record is not for the kernel, or there is no more room. */
const OVER = 0;
const STRANGE = 1;
const FULL = 2;
/** Cells that a scan may write behind a record before it sees that the record has too many. */
const SLACK: u32 = 128;

// Addresses of what a scan reads and writes, and the table's form.
let starts: usize = 0;
let ends: usize = 0;
let cellRoom: u32 = 0;
let recordStarts: usize = 0;
let recordEnds: usize = 0;
let recordLines: usize = 0;
let recordRoom: u32 = 0;
let bytes: usize = 0;
let delimiter: u8 = 0;
let quote: u8 = 0;
let width: u32 = 0;
/** Where a column's values go, by record: eight bytes each, and one byte more. */
let values: usize = 0;
let marks: usize = 0;

// What the last scan came to.
let cellCount: u32 = 0;
let recordCount: u32 = 0;
let nextRecord: u32 = 0;
let nextLine: u32 = 0;
/** Whether the cell that a scan is in holds a doubled quote. */
let isEscaped = false;

export function cells(): u32 {
  return cellCount;
}
export function records(): u32 {
  return recordCount;
}
export function next(): u32 {
  return nextRecord;
}
export function line(): u32 {
  return nextLine;
}

export function place(startsAt: usize, endsAt: usize, roomForCells: u32, recordsAt: usize, roomForRecords: u32, bytesAt: usize): void {
  starts = startsAt;
  ends = endsAt;
  cellRoom = roomForCells;
  recordStarts = recordsAt;
  recordEnds = recordsAt + (<usize>roomForRecords << 2);
  recordLines = recordsAt + (<usize>roomForRecords << 3);
  recordRoom = roomForRecords;
  bytes = bytesAt;
  values = recordsAt + (<usize>roomForRecords << 3) + (<usize>roomForRecords << 2);
  marks = values + (<usize>roomForCells << 3);
}

export function form(ofDelimiter: u8, ofQuote: u8, ofWidth: u32): void {
  delimiter = ofDelimiter;
  quote = ofQuote;
  width = ofWidth;
}

@inline
function mask(a: v128, b: v128, c: v128, d: v128, wanted: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, wanted)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, wanted)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, wanted)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, wanted)) << 48)
  );
}

/** Each bit is whether an odd number of bits is set up to it. */
@inline
function parity(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/**
 * Scans from the start of a record, which is on physical line `onLine`; cells are written from number `cell` on. Needs 64 readable bytes behind
 * `length`, and room for `SLACK` cells more than a record has.
 */
export function scan(from: u32, length: u32, onLine: u32, cell: u32): i32 {
  // Globals are memory; these stay in registers.
  const text = bytes;
  const columns = width;
  const lastRecord = recordRoom;
  const lastCell = cellRoom - width - SLACK;
  const quotes = i8x16.splat(quote);
  const delimiters = i8x16.splat(delimiter);
  const feeds = i8x16.splat(LF);
  const returns = i8x16.splat(CR);

  // Of the byte before the block: within quotes (all bits), ends a cell, closes a quote, is a carriage return (bit 0).
  let within: u64 = 0;
  let afterStop: u64 = 1;
  let afterClose: u64 = 0;
  let afterReturn: u64 = 0;
  isEscaped = false;

  let lines = onLine;
  let found: u32 = 0;
  let recordStart = from;
  let recordCell = cell;
  let reason = OVER;
  nextLine = onLine;
  if (cell > lastCell) reason = FULL;
  else store<u32>(starts + (<usize>cell << 2), from);

  for (let base = from; base < length && reason == OVER; base += 64) {
    const p = text + <usize>base;
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    const rest = length - base;
    const valid: u64 = rest < 64 ? (<u64>1 << <u64>rest) - 1 : ~<u64>0;
    const q = mask(a, b, c, d, quotes) & valid;
    const n = mask(a, b, c, d, feeds) & valid;
    const r = mask(a, b, c, d, returns) & valid;
    const between = mask(a, b, c, d, delimiters) & valid;

    const inside = q == 0 ? within : parity(q) ^ within;
    const opening = q & inside;
    const closing = q & ~inside;
    const behindClose = (closing << 1) | afterClose;
    const behindReturn = (r << 1) | afterReturn;
    let stops = (between | n) & ~inside;
    // A quote opens only where a cell begins or doubled, and closes only before the end of a cell; a carriage return needs its line feed.
    const strange =
      ((opening & ~((stops << 1) | afterStop | behindClose)) | (behindClose & ~(between | n | r | q)) | (behindReturn & ~n)) & valid;
    if (strange != 0) {
      stops &= (strange & (0 - strange)) - 1;
      reason = STRANGE;
    }

    const count = <u32>popcnt(stops);
    if (count > 0) {
      // Four at a time, whether they are there or not: what is written too much is written over.
      let left = stops;
      let startAt = starts + (<usize>cell << 2) + 4;
      let endAt = ends + (<usize>cell << 2);
      for (let written: u32 = 0; written < count; written += 4) {
        for (let i = 0; i < 4; i += 1) {
          const at = base + <u32>ctz(left);
          store<u32>(endAt, at);
          store<u32>(startAt, at + 1);
          startAt += 4;
          endAt += 4;
          left &= left - 1;
        }
      }
      const ended = n & stops;
      for (let cut = ended & behindReturn; cut != 0; cut &= cut - 1) {
        const bit = ctz(cut);
        store<u32>(ends + (<usize>(cell + <u32>popcnt(stops & ((<u64>1 << bit) - 1))) << 2), base + <u32>bit - 1);
      }
      if ((q | afterClose | afterReturn) != 0) unquote(stops, cell, opening & behindClose);
      for (let left = ended; left != 0; left &= left - 1) {
        const bit = ctz(left);
        const upTo: u64 = (<u64>1 << bit) - 1;
        const next = cell + <u32>popcnt(stops & upTo) + 1;
        const end = base + <u32>bit - <u32>((behindReturn >> bit) & 1);
        if (next - recordCell != columns || end == recordStart || end - recordStart > LONGEST || load<u8>(text + <usize>recordStart) == MARK) {
          reason = STRANGE;
          break;
        }
        store<u32>(recordStarts + (<usize>found << 2), recordStart);
        store<u32>(recordEnds + (<usize>found << 2), end);
        store<u32>(recordLines + (<usize>found << 2), nextLine);
        found += 1;
        recordCell = next;
        recordStart = base + <u32>bit + 1;
        nextLine = lines + <u32>popcnt(n & ((upTo << 1) | 1));
        if (found == lastRecord || next > lastCell) {
          reason = FULL;
          break;
        }
      }
      cell += count;
      if (reason == OVER && cell - recordCell >= columns) reason = STRANGE;
    } else if ((opening & behindClose) != 0) isEscaped = true;
    lines += <u32>popcnt(n);
    within = <u64>(<i64>inside >> 63);
    afterStop = stops >> 63;
    afterClose = closing >> 63;
    afterReturn = r >> 63;
  }
  recordCount = found;
  cellCount = recordCell;
  nextRecord = recordStart;
  return reason;
}

/** Takes the quotes off the cells that end in a block, the first of them `cell`, and notes whether one is doubled within. */
function unquote(stops: u64, cell: u32, doubled: u64): void {
  let looked: u64 = 0;
  for (let left = stops; left != 0; left &= left - 1, cell += 1) {
    const upTo = (left & (0 - left)) - 1;
    const startAt = starts + (<usize>cell << 2);
    const start = load<u32>(startAt);
    const endAt = ends + (<usize>cell << 2);
    const end = load<u32>(endAt);
    if (end > start && load<u8>(bytes + <usize>start) == quote) {
      store<u32>(startAt, start + 1);
      store<u32>(endAt, (end - 1) | (isEscaped || (doubled & upTo & ~looked) != 0 ? ESCAPED : 0));
    }
    isEscaped = false;
    looked = upTo;
  }
  if ((doubled & ~looked) != 0) isEscaped = true;
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
