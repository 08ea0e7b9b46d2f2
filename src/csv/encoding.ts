import { isAscii, isUtf8 } from "node:buffer";
import { ProblemError } from "../text/problem.ts";
import { type Decoder, forgivingUtf8Decoder, openBytes, SINGLE_BYTE, singleByteDecoder, textDecoder, utf8Decoder } from "./decoder.ts";

export interface Encoding {
  /** Name as the WHATWG encoding standard has it, lower case. */
  readonly encoding: string;
  /** The file starts with a byte order mark. */
  readonly bom: boolean;
}

/** Of the pairs of bytes in UTF-16 text, at least this share has a NUL in the same half; without a line end nearly all must. */
const UTF16_SHARE = 0.3;
const UTF16_SHARE_OF_LINE = 0.8;
/** The same for text in Chinese and its like, where no bytes are those of ASCII; they have NULs in the other half as well. */
const UTF16_SHARE_ABROAD = 0.04;
const ABROAD = 0.25;
const STRAY = 0.1;
const STRAY_ABROAD = 0.25;
/** In Cyrillic, Greek, Hebrew, Arabic and others nearly all pairs have a small number in the same half. */
const SMALL_SHARE = 0.9;
const LOOKED_AT = 4096;

/** The encoding of a file by its head: byte order mark, NUL pattern of UTF-16, valid UTF-8, else Windows-1252. */
export function detectEncoding(head: Uint8Array, complete: boolean): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: true };
  const utf16 = utf16Pattern(head);
  if (utf16 !== null) return { encoding: utf16, bom: false };
  const whole = head.subarray(0, head.length - openBytes(head));
  const torn = complete && whole.length < head.length && isAscii(whole);
  return { encoding: isUtf8(whole) && !torn ? "utf-8" : singleByteEncoding(head), bom: false };
}

const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** Bytes that are letters in the DOS encodings (ü é ä ç ê ë è É ö ò û ù Ö í ó ú ñ Ñ) and hardly stand inside a word in Windows-1252. */
const DOS_LETTERS: ReadonlySet<number> = new Set([
  0x81, 0x82, 0x84, 0x87, 0x88, 0x89, 0x8a, 0x90, 0x94, 0x95, 0x99, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5,
]);
const DOS_LEAST = 2;
/** One letter of Windows-1252 outweighs these many of DOS: „ and ¢ do stand inside words now and then. */
const DOS_FACTOR = 4;
/** In languages of Latin letters hardly any two beyond ASCII are neighbours. */
const NEIGHBOURS = 0.2;

/** Text of one byte a character: Windows-1252 unless its letters beyond ASCII are those that DOS, and Excel for it, write. */
export function singleByteEncoding(bytes: Uint8Array): string {
  let dos = 0;
  let windows = 0;
  let all = 0;
  let neighbours = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte < 128) continue;
    all += 1;
    if (bytes[at - 1] >= 128) neighbours += 1;
    const [before, after] = [isLetter(bytes[at - 1]), isLetter(bytes[at + 1])];
    if (before && after && DOS_LETTERS.has(byte)) dos += 1;
    else if ((before || after) && byte >= 0xc0) windows += 1;
  }
  return dos >= DOS_LEAST && dos > windows * DOS_FACTOR && neighbours <= all * NEIGHBOURS ? "cp850" : "windows-1252";
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13;

/** Bytes that no text in ASCII has, but for line ends and tabs. */
const isSmall = (byte: number): boolean => byte < 0x20 && byte !== 9 && !isLineEnd(byte);

function utf16Pattern(head: Uint8Array): string | null {
  const pairs = Math.min(head.length, LOOKED_AT) >> 1;
  // Commas, blanks and line ends have one each.
  if (pairs < 2 || !head.subarray(0, LOOKED_AT).includes(0)) return null;
  const nuls = { even: 0, odd: 0 };
  const small = { even: 0, odd: 0 };
  let lineEnds = 0;
  let abroad = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const first = head[2 * pair];
    const second = head[2 * pair + 1];
    if (first === 0) nuls.even += 1;
    if (second === 0) nuls.odd += 1;
    if (isSmall(first)) small.even += 1;
    if (isSmall(second)) small.odd += 1;
    if (first >= 128 || second >= 128) abroad += 1;
    if ((first === 0 && isLineEnd(second)) || (second === 0 && isLineEnd(first))) lineEnds += 1;
  }
  const isAbroad = lineEnds > 0 && abroad >= pairs * ABROAD && !isUtf8(head.subarray(0, head.length - openBytes(head)));
  const enough = pairs * (isAbroad ? UTF16_SHARE_ABROAD : lineEnds > 0 ? UTF16_SHARE : UTF16_SHARE_OF_LINE);
  const stray = isAbroad ? STRAY_ABROAD : STRAY;
  const is = (half: "even" | "odd", other: "even" | "odd", encoding: string): boolean =>
    (nuls[half] >= enough && nuls[other] <= nuls[half] * stray && (!isAbroad || isUtf16(head, encoding))) ||
    (lineEnds > 0 && nuls[half] > 0 && small[half] >= pairs * SMALL_SHARE && small[other] <= pairs * STRAY && isUtf16(head, encoding));
  return is("odd", "even", "utf-16le") ? "utf-16le" : is("even", "odd", "utf-16be") ? "utf-16be" : null;
}

