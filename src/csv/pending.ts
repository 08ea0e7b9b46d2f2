import { ProblemError } from "../text/problem.ts";
import { CR, LF } from "./tokenizer.ts";

/** Offsets of cells need 30 bits; a line this long is no record of a table. */
const LONGEST = 512 << 20;

/** Memory with room for at least so many bytes, the same bytes at its front. */
export type Grow = (bytes: Buffer, length: number) => Buffer;

const growHeap: Grow = (bytes, length) => {
  const grown = Buffer.allocUnsafeSlow(Math.max(length, bytes.length + (bytes.length >> 1)));
  bytes.copy(grown);
  return grown;
};

/** A growing window on the input: the unfinished record at the front, new bytes behind it, one byte of room for a sentinel. */
export class Pending {
  bytes: Buffer = Buffer.allocUnsafeSlow(0);
  length = 0;
  private readonly grow: Grow;
  /** Below this length another look at the unfinished record is not worth it; keeps long records linear. */
  private enough = 0;

  constructor(grow: Grow = growHeap) {
    this.grow = grow;
  }

  /** Where bytes may be put that are appended next. */
  room(length: number): Buffer {
    const end = this.length + length;
    if (end > LONGEST) throw new ProblemError(3, "line-too-long", { megabytes: LONGEST >> 20 });
    if (end + 1 > this.bytes.length) this.bytes = this.grow(this.bytes, end + 1);
    return this.bytes.subarray(this.length, end);
  }

  /** Appends; true when there is enough to scan. */
  append(chunk: Uint8Array): boolean {
    const room = this.room(chunk.length);
    if (chunk.buffer !== room.buffer || chunk.byteOffset !== room.byteOffset) room.set(chunk);
    this.length += chunk.length;
    return this.length >= this.enough;
  }

  /** Drops everything before `from`. */
  keepFrom(from: number): void {
    this.bytes.copyWithin(0, from, this.length);
    this.length -= from;
    this.enough = this.length + (this.length >> 1);
  }
}

/** Offset of the line end at or after `from`, or `length` without one. */
export function lineEnd(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  return at;
}

/** Offset of the line after the one that ends at `end`. */
export function afterLineEnd(bytes: Uint8Array, end: number, length: number): number {
  if (end >= length) return length;
  return bytes[end] === CR && end + 1 < length && bytes[end + 1] === LF ? end + 2 : end + 1;
}

/** Whether a byte order mark stands at an offset: at the start of files, and of those that were put together. */
export const isMark = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
