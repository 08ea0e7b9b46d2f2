import { isBlank, textOf } from "./cell.ts";
import { type Shape, tokenizerFor } from "./tokenize.ts";
import { CellStore, type RecordSink } from "./tokenizer.ts";

/** Records whose cells are kept as text: enough for title lines and several header records. */
const ROWS = 64;
/** Waiting for a quote to close, this much at the end of a cut stretch is more likely a stray quote. */
const STRAY = 64 << 10;

/** The records of a stretch of text under one dialect, of whatever length they are. */
export interface Peek {
  /** Cells in each record; 0 for a malformed one. */
  readonly counts: number[];
  /** Cells that are not blank. */
  readonly filled: number[];
  /** Cells of the first records; a malformed one has its raw text as its only cell. */
  readonly rows: string[][];
  /** Physical line each record of `rows` starts on. */
  readonly lines: number[];
  malformed: number;
}

/** Looks at a stretch of clean UTF-8; when it is not `complete`, its last, perhaps cut record is left out. */
export function peek(text: Uint8Array, shape: Shape, complete: boolean): Peek {
  const seen: Peek = { counts: [], filled: [], rows: [], lines: [], malformed: 0 };
  const keep = (count: number, filled: number, line: number, cells: () => string[]): void => {
    seen.counts.push(count);
    seen.filled.push(filled);
    if (seen.rows.length >= ROWS) return;
    seen.rows.push(cells());
    seen.lines.push(line);
  };
  const sink: RecordSink = {
    record(store, first, count, line, start) {
      const { bytes, starts, ends } = store;
      let filled = 0;
      for (let cell = first; cell < first + count; cell++) if (!isBlank(bytes, starts[cell], ends[cell])) filled += 1;
      const text = (): string[] => Array.from({ length: count }, (_, cell) => textOf(bytes, starts[first + cell], ends[first + cell]));
      const blankLine = count === 1 && filled === 0 && isBlank(bytes, start, starts[first]);
      if (!blankLine) keep(count, filled, line, text);
      store.cells = first;
    },
    malformed(store, _reason, line, start, end) {
      seen.malformed += 1;
      keep(0, 1, line, () => [store.bytes.toString("utf8", start, end)]);
    },
    flush(store) {
      store.cells = 0;
    },
  };
  const tokenizer = tokenizerFor(shape, new CellStore(), sink);
  tokenizer.push(text);
  if (complete || tokenizer.pending > Math.min(STRAY, text.length / 2)) tokenizer.end();
  return seen;
}
