import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { ClassAggregate } from "./classes.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Kpi, KpiResult, SourceFacts } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => ["replies", field] as const);

const MANY = 3;

/** Number of agent replies of each resolved row, 3 for more than two, −1 where it is not known. */
function touchesOf(batch: Batch, facts: SourceFacts): Int8Array | null {
  const resolved = resolvedRows(batch, facts);
  const replies = batch.numbers.get("replies");
  if (resolved === null || replies === undefined) return null;
  const touches = new Int8Array(batch.rows).fill(ABSENT_FLAG);
  for (let row = 0; row < batch.rows; row += 1) {
    if (resolved[row] === 1 && replies[row] >= 0) touches[row] = Math.min(MANY, Math.ceil(replies[row]));
  }
  return touches;
}

const resultOf = ([none, one, two, many]: readonly number[]): KpiResult => ({
  ...share(none + one, none + one + two + many),
  without_reply: none,
  two_touch: two,
  multi_touch: many,
});

export const oneTouchRate: Kpi = {
  id: "one_touch_rate",
  name: "Solved with at most one reply",
  abbreviation: "",
  noun: "solved",
  definition:
    "Share of resolved interactions with at most one agent reply, those without any included, reopened or not; where the number of replies is not known they are left out.",
  formula: "100 × resolved with 0 or 1 agent replies ÷ resolved with known replies",
  unit: "percent",
  better: "high",
  needs,
  reads: ["replies", ...RESOLVED_FIELDS],
  standard: false,
  available: (source) => anyMapped(source, needs),
  statistics: [
    ...RATE_STATISTICS,
    { key: "without_reply", unit: "count" },
    { key: "two_touch", unit: "count" },
    { key: "multi_touch", unit: "count" },
  ],
  leftOut: "not solved, or without a number of replies",
  caveats: [
    "Tickets solved without any reply are in it, such as those closed automatically.",
    "Reopened tickets are in it, too; solved at first contact (FCR) leaves them out.",
  ],
  create: (context) => new ClassAggregate(context, MANY + 1, touchesOf, resultOf),
};
