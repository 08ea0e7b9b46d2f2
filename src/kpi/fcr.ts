import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { allowsAnyRule } from "./fcr-rule.ts";
import { RATE_STATISTICS, RateAggregate, share } from "./rate.ts";
import { RepeatContactAggregate } from "./repeat-contact.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { solvingMeaning, solvingStates } from "./solving.ts";
import type { Outcome } from "./rate.ts";
import type { Kpi, SourceFacts } from "./types.ts";

/** The export's own verdict; rows known to be open have none yet. */
function byFlag(batch: Batch, facts: SourceFacts): Int8Array | null {
  const flags = batch.flags.get("fcr");
  if (flags === undefined) return null;
  const resolved = resolvedRows(batch, facts);
  if (resolved === null) return flags;
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) outcome[row] = resolved[row] === 0 ? ABSENT_FLAG : flags[row];
  return outcome;
}

/** Replies that nobody counted are not few. */
const byOneTouch: Outcome = (batch, facts) => (batch.numbers.has("replies") && facts.has("replies") ? solvingStates(batch, facts) : null);

/** Resolved rows: 1 with at most one agent reply and no reopening known, else 0. */
const ONE_TOUCH = solvingMeaning(({ resolved, reopened, fewReplies }) =>
  resolved === 1 ? Number(fewReplies === 1 && reopened !== 1) : ABSENT_FLAG,
);

const none: Outcome = () => null;

export const fcr: Kpi = {
  id: "fcr",
  name: "Solved at first contact",
  abbreviation: "FCR",
  noun: "solved",
  definition:
    "Share of resolved interactions solved at the first contact. One rule per report: the export's own mark; else at most one agent reply and no reopening; else no other contact of the same customer within 7 days.",
  formula: "100 × solved at first contact ÷ resolved",
  unit: "percent",
  better: "high",
  needs: [
    ["fcr"],
    ...RESOLVED_FIELDS.map((field) => ["replies", field] as const),
    ...RESOLVED_FIELDS.map((field) => ["customer", "created", field] as const),
  ],
  reads: ["fcr", "replies", "reopens", "customer", "created", ...RESOLVED_FIELDS],
  standard: true,
  available: allowsAnyRule,
  statistics: [...RATE_STATISTICS, { key: "rule", unit: "text" }],
  leftOut: "not solved, or without anything to judge by",
  rules: {
    flag: "as the export marks it; tickets known to be open are left out",
    "one-touch": "resolved with at most one agent reply and never reopened",
    "no-repeat-contact": "resolved, and no other interaction of the same customer within 7 days; younger ones are left out",
  },
  caveats: [
    "The rule decides much: figures by different rules are not to be compared.",
    "A customer who comes back through a channel that is not in the files is not seen, so that one channel by itself looks better than it is.",
    "Marks that agents set themselves are kind to them and need a look now and then.",
    "Where customers share a mail address or tickets are merged, repeat contacts are told wrongly.",
  ],
  benchmarks: [
    {
      of: "phone support in North America, asked of customers",
      range: "good 70–79%, world class 80% and more, mean about 70%",
      source: "SQM Group",
      year: null,
      differs: "the customer says whether it was solved",
    },
    {
      of: "phone support in North America, asked of customers",
      range: "39–91%, mean 68%",
      source: "SQM Group",
      year: 2023,
      differs: "the customer says whether it was solved",
    },
    {
      of: "the same by industry",
      range: "retail 78%, insurance 76%, health insurance 72%, energy 72%, financial 71%, tech support 65%, telecom 61%",
      source: "SQM Group",
      year: null,
      differs: "the customer says whether it was solved",
    },
  ],
  create(context) {
    const rule = context.fcrRule;
    if (rule === "no-repeat-contact") {
      return new RepeatContactAggregate(context, resolvedRows, ({ repeated, single }) => ({ ...share(single, repeated + single), rule }));
    }
    if (rule === "one-touch") return new RateAggregate(context, byOneTouch, () => ({ rule }), ONE_TOUCH);
    return new RateAggregate(context, rule === "flag" ? byFlag : none, () => ({ rule }));
  },
};
