import { zoneOf } from "../values/zone.ts";
import type { RowsBehind } from "../report/rows-behind.ts";
import type { RowBehind } from "../report/rows-behind-row.ts";
import { clockText } from "./clock.ts";
import { draw } from "./draw.ts";
import { baseName, headline, zoneLine } from "./header.ts";
import { type Between, type Column, fits, type Grid } from "./grid.ts";
import { fullName } from "./labels.ts";
import { missingText } from "./missing.ts";
import { counted, kpiNoun, nounOf } from "./noun.ts";
import { MARGIN } from "./page.ts";
import { byOf, columnsOf, fileOf, type RowColumn } from "./rows-columns.ts";
import { headLines, penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { capitalised, count, duration } from "./units.ts";
import { TIE, wrap } from "./wrap.ts";

/** Rows behind a figure for people: what they are, then one line each. */
export const render = (behind: RowsBehind, options: Pick<RenderOptions, "style" | "width" | "ascii">): string => {
  const { report, rows } = behind;
  const pen = penOf(options);
  const worded = wordedBy(pen);
  const { dim } = pen.style;
  const text = (paragraph: string): string[] => wrap(worded(paragraph), Math.min(pen.width, READABLE)).map(dim);
  const lines = headLines(headline(report).map(worded), pen.width);
  const zone = zoneLine(report);
  if (zone !== null) lines.push(...text(zone));
  const clock = report.period.clock === "calendar" ? null : clockText(report);
  if (clock !== null) lines.push(...text(clock));
  lines.push("", ...wrap(worded(titleOf(behind)), pen.width));
  if (rows.length > 0) lines.push(...draw(gridOf(behind, pen.width), pen));
  const closing = closingOf(behind);
  if (closing !== null) lines.push("", ...text(closing));
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

/** "Satisfied customers (CSAT), negative: 18 of 148 ratings, newest first" */
const titleOf = ({ report, kpi, part, counts, entities }: RowsBehind): string => {
  if (report.kpis.length === 0) return missingText(report) ?? fullName(kpi);
  const noun = kpiNoun(kpi, report);
  const { n } = report.groups[0].kpis[kpi.id];
  const isWhole = part.id === "all" || part.id === part.order;
  const name = isWhole ? fullName(kpi) : `${fullName(kpi)}, ${part.id.replaceAll("_", " ")}`;
  const found = entities === null ? counts[0] : entities[0];
  if (found === 0) return `${name}: none${part.isVerdict ? ` of ${counted(n, noun)}` : ""}`;
  const many = part.isVerdict
    ? `${count(found)} of ${counted(n, noun)}`
    : counted(found, isWhole || entities !== null ? noun : nounOf(report));
  return `${name}: ${many}${entities === null ? "" : `, ${counted(counts[0], nounOf(report))}`}, ${part.order} first`;
};

const closingOf = ({ report, rows, counts }: RowsBehind): string | null => {
  const isGrouped = report.dimensions.length > 0;
  const all = isGrouped ? counts.slice(1).reduce((sum, some) => sum + some, 0) : counts[0];
  if (rows.length >= all) return null;
  return `${isGrouped ? "Each group's first rows" : `The first ${count(rows.length)} of ${count(all)} rows`}; all of them: --limit${TIE}0, or --format${TIE}csv`;
};

/** What gives way first where the table is too wide. */
const LEAST_MISSED: readonly RowColumn[] = ["resolved", "channel", "agent", "created", "verdict", "customer"];

const gridOf = (behind: RowsBehind, width: number): Grid => {
  const { report } = behind;
  let shown = columnsOf(behind).filter((column) => !report.dimensions.includes(column) && isTold(behind, column));
  const dimensions = dimensionColumns(behind);
  const columns = new Map(shown.map((column) => [column, columnOf(behind, column)]));
  const all = (): Column[] => [...dimensions, ...shown.map((column) => columns.get(column)!)];
  for (const column of LEAST_MISSED) if (!fits(all(), width)) shown = shown.filter((one) => one !== column);
  return { columns: all(), between: betweenGroups(behind.rows) };
};

/** Whether a column says anything here. */
const isTold = ({ report, part, rows }: RowsBehind, column: RowColumn): boolean => {
  if (column === "line") return true;
  if (column === "file") return report.sources.length > 1;
  // What was asked for is what they all are; and words say it themselves.
  if (column === "value" && part.isVerdict && rows.every(({ value }) => value === part.id)) return false;
  if (column === "verdict") return !part.isVerdict && rows.some(({ value, verdict }) => verdict !== null && value !== verdict);
  return rows.some((row) => row[column] !== null && row[column] !== undefined);
};

const betweenGroups = (rows: readonly RowBehind[]): Between[] =>
  rows.flatMap(({ place }, at) => (at > 0 && place !== rows[at - 1].place ? [{ before: at, line: "blank" as const }] : []));

/** More dimensions than this share one column. */
const OWN_COLUMNS = 3;

const dimensionColumns = (behind: RowsBehind): Column[] => {
  const names = behind.report.dimensions.map(capitalised);
  const values = behind.rows.map((row) => byOf(behind, row));
  const column = (head: string, texts: readonly string[], least: number): Column => ({
    head: [head],
    align: "left",
    cells: texts.map((text) => ({ text })),
    least,
  });
  if (names.length <= OWN_COLUMNS)
    return names.map((name, at) =>
      column(
        name,
        values.map((own) => own[at]),
        8,
      ),
    );
  return [
    column(
      names.join(" · "),
      values.map((own) => own.join(" · ")),
      16,
    ),
  ];
};

interface Look {
  readonly head: string;
  readonly align: Column["align"];
  readonly tone?: Column["tone"];
  readonly least?: number;
}

const LOOKS: Readonly<Record<RowColumn, Look>> = {
  id: { head: "Id", align: "left", least: 10 },
  created: { head: "Created", align: "left" },
  resolved: { head: "Solved", align: "left" },
  channel: { head: "Channel", align: "left", least: 7 },
  agent: { head: "Agent", align: "left", least: 10 },
  customer: { head: "Customer", align: "left", least: 10 },
  value: { head: "Score", align: "right", tone: "bold" },
  verdict: { head: "Counts as", align: "left" },
  file: { head: "File", align: "left", least: 8 },
  line: { head: "Line", align: "right", tone: "dim" },
  comment: { head: "Comment", align: "left", least: 12 },
};

const DATED: Readonly<Record<string, string>> = { answered_at: "Answered", sent: "Sent" };

const columnOf = (behind: RowsBehind, column: RowColumn): Column => {
  const { head, ...look } = LOOKS[column];
  const texts = behind.rows.map((row) => cellOf(behind, row, column));
  return { ...look, head: [headOf(behind, column) ?? head], cells: texts.map((text) => ({ text })) };
};

const headOf = ({ kpi, dates }: RowsBehind, column: RowColumn): string | undefined => {
  if (column === "value" && kpi.unit === "seconds") return "Time";
  const fields = new Set(dates.map(({ created }) => created));
  return column === "created" && fields.size === 1 ? DATED[String([...fields][0])] : undefined;
};

const cellOf = (behind: RowsBehind, row: RowBehind, column: RowColumn): string => {
  switch (column) {
    case "created":
    case "resolved":
      return instantText(behind, row, column);
    case "value":
      return behind.kpi.unit === "seconds" && typeof row.value === "number" ? duration(row.value) : String(row.value ?? "");
    case "verdict":
      return (row.verdict ?? "").replaceAll("_", " ");
    case "file":
      return baseName(fileOf(behind, row));
    case "line":
      return String(row.line);
    default:
      return row[column] ?? "";
  }
};

/** `2026-10-01 09:48` in the report's zone; the day alone where the file has no more. */
const instantText = ({ report, dates }: RowsBehind, row: RowBehind, column: "created" | "resolved"): string => {
  const instant = row[column];
  if (instant === null) return "";
  const field = dates[row.source][column];
  const text = new Date(zoneOf(report.period.timeZone).toLocal(instant)).toISOString();
  const isDay = field !== null && dates[row.source].dateOnly.includes(field);
  return isDay ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
};
