import type { Field, Scale } from "../interaction/fields.ts";
import type { Check, InspectedColumn, InspectedDate, InspectedFile, InspectedKpi } from "../report/inspect-model.ts";
import { describe } from "../text/problems/index.ts";
import { UNIT_WORDS, accountParts } from "./accounts.ts";
import { baseName } from "./header.ts";
import { shortName } from "./labels.ts";
import { counted, nounOf } from "./noun.ts";
import { capitalised, count } from "./units.ts";
import { TIE } from "./wrap.ts";

/** A list for people: `a`, `a or b`, `a, b or c`. */
const listed = (words: readonly string[], last = "or"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

const quoted = (text: string): string => `"${text}"`;

/** Whose export it is, and what told it. */
export const readAs = ({ profile, report }: InspectedFile): string => {
  if (profile === null) return "an unknown export: columns are told by their names and cells";
  const row = nounOf({ sources: [report] }).replace(/s$/u, "");
  const name = profile.name.includes(" ") ? profile.name : `${profile.name} ${row} export`;
  return profile.from === "flag" ? `${name} (as --profile says)` : `${name} (has ${profile.headers.map(quoted).join(", ")})`;
};

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

const FORMATS: Readonly<Record<string, string>> = {
  ymd: "year-month-day",
  dmy: "day first",
  mdy: "month first",
  unix: "seconds since 1970",
  unixms: "milliseconds since 1970",
  excel: "day numbers of a spreadsheet",
};

const dateWords = ({ format, from, example, header }: InspectedDate): string => {
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

const zoneWords = ({ zone: { name, from } }: Pick<InspectedFile, "zone">): string => {
  switch (from) {
    case "header":
      return `times of ${name}, as a column name says`;
    case "profile":
      return `times of ${name}, as this help desk writes them`;
    case "cells":
      return `with their own offset from UTC${name === null ? "" : `, those without in ${name} (--tz)`}`;
    case "flag":
      return `times of ${name} (--tz)`;
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

/** Where the rows went. */
export const rowsWords = ({ report, columns }: InspectedFile): string => {
  const { rows } = report;
  if (rows.read === 0) return "none";
  if (rows.read === rows.used) return `${counted(rows.used, nounOf({ sources: [report] }))}; every row counts`;
  const id = columns.find(({ use }) => use?.field === "response_id") ?? columns.find(({ use }) => use?.field === "id");
  return accountParts({ sources: [report] }, `repeated${id === undefined ? "" : ` by ${quoted(id.header)}`} (latest kept)`).join(" + ");
};

const UNITS: Readonly<Record<string, string>> = { ...UNIT_WORDS, ms: "ms", hms: "h:mm:ss" };

const scaleWords = ({ low, high, lowIsGood }: Scale): string => `${low}–${high}${lowIsGood ? ` (${low} is best)` : ""}`;

/** What a column is used as: the word for `--map`, then its unit, scale, order or words. `codes` = what there is to check about it. */
export const usedAs = (column: InspectedColumn, dates: readonly InspectedDate[], codes: ReadonlySet<string>): string => {
  const { use, couldBe, vocabulary, scales } = column;
  if (use === null) return couldBe.length === 0 ? "–" : `– (could be ${couldBe[0]})`;
  if (use.column !== column.column) return `${use.field}, time of day`;
  const more: string[] = [];
  const has = (...some: readonly string[]): boolean => some.some((code) => codes.has(code));
  if (use.unit !== undefined) more.push((UNITS[use.unit] ?? use.unit) + (has("unit-assumed", "unit-suspect") ? "?" : ""));
  if (has("unit-unknown")) more.push("unit?");
  if (use.clock === "business") more.push("opening hours");
  if (use.zone !== undefined) more.push(use.zone);
  const date = dates.find(({ field }) => field === use.field);
  if (date?.format === null && date.from === null) more.push("day or month first?");
  else if (date !== undefined && date.format !== null && date.format !== "ymd") more.push(FORMATS[date.format] ?? date.format);
  const named = Object.entries(scales).map(
    ([kpi, scale]) => (use.field === "score" ? `${kpi} ` : "") + scaleWords(scale) + (kpi === "csat" && has("scale-assumed") ? "?" : ""),
  );
  if (named.length > 0) more.push(named.join(", "));
  if (has("scores-unusable")) more.push("scale?");
  const first = (means: string): string[] =>
    vocabulary
      .filter((word) => word.means === means)
      .map(({ word }) => word)
      .slice(0, 1);
  const words = ["positive", "neutral", "negative", "yes", "no"].flatMap(first);
  if (words.length > 0) more.push(listed(words));
  return [use.field, ...more].join(", ");
};

const NAMES: Readonly<Record<string, string>> = {
  art: "first reply",
  resolution_time: "solving time",
  resolution_rate: "solved",
  reopen_rate: "reopened",
  asa: "speed of answer",
  abandon_rate: "abandoned",
};

const nameOf = ({ kpi }: InspectedKpi): string => NAMES[kpi.id] ?? shortName(kpi);

/** The KPIs a file carries, in one line. */
export const canReport = ({ kpis, report }: InspectedFile): string => {
  const names = kpis.filter(({ kpi, obstacle }) => obstacle === null && kpi.id !== "volume").map(nameOf);
  return names.length === 0 ? `nothing but how many ${nounOf({ sources: [report] })} there are` : names.join(", ");
};

/** What a KPI misses, where its field is among the missing. */
const MISSING: readonly (readonly [kpi: string, field: Field, words: string])[] = [
  ["fcr", "replies", "no mark of it, and no number of replies"],
  ["aht", "talk", "no handling or talk times"],
  ["art", "response_time", "no first replies"],
  ["resolution_time", "resolution_time", "no solving times"],
  ["reopen_rate", "reopens", "no number of reopenings"],
  ["sla", "sla", "no verdict on it"],
  ["asa", "wait", "no waiting times"],
  ["abandon_rate", "abandoned", "nothing tells which calls were"],
];

const NOT_SOLVED = "nothing tells what is solved";

/** `handle or talk`, `reopens + status` */
const waysOf = ({ missing }: InspectedKpi): string => listed(missing.map((fields) => fields.join(" + ")));

const missingWords = (one: InspectedKpi): string =>
  `${MISSING.find(([id, field]) => id === one.kpi.id && one.missing.flat().includes(field))?.[2] ?? NOT_SOLVED} (${waysOf(one)})`;

const obstacleWords = (one: InspectedKpi): string => {
  const column = quoted(one.header ?? "");
  switch (one.obstacle) {
    case "no-column":
      return missingWords(one);
    case "no-values":
      return one.header === null ? "nothing usable in its columns" : `nothing usable in ${column}`;
    case "no-scale":
      return `the scores in ${column} fit no scale it has (see below)`;
    case "dates-undecided":
      return `day and month in ${column} cannot be told apart (see below)`;
    case "unit-unknown":
      return `the unit of ${column} is not known (see below)`;
    default:
      return one.reason ?? "";
  }
};

/** KPIs that may share a reason: those of them without a column, or only where `all` are without. */
interface Together {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly words: (ones: readonly InspectedKpi[]) => string;
}

const SURVEYS = ["csat", "nps", "ces"];

/** `ratings`, `scores 0–10 or 1–7` */
const scoresWords = (ones: readonly InspectedKpi[]): string => {
  const has = (id: string): boolean => ones.some(({ kpi }) => kpi.id === id);
  const scales = [...(has("nps") ? ["0–10"] : []), ...(has("ces") ? ["1–7"] : [])];
  return listed([...(has("csat") ? ["ratings"] : []), ...(scales.length === 0 ? [] : [`scores ${listed(scales)}`])]);
};

/** One reason for several KPIs, where they lack columns of one kind. */
const TOGETHER: readonly Together[] = [
  {
    ids: SURVEYS,
    all: false,
    words: (ones) => `no column with ${scoresWords(ones)} (${ones.map(({ kpi }) => kpi.id).join(", ")})`,
  },
  {
    ids: ["resolution_rate", "resolution_time", "fcr", "reopen_rate"],
    all: true,
    words: ([rate]) => `${NOT_SOLVED} (${waysOf(rate)})`,
  },
  { ids: ["aht", "asa", "abandon_rate"], all: true, words: (ones) => `nothing on phone calls (${ones.map(waysOf).join(", ")})` },
];

/** What a file cannot tell, with the reason: KPIs with one and the same reason together. `all`: those nobody asks for by default, too. */
export const cannotReport = ({ kpis }: InspectedFile, all: boolean): string[] => {
  const stopped = kpis.filter(({ kpi, obstacle }) => obstacle !== null && (all || kpi.standard));
  const reasons = new Map<InspectedKpi, string>(stopped.map((one) => [one, obstacleWords(one)]));
  for (const { ids, all: isWhole, words } of TOGETHER) {
    const ones = ids.flatMap((id) => stopped.filter(({ kpi, obstacle }) => kpi.id === id && obstacle === "no-column"));
    if (ones.length === 0 || (isWhole && ones.length < ids.length)) continue;
    for (const one of ones) reasons.set(one, words(ones));
  }
  const byReason = new Map<string, string[]>();
  for (const [one, reason] of reasons) byReason.set(reason, [...(byReason.get(reason) ?? []), nameOf(one)]);
  return [...byReason].map(([reason, names]) => `${names.join(", ")}: ${reason}`);
};

/** The sentences of a check: what it is, then what was done and what would mend it. */
export const checkWords = ({ problem: { code, facts } }: Check, { report }: Pick<InspectedFile, "report">): string[] => {
  // On the page of a file its folder is of no interest, but in a command to paste.
  const file = baseName(report.file);
  const [first, ...rest] = describe({ code, facts: { ...facts, file, inspected: report.file, noun: nounOf({ sources: [report] }) } });
  const sentence = /[.!?:]$/u.test(first) ? first : `${first}.`;
  // A file's name stays as it is.
  return [sentence.startsWith(String(file)) ? sentence : capitalised(sentence), ...rest];
};

/** `+ 5 more used (priority, team), 16 not needed; all: --all`; null when nothing is folded. */
export const foldedWords = (folded: readonly InspectedColumn[]): string | null => {
  const used = folded.filter(({ use, usable }) => use !== null && usable > 0).map(({ use }) => use!.field);
  const others = folded.length - used.length;
  if (folded.length === 0) return null;
  const names = used.length > 8 ? [...used.slice(0, 8), "…"] : used;
  const parts = [
    ...(used.length === 0 ? [] : [`${count(used.length)} more used (${names.join(", ")})`]),
    ...(others === 0 ? [] : [`${count(others)} not needed`]),
  ];
  return `+ ${parts.join(", ")}; all:${TIE}--all`;
};
