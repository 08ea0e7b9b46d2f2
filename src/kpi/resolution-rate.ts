import { type Outcome, RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { RESOLVED_FIELDS } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import { solvingMeaning, solvingStates } from "./solving.ts";
import type { Kpi } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => [field]);

/** All rows of a source that tells anything. */
const ofAll: Outcome = (batch, facts) => (RESOLVED_FIELDS.some((field) => facts.has(field)) ? solvingStates(batch, facts) : null);

/** 1 where resolved; a row that does not say so is not. */
const RESOLVED = solvingMeaning(({ resolved }) => Math.max(0, resolved));

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
  create: (context) => new RateAggregate(context, ofAll, (numerator, n) => ({ open: n - numerator }), RESOLVED),
};
