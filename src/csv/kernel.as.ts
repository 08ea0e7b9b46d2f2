// The scanner's inner loop in AssemblyScript, compiled to WebAssembly: 64 bytes at a time become bit masks, and the bits of delimiters and line
// ends outside quotes are walked through. It finds whole records that are as wide as the table and written as RFC 4180 demands, and stops
// before any other; those are left to the scanner, so that both together find what the scanner alone would.

import { bytes, cellRoom, ends, ESCAPED, left, recordEnds, recordLines, recordRoom, recordStarts, starts, values } from "./kernel-memory.as";
import { count, mask, maskOfBoth, parity, put, sum } from "./kernel-masks.as";
import { flag, unquote, unquoteAll } from "./kernel-quotes.as";

export { amounts, blanks, ids, instants, zulus } from "./kernel-columns.as";
export { steps } from "./kernel-steps.as";
export { place } from "./kernel-memory.as";
export { codes, having, table, teach } from "./kernel-texts.as";

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
/** It goes on another way. */
const TURN = 3;
/** Blocks that are scanned before their records are looked at; the counts of a lane stay below 256. */
const STRETCH: u32 = 60;
/** Of the first stretch of a scan: little is lost where one strange record follows another. */
const FIRST_STRETCH: u32 = 8;
/** Where a cell of so many is quoted, all are looked at; otherwise those that are make a list. */
const DENSE: u32 = 3;
/** Blocks after which a scan that went block by block tries many again. */
const CALM: u32 = 8;
/** Cells and records that may be written behind the last for which there is room: those of a stretch and of the record before. */
const SLACK: u32 = STRETCH * 64 + 64;

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

/**
 * Scans from the start of a record, which is on physical line `onLine`; cells are written from number `cell` on. Needs 64 readable bytes behind
 * `length`, and room for `SLACK` cells more than a record has.
 */
export function scan(from: u32, length: u32, onLine: u32, cell: u32): i32 {
  recordCount = 0;
  cellCount = cell;
  nextRecord = from;
  nextLine = onLine;
  if (cell > cellRoom - width - SLACK) return FULL;
  let reason = TURN;
  while (reason == TURN) {
    reason = scanPlain(length);
    if (reason == TURN) reason = scanAll(length);
  }
  return reason;
}

/**
 * The scan from the next record on, many records at a time. Every delimiter and line feed outside quotes ends a cell; then every so many of
 * them has to be a line feed, and there must be no other. Whatever else it finds, and the bytes behind the last whole block, it leaves to
 * `scanAll`.
 */
