import { ESCAPED, type RecordBlock, type TextCoder } from "./block.ts";

/** What `kernel-texts.as.ts` has. */
export interface TextExports {
  codes(column: number, width: number, from: number, count: number, table: number, mask: number): number;
  having(code: number, count: number): number;
  teach(cell: number, code: number, table: number, mask: number, text: number): void;
  table(to: number, mask: number, had: number, hadMask: number): void;
}

/** Memory for the tables of one kernel. What is not used is never touched, and so takes no room. */
export const TABLES = 4 << 20;
const SLOT = 32;
const FIRST_SLOTS = 128;
/** Texts of a column that a table may know; columns with more are no faster for it. */
const MOST_TEXTS = 1 << 12;
/** Longer texts are hardly met twice. */
const LONGEST = 256;
/** Longer ones stand outside their slots. */
const IN_SLOT = 16;

interface Table {
  at: number;
  slots: number;
  texts: number;
  /** There is no room for more texts. */
  isFull: boolean;
  /** Most cells hold other texts. */
  isUseless: boolean;
}

/** The tables by which the kernel finds codes of texts: one for each coder, taught what the coder says of each text it has not seen before. */
export class TextTables {
  readonly #exports: TextExports;
  readonly #tables = new Map<TextCoder, Table>();
  #free = 0;
  #end = 0;

  constructor(exports: TextExports) {
    this.#exports = exports;
  }

  /** Forgets all tables; from here on they stand at `at`, a multiple of 32. */
  begin(at: number): void {
    this.#tables.clear();
    this.#free = at;
    this.#end = at + TABLES;
  }

  /** Writes the codes of a column to `codes`, where the kernel writes them; false where cell by cell is as fast. */
  read(column: number, block: RecordBlock, coder: TextCoder, codes: Int32Array): boolean {
    const table = this.#tables.get(coder) ?? this.#make(coder);
    if (table.isUseless) return false;
    const { width, count, ends } = block;
    let missed = 0;
    for (let row = 0; (row = this.#exports.codes(column, width, row, count, table.at, table.slots - 1)) < count; row++) {
      const cell = row * width + column;
      const code = coder.codeOf(block, cell);
      codes[row] = code;
      missed += 1;
      if (ends[cell] < ESCAPED) this.#teach(table, block, cell, code);
    }
    table.isUseless = table.isFull && missed * 2 > count;
    return true;
  }

  #make(coder: TextCoder): Table {
    const table = { at: this.#take(FIRST_SLOTS * SLOT), slots: FIRST_SLOTS, texts: 0, isFull: false, isUseless: false };
    if (table.at === 0) table.isFull = table.isUseless = true;
    else this.#exports.table(table.at, table.slots - 1, 0, 0);
    this.#tables.set(coder, table);
    return table;
  }

  #teach(table: Table, { starts, ends }: RecordBlock, cell: number, code: number): void {
    const length = ends[cell] - starts[cell];
    if (table.isFull || length > LONGEST) return;
    if (table.texts * 2 >= table.slots && !this.#grow(table)) return;
    const text = length > IN_SLOT ? this.#take(length) : 0;
    if (length > IN_SLOT && text === 0) table.isFull = true;
    else this.#exports.teach(cell, code, table.at, table.slots - 1, text);
    table.texts += 1;
  }

  #grow(table: Table): boolean {
    const at = table.texts < MOST_TEXTS ? this.#take(table.slots * 2 * SLOT) : 0;
    table.isFull = at === 0;
    if (table.isFull) return false;
    this.#exports.table(at, table.slots * 2 - 1, table.at, table.slots - 1);
    table.at = at;
    table.slots *= 2;
    return true;
  }

  /** So many bytes of the memory; 0 where no more are left. */
  #take(bytes: number): number {
    const at = this.#free;
    const next = at + Math.ceil(bytes / SLOT) * SLOT;
    if (next > this.#end) return 0;
    this.#free = next;
    return at;
  }
}
