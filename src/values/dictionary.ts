import { ABSENT_CODE } from "./batch.ts";
import { decodeText, trimCell } from "./bytes.ts";
import { isNullBytes, isNullWord } from "./null-words.ts";
import type { Speller } from "./vocabulary.ts";

const FNV = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const LETTER_A = 0x61;
const LETTER_Z = 0x7a;

/** Texts in the order of their codes; text e ends at `ends[e]`, where the next begins. */
export type SavedTexts = { readonly bytes: Uint8Array; readonly ends: Uint32Array };

/**
 * Distinct texts of one column, numbered in order of first sight. Texts that differ only in case, in outer or in runs of inner blanks, or in
 * Unicode composition are one; it keeps the first spelling. Null words are −1. Texts live as bytes, not strings, so that millions of ids fit.
 */
export class Dictionary {
  readonly #speller: Speller | undefined;
  readonly #exact: boolean;
  /** Texts of the entries one after the other; entry e ends where e + 1 begins. Several entries may share a code. */
  #arena = new Uint8Array(4096);
  #begins = new Uint32Array(256);
  #hashes = new Uint32Array(256);
  #codes = new Int32Array(256);
  #entries = 0;
  /** Entry + 1 by slot, 0 = free. */
  #slots = new Int32Array(1024);
  #mask = 1023;
  /** Entry that holds the text of a code, unless `#spellings` has another. */
  #owners = new Uint32Array(256);
  readonly #spellings = new Map<number, string>();
  /** Entries met last, by a cheap key: the few texts of a column repeat, and need no hash. */
  readonly #recent = new Int32Array(256).fill(-1);

  /** Number of codes. */
  size = 0;

  /** `exact`: texts that differ in case are two, as ids are. */
  constructor(speller?: Speller, exact = false) {
    this.#speller = speller;
    this.#exact = exact;
  }

