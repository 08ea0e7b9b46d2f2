import type { Input } from "./input.ts";
import type { Stretch } from "./records.ts";
import { CR, LF } from "./tokenizer.ts";
import type { TextDecisions } from "./understand.ts";

/** Bytes looked at around a place where the file may be cut. */
const WINDOW = 1 << 18;
/** Records behind a cut that have to be as wide as the table. */
const ENOUGH = 2;

type Text = Pick<TextDecisions, "encoding" | "dialect" | "header">;

const isByte = (text: string): boolean => text.length === 1 && text.charCodeAt(0) < 128;

/**
 * A file in so many stretches of about the same length, cut where a record seems to end: whoever reads the stretch before a cut sees whether
 * one does. Null where it cannot be cut: compressed, of more than one byte a character, with other lines than records and a header, or
 * without a line end that looks like the end of a record.
 */
export function stretchesOf(input: Input, text: Text, count: number): readonly Stretch[] | null {
  const { delimiter, quote, escape, wrapped, comments, titleRecords, extraHeaderRecords } = text.dialect;
  const isPlain =
    isByte(delimiter) && isByte(quote) && escape === quote && !wrapped && !comments && titleRecords + extraHeaderRecords === 0;
  const { size } = input;
  if (!isPlain || text.encoding.startsWith("utf-16") || size === null) return null;
  const cuts = [0];
  for (let part = 1; part < count; part++) {
    const position = Math.floor((size * part) / count);
    const window = input.window(position, WINDOW);
    const cut = window === null ? null : cutIn(window, delimiter.charCodeAt(0), quote.charCodeAt(0), text.header.length);
    if (cut === null) return null;
    cuts.push(position + cut);
  }
  return cuts.map((from, part) => ({ from, to: cuts[part + 1] ?? size }));
}

/** Offset behind the first line feed that records of the right width follow. */
function cutIn(bytes: Uint8Array, delimiter: number, quote: number, width: number): number | null {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (recordsFollow(bytes, at + 1, delimiter, quote, width)) return at + 1;
  }
  return null;
}

function recordsFollow(bytes: Uint8Array, from: number, delimiter: number, quote: number, width: number): boolean {
  let cells = 1;
  let records = 0;
  let isOpen = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) isOpen = !isOpen;
    else if (isOpen) continue;
    else if (byte === delimiter) cells += 1;
    else if (byte === LF) {
      if (cells !== width || (at === from && width > 1)) return false;
      if (++records === ENOUGH) return true;
      cells = 1;
    } else if (byte === CR && bytes[at + 1] !== LF) return false;
  }
  return false;
}
