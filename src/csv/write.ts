import { type Options, stringify } from "csv-stringify/sync";
import type { Reject } from "./block.ts";

export type CsvCell = string | number | null;

const BOM = "\ufeff";

/** So that rows worked out one by one are never all in memory. */
const ROWS_AT_ONCE = 1000;

/** What a spreadsheet of one locale expects. */
export interface ExcelDialect {
  readonly delimiter: string;
  /** Decimal mark. */
  readonly decimal: string;
}

/**
 * CSV by RFC 4180, each row with its line end. Text that a spreadsheet would take for a formula is guarded with an apostrophe; numbers
 * stay bare, null is empty. Plain output has line feeds, which suit pipes; with `excel` it has a byte order mark, CRLF, and the locale's
 * delimiter and decimal mark.
 */
export function writeCsv(rows: Iterable<readonly CsvCell[]>, options: { readonly excel: ExcelDialect | null }): string {
  const { excel } = options;
  const dialect: Options = {
    delimiter: excel?.delimiter ?? ",",
    record_delimiter: excel === null ? "\n" : "\r\n",
    escape_formulas: true,
    cast: { number: excel === null ? String : (value) => String(value).replace(".", excel.decimal) },
  };
  let text = excel === null ? "" : BOM;
  let some: (readonly CsvCell[])[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < ROWS_AT_ONCE) continue;
    text += stringify(some, dialect);
    some = [];
  }
  return text + stringify(some, dialect);
}

/** The rejected records of a run as CSV: `file,line,reason,record`. The raw record is text, guarded like any. */
export function writeRejects(rejects: Iterable<Reject & { readonly file: string }>): string {
  const rows: CsvCell[][] = [["file", "line", "reason", "record"]];
  for (const { file, line, reason, raw } of rejects) rows.push([file, line, reason, raw]);
  return writeCsv(rows, { excel: null });
}
