import { trimText } from "./cell.ts";
import type { Peek } from "./peek.ts";

/** Title lines above a header are few. */
const MOST_TITLES = 30;
/** A header fills at least this share of the table's width. */
const HEADER_SHARE = 0.6;

/** Cells most records have; of equally frequent ones the most. 0 without records. */
export function usualWidth({ counts }: Pick<Peek, "counts">): number {
  const frequency = new Map<number, number>();
  for (const count of counts) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [count, times] of frequency) {
    if (times > most || (times === most && count > width)) [width, most] = [count, times];
  }
  return width;
}

const looksNumeric = (cell: string): boolean => /^[-+]?[\d.,\s%:/]+$/u.test(cell.trim()) && /\d/u.test(cell);

/**
 * Index of the header: the first record, unless it and perhaps more after it fill only a cell or two above a record that fills the
 * table's width with names. Conservative: in doubt the first record is the header.
 */
export function headerIndex(peek: Peek, from = 0): number {
  const width = usualWidth(peek);
  const titleCells = width >= 5 ? 2 : 1;
  const { filled, rows } = peek;
  for (let index = from; index < Math.min(rows.length, from + MOST_TITLES); index++) {
    if (index > from && filled[index] >= Math.max(2, width * HEADER_SHARE)) {
      const named = rows[index].filter((cell) => cell.trim() !== "");
      return named.filter(looksNumeric).length * 2 > named.length ? from : index;
    }
    if (filled[index] > titleCells) return from;
  }
  return from;
}

/** Records after the header that are no data: question texts and import ids of Qualtrics, answer options of SurveyMonkey. */
export function extraHeaderRecords({ rows }: Pick<Peek, "rows">, header: number): number {
  const isImportIds = (row: readonly string[] | undefined): boolean => /^\{\s*['"]ImportId['"]\s*:/u.test(row?.[0]?.trim() ?? "");
  if (isImportIds(rows[header + 2])) return 2;
  if (isImportIds(rows[header + 1])) return 1;
  const names = (rows[header] ?? []).map((cell) => trimText(cell).toLowerCase());
  const respondent = names.indexOf("respondent id");
  if (respondent < 0 || !names.includes("collector id")) return 0;
  const next = rows[header + 1];
  return next !== undefined && (next[respondent] ?? "").trim() === "" && next.some((cell) => cell.trim() !== "") ? 1 : 0;
}
