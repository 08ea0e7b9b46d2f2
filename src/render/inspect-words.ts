import type { InspectedDate, InspectedFile, InspectedProfile } from "../report/inspect-model.ts";
import { accountParts } from "./accounts.ts";
import { counted, nounOf } from "./noun.ts";

/** A list for people: `a`, `a or b`, `a, b or c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

export const quoted = (text: string): string => `"${text}"`;

/** Whose export it is, and what told it. */
export const readAs = ({ profile, report }: InspectedFile): string => {
  if (profile === null) return "an unknown export: columns are told by their names and cells";
  const row = nounOf({ sources: [report] }).replace(/s$/u, "");
  const name = profile.name.includes(" ") ? profile.name : `${profile.name} ${row} export`;
  if (profile.from !== "headers") return `${name} (as ${profile.origin ?? "--profile"} says)`;
  return `${name} (has ${profile.headers.map(quoted).join(", ")})`;
};

const CERTAINTY: Readonly<Record<InspectedProfile["certainty"], string>> = {
  seen: "what is known of it was checked against a real export",
  documented: "what is known of it comes from its vendor's pages or public code",
  unconfirmed: "what is known of it is not confirmed: look at the columns below",
};

/** How far what is known of the export can be trusted; null = nothing is known, or it is our own. */
export const certaintyWords = ({ profile }: InspectedFile): string | null =>
  profile === null || profile.id === "cs-metrics" ? null : CERTAINTY[profile.certainty];

const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252 (Latin-1)",
};

const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars (|)" };

/** How the text is written and where the column names stand. */
export const textWords = ({ text }: InspectedFile): string => {
  const above = text.headerLine - 1;
  const parts = [
    ...(text.compression === null ? [] : [text.compression]),
    (ENCODINGS[text.encoding] ?? text.encoding.toUpperCase()) + (text.bom ? " with a byte order mark" : ""),
    DELIMITERS[text.delimiter] ?? `cells parted by ${quoted(text.delimiter)}`,
    ...(text.quote === '"' ? [] : [`quotes are ${text.quote}`]),
    `column names on line ${text.headerLine}${text.titleRecords > 0 ? `, below ${counted(above, "lines")} of titles` : ""}`,
    ...(text.extraHeaderRecords > 0 ? [`with ${counted(text.extraHeaderRecords, "more header rows")} below, left out`] : []),
  ];
  return parts.join(", ");
};

/** What the ways to write dates are called. */
export const FORMATS: Readonly<Record<string, string>> = {
  ymd: "year-month-day",
  dmy: "day first",
  mdy: "month first",
  unix: "seconds since 1970",
  unixms: "milliseconds since 1970",
  excel: "Excel day numbers",
};

const dateWords = ({ format, from, origin, example, header }: InspectedDate): string => {
  const value = example?.value ?? "";
  const line = example?.line === null || example?.line === undefined ? "" : ` on line ${example.line}`;
  if (format === null) return from === null ? `day or month first cannot be told: ${value}${line}` : "";
  const written = FORMATS[format] ?? format;
  switch (from) {
    case "plain":
      return `${/^\d{4}/u.test(value) ? written : "month by its name"}, ${value}`;
    case "cells":
      return example === null ? `${written}, as dates further down tell` : `${written}: ${value}${line} can be nothing else`;
    case "columns":
      return `${written}, as the other dates of the file`;
    case "evidence":
      return `${written}: else dates would lie ahead, ends before their starts, or ids out of order`;
    case "same":
      return `the same whichever is first, ${value}`;
    case "config":
      return `${written}, as ${origin} says (${quoted(header)}: ${value})`;
    case "flag":
      return `${written}, as you say (${quoted(header)}: ${value})`;
    default:
      return `${written}, ${value}`;
  }
};

/** How the dates are written, one text for each way, and in which zone. Columns are named where not all are written alike. */
export const datesWords = ({ dates, zone }: InspectedFile): string[] => {
  const ways = new Map<string, { columns: string[]; words: string }>();
  for (const date of dates) {
    const words = dateWords(date);
    if (words === "") continue;
    const key = `${date.format} ${date.from}`;
    const way = ways.get(key);
    if (way === undefined) ways.set(key, { columns: [date.header], words });
    else way.columns.push(date.header);
  }
  if (ways.size === 0) return ["none found, so no --period and no months"];
  const all = [...ways.values()];
  const lines = all.map(({ columns, words }) => (all.length > 1 ? `${columns.slice(0, 3).map(quoted).join(", ")}: ${words}` : words));
  const timed = dates.some(({ dateOnly, example }) => example !== null && !dateOnly);
  return [...lines.slice(0, -1), `${lines.at(-1)}; ${timed ? zoneWords({ zone }) : "no time of day"}`];
};

const zoneWords = ({ zone: { name, from, origin } }: Pick<InspectedFile, "zone">): string => {
  switch (from) {
    case "header":
      return `times of ${name}, as a column name says`;
    case "profile":
      return `times of ${name}, as this help desk writes them`;
    case "config":
      return `times of ${name}, as ${origin} says`;
    case "cells":
      return `with their own offset from UTC${name === null ? "" : `, those without in ${name} (your time zone)`}`;
    case "flag":
      return `times of ${name} (your time zone)`;
    default:
      return "no time zone named";
  }
};

/** Which words of the status mean that a row is solved; null without any. */
export const solvedWords = ({ columns }: InspectedFile): string | null => {
  const words = columns.find(({ use }) => use?.field === "status")?.vocabulary ?? [];
  const meaning = (means: string): string[] => words.filter((one) => one.means === means).map(({ word }) => word);
  const few = (some: readonly string[]): string => (some.length > 6 ? `${some.slice(0, 6).join(", ")}, …` : some.join(", "));
  const [solved, open] = [meaning("solved"), meaning("open")];
  if (words.length === 0) return null;
  if (solved.length === 0) return `no status says so; not solved: ${few(open)}`;
  return `${few(solved)}${open.length === 0 ? "" : `; not solved: ${few(open)}`}`;
};

/** Whether the rows are days or agents and no interactions. */
export const areTotals = ({ checks }: InspectedFile): boolean => checks.some(({ problem }) => problem.code === "rows-are-totals");

/** Where the rows went. */
export const rowsWords = (file: InspectedFile): string => {
  const { report, columns } = file;
  const { rows } = report;
  if (rows.read === 0) return "none";
  if (areTotals(file)) return `${counted(rows.read, "rows")}, each with figures over many interactions`;
  if (rows.read === rows.used) return `${counted(rows.used, nounOf({ sources: [report] }))}; every row counts`;
  const id = columns.find(({ use }) => use?.field === "response_id") ?? columns.find(({ use }) => use?.field === "id");
  return accountParts({ sources: [report] }, `repeated${id === undefined ? "" : ` by ${quoted(id.header)}`} (latest kept)`).join(" + ");
};
