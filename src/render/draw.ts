import CliTable from "cli-table3";
import type { Style } from "../text/style.ts";
import { displayWidth, truncate } from "../text/width.ts";
import type { Grid, LaidColumn } from "./grid.ts";
import { layOut } from "./grid.ts";

/** cli-table3 needs time in the square of the rows. */
const ROWS_AT_ONCE = 100;

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

export interface Pen {
  readonly style: Style;
  /** Columns available to the right of the margin. */
  readonly width: number;
  /** Columns of the rules where the table is not wider. */
  readonly rule: number;
  readonly ascii: boolean;
  /** Text made safe and its signs, where asked for, plain ASCII of the same width. */
  readonly clean: (text: string) => string;
}

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly tone?: "bold" | "dim";
}

/** Lines of a grid, without margin and never wider than the pen. */
export const draw = (raw: Grid, pen: Pen): string[] => {
  const grid = cleaned(raw, pen.clean);
  const laid = layOut(grid.columns, pen.rule, pen.width);
  const width = Math.max(
    pen.rule,
    laid.reduce((sum, column) => sum + column.gap + column.width, 0),
  );
  const rule = pen.style.dim((pen.ascii ? "-" : "─").repeat(Math.min(width, pen.width)));
  const lines = [...drawRows(headRows(grid, laid, pen), pen.style), rule];
  const rows = bodyRows(grid, laid, pen);
  let from = 0;
  for (const { before, line } of grid.between) {
    lines.push(...drawRows(rows.slice(from, before), pen.style));
    if (line === "rule") lines.push(rule);
    else lines.push(line === "blank" ? "" : pen.style.dim(truncate(line.text.replace("…", ellipsisOf(pen)), pen.width, ellipsisOf(pen))));
    from = before;
  }
  lines.push(...drawRows(rows.slice(from), pen.style));
  return lines;
};

const cleaned = (grid: Grid, clean: (text: string) => string): Grid => ({
  ...grid,
  between: grid.between.map(({ before, line }) => ({ before, line: typeof line === "string" ? line : { text: clean(line.text) } })),
  columns: grid.columns.map((column) => ({
    ...column,
    head: column.head.map(clean),
    cells: column.cells.map((cell) => ({ ...cell, text: clean(cell.text) })),
  })),
});

/** Puts a text into its column; `slot` blanks are kept free after it. */
const place = (text: string, column: LaidColumn, align: "left" | "right", slot: number, ellipsis: string): Placed => {
  const room = column.width - slot;
  const shown = truncate(text, room, ellipsis);
  const free = room - displayWidth(shown);
  return align === "left" ? { text: shown, left: column.gap, right: free + slot } : { text: shown, left: column.gap + free, right: slot };
};

const headRows = (grid: Grid, laid: readonly LaidColumn[], pen: Pen): Placed[][] => {
  const height = Math.max(...grid.columns.map((column) => column.head.length));
  return Array.from({ length: height }, (_, line) =>
    grid.columns.map((column, index) => {
      const text = column.head[line - (height - column.head.length)] ?? "";
      const { slot, width } = laid[index];
      return place(text, laid[index], column.align, displayWidth(text) > width - slot ? 0 : slot, ellipsisOf(pen));
    }),
  );
};

const bodyRows = (grid: Grid, laid: readonly LaidColumn[], pen: Pen): Placed[][] =>
  Array.from({ length: grid.columns[0].cells.length }, (_, row) =>
    grid.columns.map((column, index) => {
      const cell = column.cells[row];
      const { slot } = laid[index];
      const marked = cell.mark === true && slot === 1;
      const placed = place(marked ? `${cell.text}*` : cell.text, laid[index], column.align, marked ? 0 : slot, ellipsisOf(pen));
      return { ...placed, tone: column.tone };
    }),
  );

const ellipsisOf = (pen: Pen): string => (pen.ascii ? "..." : "…");

const FILLER = "x";

/**
 * cli-table3 sets the rows. It measures with older tables of character widths and cuts what it finds too long, so it gets a filler of the
 * text's width, and the text takes the filler's place afterwards.
 */
const drawRows = (rows: readonly (readonly Placed[])[], style: Style): string[] => {
  const lines: string[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const table = new CliTable({ chars: NO_LINES, style: { head: [], border: [], "padding-left": 0, "padding-right": 0 } });
    const texts: string[] = [];
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) {
      table.push(
        row.map(({ text, left, right, tone }) => {
          const filler = FILLER.repeat(displayWidth(text));
          if (filler !== "") texts.push(tone === undefined ? text : style[tone](text));
          return " ".repeat(left) + filler + " ".repeat(right);
        }),
      );
    }
    let next = 0;
    for (const line of table.toString().split("\n")) lines.push(line.trimEnd().replace(/x+/gu, () => texts[next++]));
  }
  return lines;
};
