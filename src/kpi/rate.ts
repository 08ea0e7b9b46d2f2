import { wilson } from "../stats/wilson.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { ClassCounts } from "./class-counts.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, KpiContext, KpiResult, SourceFacts, Statistic } from "./types.ts";

/**
 * What a rate makes of each row: 1 counts in numerator and denominator, 0 in the denominator only, −1 not at all; or the state of each row,
 * for which the rate has a meaning. Null = none counts.
 */
export type Outcome = (batch: Batch, facts: SourceFacts) => Int8Array | null;

/** Further statistics of a rate. */
export type RateExtra = (numerator: number, n: number) => Readonly<Record<string, unknown>>;

/** A share with Wilson's interval, in percent; null without rows. */
export function share(numerator: number, n: number): KpiResult & { readonly numerator: number } {
  const interval = wilson(numerator, n);
  return {
    value: n === 0 ? null : (100 * numerator) / n,
    n,
    numerator,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    unit: "percent",
  };
}

/** Statistics every rate has. */
export const RATE_STATISTICS: readonly Statistic[] = [{ key: "numerator", unit: "count" }];

/** Counts a rate by group. */
export class RateAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly outcome: Outcome;
  private readonly extra: RateExtra | undefined;
  private readonly counts: ClassCounts;

  /** `meaning`: what counts of each state, −1 first. */
  constructor(context: KpiContext, outcome: Outcome, extra?: RateExtra, meaning?: Int8Array) {
    this.context = context;
    this.outcome = outcome;
    this.extra = extra;
    this.counts = new ClassCounts(2, meaning);
  }

  add(batch: Batch, selection: Selection): void {
    const outcome = this.outcome(batch, this.context.sources[batch.source]);
    if (outcome !== null) this.counts.add(outcome, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.counts.merge((other as RateAggregate).counts, groupMap);
  }

  parts(): readonly Part[] {
    return [this.counts];
  }

  result(group: number): KpiResult {
    const numerator = this.counts.of(group, 1);
    const n = this.counts.of(group, 0) + numerator;
    return { ...share(numerator, n), ...this.extra?.(numerator, n) };
  }
}
