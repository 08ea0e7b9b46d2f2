import stringWidth from "string-width";

/**
 * Characters that take one column each and never join with their neighbours: Latin, Greek, Cyrillic, dashes, quotes, bullets, currency,
 * arrows, mathematical operators, box drawing. string-width costs some 50 ms to load and warm up, so only other text goes there.
 */
const SIMPLE =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u259f]*$/u;

// oxlint-disable-next-line no-control-regex -- the escapes of our own styles
const STYLES = /\u001b\[[\d;]*m/gu;

let graphemes: Intl.Segmenter | undefined;

/** Columns the text takes in a terminal. Colour and weight (SGR escapes) take none; other control characters must be sanitised before. */
export const displayWidth = (text: string): number => {
  const bare = text.includes("\u001b") ? text.replace(STYLES, "") : text;
  return SIMPLE.test(bare) ? bare.length : stringWidth(bare);
};

const blanks = (text: string, width: number): string => " ".repeat(Math.max(0, width - displayWidth(text)));

/** Right-aligned: blanks before the text up to `width` columns. Longer text comes back as it is. */
export const padStart = (text: string, width: number): string => blanks(text, width) + text;

/** Left-aligned: blanks after the text up to `width` columns. Longer text comes back as it is. */
export const padEnd = (text: string, width: number): string => text + blanks(text, width);

/** The text in at most `width` columns, its end replaced by `ellipsis` where it is longer. Never cuts a grapheme. For text without styles. */
export const truncate = (text: string, width: number, ellipsis = "…"): string => {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 0) return "";
  if (SIMPLE.test(text)) return text.slice(0, room) + ellipsis;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += displayWidth(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept + ellipsis;
};
