import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import type { Kpi } from "./types.ts";

export const escalationRate: Kpi = {
  id: "escalation_rate",
  name: "Escalated",
  abbreviation: "",
  noun: "interactions",
  definition: "Share of interactions marked as escalated; those without a word on it are left out.",
  formula: "100 × escalated ÷ interactions where that is known",
  unit: "percent",
  better: "low",
  needs: [["escalated"]],
  reads: ["escalated"],
  standard: false,
  available: (source) => source.mapped("escalated"),
  statistics: RATE_STATISTICS,
  leftOut: "without a word on it",
  caveats: ["What counts as an escalation is what your team marks as one."],
  create: (context) => new RateAggregate(context, (batch) => batch.flags.get("escalated") ?? null),
};