/** Whether the characters beyond the first 65,536 are whole: noise with NULs in it soon has halves of them. */
function isUtf16(head: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head.subarray(0, LOOKED_AT & ~1), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Share of the bytes of EBCDIC text that are its letters, digits, blanks and delimiters. */
const EBCDIC_SHARE = 0.9;
const EBCDIC_LEAST = 16;

/** Text in an encoding that is not read at all, by the pattern of its bytes: `utf32`, `ebcdic`; else null. */
export function oddEncoding(head: Uint8Array): string | null {
  const length = Math.min(head.length, LOOKED_AT) & ~3;
  if (length >= 8 && head.subarray(0, length).includes(0)) {
    const nuls = [0, 0, 0, 0];
    for (let at = 0; at < length; at++) if (head[at] === 0) nuls[at & 3] += 1;
    const all = length / 4;
    // Three bytes of four are NUL in English, two in every other language.
    if (nuls[2] >= all - 1 && nuls[3] >= all - 1 && nuls[0] < all / 2) return "utf32";
    if (nuls[0] >= all - 1 && nuls[1] >= all - 1 && nuls[3] < all / 2) return "utf32";
  }
  return isEbcdic(head.subarray(0, LOOKED_AT)) ? "ebcdic" : null;
}

function isEbcdic(bytes: Uint8Array): boolean {
  // Text in every other encoding of bytes has line feeds or commas, semicolons, tabs; EBCDIC has other bytes for them.
  if (bytes.length < EBCDIC_LEAST || bytes.includes(0x0a) || !(bytes.includes(0x15) || bytes.includes(0x25) || bytes.includes(0x0d)))
    return false;
  let usual = 0;
  for (const byte of bytes) {
    const isLetter = (byte >= 0x81 && byte <= 0xa9) || (byte >= 0xc1 && byte <= 0xe9);
    const isDigit = byte >= 0xf0 && byte <= 0xf9;
    // Blank . - , ; " line end
    if (isLetter || isDigit || [0x40, 0x4b, 0x60, 0x6b, 0x5e, 0x7f, 0x15, 0x25, 0x0d].includes(byte)) usual += 1;
  }
  return usual >= bytes.length * EBCDIC_SHARE;
}

/** Canonical name of an encoding asked for (`latin1`, `UTF16`, …). Throws exit 2 for one that is not known. */
export function knownEncoding(label: string): string {
  const folded = label.trim().toLowerCase();
  if (UNREAD.test(folded)) throw new ProblemError(2, "unread-encoding", { encoding: label });
  const dos = /^(?:cp|ibm|dos|oem)-?(437|850)$/u.exec(folded);
  if (dos !== null) return `cp${dos[1]}`;
  const name = /^(cp|win|windows)?-?1252$/u.test(folded)
    ? "windows-1252"
    : /^utf-?16-?(le|be)?$/u.test(folded)
      ? utf16Name(folded)
      : (OTHER_NAMES[folded] ?? folded);
  try {
    return new TextDecoder(name).encoding;
  } catch (cause) {
    throw new ProblemError(2, "unknown-encoding", { encoding: label }, { cause });
  }
}

/** Names that people use beside those of the standard. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ansi: "windows-1252",
  "utf-8-sig": "utf-8",
  "utf-8-bom": "utf-8",
  latin9: "iso-8859-15",
  cp932: "shift_jis",
  cp936: "gbk",
  cp949: "euc-kr",
  cp950: "big5",
};

/** Encodings that exist and that nothing here reads. */
const UNREAD = /^(?:utf-?32(?:le|be|-le|-be)?|ucs-?4|utf-?7|ebcdic.*|(?:cp|ibm)-?0?(?:37|273|277|278|280|284|285|297|500|1047|114\d))$/u;

const utf16Name = (label: string): string => (label.endsWith("be") ? "utf-16be" : "utf-16le");

/** Turns pieces of a file in that encoding into pieces of clean UTF-8. With `forgiving` UTF-8 may have broken characters. */
export function decoderFor(encoding: string, forgiving = false): Decoder {
  if (encoding === "utf-8") return forgiving ? forgivingUtf8Decoder() : utf8Decoder();
  return Object.hasOwn(SINGLE_BYTE, encoding) ? singleByteDecoder(encoding) : textDecoder(encoding);
}

const UTF8_MARK = 3;

/** Bytes at the start of a file that no decoder should see: the mark of UTF-8 before text in another encoding. */
export const markBefore = (head: Uint8Array, encoding: string): number =>
  encoding !== "utf-8" && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? UTF8_MARK : 0;
