import { sanitize } from "../../text/sanitize.ts";
import { displayWidth, truncate } from "../../text/width.ts";

/** Blank columns left of everything. */
export const MARGIN = 2;

/** Columns of the widest screen, margin included. Wider terminals keep it: short lines read well and survive a change of width. */
const WIDEST = 58;

/** Columns that a text of several lines takes at most. */
const MEASURE = 50;

/** What a terminal has room for. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Columns that a screen takes, margin included. */
export const screenWidth = (columns: number): number => Math.max(MARGIN + 8, Math.min(WIDEST, columns));

/** The text indented by the margin. */
export const indented = (text: string): string => (text === "" ? "" : " ".repeat(MARGIN) + text);

let graphemes: Intl.Segmenter | undefined;

/** The pieces of a text that a reader takes for one character each, with where they start. */
export const characters = (text: string): Iterable<Intl.SegmentData> => {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return graphemes.segment(text);
};

/** A word that is longer than a line, in pieces that are not. */
const pieces = (word: string, width: number): string[] => {
  if (displayWidth(word) <= width) return [word];
  const found = [""];
  for (const { segment } of characters(word)) {
    const longer = found[found.length - 1] + segment;
    if (displayWidth(longer) <= width) found[found.length - 1] = longer;
    else found.push(segment);
  }
  return found;
};

const wrapLine = (line: string, width: number): string[] => {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/\s+/u).flatMap((word) => pieces(word, width))) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && displayWidth(longer) > width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
};

/** A text made safe and laid out in lines of at most `width` columns; its own line ends stay. */
export const wrap = (text: string, width: number): string[] =>
  text
    .trim()
    .split(/\r?\n/u)
    .flatMap((line) => wrapLine(sanitize(line).trim(), width));

/** A text with its margin. One that fits the screen stays on one line, a longer one keeps to the measure. Empty text has no line. */
export const paragraph = (text: string, columns: number): string[] => {
  if (text.trim() === "") return [];
  const room = screenWidth(columns) - MARGIN;
  const lines = wrap(text, room);
  return (lines.length === 1 ? lines : wrap(text, Math.min(room, MEASURE))).map(indented);
};

/** The parts one under the other, a blank line between them; empty parts take no room. */
export const stack = (...parts: readonly (readonly string[])[]): string[] =>
  parts.filter(({ length }) => length > 0).flatMap((part, index) => (index === 0 ? part : ["", ...part]));

/**
 * The parts above what the person works on, with a blank line under them, in at most `rows` lines: where there are more, blank lines
 * go first, then those from the top.
 */
export const above = (parts: readonly (readonly string[])[], rows: number): string[] => {
  const lines = [...stack(...parts), ""];
  if (lines.length <= rows) return lines;
  const dense = lines.filter((line) => line !== "");
  return dense.slice(Math.max(0, dense.length - Math.max(0, rows)));
};

/** Lines of a list that stay in view where the terminal is low. */
const LEAST_ROWS = 5;

/** Lines that a list may take between the parts above it and `below` lines under it. */
export const rowsBetween = (parts: readonly (readonly string[])[], below: number, rows: number): number =>
  Math.max(LEAST_ROWS, rows - stack(...parts).length - 1 - below);

/** No line wider than the terminal. */
export const clipped = (lines: readonly string[], columns: number): string[] => lines.map((line) => truncate(line, columns, ""));

const ASCII: Readonly<Record<string, string>> = {
  "←": "<-",
  "→": "->",
  "↑": "up",
  "↓": "down",
  "·": "-",
  "›": ">",
  "…": "...",
  "–": "-",
  "—": "-",
  "“": '"',
  "”": '"',
  "’": "'",
};

/** The text without symbols that some terminals and fonts lack; letters stay as they are. */
export const inAscii = (text: string): string => text.replace(/[←→↑↓·›…–—“”’]/gu, (symbol) => ASCII[symbol]);
