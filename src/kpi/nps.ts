import { npsInterval } from "../stats/nps.ts";
import { type Batch, NEGATIVE, NEUTRAL, POSITIVE, type Selection } from "../values/batch.ts";
import { DETRACTORS_TO, PROMOTERS_FROM } from "./scales.ts";
import { Scores } from "./scores.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

class NpsAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly scores = new Scores("nps");

  constructor(context: KpiContext) {
    this.context = context;
  }

  add(batch: Batch, selection: Selection): void {
    this.scores.add(batch, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.scores.merge((other as NpsAggregate).scores, groupMap);
  }

  parts(): readonly Part[] {
    return [this.scores];
  }

  result(group: number): KpiResult {
    let promoters = 0;
    let passives = 0;
    let detractors = 0;
    for (let source = 0; source < this.scores.length; source += 1) {
      const scale = this.context.sources[source].scale("nps");
      const found = this.scores.of(source, group, scale);
      if (found === null) continue;
      // Exports may name the band instead of the score.
      promoters += found.bands[POSITIVE];
      passives += found.bands[NEUTRAL];
      detractors += found.bands[NEGATIVE];
      if (scale === undefined || scale.low !== 0 || scale.high !== 10) continue;
      found.values.forEach((value, i) => {
        if (!Number.isInteger(value)) return;
        if (value >= PROMOTERS_FROM) promoters += found.counts[i];
        else if (value > DETRACTORS_TO) passives += found.counts[i];
        else detractors += found.counts[i];
      });
    }
    const n = promoters + passives + detractors;
    const interval = npsInterval(promoters, passives, detractors);
    return {
      value: n === 0 ? null : (100 * (promoters - detractors)) / n,
      n,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      unit: "points",
      promoters,
      passives,
      detractors,
    };
  }
}

export const nps: Kpi = {
  id: "nps",
  name: "Net promoter score",
  abbreviation: "NPS",
  noun: "answers",
  definition:
    "Share of promoters (9–10) minus share of detractors (0–6) among all answers on the scale 0–10; passives (7–8) count in the answers.",
  formula: "100 × (promoters − detractors) ÷ answers",
  unit: "points",
  better: "high",
  needs: [["nps"]],
  reads: ["nps"],
  standard: true,
  available: (source) => source.mapped("nps"),
  statistics: [
    { key: "promoters", unit: "count" },
    { key: "passives", unit: "count" },
    { key: "detractors", unit: "count" },
  ],
  leftOut: "without an answer from 0 to 10",
  caveats: [
    "It swings with few answers: from 100 of them the likely range is some 30 points wide.",
    "Answers on other scales, such as 1–10 or 1–5, make no promoter score and are not counted.",
    "Sources of comparison differ by 20 points for one and the same sector; your own trend says more.",
  ],
  benchmarks: [
    {
      of: "sectors",
      range:
        "B2B SaaS +30 to +40, consumer software +28 to +45, e-commerce and retail +40 to +50, banking +20 to +35, insurance +15 to +30, telecom 0 to +15",
      source: "formspring.io, quoting Retently, Bain and Qualtrics",
      year: 2026,
      differs: "others give telecom +25 to +35: the method differs",
    },
  ],
  create: (context) => new NpsAggregate(context),
};
