import { displayWidth } from "../../text/width.ts";
import { characters } from "./layout.ts";
import type { Line } from "./line-editor.ts";

/** A text in lines, with the cursor's place among them. */
export interface Laid {
  readonly lines: readonly string[];
  readonly row: number;
  /** Columns before the cursor. */
  readonly column: number;
}

/** Where the lines of a text begin: after a blank where there is one. A blank that finds no room stays at the end of its line, unseen. */
const starts = (text: string, width: number): number[] => {
  const found = [0];
  let used = 0;
  let wordStart = 0;
  let wordUsed = 0;
  for (const { segment, index } of characters(text)) {
    const size = displayWidth(segment);
    if (segment === " ") {
      used += size;
      wordStart = index + 1;
      wordUsed = 0;
      continue;
    }
    if (used + size > width) {
      const fits = wordStart > found[found.length - 1] && wordUsed + size <= width;
      found.push(fits ? wordStart : index);
      used = fits ? wordUsed : 0;
      if (!fits) wordUsed = 0;
    }
    used += size;
    wordUsed += size;
  }
  return found;
};

/** The line laid out `width` columns wide, words kept whole where they fit. */
export const layOut = ({ text, cursor }: Line, width: number): Laid => {
  const begins = starts(text, width);
  const lines = begins.map((start, index) => text.slice(start, begins[index + 1] ?? text.length));
  const row = begins.findLastIndex((start) => start <= cursor);
  return {
    lines: lines.map((line) => line.trimEnd()),
    row,
    column: Math.min(width, displayWidth(text.slice(begins[row], cursor))),
  };
};

/** At most `rows` lines of a text, those around the cursor. */
export const windowed = ({ lines, row, column }: Laid, rows: number): Laid => {
  if (lines.length <= rows) return { lines, row, column };
  const first = Math.max(0, Math.min(row - Math.floor(rows / 2), lines.length - rows));
  return { lines: lines.slice(first, first + rows), row: row - first, column };
};
