import type { Batch } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { reopenedRows } from "./reopened.ts";
import { amongResolved, RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => ["reopens", field] as const);

/** Resolved rows whose reopens are known: 1 when there was one. */
function reopenedAfterSolving(batch: Batch, facts: SourceFacts): Int8Array | null {
  const resolved = resolvedRows(batch, facts);
  const reopened = reopenedRows(batch);
  return resolved === null || reopened === null ? null : amongResolved(reopened, resolved);
}

export const reopenRate: Kpi = {
  id: "reopen_rate",
  name: "Reopened after solving",
  abbreviation: "",
  noun: "solved",
  definition: "Share of resolved interactions that were reopened at least once; those without a word about reopening are left out.",
  formula: "100 × resolved with a reopening ÷ resolved with known reopenings",
  unit: "percent",
  better: "low",
  needs,
  reads: ["reopens", ...RESOLVED_FIELDS],
  standard: true,
  available: (source) => anyMapped(source, needs),
  statistics: RATE_STATISTICS,
  leftOut: "not solved, or without a word about reopening",
  caveats: [
    "It rises with time, as tickets solved lately have had little time to come back.",
    "What comes back as a new ticket is not seen here.",
    "Help desks count reopening in different ways.",
  ],
  create: (context) => new RateAggregate(context, reopenedAfterSolving),
};
