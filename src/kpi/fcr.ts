import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { allowsAnyRule } from "./fcr-rule.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { reopenedRows } from "./reopened.ts";
import { RepeatContactAggregate } from "./repeat-contact.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
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

/** Resolved rows: 1 with at most one agent reply and no reopening known, else 0: replies that nobody counted are not few. */
function byOneTouch(batch: Batch, facts: SourceFacts): Int8Array | null {
  const resolved = resolvedRows(batch, facts);
  const replies = batch.numbers.get("replies");
  if (resolved === null || replies === undefined || !facts.has("replies")) return null;
  const reopened = reopenedRows(batch);
  const outcome = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) {
    if (resolved[row] !== 1) outcome[row] = ABSENT_FLAG;
    else outcome[row] = replies[row] <= 1 && reopened?.[row] !== 1 ? 1 : 0;
  }
  return outcome;
}

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
  create(context) {
    const rule = context.fcrRule;
    if (rule === "no-repeat-contact") return new RepeatContactAggregate(context);
    const outcome = rule === "flag" ? byFlag : rule === "one-touch" ? byOneTouch : none;
    return new RateAggregate(context, outcome, () => ({ rule }));
  },
};
