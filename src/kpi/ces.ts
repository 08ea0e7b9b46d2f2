import { meanOfCounts } from "../stats/mean.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { distribution, poolScores } from "./pooled-scores.ts";
import { share } from "./rate.ts";
import { isEasy } from "./scales.ts";
import { Scores } from "./scores.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

class CesAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly scores = new Scores("ces");

  constructor(context: KpiContext) {
    this.context = context;
  }

  add(batch: Batch, selection: Selection): void {
    this.scores.add(batch, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.scores.merge((other as CesAggregate).scores, groupMap);
  }

  parts(): readonly Part[] {
    return [this.scores];
  }

  result(group: number): KpiResult {
    const pooled = poolScores(this.scores, "ces", this.context.sources, group, isEasy);
    const { scale, n } = pooled;
    const mean = scale === undefined ? null : meanOfCounts(pooled.values, pooled.counts);
    const easy = share(pooled.good, n);
    return {
      value: mean?.mean ?? null,
      n,
      low: mean?.interval && scale ? Math.max(scale.low, mean.interval.low) : null,
      high: mean?.interval && scale ? Math.min(scale.high, mean.interval.high) : null,
      unit: "score",
      share: easy.value,
      share_low: easy.low,
      share_high: easy.high,
      scale: pooled.scaleName,
      distribution: distribution(pooled),
    };
  }
}

export const ces: Kpi = {
  id: "ces",
  name: "Ease (effort score)",
  abbreviation: "CES",
  noun: "answers",
  definition:
    "Mean answer to how easy it was, on the scale 1–7 where high is good; beside it the share of answers 5–7. Several scales are never averaged.",
  formula: "sum of scores ÷ answers",
  unit: "score",
  better: "high",
  needs: [["ces"]],
  reads: ["ces"],
  standard: true,
  available: (source) => source.mapped("ces"),
  statistics: [
    { key: "share", unit: "percent" },
    { key: "share_low", unit: "percent" },
    { key: "share_high", unit: "percent" },
    { key: "scale", unit: "text" },
  ],
  leftOut: "without an answer",
  caveats: [
    "Older surveys ask how much effort it took, on 1–5 where low is good: tell with --map ces:1-5:low=HEADER.",
    "Means of different scales are never put together, nor converted.",
    "Some tools report the share of easy answers, or easy minus difficult, under the same name.",
  ],
  create: (context) => new CesAggregate(context),
};
