import type { DateFormat } from "../values/batch.ts";
import { instantsOf } from "../values/instant.ts";
import type { Field } from "./fields.ts";
import type { SampleRow } from "./sample.ts";

export type Order = "dmy" | "mdy";

/** A column of dates; `open` = its order is what the evidence shall tell. */
export interface Evidenced {
  readonly field: Field;
  readonly column: number;
  readonly format: DateFormat | undefined | "open";
}

/** Fields of things that have happened; a due date may well lie ahead. */
const PAST: ReadonlySet<Field> = new Set(["created", "first_response", "resolved", "closed", "updated", "sent", "answered_at"]);
/** Fields that cannot lie before `created`. */
const LATER: ReadonlySet<Field> = new Set(["first_response", "resolved", "closed", "updated"]);
/** Ids needed before their growth proves anything. */
const FEW = 5;
const DAY = 86_400_000;

/** How badly one order fits: share of future dates, of ends before their start, of steps back while ids grow. Null = nothing to judge by. */
interface Misfit {
  readonly future: number | null;
  readonly reversed: number | null;
  readonly disorder: number | null;
}

/**
 * The order of day and month that the rows speak for when no date settles it: dates of things done are not in the future, nothing is solved
 * before it was created, ids grow with time. Null when nothing speaks or the signs contradict each other.
 */
export const orderByEvidence = (
  columns: readonly Evidenced[],
  options: { readonly rows: readonly SampleRow[]; readonly idColumn: number; readonly asOf: number },
): Order | null => {
  const [dayFirst, monthFirst] = [misfit(columns, "dmy", options), misfit(columns, "mdy", options)];
  const votes = new Set<Order>();
  for (const sign of ["future", "reversed", "disorder"] as const) {
    const [day, month] = [dayFirst[sign], monthFirst[sign]];
    if (day === null || month === null) continue;
    if (isBetter(day, month)) votes.add("dmy");
    else if (isBetter(month, day)) votes.add("mdy");
  }
  return votes.size === 1 ? [...votes][0] : null;
};

/** A clear difference: nearly flawless against clearly wrong. */
const isBetter = (one: number, other: number): boolean => (one === 0 && other > 0) || (one <= 0.02 && other >= 0.1);

const misfit = (
  columns: readonly Evidenced[],
  order: Order,
  { rows, idColumn, asOf }: { readonly rows: readonly SampleRow[]; readonly idColumn: number; readonly asOf: number },
): Misfit => {
  const plans = columns.map(({ field, column, format }) => ({
    field,
    column,
    isOpen: format === "open",
    instantOf: instantsOf({ format: format === "open" ? order : format }, { zone: "UTC" }),
  }));
  const counts = { past: 0, future: 0, pairs: 0, reversed: 0 };
  const timeline: { id: number; created: number }[] = [];
  for (const { cells } of rows) {
    const read = plans.map(({ column, instantOf }) => instantOf(cells[column] ?? ""));
    for (const [index, { field, isOpen }] of plans.entries()) {
      if (!isOpen || !PAST.has(field) || Number.isNaN(read[index].ms)) continue;
      counts.past += 1;
      if (read[index].ms > asOf + DAY) counts.future += 1;
    }
    const start = plans.findIndex(({ field }) => field === "created");
    if (start === -1 || Number.isNaN(read[start].ms)) continue;
    for (const [index, { field, isOpen }] of plans.entries()) {
      if (!LATER.has(field) || Number.isNaN(read[index].ms) || !(isOpen || plans[start].isOpen)) continue;
      counts.pairs += 1;
      // A date without a time stands for its whole day.
      const end = read[index].timed ? read[index].ms : read[index].ms + DAY - 1;
      if (end < read[start].ms) counts.reversed += 1;
    }
    const id = idColumn === -1 ? Number.NaN : idNumber(cells[idColumn] ?? "");
    if (plans[start].isOpen && !Number.isNaN(id)) timeline.push({ id, created: read[start].ms });
  }
  return {
    future: counts.past === 0 ? null : counts.future / counts.past,
    reversed: counts.pairs === 0 ? null : counts.reversed / counts.pairs,
    disorder: disorderOf(timeline),
  };
};

/** The running number in an id such as `48001`, `TICKET-1001` or `IM0000004`. */
const idNumber = (text: string): number => {
  const digits = /(\d{1,15})\s*$/u.exec(text);
  return digits === null ? Number.NaN : Number(digits[1]);
};

const disorderOf = (timeline: { id: number; created: number }[]): number | null => {
  if (timeline.length < FEW) return null;
  timeline.sort((a, b) => a.id - b.id);
  let back = 0;
  for (let i = 1; i < timeline.length; i += 1) if (timeline[i].created < timeline[i - 1].created) back += 1;
  return back / (timeline.length - 1);
};