function scanPlain(length: u32): i32 {
  // Globals are memory; these stay in registers.
  const text = bytes;
  const columns = width;
  const quoteByte = quote;
  const quoteBytes = i8x16.splat(quote);
  const delimiters = i8x16.splat(delimiter);
  const feeds = i8x16.splat(LF);
  const returns = i8x16.splat(CR);
  // No column is read meanwhile, so there is room for the numbers of cells that are quoted, that hold doubled quotes, and within which lines end.
  const quotedCells = values;
  const doubledCells = values + (<usize>cellRoom << 2);
  const brokenCells = left;
  let quoted: usize = 0;
  let doubled: usize = 0;

  let cell = cellCount;
  let base = nextRecord;
  // Of the byte before the block: within quotes (all bits), closes a quote (bit 0). Of the byte before the stretch: is a carriage return.
  let within: u64 = 0;
  let afterClose: u64 = 0;
  let afterReturn: u32 = 0;
  // Lines that ended within the record so far.
  let linesWithin: u32 = 0;
  let most = FIRST_STRETCH;
  let isDense = false;
  store<u32>(starts + (<usize>cell << 2), base);

  for (;;) {
    const blocks = min((length - base) >> 6, most);
    if (blocks == 0) break;
    const firstEnd = ends + (<usize>cell << 2);
    const until = base + (blocks << 6);
    let endAt = firstEnd;
    let feedCounts = i8x16.splat(0);
    let returnCounts = i8x16.splat(0);
    let feedsWithin: u32 = 0;
    let returnsWithin: u32 = 0;
    let quotes: u32 = 0;
    while (base < until) {
      // Apart from those with quotes, so that these blocks need few registers.
      for (let isCalm = (within | afterClose) == 0; isCalm && base < until; base += 64) {
        const p = text + <usize>base;
        const a = v128.load(p);
        const b = v128.load(p, 16);
        const c = v128.load(p, 32);
        const d = v128.load(p, 48);
        if (
          v128.any_true(
            v128.or(v128.or(i8x16.eq(a, quoteBytes), i8x16.eq(b, quoteBytes)), v128.or(i8x16.eq(c, quoteBytes), i8x16.eq(d, quoteBytes))),
          )
        )
          break;
        feedCounts = count(feedCounts, a, b, c, d, feeds);
        returnCounts = count(returnCounts, a, b, c, d, returns);
        endAt = put(endAt, base, maskOfBoth(a, b, c, d, feeds, delimiters));
      }
      if (base == until) break;

      const p = text + <usize>base;
      const a = v128.load(p);
      const b = v128.load(p, 16);
      const c = v128.load(p, 32);
      const d = v128.load(p, 48);
      const q = mask(a, b, c, d, quoteBytes);
      const n = mask(a, b, c, d, feeds);
      const r = mask(a, b, c, d, returns);
      const all = maskOfBoth(a, b, c, d, feeds, delimiters);
      const inside = parity(q) ^ within;
      const stops = all & ~inside;
      const opening = q & inside;
      const closing = q & ~inside;
      const behindClose = (closing << 1) | afterClose;
      const begins = endAt > firstEnd ? load<u32>(endAt - 4) + 1 : load<u32>(starts + (<usize>cell << 2));
      const strange = (opening & ~((stops << 1) | <u64>(begins == base) | behindClose)) | (behindClose & ~(all | r | q)) | (((r & inside) << 1) & ~n) | ((r & inside) >> 63);
      if (strange != 0) break;
      const ended = cell + <u32>((endAt - firstEnd) >> 2);
      const firsts = opening & ~behindClose;
      quotes += <u32>popcnt(firsts);
      for (let first = isDense ? 0 : firsts; first != 0; first &= first - 1) {
        store<u32>(quotedCells + quoted, ended + <u32>popcnt(stops & ((first & (0 - first)) - 1)));
        quoted += 4;
      }
      for (let again = opening & behindClose; again != 0; again &= again - 1) {
        const inCell = ended + <u32>popcnt(stops & ((again & (0 - again)) - 1));
        if (doubled == 0 || load<u32>(doubledCells + doubled - 4) != inCell) {
          store<u32>(doubledCells + doubled, inCell);
          doubled += 4;
        }
      }
      for (let broken = n & inside; broken != 0; broken &= broken - 1) {
        const before = (broken & (0 - broken)) - 1;
        store<u32>(brokenCells + (<usize>feedsWithin << 2), ended + <u32>popcnt(stops & before));
        feedsWithin += 1;
      }
      returnsWithin += <u32>popcnt(r & inside);
      within = <u64>(<i64>inside >> 63);
      afterClose = closing >> 63;
      feedCounts = count(feedCounts, a, b, c, d, feeds);
      returnCounts = count(returnCounts, a, b, c, d, returns);
      endAt = put(endAt, base, stops);
      base += 64;
    }

    const cellsEnd = cell + <u32>((endAt - firstEnd) >> 2);
    const ones = i32x4.splat(1);
    const toStarts = starts - ends + 4;
    for (let at = firstEnd; at < endAt; at += 16) v128.store(at + toStarts, i32x4.add(v128.load(at), ones));

    let start = nextRecord;
    let feedsSeen: u32 = 0;
    let returnsSeen: u32 = 0;
    let isStrange: u32 = 0;
    let line = nextLine;
    let nextBroken: u32 = 0;
    let recordAt = recordStarts + (<usize>recordCount << 2);
    let last = cellCount + columns - 1;
    for (; last < cellsEnd; last += columns) {
      const stop = load<u32>(ends + (<usize>last << 2));
      const behindReturn = <u32>(load<u8>(text + <usize>stop - 1) == CR) & <u32>(stop > start);
      const end = stop - behindReturn;
      isStrange |=
        <u32>(load<u8>(text + <usize>stop) != LF) |
        <u32>(end == start) |
        <u32>(end - start > LONGEST) |
        <u32>(load<u8>(text + <usize>start) == MARK);
      store<u32>(ends + (<usize>last << 2), end);
      store<u32>(recordAt, start);
      store<u32>(recordAt + (recordEnds - recordStarts), end);
      store<u32>(recordAt + (recordLines - recordStarts), line);
      for (; nextBroken < feedsWithin && load<u32>(brokenCells + (<usize>nextBroken << 2)) <= last; nextBroken += 1) line += 1;
      line += 1 + linesWithin;
      linesWithin = 0;
      recordAt += 4;
      feedsSeen += 1;
      returnsSeen += behindReturn;
      start = stop + 1;
    }
    const endsInReturn = <u32>(base > nextRecord && load<u8>(text + <usize>base - 1) == CR);
    if (isStrange != 0 || sum(feedCounts) != feedsSeen + feedsWithin || sum(returnCounts) + afterReturn != returnsSeen + returnsWithin + endsInReturn) break;
    afterReturn = endsInReturn;
    if (isDense) unquoteAll(text, quoteByte, cell, cellsEnd);
    else unquote(quotedCells, quoted, cellsEnd);
    isDense = quotes * DENSE > cellsEnd - cell;
    // The cell that has begun stays in the list.
    const begun = load<u32>(starts + (<usize>cellsEnd << 2));
    store<u32>(quotedCells, cellsEnd);
    quoted = begun < base && load<u8>(text + <usize>begun) == quoteByte ? 4 : 0;
    doubled = flag(doubledCells, doubled, cellsEnd);
    recordCount += feedsSeen;
    nextLine = line;
    linesWithin += feedsWithin - nextBroken;
    nextRecord = start;
    cellCount = last - columns + 1;
    cell = cellsEnd;
    if (recordCount >= recordRoom - SLACK || cellCount > cellRoom - columns - SLACK) return FULL;
    if (base < until) break;
    most = min(most << 1, STRETCH);
  }
  return TURN;
}

/** The scan from the next record on, whatever comes. Turns back to `scanPlain` when a while has gone well. */
function scanAll(length: u32): i32 {
  const text = bytes;
  const columns = width;
  const lastRecord = recordRoom - SLACK;
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

  let lines = nextLine;
  let found = recordCount;
  let recordStart = nextRecord;
  let recordCell = cellCount;
  let cell = recordCell;
  let calm: u32 = 0;
  let reason = OVER;
  store<u32>(starts + (<usize>cell << 2), recordStart);

  for (let base = recordStart; base < length && reason == OVER; base += 64) {
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
    calm += 1;
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
      if ((q | afterClose | afterReturn) != 0) unquoteBlock(stops, cell, opening & behindClose);
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
        if (found >= lastRecord || next > lastCell) {
          reason = FULL;
          break;
        }
        if (calm >= CALM) {
          reason = TURN;
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
function unquoteBlock(stops: u64, cell: u32, doubled: u64): void {
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
