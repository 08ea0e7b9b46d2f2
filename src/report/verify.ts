import type { DecideOptions } from "../interaction/decide.ts";
import type { Field } from "../interaction/fields.ts";
import type { ColumnPlan } from "../values/batch.ts";
import type { Source, SourceReading } from "./source.ts";

/** What reading the whole file showed where the sample had said otherwise. */
export type Revision = NonNullable<DecideOptions["revised"]>;

/**
 * Compares what a pass met with the decisions it ran on. Returns the evidence to decide again with, or null when the decisions hold.
 * `before` is the evidence already known.
 */
export const revisions = (source: Source, plans: readonly ColumnPlan[], reading: SourceReading, before: Revision): Revision | null => {
  const { decisions } = source;
  const present = new Set<Field>(decisions.present);
  const decoded = new Set(plans.map(({ field }) => field));
  const read = new Map<string, number>();
  for (const { plan, readable } of reading.columns) {
    // Cells whose order is open are not readable yet, but they are there.
    const open = decisions.undecided.some(({ column }) => column === plan.column);
    if (!open) read.set(plan.field, (read.get(plan.field) ?? 0) + readable);
  }
  let news = false;
  for (const [field, readable] of read) {
    if (field.startsWith("header:") || readable > 0 === present.has(field as Field)) continue;
    if (readable > 0) present.add(field as Field);
    else present.delete(field as Field);
    news = true;
  }
  const orderProof: Record<number, { dayFirst: number; monthFirst: number }> = { ...before.orderProof };
  const dateOnly = new Set<Field>(decisions.dateOnly);
  for (const { plan, dayFirst, monthFirst, timed } of reading.columns) {
    if (plan.kind !== "instant" || !decoded.has(plan.field)) continue;
    if (dateOnly.has(plan.field as Field) && timed > 0) {
      dateOnly.delete(plan.field as Field);
      news = true;
    }
    const against = plan.format === "dmy" ? monthFirst : plan.format === "mdy" ? dayFirst : 0;
    const undecided = decisions.undecided.some(({ column }) => column === plan.column);
    const known = orderProof[plan.column];
    if (known !== undefined && known.dayFirst === dayFirst && known.monthFirst === monthFirst) continue;
    if (against > 0 || (undecided && dayFirst + monthFirst > 0)) {
      orderProof[plan.column] = { dayFirst, monthFirst };
      news = true;
    }
  }
  return news ? { present: [...present].toSorted(), orderProof, dateOnly: [...dateOnly] } : null;
};
