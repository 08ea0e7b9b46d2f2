import { ProblemError } from "../text/problem.ts";
import { isSeparatorLine } from "./grid.ts";
import { headerIndex, usualWidth } from "./header.ts";
import { type Peek, peek } from "./peek.ts";
import type { Shape } from "./tokenize.ts";

/** Delimiters that help desks and Excel write; of equally good ones the first. */
const DELIMITERS = [",", ";", "\t", "|"];
const WORDS: Readonly<Record<string, string>> = { comma: ",", semicolon: ";", tab: "\t", "\\t": "\t", pipe: "|" };

const OTHER_QUOTES = ["'", "`"];

/** Enough records to tell; more would cost time at the start of every run. */
const LOOKED_AT = 64 << 10;
/** At least this share of records that were quoted as a whole have one width. */
const UNWRAPPED = 0.9;
/** Above this share of records of one width a delimiter is believed though the first record lacks it. */
const BELIEVED = 0.6;
/** The same from this width on: texts hardly have as many delimiters each. */
const BELIEVED_WIDE = 0.4;
const WIDE = 4;

interface Sniffed {
  readonly shape: Required<Shape>;
  /** The records under that shape. */
  readonly seen: Peek;
}

/** The delimiter asked for with `--delimiter`. Throws exit 2 when it is no single character. */
export function delimiterOption(text: string): string {
  const delimiter = WORDS[text.toLowerCase()] ?? text;
  if ([...delimiter].length !== 1 || /["\r\n]/u.test(delimiter)) throw new ProblemError(2, "bad-delimiter", { delimiter: text });
  return delimiter;
}

/** Delimiter, quote and escape of a stretch of clean UTF-8 from the start of a file, and what its records are under them. */
export async function sniffDialect(head: Uint8Array, complete: boolean, asked: string | null): Promise<Sniffed> {
  const text = head.subarray(0, LOOKED_AT);
  const whole = complete && text.length === head.length;
  const latin = Buffer.from(text.buffer, text.byteOffset, text.length).toString("latin1");
  const quote = sniffQuote(latin);
  const delimiter = asked ?? separatorLine(latin);
  const sniff = (wrapped: boolean): Promise<Sniffed> => {
    const look = async (one: string): Promise<Sniffed> => {
      const shape = { delimiter: one, quote, escape: quote, wrapped };
      return { shape, seen: await peek(text, shape, whole) };
    };
    return delimiter === null ? sniffDelimiter(latin, look) : look(delimiter);
  };
  const found = await sniff(false);
  if (mayBeWrapped(latin, found)) {
    const inner = await sniff(true);
    if (isWrapped(inner.seen, found.seen)) return inner;
  }
  if (found.seen.malformed === 0 || !latin.includes(`\\${quote}`)) return found;
  const shape = { ...found.shape, escape: "\\" };
  const escaped = await peek(text, shape, whole);
  return escaped.malformed < found.seen.malformed && share(escaped) >= share(found.seen) ? { shape, seen: escaped } : found;
}

/** Whether some record is a single cell and begins with a quote, with delimiters behind it. */
const mayBeWrapped = (latin: string, { shape, seen }: Sniffed): boolean =>
  shape.quote === '"' && seen.counts.includes(1) && /(?:^|[\r\n])(?:\u00ef\u00bb\u00bf)?"[^"\r\n]*(?:""|[,;\t|])/u.test(latin);

/** Records that are quoted as a whole hold as many cells as the first one, nearly all that are whole; texts that hold commas do not. */
function isWrapped(inner: Peek, outer: Peek): boolean {
  const width = usualWidth(inner);
  const whole = { counts: inner.counts.filter((count) => count > 0) };
  return (
    width >= 2 &&
    inner.counts[0] === width &&
    share(whole) >= UNWRAPPED &&
    inner.malformed * 2 < inner.counts.length &&
    (usualWidth(outer) < width || share(inner) > share(outer))
  );
}

/** `sep=;` on the first line, as Excel reads it. */
function separatorLine(latin: string): string | null {
  const line = /^.*/u.exec(latin)?.[0] ?? "";
  return isSeparatorLine(line) ? (/sep=(.)/i.exec(line)?.[1] ?? null) : null;
}

/** A single quote or backtick only where it evidently encloses cells and the double quote never does. */
function sniffQuote(latin: string): string {
  if (!/['`]/u.test(latin) || /(^|[,;\t|])"/mu.test(latin)) return '"';
  const lines = latin.split(/\r\n|\r|\n/u).filter((line) => line !== "").length;
  const enclosed = (quote: string): number =>
    latin.match(new RegExp(`(?<=^|[,;\\t|])${quote}[^${quote}\\r\\n]*${quote}(?=[,;\\t|\\r\\n]|$)`, "gmu"))?.length ?? 0;
  return OTHER_QUOTES.find((quote) => latin.includes(quote) && enclosed(quote) >= lines / 2) ?? '"';
}

async function sniffDelimiter(latin: string, look: (delimiter: string) => Promise<Sniffed>): Promise<Sniffed> {
  let best: Sniffed | null = null;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    if (!latin.includes(delimiter)) continue;
    // Too rare to cut as many records as the best does.
    if (best !== null && latin.split(delimiter).length - 1 < bestScore * best.seen.counts.length) continue;
    const found = await look(delimiter);
    const score = plausibility(found.seen);
    if (score > bestScore) [best, bestScore] = [found, score];
  }
  if (best !== null) return best;
  // One column: a delimiter that cuts none of its texts.
  return look(DELIMITERS.find((delimiter) => !latin.includes(delimiter)) ?? ",");
}

/** 0 for a delimiter that makes no table; else the more, the more records agree on a width, and the larger that width is. */
function plausibility(seen: Peek): number {
  const width = usualWidth({ counts: seen.counts.filter((count) => count > 1) });
  if (width < 2) return 0;
  const agreeing = seen.counts.filter((count) => count === width).length / seen.counts.length;
  const header = headerIndex(seen);
  const hasIt = (seen.rows[0]?.length ?? 0) > 1;
  if (!hasIt && (agreeing < (width < WIDE ? BELIEVED : BELIEVED_WIDE) || header === 0)) return 0;
  return agreeing * (1 - 1 / width) * (hasIt && header === 0 ? 1 : 0.5);
}

/** Share of the records that have the usual width. */
function share(seen: Pick<Peek, "counts">): number {
  const width = usualWidth(seen);
  return seen.counts.filter((count) => count === width).length / Math.max(1, seen.counts.length);
}
