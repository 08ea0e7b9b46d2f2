import type { Batch, Selection } from "../values/batch.ts";
import { ClassCounts } from "./class-counts.ts";
import type { Outcome } from "./rate.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, KpiContext, KpiResult } from "./types.ts";

/** Counts rows by class: `classOf` gives each row's (0, 1 …; −1 = none), `resultOf` makes a figure of how many there are of each. */
export class ClassAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly classOf: Outcome;
  private readonly resultOf: (counts: readonly number[]) => KpiResult;
  private readonly classes: number;
  private readonly counts: ClassCounts;

  constructor(context: KpiContext, classes: number, classOf: Outcome, resultOf: (counts: readonly number[]) => KpiResult) {
    this.context = context;
    this.classOf = classOf;
    this.resultOf = resultOf;
    this.classes = classes;
    this.counts = new ClassCounts(classes);
  }

  add(batch: Batch, selection: Selection): void {
    const classes = this.classOf(batch, this.context.sources[batch.source]);
    if (classes !== null) this.counts.add(classes, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.counts.merge((other as ClassAggregate).counts, groupMap);
  }

  parts(): readonly Part[] {
    return [this.counts];
  }

  result(group: number): KpiResult {
    return this.resultOf(Array.from({ length: this.classes }, (_, one) => this.counts.of(group, one)));
  }
}
