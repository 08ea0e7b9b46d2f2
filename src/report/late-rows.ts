import type { RecordBlock } from "../csv/block.ts";
import { cellText } from "../csv/cell.ts";
import type { Decisions } from "../interaction/decide.ts";
import type { Field } from "../interaction/fields.ts";
import type { SampleRow } from "../interaction/sample.ts";
import { Cell, type ColumnState, MOST_EXAMPLES } from "../values/column.ts";
import { isNullBytes } from "../values/null-words.ts";

/** Rows kept for one column: enough to tell its kind and unit by. */
const ENOUGH = 40;

interface Watched {
  readonly column: number;
  missing: number;
}

/** What a record shows: a value of a column that was blank in the sample, a cell that cannot be read (by place of the column's state), a word. */
type Reason = readonly ["filled" | "unreadable", number] | readonly ["word", field: Field, code: number];

/** A record, and all that it shows. */
export interface LateRow {
  readonly row: SampleRow;
  readonly reasons: Reason[];
}

/**
 * Records that show what the sample did not: the first values of columns that were blank in it, and the first cells that could not be read
 * as decided. Decisions are taken again with them as part of the sample.
 */
export class LateRows {
  readonly #rows = new Map<number, LateRow>();
  /** Lines of the sample. */
  readonly #seen: Set<number>;
  readonly #columns: readonly ColumnState[];
  readonly #noted: number[];
  readonly #cell = new Cell();
  #watched: Watched[];

  /** `sample` has been looked at already. */
  constructor(decisions: Decisions, sample: readonly SampleRow[], columns: readonly ColumnState[]) {
    this.#seen = new Set(sample.map(({ line }) => line));
    this.#columns = columns;
    this.#noted = columns.map(() => 0);
    this.#watched = decisions.shapes.flatMap(({ cells, filled }, column) =>
      cells > 0 && filled === 0 ? [{ column, missing: ENOUGH }] : [],
    );
  }

  get rows(): readonly SampleRow[] {
    return this.save().flatMap(({ row }) => (this.#seen.has(row.line) ? [] : [row]));
  }

  /** Looks through a block that has just been decoded. */
  look(block: RecordBlock): void {
    for (const watched of this.#watched) this.#watch(block, watched);
    if (this.#watched.some(({ missing }) => missing === 0)) this.#watched = this.#watched.filter(({ missing }) => missing > 0);
    for (const [index, { unreadable }] of this.#columns.entries()) {
      if (unreadable.examples.length === this.#noted[index]) continue;
      for (const { line } of unreadable.examples.slice(this.#noted[index])) {
        this.add(block, block.lines.indexOf(line), ["unreadable", index]);
      }
      this.#noted[index] = unreadable.examples.length;
    }
  }

  /** Keeps a record of the block, once. */
  add(block: RecordBlock, row: number, reason: Reason): void {
    const line = block.lines[row];
    const known = this.#rows.get(line);
    if (known !== undefined) {
      known.reasons.push(reason);
      return;
    }
    const cells = Array.from({ length: block.width }, (_, column) => cellText(block, row * block.width + column));
    this.#rows.set(line, { row: { cells, line }, reasons: [reason] });
  }

  save(): readonly LateRow[] {
    return [...this.#rows.values()];
  }

  /**
   * Takes in records of a later part of the file, `lines` further down than they know, as if they had been looked at here. `isNews`: whether a
   * word, by its code there, was not met before.
   */
  absorb(saved: readonly LateRow[], lines: number, isNews: (field: Field, code: number) => boolean): void {
    for (const { row, reasons } of saved) {
      const news = reasons.filter((reason) => (reason[0] === "word" ? isNews(reason[1], reason[2]) : this.#takes(reason[0], reason[1])));
      const line = row.line + lines;
      if (news.length > 0) this.#rows.set(line, { row: { ...row, line }, reasons: news });
    }
  }

  #takes(kind: "filled" | "unreadable", at: number): boolean {
    if (kind === "unreadable") return this.#noted[at]++ < MOST_EXAMPLES;
    const watched = this.#watched.find(({ column }) => column === at);
    return watched !== undefined && watched.missing-- > 0;
  }

  #watch(block: RecordBlock, watched: Watched): void {
    const { starts, ends, width, count } = block;
    const cell = this.#cell;
    for (let row = 0, at = watched.column; row < count && watched.missing > 0; row++, at += width) {
      if (starts[at] === ends[at] || !cell.load(block, at) || isNullBytes(cell.bytes, cell.start, cell.end)) continue;
      watched.missing--;
      this.add(block, row, ["filled", watched.column]);
    }
  }
}
