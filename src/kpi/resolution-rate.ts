import type { Batch } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => [field]);

/** All rows of a source that tells anything: 1 where resolved; a row that does not say so is not. */
function resolvedOfAll(batch: Batch, facts: SourceFacts): Int8Array | null {
  if (!RESOLVED_FIELDS.some((field) => facts.has(field))) return null;
  const resolved = resolvedRows(batch, facts);
  if (resolved === null) return null;
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < outcome.length; row += 1) outcome[row] = Math.max(0, resolved[row]);
  return outcome;
}

export const resolutionRate: Kpi = {
  id: "resolution_rate",
  name: "Solved so far",
  abbreviation: "",
  noun: "tickets",
  definition:
    "Share of interactions that are resolved by now, by their status, else by a resolved mark, date or time; it rises as open ones close.",
  formula: "100 × resolved ÷ all",
  unit: "percent",
  better: "high",
  needs,
  reads: RESOLVED_FIELDS,
  standard: true,
  available: (source) => anyMapped(source, needs),
  statistics: [...RATE_STATISTICS, { key: "open", unit: "count" }],
  leftOut: "of files that do not tell what is solved",
  caveats: [
    "The current period looks worse than those before: it rises as open tickets close.",
    "It follows the tickets created in the period; tickets solved in it, whenever created, are another figure.",
  ],
  create: (context) => new RateAggregate(context, resolvedOfAll, (numerator, n) => ({ open: n - numerator })),
};
