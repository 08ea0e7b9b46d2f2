import { answeredWait } from "./handled.ts";
import { TIME_STATISTICS, TimesAggregate } from "./times.ts";
import type { Kpi } from "./types.ts";

export const asa: Kpi = {
  id: "asa",
  name: "Speed of answer",
  abbreviation: "ASA",
  noun: "answered",
  definition: "Mean waiting time of answered calls; of all calls with a waiting time where the export does not say which were answered.",
  formula: "sum of waiting times ÷ answered calls with a waiting time",
  unit: "seconds",
  better: "low",
  central: "mean",
  needs: [["wait"]],
  reads: ["wait", "answered"],
  standard: true,
  available: (source) => source.mapped("wait"),
  statistics: TIME_STATISTICS,
  leftOut: "not answered, or without a waiting time",
  caveats: [
    "Those who hung up waited, too, and are not in it: look at abandoned calls beside it.",
    "A few long ones pull the average up; half within and 9 in 10 by say more.",
  ],
  create: (context) => new TimesAggregate(context, answeredWait, "mean"),
};
