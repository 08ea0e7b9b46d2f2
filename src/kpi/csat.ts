import { meanOfCounts } from "../stats/mean.ts";
import { NEGATIVE, NEUTRAL, POSITIVE } from "../values/batch.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { distribution, poolScores } from "./pooled-scores.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import { isSatisfied } from "./scales.ts";
import { Scores } from "./scores.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

class CsatAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly scores = new Scores("csat");

  constructor(context: KpiContext) {
    this.context = context;
  }

  add(batch: Batch, selection: Selection): void {
    this.scores.add(batch, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.scores.merge((other as CsatAggregate).scores, groupMap);
  }

  parts(): readonly Part[] {
    return [this.scores];
  }

  result(group: number): KpiResult {
    const pooled = poolScores(this.scores, "csat", this.context.sources, group, isSatisfied);
    const words = pooled.words[NEGATIVE] + pooled.words[NEUTRAL] + pooled.words[POSITIVE];
    return {
      ...share(pooled.good + pooled.words[POSITIVE], pooled.n + words),
      mean: pooled.scale === undefined ? null : (meanOfCounts(pooled.values, pooled.counts)?.mean ?? null),
      scale: pooled.scaleName,
      distribution: distribution(pooled),
      asked: pooled.asked,
    };
  }
}

export const csat: Kpi = {
  id: "csat",
  name: "Satisfied customers",
  abbreviation: "CSAT",
  noun: "ratings",
  definition:
    "Share of ratings that are positive: 4–5 of 5, 6–7 of 7, 9–10 of 10, or good and happy words; a survey without an answer is left out.",
  formula: "100 × positive ratings ÷ all ratings",
  unit: "percent",
  better: "high",
  needs: [["csat"]],
  reads: ["csat"],
  standard: true,
  available: (source) => source.mapped("csat"),
  statistics: [...RATE_STATISTICS, { key: "mean", unit: "score" }, { key: "scale", unit: "text" }, { key: "asked", unit: "count" }],
  leftOut: "without a rating",
  caveats: [
    "Only those who answer are counted, and they may differ from the others: look at the share of customers who gave a rating.",
    "A neutral answer is not a positive one and lowers the figure.",
    "The mean score is another figure, and so is the share of the very best answer alone (top box), which is lower.",
    "A rating counts in the period in which its ticket was created; with --date-basis answered in that of the answer.",
  ],
  benchmarks: [
    {
      of: "phone support in North America",
      range: "good 75–84%, world class 85% and more, mean 77%",
      source: "SQM Group",
      year: null,
      differs: "top box only: the share of the very best answer",
    },
    {
      of: "the same by industry",
      range: "retail 81%, insurance 80%, health insurance 80%, energy 76%, financial 75%, tech support 75%, telecom 68%",
      source: "SQM Group",
      year: null,
      differs: "top box only: the share of the very best answer",
    },
  ],
  create: (context) => new CsatAggregate(context),
};
