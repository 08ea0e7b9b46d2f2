import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { isUnhandled } from "./handled.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { anyMapped, serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const needs: readonly Alternative[] = [["transferred"], ["reassignments"]];

/** Handled rows where it is known: 1 when marked as transferred, else when reassigned at least once. */
function transferredRows(batch: Batch, facts: SourceFacts): Int8Array | null {
  const alternative = serving(facts, needs);
  const marks = alternative === 0 ? batch.flags.get("transferred") : undefined;
  const counts = alternative === 1 ? batch.numbers.get("reassignments") : undefined;
  if (marks === undefined && counts === undefined) return null;
  const unhandled = isUnhandled(batch);
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) {
    if (unhandled(row)) outcome[row] = ABSENT_FLAG;
    else if (marks !== undefined) outcome[row] = marks[row];
    else outcome[row] = Number.isNaN(counts![row]) ? ABSENT_FLAG : Number(counts![row] >= 1);
  }
  return outcome;
}

export const transferRate: Kpi = {
  id: "transfer_rate",
  name: "Transferred",
  abbreviation: "",
  noun: "interactions",
  definition:
    "Share of handled interactions (answered, not abandoned) that were handed on: marked as transferred, else reassigned at least once; those without a word on it are left out.",
  formula: "100 × transferred ÷ handled interactions where that is known",
  unit: "percent",
  better: "low",
  needs,
  reads: ["transferred", "reassignments", "answered", "abandoned"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  statistics: RATE_STATISTICS,
  leftOut: "not handled, or without a word on it",
  caveats: [
    "Being reassigned counts as transferred where the export has no mark of its own.",
    "A transfer to the right person is better than a wrong answer: look at solved at first contact beside it.",
  ],
  create: (context) => new RateAggregate(context, transferredRows),
};
