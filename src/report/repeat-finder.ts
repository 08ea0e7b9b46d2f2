import { hashesOf, type IdRun } from "./id-runs.ts";
import type { IdHashes } from "./ids.ts";

/** Hashes of ids, by their halves. */
export type SavedHashes = { readonly high: Uint32Array; readonly low: Uint32Array };

/** Ids one after the other. */
export type IdPiece = SavedHashes | IdRun;

/** Set of 64-bit hashes: open addressing over two typed arrays, about 12 bytes an entry. */
export class HashSet64 {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #mask = 1023;
  size = 0;

  /** Adds a hash; false when it was there. */
  add(high: number, low: number): boolean {
    const h = high;
    // 0/0 marks an empty slot, so that one hash is moved to 0/1.
    const l = h === 0 && low === 0 ? 1 : low;
    let slot = l & this.#mask;
    while (this.#high[slot] !== 0 || this.#low[slot] !== 0) {
      if (this.#high[slot] === h && this.#low[slot] === l) return false;
      slot = (slot + 1) & this.#mask;
    }
    this.#high[slot] = h;
    this.#low[slot] = l;
    this.size++;
    if (this.size * 4 > this.#mask * 3) this.#grow();
    return true;
  }

  has(high: number, low: number): boolean {
    const l = high === 0 && low === 0 ? 1 : low;
    let slot = l & this.#mask;
    while (this.#high[slot] !== 0 || this.#low[slot] !== 0) {
      if (this.#high[slot] === high && this.#low[slot] === l) return true;
      slot = (slot + 1) & this.#mask;
    }
    return false;
  }

  save(): SavedHashes {
    const [high, low] = [new Uint32Array(this.size), new Uint32Array(this.size)];
    let at = 0;
    for (let i = 0; i < this.#high.length; i++) {
      if (this.#high[i] === 0 && this.#low[i] === 0) continue;
      high[at] = this.#high[i];
      low[at++] = this.#low[i];
    }
    return { high, low };
  }

  absorb({ high, low }: SavedHashes): void {
    for (let i = 0; i < high.length; i++) this.add(high[i], low[i]);
  }

  #grow(): void {
    const high = this.#high;
    const low = this.#low;
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    this.#mask = high.length * 2 - 1;
    this.size = 0;
    for (let i = 0; i < high.length; i++) if (high[i] !== 0 || low[i] !== 0) this.add(high[i], low[i]);
  }
}

const hashesIn = (piece: IdPiece): SavedHashes => ("steps" in piece ? hashesOf(piece) : piece);

/** Finds ids that occur again. Those that only rise, or only fall, are put down in a list; the first out of order makes it a table. */
export class RepeatFinder {
  #list: IdPiece[] | null = [];
  readonly #table = new HashSet64();

  /** So far all ids were in order. */
  get isList(): boolean {
    return this.#list !== null;
  }

  /** Takes the first `count` ids of a block; those met before go to `repeated`. */
  meet({ high, low, present, usable, inOrder }: IdHashes, count: number, repeated: HashSet64): void {
    if (usable === count) {
      this.take({ high: high.slice(0, count), low: low.slice(0, count) }, inOrder, repeated);
      return;
    }
    const ids = { high: new Uint32Array(usable), low: new Uint32Array(usable) };
    for (let row = 0, to = 0; to < usable; row++) {
      if (present[row] !== 1) continue;
      ids.high[to] = high[row];
      ids.low[to++] = low[row];
    }
    this.take(ids, inOrder, repeated);
  }

  /** Takes ids; `inOrder`: no two of them and of those before are alike. */
  take(ids: IdPiece, inOrder: boolean, repeated: HashSet64): void {
    if (this.#list !== null && inOrder) {
      this.#list.push(ids);
      return;
    }
    for (const before of this.#list ?? []) this.#add(before, repeated);
    this.#list = null;
    this.#add(ids, repeated);
  }

  /** All ids, each once, in pieces. */
  pieces(): readonly IdPiece[] {
    return this.#list ?? [this.#table.save()];
  }

  /** The hashes of all ids, each once. */
  save(): SavedHashes {
    const pieces = this.pieces().map(hashesIn);
    const length = pieces.reduce((sum, { high }) => sum + high.length, 0);
    const all = { high: new Uint32Array(length), low: new Uint32Array(length) };
    let at = 0;
    for (const { high, low } of pieces) {
      all.high.set(high, at);
      all.low.set(low, at);
      at += high.length;
    }
    return all;
  }

  #add(piece: IdPiece, repeated: HashSet64): void {
    const { high, low } = hashesIn(piece);
    for (let i = 0; i < high.length; i++) if (!this.#table.add(high[i], low[i])) repeated.add(high[i], low[i]);
  }
}
