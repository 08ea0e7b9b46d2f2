import type { RecordBlock } from "../csv/block.ts";
import { IdHashes } from "./ids.ts";
import type { SavedHashes } from "./repeat-finder.ts";

const DIGIT_0 = 48;
/** Numbers of more digits are not told apart. */
const MOST_DIGITS = 15;
/** Bits of a step in one byte; the highest bit tells that more follow. */
const BITS = 7;
const MORE = 1 << BITS;
/** Bytes of the largest step. */
const STEP = Math.ceil(Math.log2(10 ** MOST_DIGITS) / BITS);

/** Ids in order that are numbers of as many digits each: a byte or two for each of them. */
export interface IdRun {
  readonly first: number;
  readonly digits: number;
  readonly count: number;
  readonly falls: boolean;
  /** How much further than the one before each of the others is, in bytes of 7 bits, the lowest first. */
  readonly steps: Uint8Array;
  /** What the hashes begin with. */
  readonly salt: number;
}

let room = new Uint8Array(0);

/** The ids of a block; null where they are anything else. */
export function runOf({ bytes, starts, ends, width, count }: RecordBlock, column: number, salt: number): IdRun | null {
  const digits = ends[column] - starts[column];
  if (!(digits >= 1 && digits <= MOST_DIGITS)) return null;
  if (room.length < count * STEP) room = new Uint8Array(count * STEP);
  const steps = room;
  let [first, before, at] = [0, 0, 0];
  let falls = false;
  for (let row = 0, cell = column; row < count; row += 1, cell += width) {
    const end = ends[cell];
    if (end - starts[cell] !== digits) return null;
    let id = 0;
    for (let i = starts[cell]; i < end; i += 1) {
      const digit = bytes[i] - DIGIT_0;
      if (digit < 0 || digit > 9) return null;
      id = id * 10 + digit;
    }
    if (row === 0) first = id;
    else {
      if (row === 1) falls = id < before;
      let step = falls ? before - id : id - before;
      if (step <= 0) return null;
      for (; step >= MORE; step = Math.floor(step / MORE)) {
        steps[at] = MORE | (step % MORE);
        at += 1;
      }
      steps[at] = step;
      at += 1;
    }
    before = id;
  }
  return { first, digits, count, falls, steps: steps.slice(0, at), salt };
}

/** Their hashes, as if they had been read one by one. */
export function hashesOf({ first, digits, count, falls, steps, salt }: IdRun): SavedHashes {
  const bytes = new Uint8Array(count * digits);
  const [starts, ends] = [new Uint32Array(count), new Uint32Array(count)];
  let id = first;
  for (let row = 0, at = 0; row < count; row += 1) {
    if (row > 0) {
      let step = 0;
      let unit = 1;
      for (; steps[at] >= MORE; at += 1, unit *= MORE) step += (steps[at] - MORE) * unit;
      step += steps[at] * unit;
      at += 1;
      id += falls ? -step : step;
    }
    starts[row] = row * digits;
    ends[row] = starts[row] + digits;
    for (let i = ends[row] - 1, left = id; i >= starts[row]; i -= 1, left = Math.floor(left / 10)) bytes[i] = DIGIT_0 + (left % 10);
  }
  const hashes = new IdHashes();
  hashes.compute({ bytes, starts, ends, lines: starts, width: 1, count }, 0, null, salt);
  return { high: hashes.high, low: hashes.low };
}
