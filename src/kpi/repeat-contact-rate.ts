import { RATE_STATISTICS, share } from "./rate.ts";
import { RepeatContactAggregate } from "./repeat-contact.ts";
import type { ContactTally } from "./repeat-contact.ts";
import type { Kpi, KpiResult } from "./types.ts";

const resultOf = ({ repeated, single, undecided }: ContactTally): KpiResult => ({ ...share(repeated, repeated + single), undecided });

export const repeatContactRate: Kpi = {
  id: "repeat_contact_rate",
  name: "Came back within 7 days",
  abbreviation: "",
  noun: "contacts",
  definition:
    "Share of interactions, solved or not, whose customer got in touch again within 7 days, on any matter; those whose 7 days are not over and those without a customer are left out.",
  formula: "100 × interactions followed by another of the same customer within 7 days ÷ interactions whose 7 days are over",
  unit: "percent",
  better: "low",
  needs: [["customer", "created"]],
  reads: ["customer", "created"],
  standard: false,
  available: (source) => source.mapped("customer") && source.mapped("created"),
  compares: () => ["created"],
  statistics: [...RATE_STATISTICS, { key: "undecided", unit: "count" }],
  leftOut: "without a customer or a date, or whose 7 days are not over",
  caveats: [
    "It counts contacts on any matter, and so does not tell whether the first one was solved badly.",
    "Where customers share a mail address or tickets are merged, repeat contacts are told wrongly.",
    "A customer who comes back through a channel that is not in the files is not seen.",
  ],
  create: (context) => new RepeatContactAggregate(context, null, resultOf),
};
