import { type CsvCell, writeCsv } from "../csv/write.ts";
import type { CustomerHistory, CustomerRow } from "../report/customer-history.ts";
import { sanitize } from "../text/sanitize.ts";
import { below, dateText, fitting, inLine, remarkColumns, scoreText, textColumn } from "./follow-ups-columns.ts";
import type { Column, Grid } from "./grid.ts";
import { headline, zoneLine } from "./header.ts";
import { iso, openingOf, textOf } from "./json.ts";
import { pageMarkdown } from "./markdown.ts";
import type { Page } from "./page.ts";
import { pageText, penOf } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { count } from "./units.ts";

const SCHEMA = "cs-metrics.history/1";

/** One line for each ticket and answer, comments and notes below. */
export const renderTable = (history: CustomerHistory, options: Pick<RenderOptions, "style" | "width" | "ascii">): string => {
  const pen = penOf(options);
  return pageText(pageOf(history, pen.width, "below"), pen);
};

/** The same in Markdown, with all columns. */
export const renderMarkdown = (history: CustomerHistory): string => pageMarkdown(pageOf(history, Infinity, "column"));

const pageOf = (history: CustomerHistory, width: number, comments: "below" | "column"): Page => {
  const { report, rows } = history;
  const some = rows.length > 0;
  return {
    headline: headline(report),
    zone: some ? zoneLine(report) : null,
    grids: some ? [gridOf(history, width, comments)] : [],
    footnote: some ? null : missing(history),
    goodToKnow: [],
    closing: [],
  };
};

const missing = ({ report, customer }: CustomerHistory): string => {
  const isMapped = report.sources.some(({ decisions }) => decisions.columns.some(({ field }) => field === "customer"));
  return isMapped
    ? `Nothing of "${inLine(customer)}": the whole name is looked for, in capitals or not.`
    : 'No column is read as the customer. Name it: --map customer="Header"';
};

/** What gives way first where the table is too wide. */
const LEAST_MISSED = ["Channel", "Solved", "Agent", "Status"];

const gridOf = ({ rows, report, customer }: CustomerHistory, width: number, comments: "below" | "column"): Grid => {
  const zone = report.period.timeZone;
  const column = (head: string, of: (row: CustomerRow) => string | null, more?: Partial<Column>): Column =>
    textColumn(head, rows.map(of), more);
  const named = [
    column("Date", ({ when }) => dateText(when, zone)),
    column("Ticket", ({ id }) => id, { least: 10 }),
    column("Status", ({ status, kind }) => status ?? (kind === "answer" ? "(answer)" : null), { least: 8 }),
    column("Solved", ({ resolved }) => dateText(resolved, zone)),
    column("Agent", ({ agent }) => agent, { least: 10 }),
    column("Channel", ({ channel }) => channel, { least: 7 }),
    column("Score", ({ scores }) => scores.map(scoreText).join(", "), { tone: "bold" }),
    ...(comments === "below" ? [] : remarkColumns(rows, zone)),
  ];
  const columns = fitting(named, width, LEAST_MISSED);
  const title = `${inLine(customer)}: ${rows.length === 1 ? "1 entry" : `${count(rows.length)} entries, oldest first`}`;
  return { title, columns, between: comments === "column" ? [] : rows.flatMap((row, at) => below(row, at, zone)) };
};

const HEAD = [
  "date",
  "kind",
  "id",
  "status",
  "resolved",
  "agent",
  "channel",
  "csat",
  "nps",
  "ces",
  "comment",
  "contacted_at",
  "note",
  "file",
  "line",
] as const;

/** One row for each ticket and answer, columns always the same, instants in ISO 8601 UTC. */
export const renderCsv = ({ rows }: CustomerHistory, { excel }: Pick<RenderOptions, "excel">): string => {
  const safe = (text: string | null): CsvCell => (text === null ? null : sanitize(text));
  const lines = rows.map((row): CsvCell[] => [
    iso(row.when?.at ?? null),
    row.kind,
    safe(row.id),
    safe(row.status),
    iso(row.resolved?.at ?? null),
    safe(row.agent),
    safe(row.channel),
    ...(["csat", "nps", "ces"] as const).map((survey) => row.scores.find((one) => one.survey === survey)?.score ?? null),
    safe(row.comment),
    iso(row.contact?.at ?? null),
    safe(row.contact?.note ?? null),
    safe(row.file),
    row.line,
  ]);
  return writeCsv([[...HEAD], ...lines], { excel });
};

/** The same as JSON, `docs/history.schema.json`; unknown is null. */
export const renderJson = ({ report, customer, rows }: CustomerHistory): string =>
  `${textOf({
    ...openingOf(SCHEMA, report),
    sources: report.sources.map(({ file, profile }) => ({ file, profile })),
    customer,
    count: rows.length,
    entries: rows.map((row) => ({
      date: iso(row.when?.at ?? null),
      kind: row.kind,
      id: row.id,
      status: row.status,
      resolved: iso(row.resolved?.at ?? null),
      agent: row.agent,
      channel: row.channel,
      scores: row.scores.map(({ survey, score }) => ({ survey, score })),
      comment: row.comment,
      contactedAt: iso(row.contact?.at ?? null),
      note: row.contact?.note ?? null,
      file: row.file,
      line: row.line,
    })),
  })}\n`;
