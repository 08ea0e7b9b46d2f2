import { stringify } from "csv-stringify/sync";
import type { Reject } from "./block.ts";

export type CsvCell = string | number | null;

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
  return stringify([...rows], {
    delimiter: excel?.delimiter ?? ",",
    record_delimiter: excel === null ? "\n" : "\r\n",
    bom: excel !== null,
    escape_formulas: true,
    cast: {
      number: (value) => ({ value: excel === null ? String(value) : String(value).replace(".", excel.decimal), escape_formulas: false }),
    },
  });
}

/** The rejected records of a run as CSV: `file,line,reason,record`. The raw record is text, guarded like any. */
export function writeRejects(rejects: Iterable<Reject & { readonly file: string }>): string {
  const rows: CsvCell[][] = [["file", "line", "reason", "record"]];
  for (const { file, line, reason, raw } of rejects) rows.push([file, line, reason, raw]);
  return writeCsv(rows, { excel: null });
}
