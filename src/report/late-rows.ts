import type { RecordBlock } from "../csv/block.ts";
import { cellText } from "../csv/cell.ts";
import type { Decisions } from "../interaction/decide.ts";
import type { SampleRow } from "../interaction/sample.ts";
import { Cell, type ColumnState } from "../values/column.ts";
import { isNullBytes } from "../values/null-words.ts";

/** Rows kept for one column: enough to tell its kind and unit by. */
const ENOUGH = 40;

interface Watched {
  readonly column: number;
  missing: number;
}

/**
 * Records that show what the sample did not: the first values of columns that were blank in it, and the first cells that could not be read
 * as decided. Decisions are taken again with them as part of the sample.
 */
export class LateRows {
  readonly rows: SampleRow[] = [];
  readonly #lines: Set<number>;
  readonly #columns: readonly ColumnState[];
  readonly #noted: number[];
  readonly #cell = new Cell();
  #watched: Watched[];

  /** `sample` has been looked at already. */
  constructor(decisions: Decisions, sample: readonly SampleRow[], columns: readonly ColumnState[]) {
    this.#lines = new Set(sample.map(({ line }) => line));
    this.#columns = columns;
    this.#noted = columns.map(() => 0);
    this.#watched = decisions.shapes.flatMap(({ cells, filled }, column) =>
      cells > 0 && filled === 0 ? [{ column, missing: ENOUGH }] : [],
    );
  }

  /** Looks through a block that has just been decoded. */
  look(block: RecordBlock): void {
    for (const watched of this.#watched) this.#watch(block, watched);
    if (this.#watched.some(({ missing }) => missing === 0)) this.#watched = this.#watched.filter(({ missing }) => missing > 0);
    for (const [index, { unreadable }] of this.#columns.entries()) {
      for (const { line } of unreadable.examples.slice(this.#noted[index])) this.add(block, block.lines.indexOf(line));
      this.#noted[index] = unreadable.examples.length;
    }
  }

  /** Keeps a record of the block, once. */
  add(block: RecordBlock, row: number): void {
    const line = block.lines[row];
    if (this.#lines.has(line)) return;
    this.#lines.add(line);
    const cells = Array.from({ length: block.width }, (_, column) => cellText(block, row * block.width + column));
    this.rows.push({ cells, line });
  }

  #watch(block: RecordBlock, watched: Watched): void {
    const { starts, ends, width, count } = block;
    const cell = this.#cell;
    for (let row = 0, at = watched.column; row < count && watched.missing > 0; row++, at += width) {
      if (starts[at] === ends[at] || !cell.load(block, at) || isNullBytes(cell.bytes, cell.start, cell.end)) continue;
      watched.missing--;
      this.add(block, row);
    }
  }
}
