import { writeCsv } from "../csv/write.ts";
import { ANSWER_COLUMNS, type AnswerColumn, type AnswerRow, type Completion } from "./row.ts";

/** Line end of a file; a spreadsheet may have changed it. */
export type LineEnd = "\n" | "\r\n";

/** The first line, without its end. */
export const HEADER = ANSWER_COLUMNS.join(",");

const COMPLETIONS: readonly string[] = ["yes", "no", "declined", "not reached"] satisfies readonly Completion[];

/** Control characters that no one types; NUL would make a file look binary to whatever reads it later. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;

/** Before a cell that a spreadsheet would take for a formula, `writeCsv` sets an apostrophe. */
const GUARDED = /^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/u;

/** Rows as they stand in the file, each with its line end. */
export const rowsText = (rows: readonly AnswerRow[], lineEnd: LineEnd): string =>
  rows
    .map((row) => {
      const cells = ANSWER_COLUMNS.map((column) => {
        const value = row[column] ?? null;
        return typeof value === "string" ? value.replace(CONTROL, "") : value;
      });
      return writeCsv([cells], { excel: null }).slice(0, -1) + lineEnd;
    })
    .join("");

/** Whether these are the cells of a row that was written to its end. */
export const isWholeRow = (cells: readonly string[]): boolean =>
  cells.length === ANSWER_COLUMNS.length && COMPLETIONS.includes(cells[cells.length - 1].trim().toLowerCase());

/** A text as it was before it was written. */
const unguarded = (cell: string): string => cell.replace(GUARDED, "");

/** A header that answers can be read under, in whatever order and company. */
export const isAnswersHeader = (header: readonly string[]): boolean =>
  (["response_id", "survey_type", "score"] satisfies AnswerColumn[]).every((column) => placeOf(header, column) >= 0);

/** Index of the cell that belongs to a column, -1 = there is none. */
export const placeOf = (header: readonly string[], column: AnswerColumn): number =>
  header.findIndex((name) => name.trim().toLowerCase() === column);

/** The row that cells under a header are. Columns that are missing are null; a score that is no number stays text. */
export const rowOf = (header: readonly string[], cells: readonly string[]): AnswerRow => {
  const entries = ANSWER_COLUMNS.map((column): [AnswerColumn, string | number | null] => {
    const text = unguarded(cells[placeOf(header, column)] ?? "");
    if (text.trim() === "") return [column, null];
    return [column, column === "score" && /^-?\d+(\.\d+)?$/u.test(text.trim()) ? Number(text) : text];
  });
  return Object.fromEntries(entries) as AnswerRow;
};
