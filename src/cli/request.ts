import { extname } from "node:path";
import type { RenderOptions } from "../render/types.ts";
import type { Pseudonyms } from "../report/pseudonyms.ts";
import type { FileReading } from "../report/reading.ts";
import type { ReportRequest } from "../report/request.ts";
import { ProblemError } from "../text/problem.ts";
import type { Problem } from "../text/problem.ts";
import { quoteArgument, quoteFile } from "../text/quote.ts";
import type { Style } from "../text/style.ts";
import { wantsColor } from "./color.ts";
import { NO_READING } from "./config.ts";
import type { Flags } from "./flags.ts";
import { INSPECT_FLAGS } from "./inspect-flags.ts";
import type { Io } from "./io.ts";
import { type Format, REPORT_FLAGS, type ReportValues } from "./report-flags.ts";

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

const fcrRuleOf = (named: ReportValues["fcr-rule"]): ReportRequest["fcrRule"] =>
  named === "repeat-contact" ? "no-repeat-contact" : (named ?? null);

/** `previous`, `year`, what a period looks like, else a file. */
const toComparison = (text: string): ReportRequest["compare"] =>
  /^(?:previous|year|\d{4}(?:-[qw]?\d{1,2}(?:-\d\d)?)?|\d+d|(?:this|last)-[a-z]+|yesterday|today)$/iu.test(text)
    ? { kind: "period", period: text }
    : { kind: "file", file: text };

/** Opening hours that are typed are meant for times, unless it says otherwise. */
export const clockOf = (values: Pick<ReportValues, "clock" | "business-hours">): ReportRequest["clock"] =>
  values.clock ?? (values["business-hours"] === undefined ? "calendar" : "business");

/** What the flags ask for, as the report room wants it. KPI ids are in lower case, not yet looked up; targets are for the command to read. */
export const toRequest = (
  files: readonly string[],
  values: ReportValues,
  format: Format,
  reading: FileReading = NO_READING,
): ReportRequest => ({
  files,
  by: distinct(values.by ?? []),
  across: values.across ?? null,
  period: values.period ?? null,
  since: values.since ?? null,
  until: values.until ?? null,
  tz: values.tz ?? null,
  dateBasis: values["date-basis"] ?? "created",
  clock: clockOf(values),
  ...(values["business-hours"] === undefined ? {} : { businessHours: values["business-hours"] }),
  where: values.where ?? [],
  kpis: values.kpi === undefined ? null : distinct(values.kpi.map((id) => id.toLowerCase())),
  fcrRule: fcrRuleOf(values["fcr-rule"]),
  map: values.map ?? [],
  profile: values.profile ?? null,
  dateFormat: values["date-format"] ?? null,
  scales: Object.fromEntries(values.scale ?? []),
  delimiter: values.delimiter ?? null,
  encoding: values.encoding ?? null,
  reading,
  rejects: values.rejects ?? null,
  strict: values.strict ?? false,
  asOf: values["as-of"] ?? null,
  hash: values.hash ?? false,
  verdicts: format === "table" || format === "markdown" || values.brief === true,
  brief: values.brief ?? false,
  targets: [],
  compare: values.compare === undefined ? null : toComparison(values.compare),
});

/** Where the result goes and in which form. */
export interface Destination {
  readonly format: Format;
  /** null = standard output. */
  readonly file: string | null;
}

const BY_EXTENSION: Readonly<Record<string, Format>> = { ".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown" };

/** Files of these names are no text tables; a table inside would only surprise whoever opens it. */
const NOT_TEXT = new Set([".html", ".htm", ".xlsx", ".xls", ".pdf", ".gz", ".zip"]);

/** `--format`, else the name given to `-o`, else CSV for `--excel`, else what is usual (by config), else the table. */
export const toDestination = (values: ReportValues, usual: Format = "table"): Destination => {
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const extension = extname(file ?? "").toLowerCase();
  if (values.format === undefined && NOT_TEXT.has(extension)) throw new ProblemError(2, "unknown-file-format", { extension });
  // What is usual must not stand against what was asked for.
  const usually = values.brief && usual === "csv" ? "table" : usual;
  const format = values.format ?? BY_EXTENSION[extension] ?? (values.excel ? "csv" : usually);
  if (values.excel && format !== "csv") throw new ProblemError(2, "excel-format", { format });
  if (values.brief && format === "csv") throw new ProblemError(2, "brief-format", { file });
  return { format, file };
};

