import type { Selection } from "../values/batch.ts";
import { sizeOf } from "./group-counts.ts";
import type { Part, Places, Saved } from "./saved.ts";

const FIRST_GROUPS = 16;

/** The rows of a selection by group and state in whole numbers, for all that ask for them: groups side by side, of each the state −1 first. */
const few = { counters: new Uint32Array(1 << 12), states: null as Int8Array | null, selection: null as Selection | null, width: 0 };

/** What states mean that are classes themselves. */
const unchanged = (classes: number): Int8Array => Int8Array.from({ length: classes + 1 }, (_, at) => at - 1);

/** How many rows of each group are of each class (0, 1 …; −1 = none); side by side, so that a row is counted without looking what it is. */
export class ClassCounts implements Part {
  private readonly classes: number;
  /** The class of each state, that of −1 first. */
  private readonly meaning: Int8Array;
  /** Of each group those of no class, then those of each. */
  private values: Float64Array;

  constructor(classes: number, meaning: Int8Array = unchanged(classes)) {
    this.classes = classes;
    this.meaning = meaning;
    this.values = new Float64Array((classes + 1) * FIRST_GROUPS);
  }

  /** Adds the selected rows; `states`: the state of each row of their batch. */
  add(states: Int8Array, selection: Selection): void {
    const { rows, groups, length, size } = selection;
    this.reserve(size);
    const { meaning, values } = this;
    const width = this.classes + 1;
    const used = size * meaning.length;
    if (used > few.counters.length || used > length) {
      for (let i = 0; i < length; i += 1) values[groups[i] * width + meaning[states[rows[i]] + 1] + 1] += 1;
      return;
    }
    countFew(states, selection, meaning.length);
    for (let group = 0, at = 0; group < size; group += 1) {
      for (let state = 0; state < meaning.length; state += 1, at += 1) values[group * width + meaning[state] + 1] += few.counters[at];
    }
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

/** Counts the rows of a selection, unless that was done just now. */
function countFew(states: Int8Array, selection: Selection, width: number): void {
  if (few.states === states && few.selection === selection && few.width === width) return;
  Object.assign(few, { states, selection, width });
  const { counters } = few;
  const { rows, groups, length, size } = selection;
  counters.fill(0, 0, size * width);
  for (let i = 0; i < length; i += 1) counters[groups[i] * width + states[rows[i]] + 1] += 1;
}
