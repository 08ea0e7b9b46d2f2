import { ESCAPED, type FastColumns, type RecordBlock } from "../csv/block.ts";
import { cellText } from "../csv/cell.ts";
import { isNullWord } from "../values/null-words.ts";

const encoder = new TextEncoder();
const DIGIT_0 = 48;
const DIGIT_9 = 57;
/** Lower case. */
const LETTER_E = 101;
const PLUS = 43;

/** In which order the ids of a stretch of records stand, and those at its ends. */
export type SavedOrder = { readonly rises: boolean; readonly falls: boolean; readonly first: Uint8Array; readonly last: Uint8Array };

/**
 * 64-bit hashes of the id cells of a block: `high` and `low` halves, `present` 0 where the row has no usable id.
 * Ids that a spreadsheet turned into `1.25E+17` are not usable: different tickets share them.
 */
export class IdHashes {
  high = new Uint32Array(0);
  low = new Uint32Array(0);
  present = new Uint8Array(0);
  /** Rows of the block that have a usable id. */
  usable = 0;
  /** Ids lost to scientific notation so far, and the line of the first. */
  ruined = 0;
  firstRuinedLine = 0;
  #rises = true;
  #falls = true;
  /** The first of all ids, and the last of the blocks before. */
  #first: Uint8Array = new Uint8Array(0);
  #last: Uint8Array = new Uint8Array(0);

  /** So far every id came after the one before it, or every id came before it: no two are alike. */
  get inOrder(): boolean {
    return this.#rises || this.#falls;
  }

  /** `extra` (a number for each row, or null) makes rows of different survey types different. */
  compute(block: RecordBlock, column: number, extra: Int32Array | null, salt: number): void {
    if (this.high.length < block.count) {
      this.high = new Uint32Array(block.count);
      this.low = new Uint32Array(block.count);
      this.present = new Uint8Array(block.count);
    }
    const numbers = extra === null ? block.columns?.ids(column, block, salt) : undefined;
    if (numbers !== undefined && numbers !== null) {
      this.#takeNumbers(block, column, numbers);
      return;
    }
    this.usable = 0;
    let before: Uint8Array = this.#last;
    let beforeStart = 0;
    let beforeEnd = before.length;
    for (let row = 0; row < block.count; row++) {
      const cell = row * block.width + column;
      let bytes = block.bytes;
      let start = block.starts[cell];
      let end = block.ends[cell];
      if (end >= ESCAPED) {
        bytes = encoder.encode(cellText(block, cell));
        start = 0;
        end = bytes.length;
      }
      while (start < end && bytes[start] <= 32) start++;
      while (end > start && bytes[end - 1] <= 32) end--;
      this.present[row] = start < end && this.#isUsable(block, cell, bytes, start, end, row) ? 1 : 0;
      this.usable += this.present[row];
      if (this.present[row] === 1 && this.inOrder) {
        const order = compare(bytes, start, end, before, beforeStart, beforeEnd);
        if (order <= 0) this.#rises = false;
        if (order >= 0 && beforeEnd > beforeStart) this.#falls = false;
        if (this.#first.length === 0) this.#first = new Uint8Array(bytes.subarray(start, end));
        before = bytes;
        beforeStart = start;
        beforeEnd = end;
      }
      let a = 0x811c9dc5 ^ salt;
      let b = 0x9e3779b9 ^ salt;
      for (let i = start; i < end; i++) {
        a = Math.imul(a ^ bytes[i], 0x01000193);
        b = Math.imul(b ^ bytes[i], 0x85ebca6b);
        b = (b << 13) | (b >>> 19);
      }
      if (extra !== null) {
        a = Math.imul(a ^ extra[row], 0x01000193);
        b = Math.imul(b ^ extra[row], 0xc2b2ae35);
      }
      this.high[row] = mix(a);
      this.low[row] = mix(b);
    }
    this.#last = new Uint8Array(before.subarray(beforeStart, beforeEnd));
  }

  saveOrder(): SavedOrder {
    return { rises: this.#rises, falls: this.#falls, first: this.#first, last: this.#last };
  }

  /** Goes on behind ids that were looked at elsewhere. */
  absorbOrder({ rises, falls, first, last }: SavedOrder): void {
    if (first.length === 0) return;
    const order = compare(first, 0, first.length, this.#last, 0, this.#last.length);
    if (order <= 0 || !rises) this.#rises = false;
    if ((order >= 0 && this.#last.length > 0) || !falls) this.#falls = false;
    if (this.#first.length === 0) this.#first = first;
    this.#last = last;
  }

  /** Goes on behind the ids of a block without a look at those between its ends. */
  pass({ bytes, starts, ends, width, count }: RecordBlock, column: number, { rises, falls }: Pick<SavedOrder, "rises" | "falls">): void {
    const last = (count - 1) * width + column;
    const idOf = (cell: number): Uint8Array => new Uint8Array(bytes.subarray(starts[cell], ends[cell]));
    this.absorbOrder({ rises, falls, first: idOf(column), last: idOf(last) });
  }

  /** Ids that are running numbers: all can be used. */
  #takeNumbers(block: RecordBlock, column: number, ids: NonNullable<ReturnType<FastColumns["ids"]>>): void {
    this.low.set(ids.low.subarray(0, block.count));
    this.high.set(ids.high.subarray(0, block.count));
    this.present.fill(1, 0, block.count);
    this.usable = block.count;
    this.pass(block, column, ids);
  }

  #isUsable(block: RecordBlock, cell: number, bytes: Uint8Array, start: number, end: number, row: number): boolean {
    const first = bytes[start];
    if (first < DIGIT_0 || first > DIGIT_9) return end - start > 24 || !isNullWord(cellText(block, cell));
    for (let i = start + 1; i < end - 1; i++) {
      if ((bytes[i] | 32) === LETTER_E && bytes[i + 1] === PLUS) {
        this.ruined++;
        if (this.ruined === 1) this.firstRuinedLine = block.lines[row];
        return false;
      }
    }
    return true;
  }
}

/** A number for a text that is the same in every run; texts that differ in case alone have one. */
export const hashOfText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text.toLowerCase())) hash = Math.imul(hash ^ byte, 0x01000193);
  return mix(hash) | 0;
};

/** Order of two stretches of bytes, the shorter one first, so that running numbers rise. */
const compare = (a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): number => {
  const length = aEnd - aStart;
  if (length !== bEnd - bStart) return length - (bEnd - bStart);
  for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return a[aStart + i] - b[bStart + i];
  return 0;
};

/** Final avalanche of MurmurHash3. */
const mix = (hash: number): number => {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
