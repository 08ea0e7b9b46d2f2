import { surveyType } from "../interaction/vocabulary.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { Cell } from "./driver.ts";
import type { Store } from "./open.ts";

/** Columns that scores are told by. */
export const SCORE_NAMES = ["csat", "nps", "ces", "score", "survey_type"] as const;

const FIELDS = ["csat", "nps", "ces"] as const;

/** The numeric scores of a row, by the field that they are of. */
export const scoresIn = (cells: Readonly<Record<string, Cell>>): readonly (readonly [field: string, value: number])[] => {
  const scores = FIELDS.flatMap((field) => (typeof cells[field] === "number" ? [[field, cells[field]] as const] : []));
  const { score, survey_type: type } = cells;
  if (typeof score !== "number" || typeof type !== "string") return scores;
  const field = surveyType(foldWord(type));
  return field === undefined || !(FIELDS as readonly string[]).includes(field) ? scores : [...scores, [field, score]];
};

/** How often each score was given, by field, in all rows of a layout. */
export const scoreCounts = ({ db }: Store, layout: number): ReadonlyMap<string, ReadonlyMap<number, number>> => {
  const counts = new Map<string, Map<number, number>>();
  for (const { field, value, rows } of db
    .prepare("SELECT field, value, rows FROM scores WHERE layout_id = ? ORDER BY field, value")
    .all([layout])) {
    const name = String(field);
    if (!counts.has(name)) counts.set(name, new Map());
    counts.get(name)!.set(Number(value), Number(rows));
  }
  return counts;
};
