import type { Part, Places, Saved } from "./saved.ts";
import { sortValues } from "./sort-values.ts";

const FIRST_CHUNK = 1 << 10;
const CHUNK = 1 << 16;

interface Chunk {
  readonly groups: Int32Array;
  readonly values: Float64Array;
  length: number;
}

/** All values sorted by group, ascending within each: group g lies from `starts[g]` to `starts[g + 1]`. */
interface Sorted {
  readonly starts: Int32Array;
  readonly values: Float64Array;
}

const NOTHING: Sorted = { starts: new Int32Array(1), values: new Float64Array(0) };

/**
 * A multiset of numbers for each group, in typed arrays: gathered as pairs (group, value), sorted once when first asked for. What it
 * gives depends only on what went in, not on order or split.
 */
export class GroupedValues implements Part {
  private chunks: Chunk[] = [];
  private sorted: Sorted = NOTHING;

  /** Adds `values[rows[i]]` to group `groups[i]` where it is not NaN. */
  add(values: Float64Array, rows: Int32Array, groups: Int32Array, length: number): void {
    let chunk = this.room();
    for (let i = 0; i < length; i += 1) {
      const value = values[rows[i]];
      if (value !== value) continue;
      if (chunk.length === chunk.values.length) chunk = this.room();
      chunk.groups[chunk.length] = groups[i];
      chunk.values[chunk.length] = value;
      chunk.length += 1;
    }
  }

  push(group: number, value: number): void {
    const chunk = this.room();
    chunk.groups[chunk.length] = group;
    chunk.values[chunk.length] = value;
    chunk.length += 1;
  }

  /** Adds the other's group g to this one's `groupMap[g]`, or to the same group without a map. */
  merge(other: GroupedValues, groupMap?: Int32Array): void {
    const { starts, values } = other.sorted;
    for (let group = 0; group + 1 < starts.length; group += 1) {
      const to = groupMap === undefined ? group : groupMap[group];
      for (let i = starts[group]; i < starts[group + 1]; i += 1) this.push(to, values[i]);
    }
    for (const { groups, values: gathered, length } of other.chunks) {
      for (let i = 0; i < length; i += 1) this.push(groupMap === undefined ? groups[i] : groupMap[groups[i]], gathered[i]);
    }
  }

  save(): Saved {
    if (this.chunks.length > 0) this.sort();
    return [this.sorted.starts, this.sorted.values];
  }

  absorb(saved: Saved, { groups }: Places): void {
    const [starts, values] = saved as [Int32Array, Float64Array];
    for (let group = 0; group + 1 < starts.length; group += 1) {
      for (let i = starts[group]; i < starts[group + 1]; i += 1) this.push(groups[group], values[i]);
    }
  }

  /** The values of a group, ascending; a view, valid until more is added. */
  sample(group: number): Float64Array {
    if (this.chunks.length > 0) this.sort();
    const { starts, values } = this.sorted;
    return group + 1 < starts.length ? values.subarray(starts[group], starts[group + 1]) : NOTHING.values;
  }

  /** The least value of a group that is greater than the one given; null when there is none. */
  firstAbove(group: number, value: number): number | null {
    const sorted = this.sample(group);
    const at = countUpTo(sorted, value);
    return at < sorted.length ? sorted[at] : null;
  }

  /** How many values of a group are greater than `low` and at most `high`. */
  countWithin(group: number, low: number, high: number): number {
    const sorted = this.sample(group);
    return countUpTo(sorted, high) - countUpTo(sorted, low);
  }

  /** The last chunk, or a new one when that is full. */
  private room(): Chunk {
    const last = this.chunks.at(-1);
    if (last !== undefined && last.length < last.values.length) return last;
    const size = last === undefined ? FIRST_CHUNK : Math.min(CHUNK, 4 * last.values.length);
    const chunk = { groups: new Int32Array(size), values: new Float64Array(size), length: 0 };
    this.chunks.push(chunk);
    return chunk;
  }

  private sort(): void {
    const before = this.sorted;
    const starts = this.startsOf(before);
    const values = new Float64Array(starts[starts.length - 1]);
    const next = starts.slice();
    for (let group = 0; group + 1 < before.starts.length; group += 1) {
      const known = before.values.subarray(before.starts[group], before.starts[group + 1]);
      values.set(known, next[group]);
      next[group] += known.length;
    }
    for (const { groups, values: gathered, length } of this.chunks) {
      for (let i = 0; i < length; i += 1) {
        values[next[groups[i]]] = gathered[i];
        next[groups[i]] += 1;
      }
    }
    for (let group = 0; group + 1 < starts.length; group += 1) {
      if (starts[group + 1] - starts[group] > 1) sortValues(values.subarray(starts[group], starts[group + 1]));
    }
    this.sorted = { starts, values };
    this.chunks = [];
  }

  /** Where each group starts once everything gathered so far is laid out by group. */
  private startsOf(before: Sorted): Int32Array {
    let greatest = before.starts.length - 2;
    for (const { groups, length } of this.chunks) {
      for (let i = 0; i < length; i += 1) if (groups[i] > greatest) greatest = groups[i];
    }
    const starts = new Int32Array(greatest + 2);
    for (let group = 0; group + 1 < before.starts.length; group += 1) {
      starts[group + 1] = before.starts[group + 1] - before.starts[group];
    }
    for (const { groups, length } of this.chunks) {
      for (let i = 0; i < length; i += 1) starts[groups[i] + 1] += 1;
    }
    for (let group = 0; group < greatest + 1; group += 1) starts[group + 1] += starts[group];
    return starts;
  }
}

/** How many of the ascending values are at most the one given. */
function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
