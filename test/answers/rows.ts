import { ANSWER_COLUMNS, type AnswerRow } from "../../src/answers/row.ts";

const BLANK = Object.fromEntries(ANSWER_COLUMNS.map((column) => [column, null])) as AnswerRow;

export const row = (id: string, cells: Partial<AnswerRow> = {}): AnswerRow => ({
  ...BLANK,
  response_id: id,
  answered_at: "2026-11-21T10:15:00Z",
  survey_type: "nps",
  score: 9,
  complete: "yes",
  ...cells,
});
