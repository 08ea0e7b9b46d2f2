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

// What the last scan came to.
let cellCount: u32 = 0;
let recordCount: u32 = 0;
let nextRecord: u32 = 0;
let nextLine: u32 = 0;

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

/** Scans from the start of a record, which is on physical line `onLine`; cells are written from number `cell` on. Needs 64 readable bytes behind `length`. */
export function scan(from: u32, length: u32, onLine: u32, cell: u32): i32 {
  const quotes = i8x16.splat(quote);
  const delimiters = i8x16.splat(delimiter);
  const feeds = i8x16.splat(LF);
  const returns = i8x16.splat(CR);
  const lastCell = cellRoom - width;

  // Of the byte before the block: within quotes (all bits), ends a cell, closes a quote, is a carriage return (bit 0).
  let within: u64 = 0;
  let afterStop: u64 = 1;
  let afterClose: u64 = 0;
  let afterReturn: u64 = 0;
  let isEscaped = false;

  let lines = onLine;
  let cellStart = from;
  let column: u32 = 0;
  let found: u32 = 0;
  cellCount = cell;
  nextRecord = from;
  nextLine = onLine;

  if (cell > lastCell) {
    recordCount = 0;
    return FULL;
  }
  for (let base = from; base < length; base += 64) {
    const p = bytes + <usize>base;
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
    const stops = (between | n) & ~inside;
    const behindClose = (closing << 1) | afterClose;
    // A quote opens only where a cell begins or doubled, and closes only before the end of a cell; a carriage return needs its line feed.
    const strange =
      ((opening & ~((stops << 1) | afterStop | behindClose)) |
        (behindClose & ~(between | n | r | q)) |
        (((r << 1) | afterReturn) & ~n)) &
      valid;
    const doubled = opening & behindClose;
    let looked: u64 = 0;

    let left = strange == 0 ? stops : stops & ((strange & (0 - strange)) - 1);
    while (left != 0) {
      const bit = ctz(left);
      const at = base + <u32>bit;
      const upTo: u64 = (<u64>1 << bit) - 1;
      const isEnd = ((n >> bit) & 1) != 0;
      let end = at;
      if (isEnd && end > nextRecord && load<u8>(bytes + <usize>(end - 1)) == CR) end -= 1;
      let cellEnd = end;
      if (cellEnd > cellStart && load<u8>(bytes + <usize>cellStart) == quote) {
        cellStart += 1;
        cellEnd -= 1;
        if (isEscaped || (doubled & upTo & ~looked) != 0) cellEnd |= ESCAPED;
      }
      isEscaped = false;
      looked = upTo;
      store<u32>(starts + (<usize>cell << 2), cellStart);
      store<u32>(ends + (<usize>cell << 2), cellEnd);
      cell += 1;
      column += 1;
      cellStart = at + 1;
      if (isEnd) {
        if (column != width || end == nextRecord || end - nextRecord > LONGEST || load<u8>(bytes + <usize>nextRecord) == MARK) {
          recordCount = found;
          return STRANGE;
        }
        store<u32>(recordStarts + (<usize>found << 2), nextRecord);
        store<u32>(recordEnds + (<usize>found << 2), end);
        store<u32>(recordLines + (<usize>found << 2), nextLine);
        found += 1;
        column = 0;
        cellCount = cell;
        nextRecord = at + 1;
        nextLine = lines + <u32>popcnt(n & ((upTo << 1) | 1));
        if (found == recordRoom || cell > lastCell) {
          recordCount = found;
          return FULL;
        }
      } else if (column == width) {
        recordCount = found;
        return STRANGE;
      }
      left &= left - 1;
    }
    if (strange != 0) {
      recordCount = found;
      return STRANGE;
    }
    if ((doubled & ~looked) != 0) isEscaped = true;
    lines += <u32>popcnt(n);
    within = <u64>(<i64>inside >> 63);
    afterStop = stops >> 63;
    afterClose = closing >> 63;
    afterReturn = r >> 63;
  }
  recordCount = found;
  return OVER;
}
