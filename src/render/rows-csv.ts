import { type CsvCell, writeCsv } from "../csv/write.ts";
import type { RowsBehind } from "../report/rows-behind.ts";
import type { RowBehind } from "../report/rows-behind-row.ts";
import { sanitize } from "../text/sanitize.ts";
import { converted, named } from "./csv.ts";
import { iso } from "./json.ts";
import { byOf, columnsOf, fileOf, type RowColumn } from "./rows-columns.ts";
import type { RenderOptions } from "./types.ts";

type Options = Pick<RenderOptions, "excel" | "timeUnit">;

/**
 * Rows behind a figure as CSV: one row each, dimension columns first, instants in ISO 8601 UTC. A column that is a dimension, too, stands
 * only there.
 */
export const render = (behind: RowsBehind, options: Options): string => writeCsv(lines(behind, options), { excel: options.excel });

function* lines(behind: RowsBehind, { timeUnit }: Options): Generator<CsvCell[]> {
  const { report, kpi } = behind;
  const columns = columnsOf(behind).filter((column) => !report.dimensions.includes(column));
  const headOf = (column: RowColumn): string => (column === "value" ? named(kpi.id, kpi.unit, timeUnit) : column);
  yield [...report.dimensions.map(sanitize), ...columns.map(headOf)];
  const text = (value: string | null | undefined): CsvCell => (value === null || value === undefined ? null : sanitize(value));
  const cell = (row: RowBehind, column: RowColumn): CsvCell => {
    if (column === "created" || column === "resolved") return iso(row[column]);
    if (column === "value") return typeof row.value === "number" ? converted(row.value, kpi.unit, timeUnit) : text(row.value);
    if (column === "line") return row.line;
    return text(column === "file" ? fileOf(behind, row) : row[column]);
  };
  for (const row of behind.rows) yield [...byOf(behind, row).map(sanitize), ...columns.map((column) => cell(row, column))];
}
