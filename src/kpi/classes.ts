import type { Batch, Selection } from "../values/batch.ts";
import { GroupCounts } from "./group-counts.ts";
import type { Outcome } from "./rate.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, KpiContext, KpiResult } from "./types.ts";

/** Counts rows by class: `classOf` gives each row's (0, 1 …; −1 = none), `resultOf` makes a figure of how many there are of each. */
export class ClassAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly classOf: Outcome;
  private readonly resultOf: (counts: readonly number[]) => KpiResult;
  private readonly counts: readonly GroupCounts[];

  constructor(context: KpiContext, classes: number, classOf: Outcome, resultOf: (counts: readonly number[]) => KpiResult) {
    this.context = context;
    this.classOf = classOf;
    this.resultOf = resultOf;
    this.counts = Array.from({ length: classes }, () => new GroupCounts());
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    const classes = this.classOf(batch, this.context.sources[batch.source]);
    if (classes === null) return;
    for (const counts of this.counts) counts.reserve(groups, length);
    for (let i = 0; i < length; i += 1) {
      const found = classes[rows[i]];
      if (found >= 0) this.counts[found].values[groups[i]] += 1;
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const theirs = (other as ClassAggregate).counts;
    this.counts.forEach((counts, index) => counts.merge(theirs[index], groupMap));
  }

  parts(): readonly Part[] {
    return this.counts;
  }

  result(group: number): KpiResult {
    return this.resultOf(this.counts.map((counts) => counts.of(group)));
  }
}
