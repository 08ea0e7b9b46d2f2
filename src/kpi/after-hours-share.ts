import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import type { Kpi, SourceFacts } from "./types.ts";

/** Rows created at a known time of day: 1 where nobody was at work. */
function afterHours(batch: Batch, { openingHours, dateOnly }: SourceFacts): Int8Array | null {
  const created = batch.numbers.get("created");
  if (created === undefined || openingHours === null || dateOnly("created")) return null;
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) {
    outcome[row] = Number.isNaN(created[row]) ? ABSENT_FLAG : Number(!openingHours.isOpen(created[row], batch, row));
  }
  return outcome;
}

const HAS_NO_HOURS = "it takes opening hours, and none are given";

export const afterHoursShare: Kpi = {
  id: "after_hours_share",
  name: "Outside opening hours",
  abbreviation: "",
  noun: "interactions",
  definition: "Share of interactions created when nobody was at work; those without a time of day are left out.",
  formula: "100 × created outside opening hours ÷ created at a known time",
  unit: "percent",
  better: null,
  needs: [["created"]],
  reads: ["created"],
  standard: false,
  available: (source) => source.mapped("created") && source.openingHours !== null,
  obstacle: ({ openingHours }) => (openingHours === null ? HAS_NO_HOURS : null),
  compares: () => ["created"],
  statistics: RATE_STATISTICS,
  leftOut: "without a date, or without a time of day",
  caveats: ["It goes by the hours of the team, not of the customer."],
  create: (context) => new RateAggregate(context, afterHours),
};
