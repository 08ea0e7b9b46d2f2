import type { RecordAccount, RecordBlock, Reject, RejectReason } from "./block.ts";
import { headerName, isBlank, textOf } from "./cell.ts";
import { FOOTER_LETTERS, isFooter, isTotal } from "./footer.ts";
import type { CellStore, FoundRecords, RecordSink } from "./tokenizer.ts";

/** What a grid needs to know about the table. */
export interface Table {
  /** Header cells as `TextDecisions.header` has them; their number is the width. */
  readonly header: readonly string[];
  readonly titleRecords: number;
  readonly extraHeaderRecords: number;
  /** Records that begin with `#` are comments. */
  readonly comments: boolean;
}

/** Room a footer leaves: at most two filled cells, in a table of at least four columns if it is as wide as the table. */
const FOOTER_CELLS = 2;
const FOOTER_WIDTH = 4;
const HASH = 0x23;
const QUOTE = 0x22;

const looksNumeric = (text: string): boolean => /^[-+]?[\d.,:\s]*\d[\d.,:\s]*%?$/u.test(text.trim());

/**
 * Makes a regular grid of the records a tokenizer finds: passes title and header records, pads short records, drops blank surplus cells,
 * sets aside what cannot be used, and keeps the account of it all.
 */
export class Grid implements RecordSink {
  readonly account: RecordAccount = { read: 0, rejected: 0, notData: 0, short: 0, firstShortLine: 0 };
  readonly width: number;
  private readonly header: readonly string[];
  private readonly headerStart: Buffer;
  private readonly titles: number;
  private readonly comments: boolean;
  /** Records still to be passed before the data; the header is among them. */
  private leading: number;
  private readonly leadingRecords: number;
  /** Those of them that are not the header, as they stand in the file: exports put together repeat them. */
  private readonly passed: Buffer[] = [];
  private readonly take: (block: RecordBlock) => void;
  private readonly reject: (reject: Reject) => void;
  private lines = new Uint32Array(1 << 10);
  private count = 0;
  /** 1 for first bytes of a record that may be no data. */
  private readonly doubtful = new Uint8Array(256);

  constructor(table: Table, take: (block: RecordBlock) => void, reject: (reject: Reject) => void) {
    this.width = table.header.length;
    this.header = table.header;
    this.headerStart = Buffer.from(this.header[0] ?? "");
    this.titles = table.titleRecords;
    this.comments = table.comments;
    this.leadingRecords = table.titleRecords + 1 + table.extraHeaderRecords;
    this.leading = this.leadingRecords;
    this.take = take;
    this.reject = reject;
    for (let byte = 0; byte <= 0x20; byte++) this.doubtful[byte] = 1;
    for (const byte of [0xc2, 0xe2, 0xef, ...FOOTER_LETTERS]) this.doubtful[byte] = 1;
    this.doubtful[this.headerStart[0] ?? 0] = 1;
    if (table.comments) this.doubtful[HASH] = 1;
  }

  /** Records come many at once where they can. */
  get table(): this {
    return this;
  }

  get begun(): boolean {
    return this.leading === 0;
  }

  /** Data follow from the first record on: for stretches from the middle of a file. */
  skipLeading(): this {
    this.leading = 0;
    return this;
  }

  record(store: CellStore, first: number, count: number, line: number, start: number, end: number): void {
    const { width } = this;
    if (
      count !== width ||
      this.leading > 0 ||
      store.starts[first] === store.ends[first] ||
      this.doubtful[store.bytes[store.starts[first]]] === 1
    ) {
      if (!this.isData(store, first, count, line, start, end)) {
        store.cells = first;
        return;
      }
    }
    this.account.read += 1;
    this.roomForLines(this.count + 1);
    this.lines[this.count++] = line;
  }

  records(store: CellStore, first: number, count: number, { recordStarts, recordEnds, recordLines }: FoundRecords): void {
    const { width, doubtful } = this;
    const { bytes, starts, ends } = store;
    this.roomForLines(this.count + count);
    const { lines } = this;
    let plain = 0;
    for (let from = first; plain < count && starts[from] !== ends[from] && doubtful[bytes[starts[from]]] === 0; from += width) plain++;
    if (plain === count) {
      lines.set(recordLines.subarray(0, count), this.count);
      this.count += count;
      this.account.read += count;
      store.cells = first + count * width;
      return;
    }
    let to = first;
    for (let record = 0, from = first; record < count; record++, from += width) {
      if (
        (starts[from] === ends[from] || doubtful[bytes[starts[from]]] === 1) &&
        !this.isData(store, from, width, recordLines[record], recordStarts[record], recordEnds[record])
      )
        continue;
      if (to !== from) {
        starts.copyWithin(to, from, from + width);
        ends.copyWithin(to, from, from + width);
      }
      to += width;
      this.account.read += 1;
      lines[this.count++] = recordLines[record];
    }
    store.cells = to;
  }

  private roomForLines(count: number): void {
    if (count <= this.lines.length) return;
    const lines = new Uint32Array(Math.max(count, this.lines.length * 2));
    lines.set(this.lines);
    this.lines = lines;
  }

  malformed(store: CellStore, reason: RejectReason, line: number, start: number, end: number): void {
    if (this.leading > 0) this.passLeading(store.bytes, start, end);
    else this.setAside({ line, reason, raw: store.bytes.toString("utf8", start, end) });
  }

