import { displayWidth } from "../text/width.ts";

export interface Cell {
  readonly text: string;
  /** Few values behind it: a star hangs after it, in a slot of its own, so that the figures stay in line. */
  readonly mark?: boolean;
}

export interface Column {
  /** One or two lines. */
  readonly head: readonly string[];
  readonly align: "left" | "right";
  readonly cells: readonly Cell[];
  readonly tone?: "bold" | "dim";
  /** Blanks before it; 2 unless told. One less after a column with stars. */
  readonly gap?: number;
  /** Width to grow to where there is room. */
  readonly ideal?: number;
  /** Width to which its texts may be cut where there is no room. */
  readonly least?: number;
}

/** A table before it is drawn: figures already in words, nothing measured. */
export interface Grid {
  /** Stands above the table when several follow each other. */
  readonly title?: string;
  readonly columns: readonly Column[];
  /** What stands between the rows, in order, besides the rule below the head. */
  readonly between: readonly Between[];
}

/** A line before row `before`, or after the last row. */
export interface Between {
  readonly before: number;
  readonly line: "rule" | "blank" | { readonly text: string };
}

export interface LaidColumn {
  readonly gap: number;
  readonly width: number;
  /** 1 where stars hang after the values. */
  readonly slot: number;
}

const hasMarks = (column: Column): boolean => column.cells.some((cell) => cell.mark === true);

/** Whether the columns fit into `width`, once texts that may be cut are cut. */
export const fits = (columns: readonly Column[], width: number): boolean => {
  let needed = 0;
  for (const { column, laid } of naturally(columns)) needed += laid.gap + Math.min(laid.width, column.least ?? laid.width);
  return needed <= width;
};

const naturally = (columns: readonly Column[]): { column: Column; laid: { gap: number; width: number; slot: number } }[] => {
  let before = 0;
  return columns.map((column, index) => {
    const { width, slot, free } = measured(column);
    const gap = index === 0 ? 0 : (column.gap ?? 2) - before;
    before = free ? 1 : 0;
    return { column, laid: { gap, width, slot } };
  });
};

interface Measure {
  readonly width: number;
  readonly slot: number;
  /** The slot for stars is blank in the head, so that it serves as part of the gap. */
  readonly free: boolean;
}

/** Columns are tried in many combinations. */
const measures = new WeakMap<Column, Measure>();

const measured = (column: Column): Measure => {
  const known = measures.get(column);
  if (known !== undefined) return known;
  const slot = column.align === "right" && hasMarks(column) ? 1 : 0;
  let head = 0;
  let cells = 0;
  for (const line of column.head) head = Math.max(head, displayWidth(line));
  for (const cell of column.cells) cells = Math.max(cells, displayWidth(cell.text) + slot);
  const width = Math.max(head, cells);
  const measure = { width, slot, free: slot === 1 && head < width };
  measures.set(column, measure);
  return measure;
};

/** Widths of the columns: grown towards their ideals up to `ideal`, cut where they do not fit into `width`. */
export const layOut = (columns: readonly Column[], ideal: number, width: number): LaidColumn[] => {
  const all = naturally(columns);
  let total = 0;
  for (const { laid } of all) total += laid.gap + laid.width;
  for (const { column, laid } of all) {
    const more = Math.min((column.ideal ?? 0) - laid.width, ideal - total);
    if (more <= 0) continue;
    laid.width += more;
    total += more;
  }
  while (total > width) {
    const widest = all
      .filter(({ column, laid }) => laid.width > (column.least ?? laid.width))
      .sort((a, b) => b.laid.width - a.laid.width)[0];
    if (widest === undefined) break;
    widest.laid.width--;
    total--;
  }
  return all.map(({ laid }) => laid);
};
