import { ESCAPED, type RecordBlock } from "../csv/block.ts";
import { unescapeInto } from "../csv/cell.ts";
import type { ColumnPlan, Unreadable } from "./batch.ts";
import { decodeText } from "./bytes.ts";

/** Cells shown of those that cannot be read. */
export const MOST_EXAMPLES = 3;
const LONGEST_EXAMPLE = 80;

/** Counts a cell that cannot be read and keeps the first three, cut to 80 characters. */
export const noteUnreadable = (unreadable: Unreadable, line: number, value: () => string): void => {
  unreadable.count++;
  if (unreadable.examples.length >= MOST_EXAMPLES) return;
  // Half of a surrogate pair at the cut would not be text.
  const text = value()
    .slice(0, LONGEST_EXAMPLE)
    .replace(/[\ud800-\udbff]$/u, "");
  unreadable.examples.push({ line, value: text });
};

/** What was met while reading one column; complete once all blocks are decoded. */
export interface ColumnState {
  readonly plan: ColumnPlan;
  /** Cells read. Blank cells and null words are neither readable nor unreadable. */
  readable: number;
  readonly unreadable: Unreadable;
  /** Instants: numeric dates of which only one order, or both, could be right; those that `plan.format` cannot read included. */
  dayFirst: number;
  monthFirst: number;
  eitherOrder: number;
  /** Instants with a time of day, and with an offset of their own. */
  timed: number;
  offsets: number;
  /** Local times inside a gap (moved forward) or an overlap (the first taken) of the clocks. */
  gaps: number;
  overlaps: number;
  /** Scores: distinct numeric values, at most 1000 of them. */
  readonly histogram: Map<number, { count: number; lines: number[] }>;
  /** Scores read from words: band → count. */
  readonly words: Map<number, number>;
}

/** Adds what was met in a later part of the file, `lines` further down than it knows. */
export const addUnreadable = (to: Unreadable, from: Unreadable, lines: number): void => {
  to.count += from.count;
  for (const { line, value } of from.examples.slice(0, MOST_EXAMPLES - to.examples.length)) to.examples.push({ line: line + lines, value });
};

/** The same for distinct values with their first lines. */
export const addHistogram = (to: ColumnState["histogram"], from: ColumnState["histogram"], lines: number): void => {
  for (const [value, { count, lines: at }] of from) {
    const known = to.get(value) ?? { count: 0, lines: [] };
    known.count += count;
    for (const line of at.slice(0, MOST_EXAMPLES - known.lines.length)) known.lines.push(line + lines);
    to.set(value, known);
  }
};

/** The same for all that is known of a column. */
export const addState = (to: ColumnState, from: ColumnState, lines: number): void => {
  for (const key of ["readable", "dayFirst", "monthFirst", "eitherOrder", "timed", "offsets", "gaps", "overlaps"] as const)
    to[key] += from[key];
  addUnreadable(to.unreadable, from.unreadable, lines);
  addHistogram(to.histogram, from.histogram, lines);
  for (const [band, count] of from.words) to.words.set(band, (to.words.get(band) ?? 0) + count);
};

/** One column of blocks turned into typed values. */
export interface ColumnReader {
  readonly state: ColumnState;
  /** Decodes this column of all records of a block; afterwards the arrays of its kind hold a value for each record, and room to spare. */
  decode(block: RecordBlock): void;
  readonly numbers?: Float64Array;
  readonly flags?: Int8Array;
  readonly codes?: Int32Array;
}

export const newState = (plan: ColumnPlan): ColumnState => ({
  plan,
  readable: 0,
  unreadable: { count: 0, examples: [] },
  dayFirst: 0,
  monthFirst: 0,
  eitherOrder: 0,
  timed: 0,
  offsets: 0,
  gaps: 0,
  overlaps: 0,
  histogram: new Map(),
  words: new Map(),
});

/** The content of cells as bytes, escapes undone. One object serves a whole column. */
export class Cell {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  #scratch = new Uint8Array(256);

  /** Points at a cell; false when it is empty. */
  load(block: RecordBlock, cell: number): boolean {
    const start = block.starts[cell];
    const end = block.ends[cell];
    if (end < ESCAPED) {
      this.bytes = block.bytes;
      this.start = start;
      this.end = end;
      return start < end;
    }
    return this.#unescape(block.bytes, start, end - ESCAPED);
  }

  get text(): string {
    return decodeText(this.bytes, this.start, this.end).trim();
  }

  #unescape(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array((end - start) * 2);
    this.bytes = this.#scratch;
    this.start = 0;
    this.end = unescapeInto(bytes, start, end, this.#scratch, 0);
    return this.end > 0;
  }
}
