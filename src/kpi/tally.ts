import type { Runs } from "./runs.ts";
import { commonDivisor, type Pairs } from "./sort-pairs.ts";

/** Greater values are not counted one by one. */
const MOST_VALUE = 2 ** 31;
/** So many pairs tell what the others are like. */
const LOOKED_AT = 1 << 12;

/** A counter for each of the values that most times have: the multiples of a unit from 0 on, of the groups from 0 on. */
export class Tally {
  readonly unit: number;
  /** Values a group. */
  readonly width: number;
  /** Groups. */
  readonly size: number;
  /** Of group g from `g * width` on. */
  readonly counters: Uint32Array;

  constructor(unit: number, width: number, size: number) {
    this.unit = unit;
    this.width = width;
    this.size = size;
    this.counters = new Uint32Array(width * size);
  }

  /** Counts the values from a place on that have a counter; moves the other pairs up to there and returns where they end. */
  take({ groups, values, length }: Pairs, from: number): number {
    const { unit, width, size, counters } = this;
    // Dividing takes several times as long as multiplying.
    const inverse = 1 / unit;
    let left = from;
    for (let i = from; i < length; i += 1) {
      const group = groups[i];
      const value = values[i];
      const step = (value * inverse + 0.5) | 0;
      if (step * unit === value && step >= 0 && step < width && group < size) counters[group * width + step] += 1;
      else {
        groups[left] = group;
        values[left] = value;
        left += 1;
      }
    }
    return left;
  }

  runs(): Runs {
    const { unit, width, size, counters } = this;
    let distinct = 0;
    for (let i = 0; i < counters.length; i += 1) if (counters[i] > 0) distinct += 1;
    const runs = { starts: new Int32Array(size + 1), values: new Float64Array(distinct), counts: new Uint32Array(distinct) };
    for (let group = 0, i = 0, at = 0; group < size; group += 1) {
      for (let step = 0; step < width; step += 1, i += 1) {
        if (counters[i] === 0) continue;
        runs.values[at] = step * unit;
        runs.counts[at] = counters[i];
        at += 1;
      }
      runs.starts[group + 1] = at;
    }
    return runs;
  }
}

/** A tally of at most so many counters that holds what `before` does and suits most of the pairs of groups below `size`; null = there is none. */
export function tallyFor({ values, length }: Pairs, size: number, before: Tally | null, most: number): Tally | null {
  const first = Math.max(0, length - LOOKED_AT);
  let unit = before?.unit ?? 0;
  let greatest = before === null ? 0 : (before.width - 1) * before.unit;
  for (let i = first; i < length; i += 1) {
    const value = values[i];
    if (!(value >= 0 && value <= MOST_VALUE) || Math.floor(value) !== value) continue;
    if (unit === 0 || Math.floor(value / unit) * unit !== value) unit = commonDivisor(unit, value);
    if (value > greatest) greatest = value;
  }
  unit = Math.max(1, unit);
  // Some room for greater values and further groups.
  const groups = Math.max(before?.size ?? 0, size + (size >>> 2));
  const width = Math.min(Math.ceil((1.25 * greatest) / unit) + 1, Math.floor(most / groups));
  if (before !== null && (width - 1) * unit < (before.width - 1) * before.unit) return null;
  let fits = 0;
  for (let i = first; i < length; i += 1) {
    const step = Math.floor(values[i] / unit);
    if (step * unit === values[i] && step >= 0 && step < width) fits += 1;
  }
  if (2 * fits < length - first) return null;
  const tally = new Tally(unit, width, groups);
  if (before === null) return tally;
  const stride = before.unit / unit;
  for (let group = 0, i = 0; group < before.size; group += 1) {
    for (let step = 0; step < before.width; step += 1, i += 1) tally.counters[group * width + step * stride] = before.counters[i];
  }
  return tally;
}
