import { type CsvCell, writeCsv } from "../csv/write.ts";
import type { ClosedLoop, FollowUp, FollowUps } from "../report/follow-ups.ts";
import { sanitize } from "../text/sanitize.ts";
import { below, dateText, fitting, remarkColumns, scoreText, textColumn } from "./follow-ups-columns.ts";
import type { Column, Grid } from "./grid.ts";
import { headline, zoneLine } from "./header.ts";
import { iso, openingOf, textOf } from "./json.ts";
import { pageMarkdown } from "./markdown.ts";
import { missingText } from "./missing.ts";
import { counted } from "./noun.ts";
import type { Page } from "./page.ts";
import { pageText, penOf } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { count, decimal, duration, percent } from "./units.ts";
import { TIE } from "./wrap.ts";

const SCHEMA = "cs-metrics.follow-ups/1";

/** The list for people, each comment below its answer. */
export const renderTable = (follow: FollowUps, options: Pick<RenderOptions, "style" | "width" | "ascii">, command: string): string => {
  const pen = penOf(options);
  return pageText(pageOf(follow, { width: pen.width, comments: "below", command }), pen);
};

/** The same in Markdown, with all columns. */
export const renderMarkdown = (follow: FollowUps, command: string): string =>
  pageMarkdown(pageOf(follow, { width: Infinity, comments: "column", command }));

interface Room {
  readonly width: number;
  readonly comments: "below" | "column";
  /** What was typed, as far as it says which store. */
  readonly command: string;
}

const pageOf = (follow: FollowUps, { width, comments, command }: Room): Page => {
  const { report, rows } = follow;
  const some = rows.length > 0;
  const missing = report.kpis.length === 0 ? missingText(report) : null;
  return {
    headline: headline(report),
    zone: some ? zoneLine(report) : null,
    grids: some ? [gridOf(follow, width, comments)] : [],
    footnote: missing ?? (some ? loopText(follow) : `${titleOf(follow)}. ${loopText(follow)}`),
    goodToKnow: [],
    closing: closingOf(follow, command),
  };
};

const WHO = { unhappy: "Unhappy customers", happy: "Happy customers" } as const;
const ORDER = { newest: "newest first", oldest: "oldest first" } as const;

/** "Unhappy customers not yet contacted: 18 answers, newest first" */
const titleOf = ({ request: { kind, all, order }, count: n, loop }: FollowUps): string => {
  const who = `${WHO[kind]}${all ? "" : loop === null ? " to contact" : " not yet contacted"}`;
  if (n === 0) return `${who}: none`;
  return `${who}: ${counted(n, "answers")}, ${order === "score" ? (kind === "happy" ? "best first" : "worst first") : ORDER[order]}`;
};

/** What gives way first where the table is too wide. */
const LEAST_MISSED = ["Channel", "Agent"];

/** `below`: comments and notes stand below their row, as they would leave a screen's columns no room. */
const gridOf = (follow: FollowUps, width: number, comments: "below" | "column"): Grid => {
  const { rows, report } = follow;
  const zone = report.period.timeZone;
  const column = (head: string, of: (row: FollowUp) => string | null, more?: Partial<Column>): Column =>
    textColumn(head, rows.map(of), more);
  const named: Column[] = [
    column("Date", ({ when }) => dateText(when, zone)),
    column("Ticket", ({ id }) => id, { least: 10 }),
    column("Customer", ({ customer }) => customer, { least: 12 }),
    column("Agent", ({ agent }) => agent, { least: 10 }),
    column("Channel", ({ channel }) => channel, { least: 7 }),
    column("Score", scoreText, { tone: "bold" }),
    ...(comments === "below" ? [] : remarkColumns(rows, zone)),
  ];
  const columns = fitting(named, width, LEAST_MISSED);
  return { title: titleOf(follow), columns, between: comments === "column" ? [] : rows.flatMap((row, at) => below(row, at, zone)) };
};

