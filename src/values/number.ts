import type { NumberStyle } from "./batch.ts";
import { decodeText, trimCell } from "./bytes.ts";

const GROUPED = {
  point: /^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:\.\d+)?$|^[+-]?\.\d+$/u,
  comma: /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:,\d+)?$|^[+-]?,\d+$/u,
  ruined: /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/u,
} as const;

/** As spreadsheets and languages write it, one digit and a signed exponent, so that hex ids such as `73e64869` are no numbers. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?e[+-]\d{1,3}$/i;

/** Reads a number; NaN where the text is none. Percent signs, currencies and badly grouped thousands are no numbers. */
export const readNumber = (text: string, style: NumberStyle): number => {
  let plain = trimCell(text);
  if (plain.charCodeAt(0) === 0x2212) plain = `-${plain.slice(1)}`;
  if (!GROUPED[style].test(plain) && !(SCIENTIFIC.test(plain) && !plain.includes(style === "comma" ? "." : ","))) return Number.NaN;
  const value = style === "comma" ? plain.replace(/[.\s'’]/gu, "").replace(",", ".") : plain.replace(/[,\s'’]/gu, "");
  const number = Number(value);
  // + 0 turns −0 into 0.
  return Number.isFinite(number) ? number + 0 : Number.NaN;
};

const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/** `readNumber` of a stretch of bytes; plain integers and decimals of up to 15 digits without a string. */
export const readNumberBytes = (bytes: Uint8Array, start: number, end: number, style: NumberStyle): number => {
  let at = start;
  let to = end;
  while (at < to && bytes[at] === 0x20) at++;
  while (to > at && bytes[to - 1] === 0x20) to--;
  const from = at;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  const mark = style === "comma" ? 0x2c : 0x2e;
  let digits = 0;
  let mantissa = 0;
  let fraction = -1;
  for (; at < to; at++) {
    const byte = bytes[at];
    const digit = byte - 0x30;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (fraction >= 0) fraction++;
    } else if (byte === mark && fraction < 0 && digits > 0) fraction = 0;
    else return slow(bytes, from, to, style);
  }
  if (digits === 0 || digits > 15 || fraction === 0) return slow(bytes, from, to, style);
  // Both operands are exact, so the quotient is the nearest double, as Number() gives it.
  const value = fraction > 0 ? mantissa / POWERS[fraction] : mantissa;
  return negative ? 0 - value : value;
};

const slow = (bytes: Uint8Array, start: number, end: number, style: NumberStyle): number => {
  // Nothing longer is a number of ours; long comments need no decoding.
  if (start === end || end - start > 64) return Number.NaN;
  return readNumber(decodeText(bytes, start, end), style);
};

type Evidence = "point" | "comma" | "ruined" | null;

const thousandsBy = (mark: string): RegExp => new RegExp(`^[1-9]\\d{0,2}(?:${mark}\\d{3})+$`, "u");
const THOUSANDS_BY_COMMA = thousandsBy(",");
const THOUSANDS_BY_POINT = thousandsBy("\\.");

/** What one cell says about the meaning of comma and point; null where it says nothing (`1,234`, `12`, words). */
const evidenceOf = (cell: string): Evidence => {
  if (!cell.includes(",") && !cell.includes(".")) return null;
  const plain = trimCell(cell);
  // A sentence needs no closer look.
  if (!/^[+−-]?[\d.,]/u.test(plain)) return null;
  const text = plain
    .replace(/^[+−-]/u, "")
    .replace(/\s*[\p{L}%]+$/u, "")
    .replace(/(?<=\d)[\s'’](?=\d{3})/gu, "");
  if (!/^\d[\d.,]*\d$|^[.,]\d+$/u.test(text)) return null;
  const commas = text.split(",").length - 1;
  const points = text.split(".").length - 1;
  if (commas > 0 && points > 0) {
    const [whole, fraction] = points === 1 && text.lastIndexOf(".") > text.lastIndexOf(",") ? text.split(".") : text.split(",");
    if (/^\d+$/u.test(fraction ?? "") && THOUSANDS_BY_COMMA.test(whole)) return "point";
    return commas === 1 && /^\d+$/u.test(fraction ?? "") && THOUSANDS_BY_POINT.test(whole) ? "comma" : "ruined";
  }
  if (commas > 1) return THOUSANDS_BY_COMMA.test(text) ? "point" : "ruined";
  // Several points that are no thousands are a date, a version, an address: no number at all.
  if (points > 1) return THOUSANDS_BY_POINT.test(text) ? "comma" : null;
  if (commas === 1) return THOUSANDS_BY_COMMA.test(text) ? null : "comma";
  return points === 1 && !THOUSANDS_BY_POINT.test(text) ? "point" : null;
};

/**
 * What comma and point mean in a column, from all the texts at hand and how often each occurs. Cells that fit neither meaning (`3,87,16,91,111`) ruin the column when
 * they outnumber the clean evidence; so does evidence for both meanings. Without any, a comma is a decimal comma only where that is likely
 * (`commaLikely`: the file is delimited by semicolons).
 */
export const numberStyleOf = (texts: ReadonlyMap<string, number>, options: { readonly commaLikely?: boolean } = {}): NumberStyle => {
  const seen = { point: 0, comma: 0, ruined: 0 };
  texts.forEach((times, text) => {
    const evidence = evidenceOf(text);
    if (evidence !== null) seen[evidence] += times;
  });
  if (seen.ruined > seen.point + seen.comma || (seen.point > 0 && seen.comma > 0)) return "ruined";
  if (seen.point > 0) return "point";
  return seen.comma > 0 || options.commaLikely === true ? "comma" : "point";
};
