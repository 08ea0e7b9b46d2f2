import type { Kpi } from "../kpi/types.ts";
import type { KpiComparison } from "../report/compare.ts";
import type { Report } from "../report/model.ts";
import { resultCell, TOO_FEW } from "./figures.ts";
import { type Column, fits, type Grid } from "./grid.ts";
import { baseName } from "./header.ts";
import { columnHead, rowName, shortName } from "./labels.ts";
import { periodText } from "./period.ts";
import { capitalised, decimal, duration } from "./units.ts";

/** `+3.1`, `-12m`, `0`. */
const signedFigure = (kpi: Kpi, value: number): string => {
  const sign = value > 0 ? "+" : value < 0 ? "-" : "";
  const size = Math.abs(value);
  if (kpi.unit === "seconds") return size < 0.5 ? "0s" : sign + duration(size);
  const text = decimal(size, kpi.unit === "percent" || kpi.unit === "score" ? 1 : 0);
  return Number(text) === 0 ? text : sign + text;
};

/** "3.1 points", where a percentage of a percentage could be meant. */
const differenceText = (kpi: Kpi, { difference, n }: KpiComparison): string => {
  if (difference === null || (kpi.unit !== "count" && n < TOO_FEW)) return "–";
  return signedFigure(kpi, difference) + (kpi.unit === "percent" ? " pts" : "");
};

const rangeText = (kpi: Kpi, { low, high, n }: KpiComparison): string =>
  low === null || high === null || kpi.unit === "count" || n < TOO_FEW ? "–" : `${signedFigure(kpi, low)} to ${signedFigure(kpi, high)}`;

/** What the report is compared with: "1–30 Sep 2026", "september.csv". */
export const comparedWith = ({ comparison, period }: Report): string => {
  const { file, since, until } = comparison!;
  return file === null ? periodText({ ...period, since, until, first: null, last: null }) : baseName(file);
};

const column = (head: readonly string[], align: Column["align"], cells: readonly string[], more: Partial<Column> = {}): Column => ({
  head,
  align,
  cells: cells.map((text) => ({ text })),
  ...more,
});

/** One row a KPI: now, before, the difference and whether it is clear. */
const totalGrid = (report: Report, nameOf: (kpi: Kpi) => string): Grid => {
  const comparison = report.comparison!;
  const now = report.groups[0].kpis;
  const rows = report.kpis.map((kpi) => ({ kpi, other: comparison.groups[0].kpis[kpi.id] }));
  const shown = rows.filter(({ kpi, other }) => now[kpi.id].value !== null || other.value !== null);
  return {
    title: `Beside ${comparedWith(report)}`,
    between: [],
    columns: [
      column(
        ["Figure"],
        "left",
        shown.map(({ kpi }) => nameOf(kpi)),
        { least: 14 },
      ),
      column(
        ["Now"],
        "right",
        shown.map(({ kpi }) => valueText(kpi, now[kpi.id].value, now[kpi.id].n)),
        { tone: "bold" },
      ),
      column(
        ["Before"],
        "right",
        shown.map(({ kpi, other }) => valueText(kpi, other.value, other.n)),
      ),
      column(
        ["Change"],
        "right",
        shown.map(({ kpi, other }) => differenceText(kpi, other)),
      ),
      column(
        ["Likely range"],
        "right",
        shown.map(({ kpi, other }) => rangeText(kpi, other)),
        { tone: "dim" },
      ),
      column(
        [""],
        "left",
        shown.map(({ other }) => other.verdict),
      ),
    ],
  };
};

/** The KPI's value itself, which is what is compared (of times their average or their half, whichever the KPI is). */
const valueText = (kpi: Kpi, value: number | null, n: number): string => {
  if (kpi.unit === "seconds" && value !== null) return n < TOO_FEW ? "too few" : duration(value);
  return resultCell(kpi, { value, n, low: null, high: null, unit: kpi.unit }).text;
};

/** KPIs beside each other, where groups are compared. */
const MOST_KPIS = 4;
/** Groups beyond this are for CSV and JSON. */
const MOST_GROUPS = 40;

/** One row a group: how each KPI has changed. */
const groupsGrid = (report: Report): Grid => {
  const { groups } = report.comparison!;
  const own = groups.slice(1, MOST_GROUPS + 1);
  const kpis = report.kpis.filter(({ id }) => id !== "volume" && own.some(({ kpis }) => kpis[id].difference !== null)).slice(0, MOST_KPIS);
  const cell = (kpi: Kpi, compared: KpiComparison): string => {
    const text = differenceText(kpi, compared);
    return compared.verdict === "no clear change" || compared.verdict === "no data" ? text : `${text} ${compared.verdict}`;
  };
  return {
    title: `Changes beside ${comparedWith(report)}; only what is called better or worse is clear`,
    between: own.length < groups.length - 1 ? [{ before: own.length, line: { text: `… and ${groups.length - 1 - own.length} more` } }] : [],
    columns: [
      ...report.dimensions.map((name) =>
        column(
          [capitalised(name)],
          "left",
          own.map(({ by }) => by[name]),
          { least: 8 },
        ),
      ),
      ...kpis.map((kpi) =>
        column(
          columnHead(kpi),
          "right",
          own.map(({ kpis }) => cell(kpi, kpis[kpi.id])),
        ),
      ),
    ],
  };
};

/** The comparison as tables of its own. */
export const comparisonGrids = (report: Report, width: number): Grid[] => {
  if (report.comparison === undefined) return [];
  const long = totalGrid(report, (kpi) => rowName(kpi, true));
  const whole = long.columns.map((column) => ({ ...column, least: undefined }));
  const total = fits(whole, width) ? long : totalGrid(report, (kpi) => capitalised(shortName(kpi)));
  // The weeks of another period are other weeks.
  return report.groups.length === 1 || report.trend !== undefined ? [total] : [total, groupsGrid(report)];
};

/** Whether the range alone would make a change of it, and the test does not. */
const isNarrow = ({ verdict, low, high, n }: KpiComparison): boolean =>
  verdict === "no clear change" && n >= TOO_FEW && low !== null && high !== null && (low > 0 || high < 0);

/** How to read the comparison. */
export const comparisonNotes = (report: Report): string[] => {
  if (report.comparison === undefined) return [];
  const { until } = report.period;
  const notes: string[] = [];
  if (report.comparison.groups[0].kpis["volume"]?.value === 0) notes.push(`Nothing to compare with: no rows in ${comparedWith(report)}.`);
  const narrow = report.kpis.filter(({ id, unit }) => unit !== "count" && isNarrow(report.comparison!.groups[0].kpis[id]));
  if (narrow.length > 0) {
    const names = narrow.map((kpi) => shortName(kpi)).join(", ");
    notes.push(`The likely range of the change of ${names} leaves out 0, but chance alone does that too often to call it clear.`);
  }
  if (until !== null && until > report.asOf) notes.push("The period is not over yet; what it brings may still change the comparison.");
  if (report.groups.length > 2 && report.trend === undefined)
    notes.push(`Of ${report.groups.length - 1} groups compared, chance alone would make one in twenty stand out; that is allowed for.`);
  return notes;
};