/** Notices for flags given that this format does not know. */
export const withoutEffect = (values: ReportValues, format: Format): Problem[] => {
  const flags: Flags = REPORT_FLAGS;
  const given = Object.keys(values).filter((name) => flags[name].formats?.includes(format) === false);
  return given.map((name) => ({ code: "no-effect", facts: { flag: `--${name}`, formats: flags[name].formats } }));
};

/** `de_DE.UTF-8` → `de-DE`; undefined where the environment names none, so that Node's own choice counts. */
const localeOf = (env: Io["env"]): string | undefined => {
  const name = (env.LC_ALL || env.LC_NUMERIC || env.LANG || "").split(/[.@]/u)[0].replaceAll("_", "-");
  if (name === "C" || name === "POSIX") return "en-US";
  return /^[a-z]{2,3}(?:-[a-z\d]+)*$/iu.test(name) ? name : undefined;
};

/** How spreadsheets of the locale read CSV: where the comma is the decimal mark, semicolons part the cells. */
export const excelStyle = (env: Io["env"]): { delimiter: string; decimal: string } => {
  const parts = new Intl.NumberFormat(localeOf(env)).formatToParts(0.5);
  const decimal = parts.find((part) => part.type === "decimal")?.value === "," ? "," : ".";
  return { delimiter: decimal === "," ? ";" : ",", decimal };
};

const DEFAULT_WIDTH = 80;

/** `--width`, the terminal's columns, COLUMNS, 80. The terminal counts only where the result goes there. */
export const widthOf = (values: { readonly width?: number }, io: Io, file: string | null): number => {
  const terminal = file === null ? io.stdout.columns : undefined;
  const named = /^[1-9]\d{0,4}$/u.test(io.env.COLUMNS ?? "") ? Number(io.env.COLUMNS) : undefined;
  return values.width ?? (terminal || undefined) ?? named ?? DEFAULT_WIDTH;
};

/** Whether the result is coloured. */
export const colorOf = (values: ReportValues, io: Io, file: string | null): boolean =>
  wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY);

/** The flags of a report's command line that are wanted, with their values, as typed. */
export const flagsTyped = (argv: readonly string[], isWanted: (name: string) => boolean): string[] => {
  const flags: Flags = REPORT_FLAGS;
  return argv.flatMap((word, at) => {
    const [, name, value] = /^--([a-z-]+)(=.*)?$/su.exec(word) ?? [];
    if (name === undefined || !isWanted(name)) return [];
    const alone = value !== undefined || (Object.hasOwn(flags, name) && flags[name].argument === null);
    return (alone ? [word] : [word, argv[at + 1]]).map(quoteArgument);
  });
};

/** The flags of a command line that decide how files are read, as typed, so that another command reads them alike. */
export const readingFlags = (argv: readonly string[]): string[] => {
  const flags: Flags = INSPECT_FLAGS;
  return flagsTyped(argv, (name) => Object.hasOwn(flags, name) && flags[name].group === "read");
};

/** The command that shows how the files were read; only for somebody who sits at the terminal. */
const nextCommand = (values: ReportValues, io: Io, files: readonly string[], file: string | null): string | null => {
  if (!io.stdout.isTTY || file !== null || values.quiet || files.length === 0 || files.includes("-")) return null;
  return ["cs-metrics inspect", ...files.map(quoteFile), ...readingFlags(io.argv)].join(" ");
};

/** How to lay the report out. */
export const toRenderOptions = (
  values: ReportValues,
  io: Io,
  files: readonly string[],
  file: string | null,
  style: Style,
): RenderOptions => ({
  style,
  width: widthOf(values, io, file),
  ascii: values.ascii ?? false,
  limit: values.limit ?? 0,
  layout: values.layout ?? "wide",
  excel: values.excel ? excelStyle(io.env) : null,
  timeUnit: values["time-unit"] ?? "s",
  nextCommand: nextCommand(values, io, files, file),
});

/** Whose names a report shows otherwise; undefined = nobody's. Throws exit 2 where there is no key for it. */
export const pseudonymsOf = async (
  { pseudonymize: names }: { readonly pseudonymize?: readonly string[] },
  key: string | undefined,
): Promise<Pseudonyms | undefined> => (names === undefined ? undefined : (await import("./pseudonyms.ts")).pseudonymsOf({ names, key }));
