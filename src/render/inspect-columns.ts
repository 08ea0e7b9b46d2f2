import { FIELDS, type Field, type Scale } from "../interaction/fields.ts";
import type { InspectedColumn, InspectedDate, InspectedFile } from "../report/inspect-model.ts";
import { UNIT_WORDS } from "./accounts.ts";
import { draw, type Pen } from "./draw.ts";
import type { Column, Grid } from "./grid.ts";
import { FORMATS, listed } from "./inspect-words.ts";
import { counted } from "./noun.ts";
import { MARGIN } from "./page.ts";
import { wordedBy } from "./table.ts";
import { count, percent } from "./units.ts";
import { TIE, wrap } from "./wrap.ts";

/** From this width on there is room for what told each column, and for whole examples. */
const WIDE = 100;

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

const rank = ({ use, column }: InspectedColumn): number => {
  if (use === null) return 1000 + column;
  const at = ORDER.indexOf(use.field);
  return at === -1 ? 500 : at;
};

const isShown = (column: InspectedColumn, all: boolean): boolean => {
  if (all || column.ignored) return true;
  return column.use?.column === column.column || column.use === null ? column.needed || column.doubtful : false;
};

/** The columns of a file as a table, those folded in a line below it. */
export const columnLines = (file: InspectedFile, all: boolean, pen: Pen): string[] => {
  const isAll = all || !file.columns.some((column) => isShown(column, false));
  const shown = file.columns.filter((column) => isShown(column, isAll)).toSorted((a, b) => rank(a) - rank(b) || a.column - b.column);
  const joined = file.columns.filter(({ use, column }) => use !== null && use.column !== column);
  const folded = file.columns.filter((column) => !shown.includes(column) && !joined.includes(column));
  const lines = draw(gridOf(file, shown, pen), pen);
  const more = foldedWords(folded);
  if (more !== null) lines.push(...wrap(wordedBy(pen)(more), pen.width).map(pen.style.dim));
  if (shown.some(({ sampled, rows }) => sampled && rows > 0)) {
    lines.push(
      ...wrap(wordedBy(pen)(`~ filled, in the ${counted(file.text.sampled, "rows")} looked at before reading`), pen.width).map(
        pen.style.dim,
      ),
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
      column("Used as", (one) => usedAs(one, file.dates, codes(one.header)), { ideal: 24, least: 20, gap: 1 }),
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
    case "config":
      return "your config";
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

const UNITS: Readonly<Record<string, string>> = { ...UNIT_WORDS, ms: "ms", hms: "h:mm:ss", mmss: "mm:ss" };

const scaleWords = ({ low, high, lowIsGood }: Scale): string => `${low}–${high}${lowIsGood ? ` (${low} is best)` : ""}`;

/** What a column is used as: the word for `--map`, then its unit, scale, order or words. `codes` = what there is to check about it. */
const usedAs = (column: InspectedColumn, dates: readonly InspectedDate[], codes: ReadonlySet<string>): string => {
  const { use, couldBe, vocabulary, scales, ignored } = column;
  if (ignored) return "– (not used, by your config)";
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

/** `+ 5 more used (priority, team), 16 not needed; all: --all`; null when nothing is folded. */
const foldedWords = (folded: readonly InspectedColumn[]): string | null => {
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
