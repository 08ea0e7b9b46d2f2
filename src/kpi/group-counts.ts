import type { Part, Places, Saved } from "./saved.ts";

/** A counter for each group (dense codes from 0) that grows as groups turn up. */
export class GroupCounts implements Part {
  values: Float64Array;

  constructor(size = 16) {
    this.values = new Float64Array(size);
  }

  /** Makes room for so many groups, so that rows can be counted without looking. */
  reserve(size: number): void {
    if (size <= this.values.length) return;
    const larger = new Float64Array(2 * size);
    larger.set(this.values);
    this.values = larger;
  }

  of(group: number): number {
    return group < this.values.length ? this.values[group] : 0;
  }

  merge(other: GroupCounts, groupMap: Int32Array): void {
    this.addAll(other.values, groupMap);
  }

  save(): Saved {
    return this.values.slice(0, this.values.findLastIndex((count) => count !== 0) + 1);
  }

  absorb(saved: Saved, { groups }: Places): void {
    this.addAll(saved as Float64Array, groups);
  }

  private addAll(theirs: Float64Array, groupMap: Int32Array): void {
    const known = Math.min(theirs.length, groupMap.length);
    this.reserve(sizeOf(groupMap, known));
    for (let group = 0; group < known; group += 1) this.values[groupMap[group]] += theirs[group];
  }
}

/** The greatest of the first `length` groups, plus 1. */
export function sizeOf(groups: Int32Array, length: number): number {
  let size = 0;
  for (let i = 0; i < length; i += 1) if (groups[i] >= size) size = groups[i] + 1;
  return size;
}
