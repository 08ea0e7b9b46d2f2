import { isAscii, isUtf8 } from "node:buffer";
import { ProblemError } from "../text/problem.ts";
import { type Decoder, openBytes, singleByteDecoder, textDecoder, utf8Decoder } from "./decoder.ts";

export interface Encoding {
  /** Name as the WHATWG encoding standard has it, lower case. */
  readonly encoding: string;
  /** The file starts with a byte order mark. */
  readonly bom: boolean;
}

/** Of the pairs of bytes in UTF-16 text, at least this share has a NUL in the same half; without a line end nearly all must. */
const UTF16_SHARE = 0.3;
const UTF16_SHARE_OF_LINE = 0.8;
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
  return { encoding: isUtf8(whole) && !torn ? "utf-8" : "windows-1252", bom: false };
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13;

function utf16Pattern(head: Uint8Array): string | null {
  const pairs = Math.min(head.length, LOOKED_AT) >> 1;
  let even = 0;
  let odd = 0;
  let lineEnds = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const first = head[2 * pair];
    const second = head[2 * pair + 1];
    if (first === 0) even += 1;
    if (second === 0) odd += 1;
    if ((first === 0 && isLineEnd(second)) || (second === 0 && isLineEnd(first))) lineEnds += 1;
  }
  const enough = pairs * (lineEnds > 0 ? UTF16_SHARE : UTF16_SHARE_OF_LINE);
  if (pairs < 2) return null;
  if (odd >= enough && even <= odd / 10) return "utf-16le";
  if (even >= enough && odd <= even / 10) return "utf-16be";
  return null;
}

/** Canonical name of an encoding asked for (`latin1`, `UTF16`, …). Throws exit 2 for one that is not known. */
export function knownEncoding(label: string): string {
  const folded = label.trim().toLowerCase();
  const name = /^(cp|win|windows)?-?1252$/u.test(folded)
    ? "windows-1252"
    : /^utf-?16-?(le|be)?$/u.test(folded)
      ? utf16Name(folded)
      : folded;
  try {
    return new TextDecoder(name).encoding;
  } catch (cause) {
    throw new ProblemError(2, "unknown-encoding", { encoding: label }, { cause });
  }
}

const utf16Name = (label: string): string => (label.endsWith("be") ? "utf-16be" : "utf-16le");

/** Turns pieces of a file in that encoding into pieces of clean UTF-8. */
export function decoderFor(encoding: string): Decoder {
  if (encoding === "utf-8") return utf8Decoder();
  if (encoding === "windows-1252") return singleByteDecoder();
  return textDecoder(encoding);
}
