import { Sample } from "../stats/sample.ts";
import { GroupCounts } from "./group-counts.ts";
import { GroupedValues } from "./grouped-values.ts";
import { MOST_TIMES, ROUNDING_ERROR } from "./rounding.ts";
import type { Runs } from "./runs.ts";
import type { Part, Places, Saved } from "./saved.ts";

/** Seconds from which on an age is long, some 24 days: halfway between two rounded ones, so that rounding leaves each age on its side. */
const LONG = 2 ** 21 * (1 - ROUNDING_ERROR / 2);

type SavedAges = readonly [starts: Int32Array, values: Float64Array, counts: Uint32Array, areRounded: boolean];

/**
 * For how long rows have been open, in seconds by group. Where half of the others took less than the long ages, these need only be counted:
 * they are not put in order before anybody asks for them.
 */
export class Ages implements Part {
  private readonly short = new GroupedValues(MOST_TIMES);
  private readonly long = new GroupedValues(MOST_TIMES);
  private readonly longCounts = new GroupCounts();
  private longs = 0;
  /** Whose long ones are still to be put together with those here. */
  private others: { readonly ages: Ages; readonly groupMap: Int32Array }[] = [];

  push(group: number, seconds: number): void {
    if (seconds < LONG) this.short.push(group, seconds);
    else {
      this.long.push(group, seconds);
      this.longCounts.reserve(group + 1);
      this.longCounts.values[group] += 1;
      this.longs += 1;
    }
  }

  /** Adds the other's group g to this one's `groupMap[g]`; nothing may be added to the other one afterwards. */
  merge(other: Ages, groupMap: Int32Array): void {
    this.short.merge(other.short, groupMap);
    this.longCounts.merge(other.longCounts, groupMap);
    this.longs += other.longs;
    this.others.push({ ages: other, groupMap: groupMap.slice() });
  }

  /** The short ages of a group. */
  shortOf(group: number): Sample {
    this.roundAlike();
    return this.short.sample(group);
  }

  /** How many long ages a group has, and from when on an age is one. */
  longOf(group: number): { readonly count: number; readonly from: number } {
    return { count: this.longCounts.of(group), from: LONG };
  }

  /** All ages of a group. */
  allOf(group: number): Sample {
    this.roundAlike();
    const [short, long] = [this.short.sample(group), this.allLong().sample(group)];
    const starts = [0, short.values.length];
    const values = new Float64Array(short.values.length + long.values.length);
    const counts = new Uint32Array(values.length);
    [short, long].forEach((part, i) => {
      values.set(part.values, starts[i]);
      counts.set(part.counts, starts[i]);
    });
    return new Sample(values, counts);
  }

  /** Whether ages differ from what was added, by ROUNDING_ERROR at most. */
  get areRounded(): boolean {
    return this.short.isRounded || (this.longs > MOST_TIMES && this.allLong().isRounded);
  }

  save(): Saved {
    this.roundAlike();
    const [short, long] = [this.short.save(), this.allLong().save()] as unknown as readonly SavedAges[];
    return [...joined(runsOf(short), runsOf(long)), this.areRounded];
  }

  settle(): void {
    this.short.settle();
    this.allLong().settle();
  }

  absorb(saved: Saved, places: Places): void {
    const all = saved as unknown as SavedAges;
    const [short, long] = cut(runsOf(all));
    this.short.absorb([short.starts, short.values, short.counts, all[3]], places);
    this.long.absorb([long.starts, long.values, long.counts, all[3]], places);
    const added = new GroupCounts();
    added.reserve(long.starts.length);
    for (let group = 0; group + 1 < long.starts.length; group += 1) {
      for (let i = long.starts[group]; i < long.starts[group + 1]; i += 1) added.values[group] += long.counts[i];
      this.longs += added.values[group];
    }
    this.longCounts.merge(added, places.groups);
  }

  /** All are rounded or none, so that it does not matter which were put together first. */
  private roundAlike(): void {
    if (!this.areRounded) return;
    this.short.round();
    this.allLong().round();
  }

  private allLong(): GroupedValues {
    for (const { ages, groupMap } of this.others) this.long.merge(ages.allLong(), groupMap);
    this.others = [];
    return this.long;
  }
}

const runsOf = ([starts, values, counts]: SavedAges): Runs => ({ starts, values, counts });

/** The short and the long ages of each group. */
function cut({ starts, values, counts }: Runs): [Runs, Runs] {
  const groups = starts.length - 1;
  const ends = Int32Array.from({ length: groups }, (_, group) => {
    let end = starts[group];
    while (end < starts[group + 1] && values[end] < LONG) end += 1;
    return end;
  });
  const part = (from: (group: number) => number, to: (group: number) => number): Runs => {
    const own = new Int32Array(starts.length);
    for (let group = 0; group < groups; group += 1) own[group + 1] = own[group] + to(group) - from(group);
    const runs = { starts: own, values: new Float64Array(own[groups]), counts: new Uint32Array(own[groups]) };
    for (let group = 0; group < groups; group += 1) {
      runs.values.set(values.subarray(from(group), to(group)), own[group]);
      runs.counts.set(counts.subarray(from(group), to(group)), own[group]);
    }
    return runs;
  };
  return [
    part(
      (group) => starts[group],
      (group) => ends[group],
    ),
    part(
      (group) => ends[group],
      (group) => starts[group + 1],
    ),
  ];
}

/** Runs whose values all come before those of others in each group, with these. */
function joined(first: Runs, second: Runs): [Int32Array, Float64Array, Uint32Array] {
  const groups = Math.max(first.starts.length, second.starts.length) - 1;
  const starts = new Int32Array(groups + 1);
  const values = new Float64Array(first.values.length + second.values.length);
  const counts = new Uint32Array(values.length);
  let at = 0;
  for (let group = 0; group < groups; group += 1) {
    for (const runs of [first, second]) {
      if (group + 1 >= runs.starts.length) continue;
      const [from, to] = [runs.starts[group], runs.starts[group + 1]];
      values.set(runs.values.subarray(from, to), at);
      counts.set(runs.counts.subarray(from, to), at);
      at += to - from;
    }
    starts[group + 1] = at;
  }
  return [starts, values, counts];
}
