import { ABSENT_FLAG } from "../values/batch.ts";
import { type Outcome, RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { reopenedRows } from "./reopened.ts";
import { RESOLVED_FIELDS } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import { solvingMeaning, solvingStates } from "./solving.ts";
import type { Kpi } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => ["reopens", field] as const);

const afterSolving: Outcome = (batch, facts) => (reopenedRows(batch) === null ? null : solvingStates(batch, facts));

/** Resolved rows whose reopens are known: 1 when there was one. */
const REOPENED = solvingMeaning(({ resolved, reopened }) => (resolved === 1 ? reopened : ABSENT_FLAG));

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
  create: (context) => new RateAggregate(context, afterSolving, undefined, REOPENED),
};
