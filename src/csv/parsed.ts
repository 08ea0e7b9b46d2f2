import { type Options, type InfoRecord, CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";

import { Pending, afterLineEnd, isMark, lineEnd } from "./pending.ts";
import type { Shape } from "./tokenize.ts";
import { type CellStore, CR, LF, QUOTE_LIMIT, type RecordSink, type Tokenizer } from "./tokenizer.ts";

/** Bytes handed to csv-parse at once: little is read twice after an error. */
const PORTION = 1 << 16;
const MARK = 3;

interface Found {
  readonly cells: readonly string[];
  /** Bytes from the start of the portion to the end of the record, its line end included. */
  readonly until: number;
}

/**
 * csv-parse as a tokenizer, for delimiters that are no single byte. Recovers as the byte scanner does. Cells arrive as text with
 * their escapes undone and are written to bytes again, so that all behind it is one engine.
 */
export class Parsed implements Tokenizer {
  private readonly options: Options;
  private readonly delimiter: Buffer;
  private readonly store: CellStore;
  private readonly sink: RecordSink;
  private readonly input = new Pending();
  line = 1;
  /** Raw text of the record at hand, then its cells; grows over one portion. */
  private text = Buffer.alloc(1 << 16);
  private filled = 0;
  private final = false;

  constructor(dialect: Shape, store: CellStore, sink: RecordSink) {
    this.store = store;
    this.sink = sink;
    this.delimiter = Buffer.from(dialect.delimiter);
    this.options = {
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      escape: dialect.escape,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
    };
  }

  get pending(): number {
    return this.input.length;
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += PORTION) {
      if (this.input.append(chunk.subarray(from, from + PORTION))) this.parse();
    }
  }

  end(): void {
    this.final = true;
    if (this.input.length > 0) this.parse();
  }

  private parse(): void {
    const { final } = this;
    const { bytes } = this.input;
    // Behind a quote half a delimiter would be a text that breaks the rules.
    const length = this.input.length - (final ? 0 : this.halfDelimiter());
    let at = this.skipToRecord(0);
    while (at < length) {
      const { found, error } = this.records(bytes.subarray(at, length), false);
      // The last record may go on in the next portion.
      if (!final && error === null) found.pop();
      const from = at;
      for (const { cells, until } of found) {
        // To csv-parse a line of byte order marks is a record; it was passed with the lines above it.
        if (from + until <= at) continue;
        this.hand(cells, at, from + until);
        at = this.skipToRecord(from + until);
      }
      if (error === null) break;
      // A byte order mark before a quote was the error.
      if (found.length > 0 && isMark(bytes, at - MARK)) continue;
      if (!final && error === "CSV_QUOTE_NOT_CLOSED" && length - at <= QUOTE_LIMIT) break;
      const next = this.recover(at, error);
      if (next === null) break;
      at = this.skipToRecord(next);
    }
    this.flush();
    this.input.keepFrom(at);
  }

  /** The records of a stretch up to its first error. */
  private records(stretch: Buffer, relaxed: boolean): { found: Found[]; error: string | null } {
    const found: Found[] = [];
    const on_record = (cells: string[], info: InfoRecord): null => {
      found.push({ cells, until: info.bytes });
      return null;
    };
    try {
      parse(stretch, { ...this.options, relax_quotes: relaxed, ...(relaxed && { to: 1 }), on_record } as Options);
      return { found, error: null };
    } catch (error) {
      if (error instanceof CsvError) return { found, error: error.code };
      throw error;
    }
  }

  /** Reads on after an error in the record at `at`; null when its first line is not complete yet. */
  private recover(start: number, error: string): number | null {
    const { final } = this;
    const { bytes, length } = this.input;
    const end = lineEnd(bytes, start, length);
    if (!final && end + 1 >= length) return null;
    if (error === "INVALID_OPENING_QUOTE") {
      // A quote inside an unquoted cell is text.
      const [found] = this.records(bytes.subarray(start, length), true).found;
      if (found !== undefined && (final || start + found.until < length)) {
        this.hand(found.cells, start, start + found.until);
        return start + found.until;
      }
      if (!final && length - start <= QUOTE_LIMIT) return null;
    }
    this.make(end - start);
    const raw = this.filled;
    bytes.copy(this.text, raw, start, end);
    this.filled += end - start;
    this.store.bytes = this.text;
    this.sink.malformed(this.store, error === "CSV_QUOTE_NOT_CLOSED" ? "unclosed-quote" : "malformed", this.line, raw, this.filled);
    this.line += 1;
    return afterLineEnd(bytes, end, length);
  }

  /** Hands one record to the sink and counts the physical lines it took. */
  private hand(cells: readonly string[], start: number, until: number): void {
    const { store, input } = this;
    let end = until;
    while (end > start && (input.bytes[end - 1] === LF || input.bytes[end - 1] === CR)) end -= 1;
    const size = cells.reduce((sum, cell) => sum + cell.length * 3, end - start);
    this.make(size);
    const raw = this.filled;
    input.bytes.copy(this.text, raw, start, end);
    this.filled += end - start;
    const rawEnd = this.filled;
    const first = store.cells;
    store.reserve(first + cells.length);
    for (const [index, written] of cells.entries()) {
      const cell = index === 0 ? written.replace(/^\ufeff+/u, "") : written;
      store.starts[store.cells] = this.filled;
      this.filled += this.text.write(cell, this.filled);
      store.ends[store.cells++] = this.filled;
    }
    store.bytes = this.text;
    this.sink.record(store, first, cells.length, this.line, raw, rawEnd);
    this.line += lineEnds(input.bytes, start, until);
  }

  /** Bytes at the end of the input that may go on to be a delimiter. */
  private halfDelimiter(): number {
    const { bytes, length } = this.input;
    const { delimiter } = this;
    let half = Math.min(delimiter.length - 1, length);
    while (half > 0 && delimiter.compare(bytes, length - half, length, 0, half) !== 0) half -= 1;
    return half;
  }

  /** Passes byte order marks and lines that hold nothing else; a CR that may be half a line end stays. */
  private skipToRecord(from: number): number {
    const { bytes, length } = this.input;
    let at = from;
    for (;;) {
      if (at + MARK <= length && isMark(bytes, at)) {
        at += MARK;
        continue;
      }
      if (at >= length || (bytes[at] !== LF && bytes[at] !== CR)) return at;
      if (bytes[at] === CR && at + 1 >= length && !this.final) return at;
      at = afterLineEnd(bytes, at, length);
      this.line += 1;
    }
  }

  /** Room for `size` more bytes; what is full goes to the sink first, since cells are offsets into one buffer. */
  private make(size: number): void {
    if (this.filled + size <= this.text.length) return;
    this.flush();
    if (size > this.text.length) this.text = Buffer.allocUnsafeSlow(size * 2);
  }

  private flush(): void {
    this.sink.flush(this.store);
    this.filled = 0;
  }
}

/** Physical line ends between two offsets. */
function lineEnds(bytes: Uint8Array, from: number, until: number): number {
  let lines = 0;
  for (let at = from; at < until; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines += 1;
  }
  return lines;
}
