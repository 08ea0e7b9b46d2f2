import type { Kpi } from "../kpi/types.ts";
import type { GroupReport, Report } from "../report/model.ts";
import { NONE, nameColumns, totalName } from "./dimension.ts";
import { TOO_FEW, groupCell, isFew, rangeText } from "./figures.ts";
import type { Between, Column, Grid } from "./grid.ts";
import { fits } from "./grid.ts";
import { columnHead } from "./labels.ts";
import { nounOf } from "./noun.ts";
import type { TrendPage } from "./trend.ts";
import { capitalised, count } from "./units.ts";

/** The table is for reading; longer ones take long to draw and belong into a file. */
export const MOST_ROWS = 2000;

export interface GroupTable {
  readonly grid: Grid;
  /** The groups with a row, the total among them. */
  readonly groups: readonly GroupReport[];
  /** KPIs with a column. */
  readonly kpis: readonly Kpi[];
  /** KPIs for which there was no room. */
  readonly hidden: readonly Kpi[];
  /** Ranges for which there was no room. */
  readonly hidesRanges: boolean;
}

/** What a table may take, and the marks it shows. */
interface Room {
  readonly width: number;
  readonly limit: number;
  readonly trend?: Pick<TrendPage, "nameMark" | "figureMark">;
}

/** One row a group below the total, as many KPIs as fit into the width, with ranges where there is room left. */
export const groupTable = (report: Report, { width, limit, trend }: Room): GroupTable => {
  const { shown, apart, hidden: groupsHidden } = shownGroups(report, limit);
  const groups = apart === null ? shown : [...shown, apart];
  const rows = [report.groups[0], ...groups];
  const names = nameColumns(report.dimensions, groups, totalName(report.dimensions));
  const columns =
    trend === undefined ? names : names.map((column) => marked(column, (i) => column.cells[i].text + trend.nameMark(rows[i])));
  const volume = report.kpis.find((kpi) => kpi.id === "volume");
  if (volume !== undefined) {
    const column = volumeColumn(report, rows);
    columns.push(trend === undefined ? column : marked(column, (i) => trend.figureMark(volume, rows[i]) + column.cells[i].text));
  }
  const chosen = choose(report, rows, columns, { width, limit, trend });

  const between: Between[] = [];
  if (groups.length > 0) between.push({ before: 1, line: "blank" });
  const end = 1 + shown.length;
  if (groupsHidden > 0) between.push({ before: end, line: { text: moreText(groupsHidden, limit) } });
  if (apart !== null) between.push({ before: end, line: "rule" });
  const { kpis, hidden, hidesRanges } = chosen;
  return { grid: { columns: chosen.columns, between }, groups: rows, kpis, hidden, hidesRanges };
};

const moreText = (hidden: number, limit: number): string =>
  limit === 0 ? `… and ${count(hidden)} more (--format csv has them all)` : `… and ${count(hidden)} more (--limit 0 shows all)`;

interface Shown {
  readonly shown: readonly GroupReport[];
  /** The group without a value, which stands apart and is never left out. */
  readonly apart: GroupReport | null;
  readonly hidden: number;
}

/** The first groups within the limit (0 = as many as a table can take). */
const shownGroups = (report: Report, limit: number): Shown => {
  const last = report.groups.at(-1)!;
  const apart = report.groups.length > 1 && report.dimensions.length === 1 && last.by[report.dimensions[0]] === NONE ? last : null;
  const named = report.groups.slice(1, apart === null ? undefined : -1);
  const most = limit === 0 ? MOST_ROWS : Math.min(limit, MOST_ROWS);
  return { shown: named.slice(0, most), apart, hidden: Math.max(0, named.length - most) };
};

const volumeColumn = (report: Report, rows: readonly GroupReport[]): Column => ({
  head: [capitalised(nounOf(report))],
  align: "right",
  cells: rows.map((group) => ({ text: count(group.kpis["volume"].value ?? 0) })),
});

/** Values first, in the report's order; the first score or rate comes with its range, the others get theirs once every value has a place. */
const choose = (report: Report, rows: readonly GroupReport[], names: readonly Column[], { width, trend }: Room) => {
  const kpis = report.kpis.filter((kpi) => kpi.id !== "volume");
  const first = kpis.find((kpi) => kpi.unit !== "seconds" && kpi.unit !== "count");
  const values = new Map<Kpi, Column>();
  const ranges = new Map<Kpi, Column>();
  const columns = (): Column[] => [
    ...names,
    ...[...values].flatMap(([kpi, value]) => {
      const range = ranges.get(kpi);
      return range === undefined ? [value] : [value, range];
    }),
  ];
  const tryAdd = (map: Map<Kpi, Column>, kpi: Kpi, column: Column): boolean => {
    map.set(kpi, column);
    if (fits(columns(), width)) return true;
    map.delete(kpi);
    return false;
  };

  for (const kpi of kpis) {
    const column = valueColumn(kpi, rows);
    const shown = trend === undefined ? column : marked(column, (i) => trend.figureMark(kpi, rows[i]) + column.cells[i].text);
    if (!tryAdd(values, kpi, shown)) break;
    if (kpi === first) tryAdd(ranges, kpi, rangeColumn(kpi, rows));
  }
  const hidden = kpis.filter((kpi) => !values.has(kpi));
  const withRange = kpis.filter((kpi) => kpi.unit !== "count");
  if (hidden.length === 0) for (const kpi of withRange) if (!ranges.has(kpi)) tryAdd(ranges, kpi, rangeColumn(kpi, rows));
  return {
    columns: columns(),
    kpis: [...values.keys()],
    hidden,
    hidesRanges: hidden.length === 0 && withRange.some((kpi) => !ranges.has(kpi)),
  };
};

const valueColumn = (kpi: Kpi, rows: readonly GroupReport[]): Column => {
  const digits = Math.max(...rows.map((group) => count(group.kpis[kpi.id].n).length));
  return { head: columnHead(kpi), align: "right", tone: "bold", cells: rows.map((group) => groupCell(kpi, group.kpis[kpi.id], digits)) };
};

const marked = (column: Column, textOf: (row: number) => string): Column => ({
  ...column,
  cells: column.cells.map((cell, row) => ({ ...cell, text: textOf(row) })),
});

const rangeColumn = (kpi: Kpi, rows: readonly GroupReport[]): Column => ({
  head: ["Likely", kpi.unit === "percent" ? "range %" : "range"],
  align: "right",
  tone: "dim",
  cells: rows.map((group) => ({ text: rangeText(kpi, group.kpis[kpi.id], "tight") })),
});

/** Whether some figures are marked with a star, some replaced by counts, because few values stand behind them. */
export interface Few {
  readonly marked: boolean;
  readonly counts: boolean;
}

export const fewIn = (kpis: readonly Kpi[], groups: readonly GroupReport[]): Few => {
  const few = { marked: false, counts: false };
  for (const kpi of kpis) {
    if (kpi.unit === "count") continue;
    for (const group of groups) {
      const { n } = group.kpis[kpi.id];
      if (isFew(n)) few[n < TOO_FEW ? "counts" : "marked"] = true;
    }
  }
  return few;
};
