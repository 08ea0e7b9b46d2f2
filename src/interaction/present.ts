import { NEGATIVE, type ColumnPlan } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";
import { readInstant } from "../values/instant.ts";
import { isNullWord } from "../values/null-words.ts";
import { readNumber } from "../values/number.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { UndecidedDate } from "./date-order.ts";
import type { Field } from "./fields.ts";
import type { SampleRow } from "./sample.ts";
import { VOCABULARIES } from "./vocabulary.ts";

/** Fields whose column has a readable value in the sample, sorted. A date that waits for its order is there as well. */
export const presentFields = (plans: readonly ColumnPlan[], rows: readonly SampleRow[], undecided: readonly UndecidedDate[]): Field[] => {
  const present = new Set<Field>();
  for (const plan of plans) {
    const field = plan.field as Field;
    if (present.has(field)) continue;
    const waits = undecided.some(({ column }) => column === plan.column);
    if (waits || rows.some(({ cells }) => isReadable(plan, cells))) present.add(field);
  }
  return [...present].toSorted();
};

const isReadable = (plan: ColumnPlan, cells: readonly string[]): boolean => {
  const cell = cells[plan.column] ?? "";
  if (isNullWord(cell)) return false;
  switch (plan.kind) {
    case "instant":
      return !Number.isNaN(readInstant(cell, plan, { zone: "UTC" }).ms);
    case "duration":
      return readDuration(cell, plan.unit, plan.numbers ?? "point") >= 0;
    case "count":
    case "score":
      return readNumber(cell, plan.numbers ?? "point") >= 0 || hasWord(plan, cell);
    case "flag":
      return hasWord(plan, cell);
    default:
      return true;
  }
};

const hasWord = (plan: ColumnPlan, cell: string): boolean => {
  const word = foldWord(cell);
  return (plan.meanings?.[word] ?? VOCABULARIES.words.get(plan.words ?? "yes-no")?.get(word) ?? NEGATIVE - 1) >= NEGATIVE;
};
