import { Sample } from "../stats/sample.ts";
import type { Selection } from "../values/batch.ts";
import { rounded } from "./rounding.ts";
import { gather, type MappedRuns, NO_RUNS, type Runs } from "./runs.ts";
import type { Part, Places, Saved } from "./saved.ts";
import { type Pairs, sortPairs } from "./sort-pairs.ts";
import { type Tally, tallyFor } from "./tally.ts";

const FIRST = 1 << 10;
/** So many pairs are gathered at most, or half as many as there are runs already, before they become runs themselves. */
const MOST = 1 << 19;
/** From so many pairs on, counters for most of them are tried. */
const WORTH_COUNTING = 1 << 13;
/** So many counters at most, and so many for each value. */
const COUNTERS = 1 << 21;
const COUNTERS_A_VALUE = 8;
const NO_GROUPS = new Int32Array(0);

/**
 * A multiset of numbers for each group, in typed arrays. Values that most have in common are counted at once; others are gathered as pairs
 * (group, value), which become runs of equal values when asked for, or when there are many: memory is bounded by the distinct values, and
 * where these are more than `most`, values are rounded. What it gives depends only on what went in, not on order or split.
 */
export class GroupedValues implements Part {
  private readonly most: number;
  private areRounded = false;
  private pairGroups = NO_GROUPS;
  private pairValues = NO_RUNS.values;
  private pairs = 0;
  private tally: Tally | null = null;
  /** With so many pairs another tally is tried. */
  private nextTally = WORTH_COUNTING;
  /** How many values there were. */
  private seen = 0;
  private size = 0;
  /** Merged from others, put together when asked for. */
  private others: MappedRuns[] = [];
  private settled: Runs = NO_RUNS;

  constructor(most = Infinity) {
    this.most = most;
  }

  /** Adds `values[rows[i]]` to group `groups[i]` where it is not NaN. */
  add(values: Float64Array, { rows, groups, length, size }: Selection): void {
    this.size = size;
    this.reserve(length);
    this.seen += length;
    const { pairGroups, pairValues, pairs } = this;
    let at = pairs;
    // What is blank differs at random: it takes no branch for each row.
    for (let i = 0; i < length; i += 1) {
      const value = values[rows[i]];
      pairGroups[at] = groups[i];
      pairValues[at] = value;
      at += Number(value >= Number.NEGATIVE_INFINITY);
    }
    this.pairs = at;
    if (this.tally !== null) this.pairs = this.tally.take(this.gathered(), pairs);
  }

  push(group: number, value: number): void {
    if (this.pairs === this.pairValues.length) this.reserve(1);
    this.pairGroups[this.pairs] = group;
    this.pairValues[this.pairs] = value;
    this.pairs += 1;
  }

  /** Adds the other's group g to this one's `groupMap[g]`, or to the same group without a map. */
  merge(other: GroupedValues, groupMap?: Int32Array): void {
    const runs = other.runs();
    this.areRounded ||= other.areRounded;
    if (runs.values.length > 0) this.others.push({ runs, groupMap: groupMap?.slice() });
  }

  save(): Saved {
    const { starts, values, counts } = this.runs();
    return [starts, values, counts, this.areRounded];
  }

  absorb(saved: Saved, { groups }: Places): void {
    const [starts, values, counts, areRounded] = saved as [Int32Array, Float64Array, Uint32Array, boolean];
    this.areRounded ||= areRounded;
    this.others.push({ runs: { starts, values, counts }, groupMap: groups.slice() });
  }

  /** Whether values differ from what was added, by ROUNDING_ERROR at most. */
  get isRounded(): boolean {
    this.settle();
    return this.areRounded;
  }

  /** Rounds values however few they are. */
  round(): void {
    if (this.areRounded) return;
    this.areRounded = true;
    this.settled = rounded(this.runs());
  }

  /** The values of a group; they stay as they are when more is added. */
  sample(group: number): Sample {
    const { starts, values, counts } = this.runs();
    const [start, end] = group + 1 < starts.length ? [starts[group], starts[group + 1]] : [0, 0];
    return new Sample(values.subarray(start, end), counts.subarray(start, end));
  }

  /** The least value of a group that is greater than the one given; null when there is none. */
  firstAbove(group: number, value: number): number | null {
    const { starts, values } = this.runs();
    if (group + 1 >= starts.length) return null;
    const at = firstAfter(values, starts[group], starts[group + 1], value);
    return at < starts[group + 1] ? values[at] : null;
  }

  /** How many values of a group are greater than `low` and at most `high`. */
  countWithin(group: number, low: number, high: number): number {
    const { starts, values, counts } = this.runs();
    if (group + 1 >= starts.length) return 0;
    const end = firstAfter(values, starts[group], starts[group + 1], high);
    let n = 0;
    for (let i = firstAfter(values, starts[group], starts[group + 1], low); i < end; i += 1) n += counts[i];
    return n;
  }

  /** Makes room for so many more pairs. */
  private reserve(more: number): void {
    if (this.size > 0 && this.pairs >= this.nextTally) this.count();
    const room = this.pairValues.length;
    if (this.pairs + more <= room) return;
    const most = Math.max(MOST, this.settled.values.length >>> 1);
    if (this.pairs + more > most) this.settled = this.bounded(gather([{ runs: this.settled }, { runs: this.takePairs() }]));
    if (this.pairs + more <= room) return;
    const size = Math.max(FIRST, this.pairs + more, Math.min(most, 4 * room));
    const [groups, values] = [new Int32Array(size), new Float64Array(size)];
    groups.set(this.pairGroups.subarray(0, this.pairs));
    values.set(this.pairValues.subarray(0, this.pairs));
    [this.pairGroups, this.pairValues] = [groups, values];
  }

  /** Counts what can be counted of the pairs. */
  private count(): void {
    const pairs = this.gathered();
    const tally = tallyFor(pairs, this.size, this.tally, Math.min(COUNTERS, COUNTERS_A_VALUE * this.seen));
    if (tally !== null) {
      this.tally = tally;
      this.pairs = tally.take(pairs, 0);
    }
    this.nextTally = WORTH_COUNTING + 2 * this.pairs;
  }

  private gathered(): Pairs {
    return { groups: this.pairGroups, values: this.pairValues, length: this.pairs };
  }

  private takePairs(): Runs {
    const runs = sortPairs(this.gathered());
    this.pairs = 0;
    return runs;
  }

  /** Sorts what was gathered, before anybody asks. */
  settle(): void {
    this.runs();
  }

  private bounded(runs: Runs): Runs {
    this.areRounded ||= runs.values.length > this.most;
    return this.areRounded ? rounded(runs) : runs;
  }

  /** Everything added so far. */
  private runs(): Runs {
    if (this.pairs === 0 && this.others.length === 0 && this.tally === null) return this.settled;
    const all = [{ runs: this.settled }, { runs: this.takePairs() }, { runs: this.tally?.runs() ?? NO_RUNS }, ...this.others];
    this.settled = this.bounded(gather(all));
    [this.pairGroups, this.pairValues, this.tally] = [NO_GROUPS, NO_RUNS.values, null];
    this.nextTally = WORTH_COUNTING;
    this.others = [];
    return this.settled;
  }
}

/** The first place from `start` to `end` whose value is greater than the one given; `end` when there is none. */
function firstAfter(values: Float64Array, start: number, end: number, value: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
