import { isBlank, textOf, trimText } from "./cell.ts";
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
  /** Cells of the first records; those of a malformed one are what stands between its delimiters. */
  readonly rows: string[][];
  /** How many cells of each of `rows` are not blank. */
  readonly filled: number[];
  /** Physical line each of `rows` starts on. */
  readonly lines: number[];
  malformed: number;
}

/** Looks at a stretch of clean UTF-8; when it is not `complete`, its last, perhaps cut record is left out. */
export async function peek(text: Uint8Array, shape: Shape, complete: boolean): Promise<Peek> {
  const seen: Peek = { counts: [], rows: [], filled: [], lines: [], malformed: 0 };
  const keep = (line: number, cells: string[]): void => {
    seen.rows.push(cells);
    seen.filled.push(cells.filter((cell) => trimText(cell) !== "").length);
    seen.lines.push(line);
  };
  // Most records are as wide as the first.
  const table: NonNullable<RecordSink["table"]> = {
    get width() {
      return seen.counts[0] ?? 0;
    },
    get begun() {
      return this.width > 0;
    },
    records(store, first, count, { recordLines }) {
      const { bytes, starts, ends } = store;
      const { width } = this;
      for (let record = 0, at = first; record < count; record++, at += width) {
        seen.counts.push(width);
        if (seen.rows.length === ROWS) continue;
        keep(
          recordLines[record],
          Array.from({ length: width }, (_, cell) => textOf(bytes, starts[at + cell], ends[at + cell])),
        );
      }
      store.cells = first;
    },
  };
  const sink: RecordSink = {
    table,
    record(store, first, count, line, start) {
      const { bytes, starts, ends } = store;
      store.cells = first;
      // A line of blanks is no record.
      if (count === 1 && isBlank(bytes, starts[first], ends[first]) && isBlank(bytes, start, starts[first])) return;
      seen.counts.push(count);
      if (seen.rows.length === ROWS) return;
      keep(
        line,
        Array.from({ length: count }, (_, cell) => textOf(bytes, starts[first + cell], ends[first + cell])),
      );
    },
    malformed(store, _reason, line, start, end) {
      seen.malformed += 1;
      seen.counts.push(0);
      if (seen.rows.length < ROWS) keep(line, roughCells(store.bytes.toString("utf8", start, end), shape));
    },
    flush(store) {
      store.cells = 0;
    },
  };
  const tokenizer = await tokenizerFor(shape, new CellStore(), sink);
  tokenizer.push(text);
  if (complete || tokenizer.pending > Math.min(STRAY, text.length / 2)) tokenizer.end();
  else tokenizer.close?.();
  return seen;
}

/** The cells of a line that breaks the rules of quoting. */
const roughCells = (raw: string, { delimiter, quote }: Shape): string[] =>
  raw.split(delimiter).map((cell) => {
    const text = trimText(cell);
    return text.slice(text.startsWith(quote) ? 1 : 0, text.length > 1 && text.endsWith(quote) ? -1 : undefined);
  });
