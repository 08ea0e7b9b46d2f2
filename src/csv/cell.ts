import { ESCAPED, type RecordBlock } from "./block.ts";

const OFFSET = 0x7fff_ffff;

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Offset after the content of a cell, without the flag. */
export const cellEnd = (block: RecordBlock, cell: number): number => block.ends[cell] & OFFSET;

/** Text of cell number `row * width + column`, escapes undone, blanks as they stand. */
export function cellText(block: RecordBlock, cell: number): string {
  return textOf(block.bytes, block.starts[cell], block.ends[cell]);
}

/** Text between two boundaries as a block holds them (`end` may carry `ESCAPED`). */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end < ESCAPED) return start === end ? "" : asBuffer(bytes).toString("utf8", start, end);
  const plain = unescaped(bytes, start, end & OFFSET);
  return asBuffer(plain).toString("utf8");
}

/** Whether a cell holds nothing but blanks, control characters, no-break or zero-width blanks. */
export function cellIsBlank(block: RecordBlock, cell: number): boolean {
  return isBlank(block.bytes, block.starts[cell], block.ends[cell]);
}

/** The same for two boundaries as a block holds them. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  if (end >= ESCAPED) return false;
  let at = start;
  while (at < end) {
    const byte = bytes[at];
    if (byte <= 0x20) at += 1;
    else if (byte === 0xc2 && bytes[at + 1] === 0xa0) at += 2;
    else if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
    else if (byte === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] >= 0x8b && bytes[at + 2] <= 0x8d) at += 3;
    else return false;
  }
  return true;
}

/**
 * Writes the content of an escaped cell with doubled quotes undone to `target` from `at` on; returns the offset after it. `target` needs
 * room for `end - start` bytes; `end` is without the flag. The quote is the byte before the content.
 */
export function unescapeInto(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  at: number,
  quote = bytes[start - 1],
): number {
  let to = at;
  for (let from = start; from < end; from++) {
    const byte = bytes[from];
    target[to++] = byte;
    if (byte === quote) from += 1;
  }
  return to;
}

/** A copy of the content of an escaped cell, doubled quotes undone. `end` is without the flag. */
export function unescaped(bytes: Uint8Array, start: number, end: number, quote = bytes[start - 1]): Uint8Array {
  const plain = new Uint8Array(end - start);
  return plain.subarray(0, unescapeInto(bytes, start, end, plain, 0, quote));
}

/** Most texts begin and end with a letter or digit of ASCII. */
const isTrimmed = (text: string): boolean => {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80;
};

/** Without blanks, byte order marks and zero-width characters around it. */
export const trimText = (text: string): string =>
  isTrimmed(text) ? text : text.replace(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/gu, "");

/** A header as people see it: trimmed, without NULs. */
export const headerName = (text: string): string => trimText(text.replaceAll("\u0000", ""));
