import type { Report } from "../report/model.ts";
import { sanitize } from "../text/sanitize.ts";
import { displayWidth } from "../text/width.ts";
import { type Pen, draw } from "./draw.ts";
import { MARGIN, type Page, pageOf } from "./page.ts";
import type { RenderOptions } from "./types.ts";
import { wrap } from "./wrap.ts";

const NARROWEST = 60;
const WIDEST = 160;
/** Text and small tables keep to this many columns, whatever the terminal has. */
export const READABLE = 79;

const BETWEEN_PARTS = "   ";

/**
 * The report as a page of plain text for a terminal, 60 to 160 columns wide; where it is asked for in brief, its sentences alone, one a line,
 * as whatever they are pasted into wraps them.
 */
export const render = (report: Report, options: RenderOptions): string => {
  const pen = penOf(options);
  if (options.brief !== undefined) return options.brief.sentences.map((sentence) => `${pen.clean(sentence)}\n`).join("");
  return pageText(pageOf(report, { ...options, width: pen.width }), pen);
};

/** A page as plain text. */
export const pageText = (page: Page, pen: Pen): string =>
  pageLines(page, pen)
    .map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`))
    .join("");

/** What draws a page of so many columns. */
export const penOf = ({ style, width: wanted, ascii }: Pick<RenderOptions, "style" | "width" | "ascii">): Pen => {
  const width = Math.min(Math.max(wanted, NARROWEST), WIDEST) - MARGIN;
  const clean = (text: string): string => (ascii ? plain(sanitize(text)) : sanitize(text));
  return { style, width, rule: Math.min(width, READABLE) - 1, ascii, clean };
};

/** Makes a pen's text of words of ours. */
export const wordedBy =
  (pen: Pen) =>
  (text: string): string =>
    pen.ascii ? pen.clean(text).replaceAll("…", "...") : pen.clean(text);

const ASCII: Readonly<Record<string, string>> = { "–": "-", "—": "-", "−": "-", "•": "*", "·": "/", "▲": "^", "▼": "v", "≈": "~" };

/** Bars in four heights. */
const LOW_TO_HIGH = "_.-'";
const bar = (sign: string): string => LOW_TO_HIGH[("▁▂▃▄▅▆▇█".indexOf(sign) / 2) | 0];

/** Our own signs in ASCII, each as wide as before. */
const plain = (text: string): string => text.replace(/[–—−•·▲▼≈▁-█]/gu, (sign) => ASCII[sign] ?? bar(sign));

/** The lines of a page without their margin. */
export const pageLines = (page: Page, pen: Pen): string[] => {
  const { dim } = pen.style;
  const worded = wordedBy(pen);
  const text = (paragraph: string): string[] => wrap(worded(paragraph), Math.min(pen.width, READABLE)).map(dim);
  const lines = headLines(page.headline.map(worded), pen.width);
  if (page.zone !== null) lines.push(...text(page.zone));
  for (const grid of page.grids) {
    lines.push("");
    if (grid.title !== undefined) lines.push(...wrap(worded(grid.title), pen.width));
    lines.push(...draw(grid, pen));
  }
  if (page.footnote !== null) lines.push("", ...text(page.footnote));
  if (page.goodToKnow.length > 0) {
    lines.push("", "Good to know");
    const bullet = pen.clean("• ");
    for (const note of page.goodToKnow) {
      const [first, ...rest] = wrap(worded(note), Math.min(pen.width, READABLE) - bullet.length);
      lines.push(dim(bullet + first), ...rest.map((line) => dim(" ".repeat(bullet.length) + line)));
    }
  }
  if (page.closing.length > 0) lines.push("", ...page.closing.flatMap(text));
  return lines;
};

/** Parts side by side as far as they fit, else below each other. */
export const headLines = (parts: readonly string[], width: number): string[] => {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : last + BETWEEN_PARTS + part;
    if (displayWidth(joined) <= width) lines.splice(Math.max(0, lines.length - 1), 1, joined);
    else lines.push(...wrap(part, width));
  }
  return lines;
};
