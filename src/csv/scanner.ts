import { ESCAPED, type RejectReason } from "./block.ts";
import type { Kernel } from "./kernel.ts";
import { Pending, afterLineEnd, isMark, lineEnd } from "./pending.ts";
import { BLANK, type CellStore, CR, LF, QUOTE_LIMIT, type RecordSink, TAB, type Tokenizer } from "./tokenizer.ts";

/** Quotes opened this far into a record are remembered, so that a record that fails makes later ones fail soon instead of late. */
const FAR = 256;

/**
 * RFC 4180 over bytes, with any one-byte delimiter and quote. Tolerant where no meaning is lost: any line end, quotes inside an unquoted
 * cell are text, blanks after a closing quote, a byte order mark before a record. Text after a closing quote or a quote that never closes
 * breaks the record: its first physical line is given up and reading resumes on the next. Where there is a kernel, it goes ahead and leaves
 * the scanner what is not plain.
 */
export class Scanner implements Tokenizer {
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly store: CellStore;
  private readonly sink: RecordSink;
  private kernel: Kernel | null;
  private readonly input: Pending;
  /** Physical line at the front of the input. */
  line = 1;
  /** Absolute offset of the front of the input. */
  private base = 0;
  /** Absolute offsets of quotes opened far into the record being scanned. */
  private opened: number[] = [];
  /** The same of the last broken record: opened again at one of them, a record breaks in the same way. */
  private doomed: number[] = [];
  private doom: RejectReason = "malformed";

  /** The kernel must be of the same delimiter and quote. */
  constructor(delimiter: string, quote: string, store: CellStore, sink: RecordSink, kernel: Kernel | null = null) {
    this.delimiter = delimiter.charCodeAt(0);
    this.quote = quote.charCodeAt(0);
    this.store = store;
    this.sink = sink;
    this.kernel = kernel;
    this.input = new Pending(kernel === null ? undefined : (_bytes, length) => kernel.roomFor(length));
  }

  get pending(): number {
    return this.input.length;
  }

  push(chunk: Uint8Array): void {
    if (this.input.append(chunk)) this.scan(false);
  }

  room(length: number): Uint8Array {
    return this.input.room(length);
  }

  end(): void {
    if (this.input.length > 0) this.scan(true);
    this.close();
  }

  close(): void {
    this.kernel?.release();
    this.kernel = null;
  }

