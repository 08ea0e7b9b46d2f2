import type { FastColumn, FastColumns, RecordBlock, TextCoder } from "./block.ts";
import { TABLES, type TextExports, TextTables } from "./kernel-texts.ts";

/** As much of WebAssembly as is used here; the types of Node leave it to those of browsers. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Base64; empty when everything is left to the scanner. Set by the build. */
declare const CS_METRICS_KERNEL: string;

/** What `kernel.as.ts` exports. */
interface Exports extends TextExports {
  place(starts: number, ends: number, roomForCells: number, records: number, roomForRecords: number, bytes: number): void;
  form(delimiter: number, quote: number, width: number): void;
  /** 0 the bytes are over, 1 a record is not for the kernel, 2 there is no more room. */
  scan(from: number, length: number, line: number, cell: number): number;
  cells(): number;
  records(): number;
  next(): number;
  line(): number;
  /** These two return the number of cells that are left. */
  instants(column: number, width: number, count: number): number;
  amounts(column: number, width: number, count: number, mark: number, factor: number): number;
  blanks(): number;
  zulus(): number;
  ids(column: number, width: number, count: number, salt: number): number;
  steps(column: number, width: number, count: number): number;
}

const PAGE = 1 << 16;
/** Cells and records that a scan may write behind those it is to find. */
const SLACK = 1 << 12;
/** Cells and records of one block: few enough to stay in the processor's cache. */
const CELLS = 1 << 15;
const RECORDS = (1 << 12) + SLACK;
/** Bytes that a scan may read behind the last. */
const BEHIND = 64;
/**
 * Room for text from the start. Memory that grows takes its arrays away, and once that has happened to any, the machine looks before each
 * access whether it has happened to the array at hand: all loops of the program take a third longer.
 */
const TEXT = 1 << 20;
/** Memory that is kept for the next file. */
const KEPT = 16 << 20;

/** The kernel as the machine runs it; null where it cannot. */
let compiled: object | null | undefined;
const code = (): object | null => {
  if (compiled === undefined) {
    const bytes = Buffer.from(CS_METRICS_KERNEL, "base64");
    try {
      compiled = bytes.length === 0 ? null : new WebAssembly.Module(bytes);
    } catch {
      // A processor without the instructions for many bytes at a time.
      compiled = null;
    }
  }
  return compiled;
};

const idle: Kernel[] = [];

/** A delimiter, a quote and the number of columns. */
export interface Form {
  readonly delimiter: number;
  readonly quote: number;
  readonly width: number;
}

/** Why a scan came to an end. */
export type Stop = "over" | "strange" | "full";
const STOPS: readonly Stop[] = ["over", "strange", "full"];

/**
 * Finds the cells of whole, well-formed records many bytes at a time. Text, boundaries and records lie in memory of its own; the arrays are
 * new ones after `roomFor`.
 */
export class Kernel implements FastColumns {
  starts = new Uint32Array(0);
  ends = new Uint32Array(0);
  /** By record of the last scan: offset, offset of its line end, physical line. */
  recordStarts = new Uint32Array(0);
  recordEnds = new Uint32Array(0);
  recordLines = new Uint32Array(0);
  readonly #memory: Memory;
  readonly #exports: Exports;
  #values = new Float64Array(0);
  #marks = new Uint8Array(0);
  #left = new Uint32Array(0);
  #halves = new Uint32Array(0);
  #codes = new Int32Array(0);
  readonly #texts: TextTables;
  #form: Form = { delimiter: 0, quote: 0, width: 0 };
  #cellRoom = 0;
  #bytesAt = 0;

