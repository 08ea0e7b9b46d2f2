// The scanner's inner loop in AssemblyScript, compiled to WebAssembly: 64 bytes at a time become bit masks, and the bits of delimiters and line
// ends outside quotes are walked through. It finds whole records that are as wide as the table and written as RFC 4180 demands, and stops
// before any other; those are left to the scanner, so that both together find what the scanner alone would.

import { bytes, cellRoom, ends, ESCAPED, recordEnds, recordLines, recordRoom, recordStarts, starts } from "./kernel-memory.as";

export { amounts, ids, instants } from "./kernel-columns.as";
export { place } from "./kernel-memory.as";
export { codes, table, teach } from "./kernel-texts.as";

const LF: u8 = 10;
const CR: u8 = 13;
/** First byte of a byte order mark. */
const MARK: u8 = 0xef;
/** The scanner judges longer records; see `QUOTE_LIMIT`. */
const LONGEST: u32 = 16 << 20;

/** How a scan ended: the bytes are over, a record is not for the kernel, or there is no more room. */
const OVER = 0;
const STRANGE = 1;
const FULL = 2;
/** Cells that a scan may write behind a record before it sees that the record has too many. */
const SLACK: u32 = 128;

// The table's form.
let delimiter: u8 = 0;
let quote: u8 = 0;
let width: u32 = 0;

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
