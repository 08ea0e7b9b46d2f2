import type { Part, Places, Saved } from "./saved.ts";

/** A counter for each group (dense codes from 0) that grows as groups turn up. */
export class GroupCounts implements Part {
  values = new Float64Array(16);

  /** Makes room for all groups of a selection, so that its rows can be counted without looking. */
  reserve(groups: Int32Array, length: number): void {
    let greatest = -1;
    for (let i = 0; i < length; i += 1) if (groups[i] > greatest) greatest = groups[i];
    if (greatest >= this.values.length) this.grow(greatest);
  }

  of(group: number): number {
    return group < this.values.length ? this.values[group] : 0;
  }

  merge(other: GroupCounts, groupMap: Int32Array): void {
    const known = Math.min(other.values.length, groupMap.length);
    this.reserve(groupMap, known);
    for (let group = 0; group < known; group += 1) this.values[groupMap[group]] += other.values[group];
  }

  save(): Saved {
    return this.values.slice(0, this.values.findLastIndex((count) => count !== 0) + 1);
  }

  absorb(saved: Saved, { groups }: Places): void {
    const values = saved as Float64Array;
    this.reserve(groups, values.length);
    for (let group = 0; group < values.length; group += 1) this.values[groups[group]] += values[group];
  }

  private grow(group: number): void {
    const larger = new Float64Array(2 * (group + 1));
    larger.set(this.values);
    this.values = larger;
  }
}