  /** Scans all records that are complete, or all there are when `final`. The line feed set behind the last byte stops every loop. */
  private scan(final: boolean): void {
    const { delimiter, quote, store, sink, kernel } = this;
    const { bytes, length } = this.input;
    bytes[length] = LF;
    store.bytes = bytes.subarray(0, length + 1);
    const { table } = sink;
    let { starts, ends } = store;
    // Most bytes of a cell are above every byte that ends it: one comparison for those.
    const top = Math.max(delimiter, CR);
    let at = 0;
    let line = this.line;
    let recordLine = line;
    let recordStart = 0;
    let first = store.cells;
    let cell = first;

    records: for (;;) {
      at = this.skipToRecord(at, final);
      line = this.line;
      recordStart = at;
      recordLine = line;
      if (at >= length) break;
      if (kernel !== null && table?.begun === true && kernel.fits(table.width)) {
        if (store.starts !== kernel.starts) first = cell = this.lend(kernel);
        const stop = kernel.scan(at, length, line, cell);
        this.line = kernel.line;
        if (kernel.records > 0) {
          this.opened = [];
          store.cells = kernel.cells;
          table.records(store, first, kernel.records, kernel);
          cell = first = store.cells;
        }
        if (stop === "full") {
          first = cell = this.lend(kernel);
          at = kernel.next;
          continue;
        }
        ({ starts, ends } = store);
        at = this.skipToRecord(kernel.next, final);
        line = this.line;
        recordStart = at;
        recordLine = line;
        if (at >= length || (stop === "over" && !final && length - at <= QUOTE_LIMIT)) break;
      }
      while (bytes[at] === 0xef && isMark(bytes, at)) at += 3;
      for (;;) {
        if (cell >= starts.length) {
          store.reserve(cell + 1);
          ({ starts, ends } = store);
        }
        let byte = bytes[at];
        if (byte !== quote) {
          starts[cell] = at;
          for (;;) {
            // Four steps a round: a fifth less time.
            while (byte > top) {
              if ((byte = bytes[at + 1]) <= top) at += 1;
              else if ((byte = bytes[at + 2]) <= top) at += 2;
              else if ((byte = bytes[at + 3]) <= top) at += 3;
              else byte = bytes[(at += 4)];
            }
            if (byte === delimiter || byte === LF || byte === CR) break;
            byte = bytes[++at];
          }
          ends[cell++] = at;
        } else {
          const open = at;
          let close = -1;
          let escapes = 0;
          let failure: RejectReason | null = null;
          if (open - recordStart > FAR) {
            if (this.isDoomed(open)) failure = this.doom;
            else this.opened.push(this.base + open);
          }
          if (failure === null) {
            at += 1;
            for (;;) {
              byte = bytes[at];
              if (byte === quote) {
                if (bytes[at + 1] !== quote) {
                  close = at;
                  break;
                }
                escapes = ESCAPED;
                at += 2;
              } else {
                if (byte <= CR) {
                  if (at >= length) break;
                  if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) line += 1;
                }
                at += 1;
              }
            }
            if (at - recordStart > QUOTE_LIMIT) failure = "unclosed-quote";
            else if (at + 1 >= length) {
              // The quote is open, or what follows it is not known yet.
              if (!final) break records;
              if (close < 0) failure = "unclosed-quote";
            }
          }
          if (failure === null) {
            starts[cell] = open + 1;
            ends[cell++] = close | escapes;
            byte = bytes[++at];
            while ((byte === BLANK || byte === TAB) && byte !== delimiter) byte = bytes[++at];
            if (byte !== delimiter && byte !== LF && byte !== CR) failure = "malformed";
          }
          if (failure !== null) {
            const end = lineEnd(bytes, recordStart, length);
            if (!final && end + 1 >= length) break records;
            this.doom = failure;
            if (this.opened.length > 0) [this.doomed, this.opened] = [this.opened, []];
            store.cells = first;
            sink.malformed(store, failure, recordLine, recordStart, end);
            cell = first = store.cells;
            at = afterLineEnd(bytes, end, length);
            this.line = recordLine + 1;
            continue records;
          }
        }
        if (byte === delimiter) {
          at += 1;
          continue;
        }
        if (at >= length - 1 && !final && (at >= length || byte === CR)) break records;
        const end = at;
        at = afterLineEnd(bytes, at, length);
        this.line = line + 1;
        if (this.opened.length > 0) this.opened = [];
        store.cells = cell;
        sink.record(store, first, cell - first, recordLine, recordStart, end);
        ({ starts, ends } = store);
        cell = first = store.cells;
        continue records;
      }
    }
    store.cells = first;
    this.opened = [];
    this.line = recordLine;
    this.base += recordStart;
    sink.flush(store);
    this.input.keepFrom(recordStart);
  }

  /** Hands on what the store holds and gives it the kernel's boundaries to fill; returns the number of its first cell. */
  private lend(kernel: Kernel): number {
    this.sink.flush(this.store);
    this.store.starts = kernel.starts;
    this.store.ends = kernel.ends;
    this.store.columns = kernel;
    return this.store.cells;
  }

  /** Passes blank physical lines; `length` when no record begins. A CR that may be half a line end stays. */
  private skipToRecord(from: number, final: boolean): number {
    const { bytes, length } = this.input;
    let at = from;
    while (at < length) {
      const byte = bytes[at];
      if (byte !== LF && byte !== CR) break;
      if (byte === CR && at + 1 >= length && !final) break;
      at = afterLineEnd(bytes, at, length);
      this.line += 1;
    }
    return at;
  }

  /** Whether the quote at `open` was already opened by a record that broke. */
  private isDoomed(open: number): boolean {
    const offset = this.base + open;
    const { doomed } = this;
    let low = 0;
    let high = doomed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (doomed[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return doomed[low] === offset;
  }
}
