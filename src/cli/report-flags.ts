import { choice, FILE_NAME, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";

/** Headings of its help, in order. */
export const REPORT_GROUPS = { what: "What to report", read: "How to read the files", show: "How to show it" } as const;

export const FORMATS = ["table", "csv", "json", "markdown"] as const;
export type Format = (typeof FORMATS)[number];

/** Flags of `report` by name. */
export const REPORT_FLAGS = {
  by: {
    argument: "DIMS",
    help: "one row for each channel, agent, team, priority, topic, day, week, month, or for each value of any column of the file; several with commas",
    group: "what",
    many: true,
    parse: parse.commaList("what to group by, such as channel or agent,month"),
  },
  across: text("DIM", "what to lay out sideways, such as month", {
    help: "one more dimension, laid out sideways in the table",
    group: "what",
  }),
  kpi: {
    argument: "IDS",
    help: "only these KPIs, in this order: csat,nps,ces,fcr,aht,art and others",
    group: "what",
    many: true,
    parse: parse.commaList("KPI ids such as csat,art"),
  },
  "fcr-rule": choice(["flag", "one-touch", "repeat-contact"], {
    help: "what counts as solved at first contact: the file's own mark; at most one reply and no reopening; no other contact within 7 days (default: the first of these that the files allow)",
    group: "what",
  }),
  period: text("P", "a period such as 2026-10 or last-month", {
    help: "2026-10, 2026-W47, 2026-Q4, 2026, yesterday, last-week, last-month, 30d",
    group: "what",
  }),
  since: text("T", "a date such as 2026-10-01", { help: "from this date or time on", group: "what" }),
  until: text("T", "a date such as 2026-11-01", { help: "up to this date or time, which is not included", group: "what" }),
  "date-basis": choice(["created", "resolved", "answered"], { help: "which date counts for the period (default: created)", group: "what" }),
  where: {
    argument: "FIELD=VALUE",
    help: "only these rows; != for all others; repeatable",
    group: "what",
    many: true,
    parse: parse.whereEntry,
  },
  compare: text("WITH", "previous, year, a period such as 2026-09, or a file", {
    help: "set the figures beside those of the period before (previous), a year before (year), another period, or another file",
    group: "what",
  }),
  target: {
    argument: "T",
    help: "what a figure is to reach: csat=85, art=4h, art.p90=8h, with where channel=Email and min 30 behind it if wanted; repeatable",
    group: "what",
    many: true,
    parse: (typed) => [typed],
  },
  brief: onOff({
    help: "at most five sentences to paste into a mail or chat: what stands, what has clearly changed or stands out, and the ids to read; with JSON and Markdown beside the report",
    group: "what",
  }),
  rows: {
    argument: "KPI[:PART]",
    help: "list the rows behind a figure: csat:negative, fcr:no, art:slowest, sla:breached, nps:detractors, resolution_rate:open, volume",
    group: "what",
    parse: (typed) => typed,
  },
  pseudonymize: {
    argument: "DIMS",
    help: "show these people by a pseudonym that stays the same: agent, customer, team, organisation, or any column of the file; the key is pseudonymKey of your config, or CS_METRICS_PSEUDONYM_KEY",
    group: "what",
    many: true,
    parse: parse.commaList("whom to name otherwise, such as agent,customer"),
  },
  comments: onOff({ help: "with --rows: their comments, too", group: "what" }),
  record: onOff({
    help: "keep the figures in the store as this night's, for trend; the same night, period and flags again replace them",
    group: "what",
  }),
  check: onOff({ help: "exit code 1 when a target is missed, for scripts", group: "what" }),
  clock: choice(["calendar", "business"], { help: "times with or without nights and weekends (default: calendar)", group: "what" }),
  "business-hours": text("SPEC", 'opening hours such as "Mon-Fri 09:00-17:00"', {
    help: 'when the team works, such as "Mon-Fri 09:00-17:00; Sat 10:00-14:00", "22:00-06:00" or 24/7; times then count these hours only',
    group: "what",
  }),
  "as-of": text("T", "a date or time such as 2026-11-01", { help: "report as if it were this date or time", group: "what" }),
  db: text("FILE", FILE_NAME, {
    help: "report from this store that import has filled, beside the files if there are some (default without files: metrics.db in your data folder)",
    group: "read",
  }),
  map: {
    argument: "FIELD[:HINT]=HEADER",
    help: 'which column is which, such as resolved="Closed at", talk:min="Call time"; HINT is a unit, a scale 1-5, dmy or mdy, or a time zone; repeatable',
    group: "read",
    many: true,
    parse: parse.mapEntry,
  },
  profile: text("NAME", "the name of a profile, such as zendesk", { help: "read the file as this help desk's export", group: "read" }),
  "date-format": {
    argument: "F",
    help: "how dates are written: D/M/Y, M/D/Y, Y/M/D, unix, unixms, excel, or a pattern of YYYY MM DD HH mm ss A Z",
    group: "read",
    parse: parse.dateFormat,
  },
  tz: text("ZONE", "a time zone such as Europe/Berlin", { help: "time zone, such as Europe/Berlin", group: "read" }),
  scale: {
    argument: "KPI=A-B",
    help: "scale of a score, such as csat=1-5, or ces=1-7:low where low is good; repeatable",
    group: "read",
    many: true,
    parse: parse.kpiScale,
  },
  delimiter: { argument: "C", help: "character between cells, or tab", group: "read", parse: (typed) => typed },
  encoding: text("E", "an encoding such as utf-8 or windows-1252", { help: "encoding, such as windows-1252", group: "read" }),
  config: text("FILE", FILE_NAME, {
    help: "settings from this config file before those found in the folders above and your own; none = no config file at all",
    group: "read",
  }),
  rejects: {
    argument: "FILE",
    help: "write the records that cannot be read to this file",
    group: "read",
    parse: parse.fileName(FILE_NAME),
  },
  threads: {
    argument: "N",
    help: "read large files with so many threads (default: one for each processor, at most 8); the report is the same",
    group: "read",
    parse: parse.wholeNumber(1, "a whole number, 1 or more"),
  },
  partial: text("FILE", FILE_NAME, {
    help: "write what was counted to this file instead of a report, for merge to put together with others; needs --as-of; - is standard output",
    group: "show",
  }),
  strict: onOff({ help: "stop with exit code 3 at anything that cannot be read", group: "read" }),
  hash: onOff({ help: "put the files' SHA-256 into JSON", group: "read" }),
  format: choice(FORMATS, { help: "default: table, or by the name given to -o", group: "show" }),
  output: text("FILE", FILE_NAME, {
    short: "o",
    help: "write to this file, which stays as it was if anything fails; - is the screen",
    group: "show",
  }),
  layout: choice(["wide", "long"], { help: "CSV: one row for each group, or for each group and KPI", group: "show", formats: ["csv"] }),
  excel: onOff({ help: "CSV that Excel opens with a double click", group: "show", formats: ["csv"] }),
  "time-unit": choice(["s", "min", "h"], { help: "CSV: unit of times (default: s)", group: "show", formats: ["csv"] }),
  limit: {
    argument: "N",
    help: "at most N groups in the table; with --rows: at most N rows (default: 50, with --by 10 of each group; 0 = all)",
    group: "show",
    formats: ["table", "markdown"],
    parse: parse.wholeNumber(0, "a whole number, 0 or more"),
  },
  quiet: onOff({ help: "no notices", group: "show" }),
  "log-format": choice(["text", "json"], {
    help: "notices and errors as text, or as one JSON object a line: time, level, code, message, more, facts, exit (default: text)",
    group: "show",
  }),
  timeout: {
    argument: "TIME",
    help: "end with exit code 4 after this time, such as 10min or 1h, with nothing left half done",
    group: "show",
    parse: parse.timeLimit("a time such as 90s, 10min or 1h"),
  },
  color: choice(["auto", "always", "never"], { help: "default: on a terminal, unless NO_COLOR is set", group: "show" }),
  width: {
    argument: "N",
    help: "columns of the table, 60 to 160 (default: the terminal's)",
    group: "show",
    parse: parse.wholeNumber(1, "a whole number of columns"),
  },
  ascii: onOff({ help: "only ASCII in rules, dashes and bullets", group: "show" }),
} satisfies Flags;

const { map, profile, tz, scale, delimiter, encoding, config } = REPORT_FLAGS;

/** Those of them that decide how a file is read, for every command that reads files. */
export const READING_FLAGS = { map, profile, "date-format": REPORT_FLAGS["date-format"], tz, scale, delimiter, encoding, config };

export type ReportValues = ValuesOf<typeof REPORT_FLAGS>;
