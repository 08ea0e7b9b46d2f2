import type { Tokenizer } from "./tokenizer.ts";

/**
 * Brings quotes escaped by another character (`\"`) into the form of RFC 4180 (`""`) before the tokenizer behind it, and that character
 * escaped by itself (`\\`) into one. Line ends stay, so that lines keep their numbers. Quotes that are doubled mean the same as before.
 */
export class Escaped implements Tokenizer {
  private readonly quote: number;
  private readonly escape: number;
  private readonly behind: Tokenizer;
  private plain = Buffer.alloc(0);
  /** The last piece ended in an escape; what it escapes is not known yet. */
  private isOpen = false;

  constructor(quote: string, escape: string, behind: Tokenizer) {
    this.quote = quote.charCodeAt(0);
    this.escape = escape.charCodeAt(0);
    this.behind = behind;
  }

  get pending(): number {
    return this.behind.pending + (this.isOpen ? 1 : 0);
  }

  get line(): number {
    return this.behind.line;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const bytes = this.isOpen ? Buffer.concat([Buffer.of(this.escape), chunk]) : chunk;
    const { length } = bytes;
    if (this.plain.length < length) this.plain = Buffer.allocUnsafeSlow(length);
    const { plain, quote, escape } = this;
    this.isOpen = false;
    let filled = 0;
    for (let at = 0; at < length;) {
      const next = bytes.indexOf(escape, at);
      const until = next < 0 ? length : next;
      plain.set(bytes.subarray(at, until), filled);
      filled += until - at;
      if (next < 0) break;
      if (next + 1 === length) {
        this.isOpen = true;
        break;
      }
      const isPair = bytes[next + 1] === quote || bytes[next + 1] === escape;
      plain[filled++] = isPair ? bytes[next + 1] : escape;
      if (bytes[next + 1] === quote) plain[filled++] = quote;
      at = next + (isPair ? 2 : 1);
    }
    this.behind.push(plain.subarray(0, filled));
  }

  end(): void {
    if (this.isOpen) this.behind.push(Buffer.of(this.escape));
    this.behind.end();
  }

  close(): void {
    this.behind.close?.();
  }
}
