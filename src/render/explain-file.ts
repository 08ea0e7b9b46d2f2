import { PROFILES } from "../interaction/profiles/index.ts";
import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Explained } from "../report/explain.ts";
import type { GroupReport, SourceReport } from "../report/model.ts";
import { partsOf } from "../report/rows-behind-parts.ts";
import { clockText } from "./clock.ts";
import { draw } from "./draw.ts";
import { definitionSections, titleOf } from "./explain.ts";
import { type ExplainOptions, laidOut, paged, type Section } from "./explain-layout.ts";
import { nameColumns, totalName } from "./dimension.ts";
import { rangeText, resultCell, timeFigure, TOO_FEW } from "./figures.ts";
import { type Cell, type Column, fits, type Grid } from "./grid.ts";
import { baseName, zoneLine } from "./header.ts";
import { missingText } from "./missing.ts";
import { counted, kpiNoun, nounOf } from "./noun.ts";
import { periodText } from "./period.ts";
import { penOf, READABLE, wordedBy } from "./table.ts";
import { capitalised, count, duration, signed } from "./units.ts";
import { wrap } from "./wrap.ts";

/** What a KPI is, how the files were read for it, and which rows it is made of. */
export const render = (explained: Explained, options: ExplainOptions): string => {
  const { kpi, report } = explained;
  const pen = penOf(options);
  const short = definitionSections(kpi).filter(([name]) => ["What it is", "Formula", "Likely range"].includes(name));
  const lines = [...titleOf(kpi, options), ...laidOut(short, options)];
  report.sources.forEach((source, i) => {
    lines.push("", ...laidOut([["File", [fileText(source)]], ...fileSections(explained, i)], options));
  });
  const zone = zoneLine(report);
  lines.push("", ...laidOut(figureSections(explained), options));
  if (report.dimensions.length > 0 && report.kpis.length > 0) lines.push("", ...draw(groupGrid(explained, pen.width), pen));
  const closing = [...(zone === null ? [] : [zone]), `More on it, whatever the file: cs-metrics explain ${kpi.id}`];
  lines.push("", ...closing.flatMap((line) => wrap(wordedBy(pen)(line), Math.min(pen.width, READABLE)).map(pen.style.dim)));
  return paged(lines);
};

const fileText = ({ file, profile }: SourceReport): string =>
  `${baseName(file)}${profile === null ? "" : ` (${PROFILES.find(({ id }) => id === profile)?.name ?? profile} export)`}`;

const fileSections = ({ kpi, sources, report }: Explained, index: number): Section[] => {
  const { columns, scale, unreadable } = sources[index];
  const named = (serves: boolean): string[] =>
    columns.filter((column) => column.serves === serves).map(({ use }) => `"${use.header}" as ${use.field}${hints(use)}`);
  const isWords = report.groups[0].kpis[kpi.id]?.["scale"] === "words";
  const scored = scale === null ? (isWords ? ["in words"] : []) : [`scale ${scale}`];
  const read = [...named(true), ...scored];
  return [
    ["Read from", [read.length === 0 ? "no column of it" : read.join(", ")]],
    ["Looked at", named(false).length === 0 ? [] : [named(false).join(", ")]],
    ["Rows", [rowsText(report.sources[index])]],
    ["Unreadable", unreadable.map(unreadableText)],
  ];
};

const hints = ({ unit, clock, evidence }: Explained["sources"][number]["columns"][number]["use"]): string => {
  const words = [unit, clock === "business" ? "opening hours only" : undefined, evidence === "default" ? "assumed" : undefined];
  const told = words.filter((word) => word !== undefined);
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
};

/** "492 read − 3 deleted − 3 repeated = 486" */
const rowsText = ({ rows }: SourceReport): string => {
  const { filteredBy, filteredStatus } = rows;
  const words = Object.entries(filteredStatus).map(([word, many]): [number, string] => [many, word]);
  const told = words.reduce((sum, [many]) => sum + many, 0);
  const lost: [number, string][] = [
    ...words,
    [filteredBy.status - told, "left out by their status"],
    [filteredBy.period, "outside the period"],
    [filteredBy.undated, "without a date"],
    [filteredBy.where, "not matched by --where"],
    [rows.duplicates, "repeated"],
    [rows.rejected, "unreadable"],
    [rows.notData, "no data (titles, sums, blank lines)"],
  ];
  const terms = lost.filter(([many]) => many > 0).map(([many, what]) => ` − ${count(many)} ${what}`);
  return `${count(rows.read)} read${terms.join("")} = ${count(rows.used)} that count`;
};

const unreadableText = ({ column, count: many, examples }: SourceReport["unreadable"][number]): string => {
  const [first] = examples;
  const where = first === undefined ? "" : `, such as "${first.value}" in line ${first.line}`;
  return `${many === 1 ? "1 cell" : `${count(many)} cells`} of "${column}"${where}`;
};

/** Rows of a group that count for a report, by the number of interactions; files of sums have none. */
const rowsOf = ({ kpis }: GroupReport): number => kpis["volume"]?.n ?? 0;

