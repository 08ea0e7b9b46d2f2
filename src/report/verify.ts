import type { Decisions, DecideOptions } from "../interaction/decide.ts";
import type { Field } from "../interaction/fields.ts";
import type { ColumnPlan } from "../values/batch.ts";
import type { SourceReading } from "./source.ts";

/** What reading whole files showed where their samples had said otherwise. */
export type Revision = NonNullable<DecideOptions["revised"]>;

interface Met {
  readonly plan: ColumnPlan;
  readable: number;
  dayFirst: number;
  monthFirst: number;
  timed: number;
}

/** What the readings of a table's files met, column by column. */
const together = (readings: readonly SourceReading[]): Met[] =>
  readings[0].columns.map(({ plan }, i) => {
    const met = { plan, readable: 0, dayFirst: 0, monthFirst: 0, timed: 0 };
    for (const { columns } of readings) {
      met.readable += columns[i].readable;
      met.dayFirst += columns[i].dayFirst;
      met.monthFirst += columns[i].monthFirst;
      met.timed += columns[i].timed;
    }
    return met;
  });

/**
 * Compares what a pass over the files of one table met with the decisions it ran on. Returns the evidence to decide again with, or null
 * when the decisions hold. `before` is the evidence already known.
 */
export const revisions = (
  decisions: Decisions,
  plans: readonly ColumnPlan[],
  readings: readonly SourceReading[],
  before: Revision,
): Revision | null => {
  const columns = together(readings);
  const isOpen = (plan: ColumnPlan): boolean => decisions.undecided.some(({ column }) => column === plan.column);
  let news = false;

  const present = new Set<Field>(decisions.present);
  const readable = new Map<string, number>();
  // Cells whose order is open are not readable yet, but they are there.
  for (const met of columns) if (!isOpen(met.plan)) readable.set(met.plan.field, (readable.get(met.plan.field) ?? 0) + met.readable);
  for (const [field, count] of readable) {
    if (field.startsWith("header:") || count > 0 === present.has(field as Field)) continue;
    if (count > 0) present.add(field as Field);
    else present.delete(field as Field);
    news = true;
  }

  const orderProof: Record<number, { dayFirst: number; monthFirst: number }> = { ...before.orderProof };
  const dateOnly = new Set<Field>(decisions.dateOnly);
  for (const { plan, dayFirst, monthFirst, timed } of columns) {
    if (plan.kind !== "instant" || !plans.includes(plan)) continue;
    if (dateOnly.has(plan.field as Field) && timed > 0) {
      dateOnly.delete(plan.field as Field);
      news = true;
    }
    const against = plan.format === "dmy" ? monthFirst : plan.format === "mdy" ? dayFirst : 0;
    const known = orderProof[plan.column];
    if (known !== undefined && known.dayFirst === dayFirst && known.monthFirst === monthFirst) continue;
    if (against > 0 || (isOpen(plan) && dayFirst + monthFirst > 0)) {
      orderProof[plan.column] = { dayFirst, monthFirst };
      news = true;
    }
  }
  return news ? { present: [...present].toSorted(), orderProof, dateOnly: [...dateOnly] } : null;
};