  private constructor(module: object) {
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(((CELLS + SLACK) * 21 + RECORDS * 12 + TABLES + TEXT) / PAGE) + 2 });
    this.#exports = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports as Exports;
    this.#texts = new TextTables(this.#exports);
  }

  /** A kernel for tables of a form; null where this machine has none. */
  static for(form: Form): Kernel | null {
    const module = code();
    if (module === null) return null;
    let kernel: Kernel;
    try {
      kernel = idle.pop() ?? new Kernel(module);
    } catch {
      // Each memory reserves a large piece of the address space; the scanner needs none.
      return null;
    }
    kernel.#begin(form);
    return kernel;
  }

  /** Takes records of another width from here on; false where there is no room for so many cells. */
  fits(width: number): boolean {
    if (width !== this.#form.width) {
      if (width * 2 > this.#cellRoom - SLACK) return false;
      this.#form = { ...this.#form, width };
      this.#exports.form(this.#form.delimiter, this.#form.quote, width);
    }
    return true;
  }

  #begin(form: Form): void {
    const { delimiter, quote, width } = form;
    this.#form = form;
    this.#cellRoom = Math.max(CELLS, width * 2) + SLACK;
    // All that follows begins at a multiple of 32.
    this.#cellRoom = Math.ceil(this.#cellRoom / 32) * 32;
    const tables = (this.#cellRoom * 2 + RECORDS * 3) * 4 + this.#cellRoom * 13;
    this.#texts.begin(tables);
    this.#bytesAt = tables + TABLES;
    this.#exports.form(delimiter, quote, width);
    this.roomFor(0);
  }

  /** The memory for text, with room for so many bytes; keeps what stands there. */
  roomFor(length: number): Buffer {
    const memory = this.#memory;
    const least = this.#bytesAt + length + BEHIND;
    const had = memory.buffer.byteLength;
    if (least > had) memory.grow(Math.ceil((Math.max(least, had + (had >> 1)) - had) / PAGE));
    const { buffer } = memory;
    const cells = this.#cellRoom;
    const records = cells * 8;
    this.starts = new Uint32Array(buffer, 0, cells);
    this.ends = new Uint32Array(buffer, cells * 4, cells);
    this.recordStarts = new Uint32Array(buffer, records, RECORDS);
    this.recordEnds = new Uint32Array(buffer, records + RECORDS * 4, RECORDS);
    this.recordLines = new Uint32Array(buffer, records + RECORDS * 8, RECORDS);
    const values = records + RECORDS * 12;
    this.#values = new Float64Array(buffer, values, cells);
    this.#halves = new Uint32Array(buffer, values, cells);
    this.#codes = new Int32Array(buffer, values, cells);
    this.#marks = new Uint8Array(buffer, values + cells * 8, cells);
    this.#left = new Uint32Array(buffer, values + cells * 9, cells);
    this.#exports.place(0, cells * 4, cells, records, RECORDS, this.#bytesAt);
    return Buffer.from(buffer, this.#bytesAt, buffer.byteLength - this.#bytesAt - BEHIND);
  }

  /** Scans from the start of a record on physical line `line`; writes cells from number `cell` on. */
  scan(from: number, length: number, line: number, cell: number): Stop {
    return STOPS[this.#exports.scan(from, length, line, cell)];
  }

  /** Number of the cell behind the last. */
  get cells(): number {
    return this.#exports.cells();
  }
  /** Records found by the last scan. */
  get records(): number {
    return this.#exports.records();
  }
  /** Offset of the first record that was not found. */
  get next(): number {
    return this.#exports.next();
  }
  /** Its physical line. */
  get line(): number {
    return this.#exports.line();
  }

  instants(column: number, { width, count }: RecordBlock): FastColumn & { zulu: Uint8Array; zulus: number } {
    const others = this.#exports.instants(column, width, count);
    const blanks = this.#exports.blanks();
    return { values: this.#values, blanks, left: this.#left, others, zulu: this.#marks, zulus: this.#exports.zulus() };
  }

  amounts(column: number, { width, count }: RecordBlock, mark: number, factor: number): FastColumn {
    const others = this.#exports.amounts(column, width, count, mark, factor);
    return { values: this.#values, blanks: this.#exports.blanks(), left: this.#left, others };
  }

  ids(
    column: number,
    { width, count }: RecordBlock,
    salt: number,
  ): { low: Uint32Array; high: Uint32Array; rises: boolean; falls: boolean } | null {
    const order = this.#exports.ids(column, width, count, salt);
    return order < 0 ? null : { low: this.#halves, high: this.#left, rises: (order & 1) !== 0, falls: (order & 2) !== 0 };
  }

  steps(column: number, { width, count }: RecordBlock): Uint8Array | null {
    const bytes = this.#exports.steps(column, width, count);
    return bytes < 0 ? null : new Uint8Array(this.#values.buffer, this.#values.byteOffset, bytes);
  }

  codes(column: number, block: RecordBlock, coder: TextCoder): Int32Array | null {
    return this.#texts.read(column, block, coder, this.#codes) ? this.#codes : null;
  }

  having(code: number, { count }: RecordBlock): number {
    return this.#exports.having(code, count);
  }

  /** Another file may use it; nothing of it may be used from here on, and it must not be released twice. */
  release(): void {
    if (this.#memory.buffer.byteLength <= KEPT) idle.push(this);
  }
}
