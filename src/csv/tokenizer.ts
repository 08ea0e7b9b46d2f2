import type { FastColumns, RejectReason } from "./block.ts";

export const LF = 10;
export const CR = 13;
export const TAB = 9;
export const BLANK = 32;

/** A record whose quote has not closed after this many bytes is taken to be broken. */
export const QUOTE_LIMIT = 16 << 20;

/**
 * Boundaries of the cells found so far, over `bytes`. A tokenizer appends the cells of one record, hands the record to its sink, and the
 * sink sets `cells` back to drop it or forward to pad it.
 */
export class CellStore {
  bytes: Buffer = Buffer.alloc(0);
  starts = new Uint32Array(1 << 13);
  ends = new Uint32Array(1 << 13);
  cells = 0;
  /** What reads columns of these very boundaries at once. */
  columns: FastColumns | undefined;

  /** Makes room for at least `cells` cells, keeping what is there. */
  reserve(cells: number): void {
    if (cells <= this.starts.length) return;
    const room = Math.max(cells, this.starts.length * 2);
    const starts = new Uint32Array(room);
    const ends = new Uint32Array(room);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
    this.columns = undefined;
  }
}

/** Records that follow each other, by number: where they start and end in the bytes, and their physical lines. */
export interface FoundRecords {
  readonly recordStarts: Uint32Array;
  readonly recordEnds: Uint32Array;
  readonly recordLines: Uint32Array;
}

/** Takes what a tokenizer finds, in file order. Blank physical lines are never reported. */
export interface RecordSink {
  /** Present where many records of a table may come at once. */
  readonly table?: {
    /** Cells of each such record; settled once `begun`. */
    readonly width: number;
    /** Whether the next record may be one of them, and is neither title nor header. */
    readonly begun: boolean;
    /** Takes records from cell `first` on. */
    records(store: CellStore, first: number, count: number, found: FoundRecords): void;
  };
  /** A record of `count` cells from cell `first` on; its raw text is `start`…`end` of the store's bytes, without the line end. */
  record(store: CellStore, first: number, count: number, line: number, start: number, end: number): void;
  /** A record that cannot be split into cells; `start`…`end` is its first physical line, the only one given up. */
  malformed(store: CellStore, reason: RejectReason, line: number, start: number, end: number): void;
  /** The store's bytes are about to be used again: everything kept so far must be consumed, and the store emptied. */
  flush(store: CellStore): void;
}

/** Splits clean bytes into records, whatever pieces they arrive in. */
export interface Tokenizer {
  push(chunk: Uint8Array): void;
  /** Where the next piece may be read to, so that it need not be copied; it is pushed as any other. */
  room?(length: number): Uint8Array;
  /** The input is over: what is still open is a record, or broken. */
  end(): void;
  /** Where there will be no end: gives back what it holds. */
  close?(): void;
  /** Bytes at the end of what was pushed that are not yet part of a record. */
  readonly pending: number;
  /** Physical line on which they begin. */
  readonly line: number;
}
