import { Pending, afterLineEnd, isMark, lineEnd } from "./pending.ts";
import { BLANK, CR, LF, QUOTE_LIMIT, TAB, type Tokenizer } from "./tokenizer.ts";

const QUOTE = 0x22;
const MARK = 3;

/**
 * Undoes a quoting of whole records before the tokenizer behind it: `"1,""a, b"",x"` → `1,"a, b",x`. Records that are not quoted as a
 * whole pass as they are, and so do line ends, so that lines keep their numbers.
 */
export class Unwrapped implements Tokenizer {
  private readonly behind: Tokenizer;
  private readonly input = new Pending();
  private plain = Buffer.alloc(0);

  constructor(behind: Tokenizer) {
    this.behind = behind;
  }

  get pending(): number {
    return this.input.length + this.behind.pending;
  }

  get line(): number {
    return this.behind.line;
  }

  push(chunk: Uint8Array): void {
    if (this.input.append(chunk)) this.pass(false);
  }

  end(): void {
    if (this.input.length > 0) this.pass(true);
    this.behind.end();
  }

  close(): void {
    this.behind.close?.();
  }

  /** Hands on all records that are complete, or all there are when `final`. */
  private pass(final: boolean): void {
    const { bytes, length } = this.input;
    if (this.plain.length < length) this.plain = Buffer.allocUnsafeSlow(length);
    let at = 0;
    let filled = 0;
    while (at < length) {
      const isMarked = at + MARK <= length && isMark(bytes, at);
      const open = isMarked ? at + MARK : at;
      const close = open < length && bytes[open] === QUOTE ? closing(bytes, open, length) : open;
      if (!final && close >= length && length - open <= QUOTE_LIMIT) break;
      const end = wrapEnd(bytes, close, length);
      const isWrapped = close > open && close < length && end !== null;
      const until = isWrapped ? end : lineEnd(bytes, at, length);
      // What follows is not known yet: half a line end, or a quote that is the first of two.
      if (!final && until + 1 >= length) break;
      if (isWrapped) filled = this.unescape(open + 1, close, filled);
      else filled += bytes.copy(this.plain, filled, at, until);
      at = afterLineEnd(bytes, until, length);
      filled += bytes.copy(this.plain, filled, until, at);
    }
    this.behind.push(this.plain.subarray(0, filled));
    this.input.keepFrom(at);
  }

  /** Copies what stands between the quotes of a record, doubled ones undone; returns the offset after it. */
  private unescape(start: number, end: number, filled: number): number {
    const { bytes } = this.input;
    let to = filled;
    for (let from = start; from < end; from++) {
      this.plain[to++] = bytes[from];
      if (bytes[from] === QUOTE) from += 1;
    }
    return to;
  }
}

/** Offset of the quote that closes the one at `open`; `length` without one. */
function closing(bytes: Uint8Array, open: number, length: number): number {
  let at = open + 1;
  while (at < length) {
    if (bytes[at] !== QUOTE) at += 1;
    else if (at + 1 < length && bytes[at + 1] === QUOTE) at += 2;
    else return at;
  }
  return length;
}

/** Offset of the line end, or the end, after a closing quote and perhaps blanks; null where other text follows. */
function wrapEnd(bytes: Uint8Array, close: number, length: number): number | null {
  let at = close + 1;
  while (at < length && (bytes[at] === BLANK || bytes[at] === TAB)) at += 1;
  return at >= length || bytes[at] === LF || bytes[at] === CR ? Math.min(at, length) : null;
}