const figureSections = ({ kpi, report }: Explained): Section[] => {
  if (report.kpis.every(({ id }) => id !== kpi.id)) return [["Result", [missingText(report) ?? "not in these files"]]];
  const [total] = report.groups;
  const result = total.kpis[kpi.id];
  const period = periodText(report.period);
  const sections: Section[] = [["Interactions", [`${counted(rowsOf(total), nounOf(report))}${period === "" ? "" : `, ${period}`}`]]];
  const rule = result["rule"];
  if (typeof rule === "string") sections.push(["Rule", [ruleText(kpi, rule)]]);
  const { openingHours, clock } = report.period;
  const clockSaid = openingHours === undefined && clock === "calendar" ? null : clockText(report);
  if (clockSaid !== null) sections.push(["Clock", [clockSaid]]);
  const leftOut = rowsOf(total) - result.n;
  if (kpi.leftOut !== undefined && leftOut >= 0) sections.push(["Left out", [`${count(leftOut)} ${kpi.leftOut}${unansweredText(result)}`]]);
  if (kpi.unit !== "count") sections.push(["Counted", [counted(result.n, kpiNoun(kpi, report)) + partsText(kpi, result)]]);
  sections.push(["Result", [resultText(kpi, result)]]);
  sections.push(["Of them", reasonTexts(kpi, result)]);
  return sections;
};

const ruleText = (kpi: Kpi, rule: string): string => (kpi.rules?.[rule] === undefined ? rule : `${rule}: ${kpi.rules[rule]}`);

const unansweredText = ({ n, asked }: KpiResult): string =>
  typeof asked === "number" && asked > n ? `, ${count(asked - n)} of them asked` : "";

/** "18 low score": a customer or a row can have several reasons. */
const reasonTexts = (kpi: Kpi, result: KpiResult): string[] => {
  const reasons = partsOf(kpi).filter(({ isReason, of }) => isReason && of(result) !== null);
  const texts = reasons.map(({ id, of }) => `${count(of(result)!)} ${id.replaceAll("_", " ")}`);
  return texts.length === 0 ? [] : [texts.join(", ")];
};

/** ": 130 positive, 18 negative" */
const partsText = (kpi: Kpi, result: KpiResult): string => {
  const verdicts = partsOf(kpi).filter(({ isVerdict }) => isVerdict);
  const texts = verdicts.map(({ id, of }) => `${count(of(result) ?? 0)} ${id.replaceAll("_", " ")}`);
  return texts.length === 0 ? "" : `: ${texts.join(", ")}`;
};

const resultText = (kpi: Kpi, result: KpiResult): string => {
  const text = resultCell(kpi, result).text;
  const range = rangeText(kpi, result, "spaced");
  const likely = /\d/u.test(range) ? `likely range ${range}` : "";
  if (kpi.unit !== "seconds" || result.n < TOO_FEW) return `${text}${likely === "" ? "" : `, ${likely}`}`;
  const { mean, p90 } = timeFigure(kpi, result);
  const further = [mean === null ? "" : `average ${duration(mean)}`, p90 === null ? "" : `9 in 10 by ${duration(p90)}`];
  return [`half within ${text}${likely === "" ? "" : ` (${likely})`}`, ...further.filter((one) => one !== "")].join(", ");
};

/** One line a group: what it is made of, then what it comes to. */
const groupGrid = ({ kpi, report }: Explained, width: number): Grid => {
  const { groups, dimensions } = report;
  const figure = (head: string, read: (result: KpiResult, group: GroupReport) => string, tone?: Column["tone"]): Column => ({
    head: [head],
    align: "right",
    cells: groups.map((group): Cell => ({ text: read(group.kpis[kpi.id], group) })),
    tone,
  });
  const names = nameColumns(dimensions, groups.slice(1), totalName(dimensions));
  const range = figure("Likely range", (result) => rangeText(kpi, result, "spaced"), "dim");
  const value = (result: KpiResult): string =>
    kpi.unit === "points" && result.value !== null ? signed(result.value) : resultCell(kpi, result).text;
  const rows = figure("Rows", (_, group) => count(rowsOf(group)));
  const leftOut = figure("Left out", ({ n }, group) => count(Math.max(0, rowsOf(group) - n)));
  const verdicts = partsOf(kpi).filter(({ isVerdict }) => isVerdict);
  const parts = verdicts.map(({ id, of }) => figure(capitalised(id.replaceAll("_", " ")), (result) => count(of(result) ?? 0)));
  const figures = [
    ...(kpi.leftOut === undefined ? [rows] : [rows, leftOut]),
    ...(kpi.unit === "count" ? [] : [figure("Counted", ({ n }) => count(n))]),
    ...parts,
    figure("Result", value, "bold"),
    ...(kpi.unit === "count" ? [] : [range]),
  ];
  let columns = [...names, ...figures];
  for (const column of [range, leftOut, rows, ...parts.toReversed()])
    if (!fits(columns, width)) columns = columns.filter((one) => one !== column);
  return { columns, between: groups.length > 1 ? [{ before: 1, line: "blank" }] : [] };
};
