import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { TOO_FEW, isFew, rangeText, resultCell, timeFigure, timeText } from "./figures.ts";
import type { Cell, Column, Grid } from "./grid.ts";
import { fits } from "./grid.ts";
import { rowName } from "./labels.ts";
import { counted, kpiNoun } from "./noun.ts";
import { count } from "./units.ts";

interface Row {
  readonly kpi: Kpi;
  /** What n counts. */
  readonly noun: string;
  readonly result: KpiResult;
}

/** The report without groups: a table of scores and rates, and one of times, each only where it has rows. */
export const totalGrids = (report: Report, width: number): Grid[] => {
  const rows = report.kpis.map((kpi): Row => ({ kpi, noun: kpiNoun(kpi, report), result: report.groups[0].kpis[kpi.id] }));
  const times = rows.filter(({ kpi }) => kpi.unit === "seconds");
  const rates = rows.filter(({ kpi }) => kpi.unit !== "seconds" && !(kpi.id === "volume" && rows.length > 1));
  const grids: Grid[] = [];
  if (rates.length > 0) grids.push({ columns: firstFit([rateColumns(rates, false), rateColumns(rates, true)], width), between: [] });
  if (times.length > 0) {
    const variants = TIME_VARIANTS.map((variant) => timeColumns(times, variant));
    grids.push({ columns: firstFit(variants, width), between: [] });
  }
  return grids;
};

/** The first that fits without cutting names, else the last. */
const firstFit = (variants: readonly Column[][], width: number): Column[] =>
  variants.find((columns) =>
    fits(
      columns.map((column) => ({ ...column, least: undefined })),
      width,
    ),
  ) ?? variants.at(-1)!;

const rateColumns = (rows: readonly Row[], short: boolean): Column[] => [
  {
    head: ["Scores and rates"],
    align: "left",
    ideal: 32,
    least: 16,
    cells: rows.map(({ kpi }) => ({ text: rowName(kpi, short) })),
  },
  { head: ["Result"], align: "right", tone: "bold", cells: rows.map(({ kpi, result }) => resultCell(kpi, result)) },
  {
    head: short ? ["Likely", "range"] : ["Likely range"],
    align: "right",
    tone: "dim",
    ideal: short ? 0 : 13,
    cells: rows.map(({ kpi, result }) => ({ text: kpi.unit === "count" ? "" : rangeText(kpi, result, "spaced") })),
  },
  { head: ["Out of"], align: "left", gap: 3, cells: rows.map((row) => ({ text: outOf(row) })) },
];

/** `148 ratings`; few of them carry the star. */
const outOf = ({ kpi, noun, result }: Row): string => {
  if (kpi.unit === "count") return kpi.id === "volume" ? "" : counted(result.n, noun);
  return counted(result.n, noun) + (isFew(result.n) && result.n >= TOO_FEW ? " *" : "");
};

interface TimeVariant {
  /** Heads on two lines and no blanks in ranges. */
  readonly narrow: boolean;
  /** Names without their abbreviations. */
  readonly short: boolean;
  readonly average: boolean;
}

/** From roomy to narrow. */
const TIME_VARIANTS: readonly TimeVariant[] = [
  { narrow: false, short: false, average: true },
  { narrow: true, short: false, average: true },
  { narrow: true, short: true, average: true },
  { narrow: true, short: true, average: false },
];

const timeColumns = (rows: readonly Row[], { narrow, short, average }: TimeVariant): Column[] => {
  const column = (head: string, ideal: number, cells: readonly Cell[]): Column => ({
    head: narrow ? twoLines(head) : [head],
    align: "right",
    ideal: narrow ? 0 : ideal,
    cells,
  });
  const halves = rows.map(({ kpi, result }): Cell => ({ ...resultCell(kpi, result), mark: false }));
  const ranges = rows.map(({ kpi, result }): Cell => ({ text: rangeText(kpi, result, narrow ? "tight" : "spaced") }));
  return [
    { head: ["Times"], align: "left", ideal: 17, least: 11, cells: rows.map(({ kpi }) => ({ text: rowName(kpi, short) })) },
    { ...column("Half within", 0, halves), tone: "bold" },
    { ...column("Likely range", 18, ranges), tone: "dim" },
    ...(average
      ? [
          column(
            "Average",
            8,
            rows.map((row) => timeCell(row, "mean")),
          ),
        ]
      : []),
    column(
      "9 in 10 by",
      11,
      rows.map((row) => timeCell(row, "p90")),
    ),
    column(
      "Of",
      3,
      rows.map(({ result }) => nCell(result)),
    ),
  ];
};

/** `9 in 10 by` → `9 in 10` above `by`. */
const twoLines = (head: string): string[] => {
  const blank = head.lastIndexOf(" ");
  return blank === -1 ? [head] : [head.slice(0, blank), head.slice(blank + 1)];
};

const timeCell = ({ kpi, result }: Row, key: "mean" | "p90"): Cell => {
  const seconds = timeFigure(kpi, result)[key];
  return { text: seconds === null || result.n < TOO_FEW ? "–" : timeText(seconds, result) };
};

const nCell = (result: KpiResult): Cell => ({ text: count(result.n), mark: isFew(result.n) && result.n >= TOO_FEW });

/** Whether some figure of the total has a range. */
export const hasRanges = (report: Report): boolean =>
  report.kpis.some((kpi) => {
    const result = report.groups[0].kpis[kpi.id];
    return result.n >= TOO_FEW && (result.low !== null || timeFigure(kpi, result).low !== null);
  });
