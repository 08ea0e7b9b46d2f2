import { rowsToRead } from "../report/rows-behind-parts.ts";
import type { TargetReport } from "../report/targets.ts";
import { quoteArgument, quoteFile } from "../text/quote.ts";
import { flagsTyped } from "./request.ts";

/** Flags that decide which rows a figure is made of, and how they are read. */
const DECIDING: ReadonlySet<string> = new Set([
  "db",
  "period",
  "since",
  "until",
  "date-basis",
  "where",
  "clock",
  "business-hours",
  "fcr-rule",
  "as-of",
  "map",
  "profile",
  "date-format",
  "tz",
  "scale",
  "delimiter",
  "encoding",
  "config",
]);

/**
 * The words of the command that lists the rows to read where a target was missed, as it can be pasted: with the files and the filters that were typed.
 * Null where there are none to read, or where what was piped in is gone.
 */
export const rowsCommand = (argv: readonly string[], files: readonly string[], { kpi, by }: TargetReport): string[] | null => {
  const rows = rowsToRead(kpi);
  if (rows === null || files.includes("-")) return null;
  const conditions = Object.entries(by).map(([name, value]) => (value.startsWith("!=") ? `${name}${value}` : `${name}=${value}`));
  const where = conditions.map((condition) => `--where ${quoteArgument(condition)}`);
  return ["cs-metrics report", ...files.map(quoteFile), "--rows", rows, ...where, ...flagsTyped(argv, (name) => DECIDING.has(name))];
};
