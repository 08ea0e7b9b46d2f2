import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { MS_PER_DAY } from "../values/civil.ts";
import { zoneOf } from "../values/zone.ts";
import { ClassAggregate } from "./classes.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import { resolvedAt, resolvedAtInstants } from "./resolved-at.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";

const needs: readonly Alternative[] = [
  ["due", "resolved"],
  ["due", "closed"],
  ["due", "resolution_time", "created"],
];

const KEPT = 0;
const LATE = 1;
const OVERDUE = 2;
const PENDING = 3;

/** The class of each row with a due date. A due date without a time of day lasts until that day is over. */
function classesOf(context: KpiContext, batch: Batch, facts: SourceFacts): Int8Array | null {
  const due = batch.numbers.get("due");
  const resolved = resolvedRows(batch, facts);
  const ends = resolvedAt(batch, facts);
  if (due === undefined || resolved === null || ends === null) return null;
  const zone = zoneOf(context.zone);
  const wholeDays = facts.dateOnly("due");
  const classes = new Int8Array(batch.rows).fill(ABSENT_FLAG);
  for (let row = 0; row < batch.rows; row += 1) {
    if (Number.isNaN(due[row])) continue;
    const limit = wholeDays ? zone.toUtc(zone.toLocal(due[row]) + MS_PER_DAY) - 1 : due[row];
    if (resolved[row] === 0) classes[row] = context.asOf > limit ? OVERDUE : PENDING;
    else if (!Number.isNaN(ends[row])) classes[row] = ends[row] <= limit ? KEPT : LATE;
  }
  return classes;
}

const resultOf = (counts: readonly number[]): KpiResult => ({
  ...share(counts[KEPT], counts[KEPT] + counts[LATE] + counts[OVERDUE]),
  late: counts[LATE],
  overdue: counts[OVERDUE],
  pending: counts[PENDING],
});

export const keptPromises: Kpi = {
  id: "kept_promises",
  name: "Solved by the due date",
  abbreviation: "",
  noun: "due",
  definition:
    "Share of interactions resolved by their due date among those resolved and those still open past it; open ones that are not due yet are left out. A due date without a time of day lasts until that day is over.",
  formula: "100 × resolved by the due date ÷ (resolved + open past the due date)",
  unit: "percent",
  better: "high",
  needs,
  reads: ["due", "created", ...RESOLVED_FIELDS],
  standard: false,
  available: (source) => anyMapped(source, needs),
  compares: (source) => ["due", ...resolvedAtInstants(source)],
  statistics: [...RATE_STATISTICS, { key: "late", unit: "count" }, { key: "overdue", unit: "count" }, { key: "pending", unit: "count" }],
  leftOut: "without a due date, not due yet, or solved at a time nobody knows",
  caveats: [
    "It goes by the due date that stands in the file now, also where it was moved.",
    "Open ones count as late from the due date on, by the date of the report.",
  ],
  create: (context) => new ClassAggregate(context, 4, (batch, facts) => classesOf(context, batch, facts), resultOf),
};
