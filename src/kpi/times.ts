import { meanOfCounts } from "../stats/mean.ts";
import { medianInterval, quantile } from "../stats/quantile.ts";
import type { Sample } from "../stats/sample.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { GroupedValues } from "./grouped-values.ts";
import { MOST_TIMES } from "./rounding.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, KpiContext, KpiResult, SourceFacts, Statistic } from "./types.ts";

/** Seconds of each row, NaN = does not count. Null = no row of the source has any. */
export type Seconds = (batch: Batch, facts: SourceFacts) => Float64Array | null;

/** Collects what a time carries beside itself, over the same rows. */
export interface Companion {
  add(batch: Batch, facts: SourceFacts, selection: Selection): void;
  merge(other: Companion, groupMap: Int32Array): void;
  /** As an aggregate's. */
  parts(): readonly Part[];
  /** `times`: the group's. */
  statistics(group: number, times: Sample): Readonly<Record<string, unknown>>;
}

/** Statistics every time has. */
export const TIME_STATISTICS: readonly Statistic[] = [
  { key: "mean", unit: "seconds" },
  { key: "mean_low", unit: "seconds" },
  { key: "mean_high", unit: "seconds" },
  { key: "median", unit: "seconds" },
  { key: "median_low", unit: "seconds" },
  { key: "median_high", unit: "seconds" },
  { key: "p90", unit: "seconds" },
];

/** Collects times by group; everything is worked out from their distinct values and counts. */
export class TimesAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly seconds: Seconds;
  private readonly central: "mean" | "median";
  private readonly companion: Companion | undefined;
  private readonly times = new GroupedValues(MOST_TIMES);

  constructor(context: KpiContext, seconds: Seconds, central: "mean" | "median", companion?: Companion) {
    this.context = context;
    this.seconds = seconds;
    this.central = central;
    this.companion = companion;
  }

  add(batch: Batch, selection: Selection): void {
    const facts = this.context.sources[batch.source];
    const seconds = this.seconds(batch, facts);
    if (seconds !== null) this.times.add(seconds, selection);
    this.companion?.add(batch, facts, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { times, companion } = other as TimesAggregate;
    this.times.merge(times, groupMap);
    if (companion !== undefined) this.companion?.merge(companion, groupMap);
  }

  parts(): readonly Part[] {
    return [this.times, ...(this.companion?.parts() ?? [])];
  }

  sample(group: number): Sample {
    return this.times.sample(group);
  }

  result(group: number): KpiResult {
    const times = this.times.sample(group);
    const mean = meanOfCounts(times.values, times.counts);
    const median = quantile(times, 0.5);
    const ranks = medianInterval(times);
    const statistics = {
      mean: mean?.mean ?? null,
      // No time is below 0, whatever a symmetrical interval says.
      mean_low: mean?.interval ? Math.max(0, mean.interval.low) : null,
      mean_high: mean?.interval?.high ?? null,
      median,
      median_low: ranks?.low ?? null,
      median_high: ranks?.high ?? null,
      p90: quantile(times, 0.9),
    };
    const [value, low, high] =
      this.central === "mean"
        ? [statistics.mean, statistics.mean_low, statistics.mean_high]
        : [statistics.median, statistics.median_low, statistics.median_high];
    const beside = this.companion?.statistics(group, times);
    return {
      value,
      n: times.length,
      low,
      high,
      unit: "seconds",
      ...statistics,
      ...beside,
      ...(this.times.isRounded && { approximate: true }),
    };
  }
}