  /** Code of the UTF-8 text of a stretch of bytes, new or known; −1 for null words. */
  codeOfBytes(bytes: Uint8Array, start: number, end: number): number {
    let from = start;
    let to = end;
    while (from < to && bytes[from] === 0x20) from++;
    while (to > from && bytes[to - 1] === 0x20) to--;
    const key = (bytes[from] * 7 + bytes[(from + to) >> 1] * 31 + bytes[to - 1] * 13 + to - from) & 255;
    const recent = this.#recent[key];
    if (recent >= 0 && this.#equals(recent, bytes, from, to)) return this.#codes[recent];
    const hash = hashOf(bytes, from, to);
    let entry = this.#find(hash, bytes, from, to);
    if (entry < 0) {
      if (this.#speller === undefined && isPlain(bytes, from, to) && !isNullBytes(bytes, from, to)) this.#create(hash, bytes, from, to);
      else {
        const code = this.codeOfText(decodeText(bytes, from, to));
        // The very bytes become an entry of their own, so that they need no folding again.
        if (this.#find(hash, bytes, from, to) < 0) this.#add(hash, bytes, from, to, code);
      }
      entry = this.#find(hash, bytes, from, to);
    }
    this.#recent[key] = entry;
    return this.#codes[entry];
  }

  /** Code of a text, new or known; −1 for null words. */
  codeOfText(text: string): number {
    const spelling = trimCell(text);
    const folded = Buffer.from(this.#exact ? spelling : fold(spelling));
    const hash = hashOf(folded, 0, folded.length);
    const known = this.#find(hash, folded, 0, folded.length);
    if (known >= 0) return this.#codes[known];
    if (isNullWord(spelling)) return this.#add(hash, folded, 0, folded.length, ABSENT_CODE);
    const canonical = this.#speller === undefined ? spelling : trimCell(this.#speller(spelling));
    if (canonical === spelling) return this.#createSpelled(hash, folded, spelling);
    const target = Buffer.from(this.#exact ? canonical : fold(canonical));
    const targetHash = hashOf(target, 0, target.length);
    const owner = this.#find(targetHash, target, 0, target.length);
    const code = owner >= 0 ? this.#codes[owner] : this.#createSpelled(targetHash, target, canonical);
    return folded.equals(target) ? code : this.#add(hash, folded, 0, folded.length, code);
  }

  /** The text of a code in its first spelling (or the vocabulary's). */
  text(code: number): string {
    const spelling = this.#spellings.get(code);
    if (spelling !== undefined) return spelling;
    const entry = this.#owners[code];
    return decodeText(this.#arena, this.#begins[entry], this.#begins[entry + 1]);
  }

  /** The texts of all codes, one after the other in UTF-8. */
  save(): SavedTexts {
    const ends = new Uint32Array(this.size);
    let bytes = new Uint8Array(this.#arena.length);
    let length = 0;
    for (let code = 0; code < this.size; code++) {
      const entry = this.#owners[code];
      const spelling = this.#spellings.get(code);
      const text = spelling === undefined ? this.#arena.subarray(this.#begins[entry], this.#begins[entry + 1]) : Buffer.from(spelling);
      if (length + text.length > bytes.length) bytes = grown(bytes, new Uint8Array((length + text.length) * 2));
      bytes.set(text, length);
      length += text.length;
      ends[code] = length;
    }
    return { bytes: bytes.slice(0, length), ends };
  }

  /** Takes in the texts that another one has saved; their codes here, by their codes there. */
  absorb({ bytes, ends }: SavedTexts): Int32Array {
    return Int32Array.from(ends, (end, code) => this.codeOfBytes(bytes, code === 0 ? 0 : ends[code - 1], end));
  }

  /** A code whose entry keeps the spelling where only the case of ASCII letters tells it from the folded text. */
  #createSpelled(hash: number, folded: Uint8Array, spelling: string): number {
    const bytes = Buffer.from(spelling);
    if (bytes.length === folded.length && sameLetters(bytes, 0, folded, 0, bytes.length)) return this.#create(hash, bytes, 0, bytes.length);
    const code = this.#create(hash, folded, 0, folded.length);
    this.#spellings.set(code, spelling);
    return code;
  }

  #create(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.size++;
    if (code >= this.#owners.length) this.#owners = grown(this.#owners, new Uint32Array(code * 2));
    this.#owners[code] = this.#entries;
    return this.#add(hash, bytes, start, end, code);
  }

  #add(hash: number, bytes: Uint8Array, start: number, end: number, code: number): number {
    const entry = this.#entries++;
    if (entry + 1 >= this.#begins.length) {
      this.#begins = grown(this.#begins, new Uint32Array(entry * 2 + 2));
      this.#hashes = grown(this.#hashes, new Uint32Array(entry * 2 + 2));
      this.#codes = grown(this.#codes, new Int32Array(entry * 2 + 2));
    }
    const begin = this.#begins[entry];
    const next = begin + end - start;
    if (next > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(next * 2));
    for (let i = start, k = begin; i < end; i++, k++) this.#arena[k] = bytes[i];
    this.#begins[entry + 1] = next;
    this.#hashes[entry] = hash;
    this.#codes[entry] = code;
    if (this.#entries * 2 > this.#mask) this.#rehash();
    else this.#place(entry);
    return code;
  }

  #place(entry: number): void {
    let slot = this.#hashes[entry] & this.#mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = entry + 1;
  }

  #rehash(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array(this.#mask + 1);
    for (let entry = 0; entry < this.#entries; entry++) this.#place(entry);
  }

  #find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    let slot = hash & this.#mask;
    for (let at = this.#slots[slot]; at !== 0; at = this.#slots[slot]) {
      if (this.#hashes[at - 1] === hash && this.#equals(at - 1, bytes, start, end)) return at - 1;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const begin = this.#begins[entry];
    if (this.#begins[entry + 1] - begin !== end - start) return false;
    const same = this.#exact ? sameBytes : sameLetters;
    return same(bytes, start, this.#arena, begin, end - start);
  }
}

const sameBytes = (a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (a[atA + i] !== b[atB + i]) return false;
  return true;
};

/** Whether two stretches are equal but for the case of ASCII letters. */
const sameLetters = (a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean => {
  for (let i = 0; i < length; i++) {
    const byte = a[atA + i];
    const other = b[atB + i];
    if (byte === other) continue;
    const lower = byte | 0x20;
    if (lower !== (other | 0x20) || lower < LETTER_A || lower > LETTER_Z) return false;
  }
  return true;
};

/** FNV-1a over the bytes, ASCII letters in lower case, with a last mix so that the low bits can pick a slot. */
const hashOf = (bytes: Uint8Array, start: number, end: number): number => {
  let hash = FNV;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    hash = Math.imul(hash ^ (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte), PRIME);
  }
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

/** ASCII without runs of blanks and control characters: folding changes nothing but case. */
const isPlain = (bytes: Uint8Array, start: number, end: number): boolean => {
  let blank = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte >= 0x80 || byte < 0x20 || (byte === 0x20 && blank)) return false;
    blank = byte === 0x20;
  }
  return true;
};

const fold = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").toLowerCase();

const grown = <T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};
