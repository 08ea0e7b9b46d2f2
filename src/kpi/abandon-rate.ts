import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { anyMapped, serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const needs: readonly Alternative[] = [["abandoned"], ["answered"]];

/** 1 = abandoned, or not answered where the export only knows that. */
function abandonedRows(batch: Batch, facts: SourceFacts): Int8Array | null {
  const alternative = serving(facts, needs);
  if (alternative === 0) return batch.flags.get("abandoned") ?? null;
  const answered = alternative === 1 ? batch.flags.get("answered") : undefined;
  if (answered === undefined) return null;
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) outcome[row] = answered[row] < 0 ? ABSENT_FLAG : 1 - answered[row];
  return outcome;
}

export const abandonRate: Kpi = {
  id: "abandon_rate",
  name: "Abandoned",
  abbreviation: "",
  noun: "calls",
  definition:
    "Share of calls that were abandoned, or not answered where the export only tells that; calls without a word on it are left out.",
  formula: "100 × abandoned ÷ calls where that is known",
  unit: "percent",
  better: "low",
  needs,
  reads: ["abandoned", "answered"],
  standard: true,
  available: (source) => anyMapped(source, needs),
  statistics: RATE_STATISTICS,
  leftOut: "without a word on it",
  caveats: [
    "Who hangs up within a few seconds is counted; many tools leave those out, and some divide by all calls, not by those that reached the queue.",
  ],
  create: (context) => new RateAggregate(context, abandonedRows),
};