/** Below this, shares say more than they know. */
const FEW = 10;

/** "Contacted: 5 of 23 (21.7%, likely 10–42%), half of them within 1d 04h (n = 5)." */
const loopText = ({ loop, request: { kind } }: FollowUps): string => {
  if (loop === null) return `Who was contacted is kept in the store: cs-metrics import, then cs-metrics follow-ups --done${TIE}ID`;
  if (loop.n === 0) return "Contacted: no data.";
  const range = loop.n < FEW ? "" : ` (${percent(loop.share!, 1)}, likely ${decimal(loop.low!, 1)}–${decimal(loop.high!, 1)}%)`;
  return `Contacted: ${count(loop.contacted)} of ${count(loop.n)} ${kind}${range}${timeText(loop)}.`;
};

const timeText = ({ time: { median, n, low, high } }: ClosedLoop): string => {
  if (median === null) return "";
  const range = low === null || high === null ? "" : `, likely ${duration(low)}–${duration(high)}`;
  return `; median time from the date shown ${duration(median)} (n${TIE}=${TIE}${count(n)}${range})`;
};

const closingOf = ({ report, rows, count: n, request: { kind, all }, loop }: FollowUps, command: string): string[] => [
  ...(report.period.asWritten && loop !== null && loop.time.n > 0
    ? [`The files name no time zone; the time to contact takes theirs for UTC, unless you give --tz${TIE}ZONE`]
    : []),
  ...(rows.length < n ? [`The first ${count(rows.length)} of ${count(n)} answers; all of them: --limit${TIE}0, or --format${TIE}csv`] : []),
  ...(loop === null || rows.length === 0 || all
    ? []
    : [`When one is ${kind === "happy" ? "thanked" : "contacted"}: ${command} --done${TIE}ID --note${TIE}"..."`]),
];

const HEAD = ["date", "id", "customer", "agent", "channel", "survey", "score", "comment", "contacted_at", "note", "file", "line"] as const;

/** One row for each answer, columns always the same, instants in ISO 8601 UTC. */
export const renderCsv = ({ rows }: FollowUps, { excel }: Pick<RenderOptions, "excel">): string => {
  const safe = (text: string | null): CsvCell => (text === null ? null : sanitize(text));
  const lines = rows.map((row): CsvCell[] => [
    iso(row.when?.at ?? null),
    safe(row.id),
    safe(row.customer),
    safe(row.agent),
    safe(row.channel),
    row.survey,
    row.score,
    safe(row.comment),
    iso(row.contact?.at ?? null),
    safe(row.contact?.note ?? null),
    safe(row.file),
    row.line,
  ]);
  return writeCsv([[...HEAD], ...lines], { excel });
};

/** The list and the figures as JSON: `docs/follow-ups.schema.json`. Times are seconds, unknown is null; `loop` is null where there is no store. */
export const renderJson = (follow: FollowUps): string => {
  const { report, request, rows, loop } = follow;
  return `${textOf({
    ...openingOf(SCHEMA, report),
    sources: report.sources.map(({ file, profile }) => ({ file, profile })),
    kind: request.kind,
    order: request.order,
    answers: Object.fromEntries(report.kpis.map(({ id }) => [id, report.groups[0].kpis[id].n])),
    unavailable: report.unavailable.map(({ kpi, reason }) => ({ kpi, reason })),
    loop:
      loop === null
        ? null
        : { n: loop.n, contacted: loop.contacted, share: loop.share, low: loop.low, high: loop.high, timeToContact: loop.time },
    count: follow.count,
    followUps: rows.map((row) => ({
      date: iso(row.when?.at ?? null),
      id: row.id,
      customer: row.customer,
      agent: row.agent,
      channel: row.channel,
      survey: row.survey,
      score: row.score,
      comment: row.comment,
      contactedAt: iso(row.contact?.at ?? null),
      note: row.contact?.note ?? null,
      file: row.file,
      line: row.line,
    })),
  })}\n`;
};
