import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Kpi } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => [field]);

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
  create: (context) => new RateAggregate(context, resolvedRows, (numerator, n) => ({ open: n - numerator })),
};