  flush(store: CellStore): void {
    const { width, count } = this;
    store.cells = 0;
    this.count = 0;
    if (count === 0) return;
    const { bytes, starts, ends } = store;
    const cells = count * width;
    this.take({
      bytes,
      width,
      count,
      starts: starts.subarray(0, cells),
      ends: ends.subarray(0, cells),
      lines: this.lines.subarray(0, count),
      columns: store.columns,
    });
  }

  /** The slow look at one record; leaves exactly `width` cells in the store when it is data. */
  private isData(store: CellStore, first: number, count: number, line: number, start: number, end: number): boolean {
    const { width, account } = this;
    const { bytes, starts, ends } = store;
    const only = starts[first];
    // A line of nothing but blanks is as good as empty; `""` is a record.
    if (count === 1 && isBlank(bytes, only, ends[first]) && (only === start || isBlank(bytes, start, only))) return false;
    if (this.leading > 0) {
      this.passLeading(store.bytes, start, end);
      return false;
    }
    let filled = 0;
    let firstFilled = -1;
    let lastFilled = -1;
    for (let cell = 0; cell < count; cell++) {
      if (isBlank(bytes, starts[first + cell], ends[first + cell])) continue;
      if (filled === 0) firstFilled = cell;
      filled += 1;
      lastFilled = cell;
      if (filled > FOOTER_CELLS && count === width) break;
    }
    const footerShaped = filled <= FOOTER_CELLS && (count < width || width >= FOOTER_WIDTH);
    if (
      filled === 0 ||
      (footerShaped && this.isFooterAt(store, first + firstFilled)) ||
      (firstFilled === 0 && count === width && width >= FOOTER_WIDTH && this.isTotalAt(store, first)) ||
      (this.comments && this.isComment(store, first, count, start)) ||
      this.isHeader(store, first, count) ||
      this.isPassed(bytes, start, end)
    ) {
      account.read += 1;
      account.notData += 1;
      return false;
    }
    if (lastFilled >= width) {
      this.setAside({ line, reason: "too-long", raw: bytes.toString("utf8", start, end), cells: count });
      return false;
    }
    if (count < width) this.pad(store, first, count, line, end);
    store.cells = first + width;
    return true;
  }

  private pad(store: CellStore, first: number, count: number, line: number, end: number): void {
    store.reserve(first + this.width);
    store.starts.fill(end, first + count, first + this.width);
    store.ends.fill(end, first + count, first + this.width);
    if (this.account.short === 0) this.account.firstShortLine = line;
    this.account.short += 1;
  }

  private isFooterAt({ bytes, starts, ends }: CellStore, cell: number): boolean {
    return isFooter(textOf(bytes, starts[cell], ends[cell]));
  }

  /** A word for a total, then nothing but numbers and blanks, some of them. */
  private isTotalAt({ bytes, starts, ends }: CellStore, first: number): boolean {
    if (!FOOTER_LETTERS.has(bytes[starts[first]]) || !isTotal(textOf(bytes, starts[first], ends[first]))) return false;
    let blanks = 0;
    for (let cell = first + 1; cell < first + this.width; cell++) {
      if (isBlank(bytes, starts[cell], ends[cell])) blanks += 1;
      else if (!looksNumeric(textOf(bytes, starts[cell], ends[cell]))) return false;
    }
    return blanks > 0;
  }

  private isComment({ bytes, starts, ends }: CellStore, first: number, count: number, start: number): boolean {
    if (bytes[starts[first]] !== HASH || bytes[start] === QUOTE) return false;
    return count !== this.width || /^#+\s/u.test(textOf(bytes, starts[first], ends[first]));
  }

  /** A title or a further header record once more. */
  private isPassed(bytes: Buffer, start: number, end: number): boolean {
    return this.passed.some((raw) => raw.length === end - start && raw.equals(bytes.subarray(start, end)));
  }

  private isHeader({ bytes, starts, ends }: CellStore, first: number, count: number): boolean {
    if (count !== this.width || !this.mayBeHeader(bytes, starts[first], ends[first])) return false;
    for (let cell = 0; cell < count; cell++) {
      if (headerName(textOf(bytes, starts[first + cell], ends[first + cell])) !== this.header[cell]) return false;
    }
    return true;
  }

  /** Spares the decoding of records that only begin like the header. */
  private mayBeHeader(bytes: Buffer, start: number, end: number): boolean {
    const { headerStart } = this;
    if (isBlank(bytes, start, start + 1) || bytes[start] >= 0x7f) return true;
    return end - start >= headerStart.length && headerStart.equals(bytes.subarray(start, start + headerStart.length));
  }

  private passLeading(bytes: Buffer, start: number, end: number): void {
    const passed = this.leadingRecords - this.leading;
    this.leading -= 1;
    if (passed === this.titles) return;
    const raw = Buffer.from(bytes.subarray(start, end));
    this.passed.push(raw);
    this.doubtful[raw[0] === QUOTE ? (raw[1] ?? 0) : (raw[0] ?? 0)] = 1;
    if (passed === 0 && isSeparatorLine(bytes.toString("latin1", start, Math.min(end, start + 16)))) return;
    this.account.read += 1;
    this.account.notData += 1;
  }

  private setAside(reject: Reject): void {
    this.account.read += 1;
    this.account.rejected += 1;
    this.reject(reject);
  }
}

/** The line Excel reads the delimiter from; no record of the file. */
export const isSeparatorLine = (line: string): boolean => /^(\u00ef\u00bb\u00bf)?"?sep=.?"?$/i.test(line.trim());
