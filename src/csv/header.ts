import { headerName, trimText } from "./cell.ts";
import type { Peek } from "./peek.ts";

/** Title lines above a header are few. */
const MOST_TITLES = 30;
/** A header fills at least this share of the table's width. */
const HEADER_SHARE = 0.6;
/** A header below a row of headings over groups of columns fills at least this share. */
const NAMED_SHARE = 0.9;

type Rows = Pick<Peek, "counts" | "rows" | "filled">;

/**
 * Cells of the records of the table. What stands above and below it has records of other lengths, so the most frequent length counts,
 * a frequent short one less than a long one. 0 without records.
 */
export function usualWidth({ counts }: Pick<Peek, "counts">): number {
  const frequency = new Map<number, number>();
  for (const count of counts) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [count, times] of frequency) {
    const weight = times * times * (count - 0.5);
    if (weight > most || (weight === most && count > width)) [width, most] = [count, weight];
  }
  return width;
}

const looksNumeric = (cell: string): boolean => /^[-+]?[\d.,\s%:/]+$/u.test(cell.trim()) && /\d/u.test(cell);

const beginsWithDigit = (cell: string): boolean => /^[-+(]?\d/u.test(trimText(cell));

const isBlank = (cell: string): boolean => trimText(cell) === "";

/** Text in every cell, none of it like a number or a date, and no name twice. */
const isOfNames = (row: readonly string[]): boolean => {
  const names = row.filter((cell) => !isBlank(cell));
  return !names.some(beginsWithDigit) && new Set(names.map(trimText)).size === names.length;
};

/**
 * Index of the header: the first record, unless it and perhaps more after it fill only a cell or two above a record that fills the
 * table's width with names, are comments, or are headings over groups of columns. Conservative: in doubt the first record is the header.
 */
export function headerIndex(peek: Rows, from = 0): number {
  const width = usualWidth(peek);
  const titleCells = width >= 5 ? 2 : 1;
  const { filled, rows } = peek;
  const first = afterComments(peek, from, width);
  for (let index = first; index < Math.min(rows.length, first + MOST_TITLES); index++) {
    if (index > first && filled[index] >= Math.max(2, width * HEADER_SHARE)) {
      const named = rows[index].filter((cell) => cell.trim() !== "");
      return named.filter(looksNumeric).length * 2 > named.length ? first : index;
    }
    if (filled[index] > titleCells) return isOfGroups(peek, index, width) ? index + 1 : first;
  }
  return first;
}

/** Index of the first record after the comments at the beginning; where the last of them has the names of the columns, its own. */
function afterComments({ rows, filled }: Rows, from: number, width: number): number {
  let index = from;
  while (index < rows.length - 1 && isComment(rows[index], width)) index += 1;
  const last = rows[index - 1];
  const isHeader =
    index > from && last.length === width && filled[index - 1] === width && isOfNames(last) && rows[index].some(beginsWithDigit);
  return isHeader ? index - 1 : index;
}

/** `#` alone, `#id` and `#1234` are cells of a table as well. */
const isComment = (row: readonly string[], width: number): boolean =>
  row[0]?.startsWith("#") && (row.length === width ? /^#+\s/u.test(row[0]) : /^#\D/u.test(row[0]) || row.length === 1);

/** Whether lines that begin with `#` are comments: some cannot be records, and not because all records begin so. */
export function hasComments({ rows }: Pick<Peek, "rows">, header: number): boolean {
  const width = rows[header]?.length ?? 0;
  const marked = rows.filter((row, index) => index !== header && row[0]?.startsWith("#"));
  const records = marked.filter((row) => row.length === width && !/^#+\s/u.test(row[0])).length;
  const isMarked = COMMENTED.test(rows[header]?.[0] ?? "") || marked.some((row) => isComment(row, width));
  return width > 1 && records === 0 && isMarked;
}

/** The names of columns; what marks the line as a comment is no part of the first. */
export const headerNames = (row: readonly string[]): string[] =>
  row.map(headerName).map((name, column) => (column === 0 && row.length > 1 && name.startsWith("#") ? name.replace(COMMENTED, "") : name));

const COMMENTED = /^#+\s+(?!of\b)(?=\S)/iu;

/** Headings over groups of columns: gaps between them, a full row of names below, and data below that. */
function isOfGroups({ rows, filled }: Rows, index: number, width: number): boolean {
  const [groups, names, data] = [rows[index], rows[index + 1], rows[index + 2]];
  if (names === undefined || data === undefined || width < 3) return false;
  return (
    filled[index] < width * HEADER_SHARE &&
    groups.length <= width &&
    names.length === width &&
    filled[index + 1] >= width * NAMED_SHARE &&
    !groups.some(beginsWithDigit) &&
    isOfNames(names) &&
    data.some(beginsWithDigit)
  );
}

/** Whole cells of a line under the header that says what the columns hold: units, types, dashes. */
const EXPLAINS: readonly RegExp[] = [
  /^[([](?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|hh:mm(?::ss)?|%|#|n)[)\]]$/iu,
  /^(?:ms|milliseconds?|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|hh:mm(?::ss)?|%|percent)$/iu,
  /^(?:text|string|varchar|char|int|integer|bigint|number|numeric|decimal|float|double|date|datetime|timestamp|time|bool|boolean)$/iu,
  /^[-=_]{3,}$/u,
];

/**
 * Records after the header that are no data: question texts and import ids of Qualtrics, answer options of SurveyMonkey, a line of units,
 * types or dashes.
 */
export function extraHeaderRecords({ rows }: Pick<Peek, "rows">, header: number): number {
  const isImportIds = (row: readonly string[] | undefined): boolean => /^\{\s*['"]ImportId['"]\s*:/u.test(row?.[0]?.trim() ?? "");
  if (isImportIds(rows[header + 2])) return 2;
  if (isImportIds(rows[header + 1])) return 1;
  const next = rows[header + 1];
  const filled = next?.map(trimText).filter((cell) => cell !== "") ?? [];
  if (filled.length > 0 && (rows[header]?.length ?? 0) > 1 && filled.every((cell) => EXPLAINS.some((pattern) => pattern.test(cell))))
    return 1;
  const names = (rows[header] ?? []).map((cell) => trimText(cell).toLowerCase());
  const respondent = names.indexOf("respondent id");
  if (respondent < 0 || !names.includes("collector id")) return 0;
  return next !== undefined && (next[respondent] ?? "").trim() === "" && next.some((cell) => cell.trim() !== "") ? 1 : 0;
}
