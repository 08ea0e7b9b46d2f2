/** Width in bytes of the blank or invisible mark at `at`, 0 where there is none. Knows the no-break blanks that ICU puts before AM and PM. */
export const blankWidth = (bytes: Uint8Array, at: number, end: number): number => {
  if (at >= end) return 0;
  const byte = bytes[at];
  if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return 1;
  if (byte < 0x80) return 0;
  if (byte === 0xc2) return at + 1 < end && bytes[at + 1] === 0xa0 ? 2 : 0;
  if (at + 2 >= end) return 0;
  const second = bytes[at + 1];
  const third = bytes[at + 2];
  // U+2000–U+200F (widths of blank, zero width, direction marks), U+202F, U+3000, U+FEFF.
  if (byte === 0xe2) return second === 0x80 && ((third >= 0x80 && third <= 0x8f) || third === 0xaf) ? 3 : 0;
  if (byte === 0xe3) return second === 0x80 && third === 0x80 ? 3 : 0;
  return byte === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
};

const OUTER = /^[\s\u200b-\u200f\ufeff]+|[\s\u200b-\u200f\ufeff]+$/gu;

/** Text without outer blanks, zero-width characters and direction marks. */
export const trimCell = (text: string): string => {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80) return text;
  const plain = text.trim();
  if (plain === "") return plain;
  return plain.charCodeAt(0) < 0x80 && plain.charCodeAt(plain.length - 1) < 0x80 ? plain : plain.replace(OUTER, "");
};

let viewed: Uint8Array = Buffer.alloc(0);
let view: Buffer = Buffer.alloc(0);

/** The UTF-8 text of a stretch of bytes. */
export const decodeText = (bytes: Uint8Array, start: number, end: number): string => {
  if (viewed !== bytes) {
    viewed = bytes;
    view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return view.toString("utf8", start, end);
};
