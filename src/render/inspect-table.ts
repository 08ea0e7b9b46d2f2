import { FIELDS, type Field } from "../interaction/fields.ts";
import type { Check, InspectedColumn, InspectedFile, Inspection } from "../report/inspect-model.ts";
import { displayWidth } from "../text/width.ts";
import { draw, type Pen } from "./draw.ts";
import type { Column, Grid } from "./grid.ts";
import { baseName } from "./header.ts";
import * as words from "./inspect-words.ts";
import { counted } from "./noun.ts";
import { MARGIN } from "./page.ts";
import { headLines, penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { percent } from "./units.ts";
import { TIE, wrap } from "./wrap.ts";

export interface InspectOptions extends Pick<RenderOptions, "style" | "width" | "ascii"> {
  /** Every column and every check, needed or not. */
  readonly all: boolean;
  /** The command that reports on the files as they were read here; null = do not name it. */
  readonly nextCommand: string | null;
}

/** From this width on there is room for what told each column, and for whole examples. */
const WIDE = 100;

/** Checks shown at most, unless all are asked for. */
const MOST_CHECKS = 10;

/** Columns of the labels on the left. */
const LABEL = 10;
const KPI_LABEL = 12;

/** Fields in the order in which people look for them; those not listed come last. */
const ORDER: readonly Field[] = [
  "id",
  "response_id",
  "created",
  "first_response",
  "resolved",
  "closed",
  "sent",
  "answered_at",
  "status",
  "resolved_flag",
  "survey_type",
  "direction",
  "channel",
  "agent",
  "csat",
  "nps",
  "ces",
  "score",
  "response_time",
  "resolution_time",
  "handle",
  "talk",
  "hold",
  "wrap",
  "wait",
  "answered",
  "abandoned",
  "fcr",
  "replies",
  "reopens",
  "sla",
];

/** How files were understood, for people: one page a file, 60 to 160 columns wide. */
export const render = (inspection: Inspection, options: InspectOptions): string => {
  const pen = penOf(options);
  const pages = inspection.files.map((file) => [...pageOf(file, options, pen), ""]);
  const lines = [...pages.flatMap((page, i) => (i === 0 ? page : ["", ...page])), ...closing(inspection, options, pen)];
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

const pageOf = (file: InspectedFile, options: InspectOptions, pen: Pen): string[] => {
  const worded = wordedBy(pen);
  const size = `${counted(file.report.rows.read, "rows")}, ${counted(file.columns.length, "columns")}`;
  const lines = [...headLines([baseName(file.report.file), size].map(worded), pen.width), ""];
  const fact = (label: string, texts: readonly string[], width = LABEL): void => void lines.push(...labelled(label, texts, width, pen));
  fact("Read as", [words.readAs(file)]);
  fact("Text", [words.textWords(file)]);
  fact("Dates", words.datesWords(file));
  const solved = words.solvedWords(file);
  if (solved !== null) fact("Solved", [solved]);
  fact("Rows", [words.rowsWords(file)]);
  lines.push("", ...columnLines(file, options, pen), "");
  fact("Can report", [words.canReport(file)], KPI_LABEL);
  const cannot = words.cannotReport(file, options.all);
  if (cannot.length > 0) {
    fact("Cannot", cannot, KPI_LABEL);
    if (file.kpis.some(({ missing }) => missing.length > 0))
      fact("", ['In brackets: what to name with --map, as in --map nps="Header"'], KPI_LABEL);
  }
  if (file.checks.length > 0) lines.push("", "Please check", ...checkLines(file, options, pen));
  return lines;
};

/** A label on the left, texts beside it, each beginning a line of its own. */
const labelled = (label: string, texts: readonly string[], width: number, pen: Pen): string[] => {
  const lines = texts.flatMap((text) => {
    const [first, ...rest] = wrap(wordedBy(pen)(text), Math.min(pen.width, READABLE) - width);
    return [first, ...rest];
  });
  return lines.map((line, i) => (i === 0 ? label.padEnd(width) : " ".repeat(width)) + line);
};

const rank = ({ use, column }: InspectedColumn): number => {
  if (use === null) return 1000 + column;
  const at = ORDER.indexOf(use.field);
  return at === -1 ? 500 : at;
};

const isShown = (column: InspectedColumn, all: boolean): boolean => {
  if (all) return true;
  return column.use?.column === column.column || column.use === null ? column.needed || column.doubtful : false;
};

const columnLines = (file: InspectedFile, { all }: InspectOptions, pen: Pen): string[] => {
  const isAll = all || !file.columns.some((column) => isShown(column, false));
  const shown = file.columns.filter((column) => isShown(column, isAll)).toSorted((a, b) => rank(a) - rank(b) || a.column - b.column);
  const joined = file.columns.filter(({ use, column }) => use !== null && use.column !== column);
  const folded = file.columns.filter((column) => !shown.includes(column) && !joined.includes(column));
  const lines = draw(gridOf(file, shown, pen), pen);
  const more = words.foldedWords(folded);
  if (more !== null) lines.push(...wrap(wordedBy(pen)(more), pen.width).map(pen.style.dim));
  if (shown.some(({ sampled, rows }) => sampled && rows > 0)) {
    lines.push(
      ...wrap(wordedBy(pen)(`~ of the first ${counted(file.text.sampled, "rows")}, filled with whatever`), pen.width).map(pen.style.dim),
    );
  }
  return lines;
};

const gridOf = (file: InspectedFile, shown: readonly InspectedColumn[], pen: Pen): Grid => {
  const wide = pen.width + MARGIN >= WIDE;
  const codes = (header: string): ReadonlySet<string> =>
    new Set(file.checks.filter((check) => check.header === header).map(({ problem }) => problem.code));
  const column = (head: string, text: (column: InspectedColumn) => string, more: Partial<Column>): Column => ({
    head: [head],
    align: "left",
    cells: shown.map((one) => ({ text: text(one) })),
    ...more,
  });
  return {
    columns: [
      column("Column in the file", nameOf(file), { ideal: 30, least: 12 }),
      column("Used as", (one) => words.usedAs(one, file.dates, codes(one.header)), { ideal: 24, least: 20, gap: 1 }),
      ...(wide ? [column("Told by", (one) => toldBy(one, file), {})] : []),
      column("Usable", (one) => (isOpen(one, file) ? "?" : usable(one)), { align: "right" }),
      column("Example", (one) => exampleOf(one, wide), { ideal: 12, least: 10 }),
    ],
    between: [],
  };
};

const nameOf =
  ({ columns }: InspectedFile) =>
  ({ header, timeHeader, column }: InspectedColumn): string => {
    if (header === "") return `(column ${column + 1}, without a name)`;
    const isTwin = columns.filter((one) => one.header === header).length > 1;
    return `${header}${timeHeader === null ? "" : ` + ${timeHeader}`}${isTwin ? ` (column ${column + 1})` : ""}`;
  };

const toldBy = ({ use }: InspectedColumn, { profile }: InspectedFile): string => {
  switch (use?.evidence) {
    case undefined:
      return "";
    case "flag":
      return "--map";
    case "profile":
      return profile?.name ?? "profile";
    case "cells":
      return "its cells";
    default:
      return "its name";
  }
};

/** Whether the column's dates wait for somebody to say which comes first, day or month. */
const isOpen = ({ use }: InspectedColumn, { dates }: InspectedFile): boolean =>
  dates.some(({ field, format, from }) => field === use?.field && format === null && from === null);

const usable = ({ usable: count, rows, sampled }: InspectedColumn): string =>
  rows === 0 ? "–" : `${sampled ? "~" : ""}${percent((100 * count) / rows, 0)}`;

const exampleOf = ({ example, use }: InspectedColumn, wide: boolean): string => {
  if (example === null) return "";
  const value = example.means === undefined ? example.value : `${example.value}=${example.means}`;
  const isInstant = use !== null && FIELDS[use.field] === "instant";
  return isInstant && !wide ? value.replace(/(?:[T,]|\s)+\d{1,2}:\d\d.*$/u, "") : value;
};

const checkLines = (file: InspectedFile, { all }: InspectOptions, pen: Pen): string[] => {
  const shown = all ? file.checks : file.checks.slice(0, MOST_CHECKS);
  const rest = file.checks.length - shown.length;
  return [
    ...shown.flatMap((check) => oneCheck(check, file, pen)),
    ...(rest === 0 ? [] : wrap(wordedBy(pen)(`… and ${counted(rest, "more points")}; all: --all`), pen.width)),
  ];
};

/** A bullet, the line it is about, what it is; below it further lines of the same, and what was done or would mend it. */
const oneCheck = (check: Check, file: InspectedFile, pen: Pen): string[] => {
  const worded = wordedBy(pen);
  const [first, ...rest] = words.checkWords(check, file);
  const places = (check.examples.length > 0 ? check.examples.map(({ line }) => line) : check.line === null ? [] : [check.line]).map(
    (line) => `line ${line}`,
  );
  const gutter = places.length === 0 ? 0 : Math.max(...places.map(displayWidth)) + 2;
  const texts = [first, ...further(check)];
  // What was done about cells stands behind the last of them.
  const done = check.examples.length > 0 && rest.length > 0 ? rest.shift()! : null;
  if (done !== null) texts.push(`${texts.pop()!} ${done}`);
  const bullet = pen.clean("•");
  return [...texts, ...rest].flatMap((text, i) => {
    const lines = wrap(worded(keepTogether(text)), Math.min(pen.width, READABLE) - 2 - gutter);
    return lines.map((line, at) => `${i + at === 0 ? bullet : " "} ${(at === 0 ? (places[i] ?? "") : "").padEnd(gutter)}${line}`);
  });
};

const further = ({ examples, count }: Check): string[] => {
  const texts = examples.slice(1).map(({ value }) => (value === examples[0].value ? "The same." : `The same: ${value}.`));
  const rest = count - examples.length;
  if (examples.length > 0 && rest > 0) texts.push(`${texts.pop() ?? ""} And ${counted(rest, "more")}.`.trim());
  return texts;
};

/** A flag keeps its value, and blanks that align lines stay. */
const keepTogether = (text: string): string =>
  text.replace(/(--[a-z][a-z-]*) (?=\S)/gu, `$1${TIE}`).replace(/ {2,}/gu, (blanks) => TIE.repeat(blanks.length - 1) + " ");

const closing = ({ files }: Inspection, { nextCommand }: InspectOptions, pen: Pen): string[] => {
  const own = files
    .flatMap(({ columns }) => columns)
    .filter(
      ({ use, couldBe, header }) =>
        use === null && header !== "" && header.length <= 30 && couldBe.some((field) => FIELDS[field] !== "category"),
    );
  const example =
    own.length === 0 ? 'resolved="Closed at"' : `${own[0].couldBe.find((field) => FIELDS[field] !== "category")}="${own[0].header}"`;
  const lines = [`A column read wrongly? Try --map${TIE}${example.replaceAll(" ", TIE)}`];
  if (nextCommand !== null) lines.push(`All as it should be? ${nextCommand}`);
  return lines.flatMap((line) => wrap(wordedBy(pen)(line), Math.min(pen.width, READABLE)));
};
