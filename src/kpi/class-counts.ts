import type { Selection } from "../values/batch.ts";
import { sizeOf } from "./group-counts.ts";
import type { Part, Places, Saved } from "./saved.ts";

const FIRST_GROUPS = 16;
/** Counters of whole numbers for one batch, where so many are enough: quicker to add to. */
const few = new Uint32Array(1 << 10);

/** How many rows of each group are of each class (0, 1 …; −1 = none); side by side, so that a row is counted without looking what it is. */
export class ClassCounts implements Part {
  private readonly classes: number;
  /** Of each group those of no class, then those of each. */
  private values: Float64Array;

  constructor(classes: number) {
    this.classes = classes;
    this.values = new Float64Array((classes + 1) * FIRST_GROUPS);
  }

  /** Adds the selected rows; `classOf`: the class of each row of their batch. */
  add(classOf: Int8Array, { rows, groups, length, size }: Selection): void {
    this.reserve(size);
    const { values } = this;
    const width = this.classes + 1;
    const used = size * width;
    if (used > few.length) {
      for (let i = 0; i < length; i += 1) values[groups[i] * width + classOf[rows[i]] + 1] += 1;
      return;
    }
    few.fill(0, 0, used);
    for (let i = 0; i < length; i += 1) few[groups[i] * width + classOf[rows[i]] + 1] += 1;
    for (let at = 0; at < used; at += 1) values[at] += few[at];
  }

  of(group: number, one: number): number {
    const at = group * (this.classes + 1) + one + 1;
    return at < this.values.length ? this.values[at] : 0;
  }

  merge(other: ClassCounts, groupMap: Int32Array): void {
    this.addAll(other.values, groupMap);
  }

  save(): Saved {
    const width = this.classes + 1;
    const last = this.values.findLastIndex((count) => count !== 0);
    return this.values.slice(0, width * Math.ceil((last + 1) / width));
  }

  absorb(saved: Saved, { groups }: Places): void {
    this.addAll(saved as Float64Array, groups);
  }

  private addAll(theirs: Float64Array, groupMap: Int32Array): void {
    const width = this.classes + 1;
    const known = Math.min(theirs.length / width, groupMap.length);
    this.reserve(sizeOf(groupMap, known));
    for (let group = 0; group < known; group += 1) {
      const from = group * width;
      const to = groupMap[group] * width;
      for (let k = 0; k < width; k += 1) this.values[to + k] += theirs[from + k];
    }
  }

  /** Makes room for so many groups. */
  private reserve(size: number): void {
    const wanted = size * (this.classes + 1);
    if (wanted <= this.values.length) return;
    const larger = new Float64Array(2 * wanted);
    larger.set(this.values);
    this.values = larger;
  }
}
