import type { RecordBlock } from "../csv/block.ts";
import { IdHashes } from "./ids.ts";
import type { SavedHashes } from "./repeat-finder.ts";

const DIGIT_0 = 48;
/** The highest bit of a byte of a step: more follow. */
const MORE = 0x80;

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

/** The ids of a block; null where they are anything else. */
export function runOf(block: RecordBlock, column: number, salt: number): IdRun | null {
  const steps = block.columns?.steps(column, block)?.slice();
  if (steps === undefined) return null;
  const { starts, ends, width, count } = block;
  const first = numberAt(block, column);
  const digits = ends[column] - starts[column];
  return { first, digits, count, falls: numberAt(block, (count - 1) * width + column) < first, steps, salt };
}

function numberAt({ bytes, starts, ends }: RecordBlock, cell: number): number {
  let number = 0;
  for (let i = starts[cell]; i < ends[cell]; i += 1) number = number * 10 + bytes[i] - DIGIT_0;
  return number;
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
