import type { Kpi } from "../kpi/types.ts";
import type { GroupReport, Report } from "../report/model.ts";
import { sanitize } from "../text/sanitize.ts";
import { MOST_ROWS } from "./by-group.ts";
import { NONE, compareTimes, hasLatest, isTime, nameColumns } from "./dimension.ts";
import { groupCell } from "./figures.ts";
import type { Between, Cell, Column, Grid } from "./grid.ts";
import { fits } from "./grid.ts";
import { fullName, rowName } from "./labels.ts";
import { nounOf } from "./noun.ts";
import { capitalised, count } from "./units.ts";

/** More grids than this are no overview. */
export const MOST_GRIDS = 4;

/** More columns than this are for a file; laying them out would take long. */
const MOST_COLUMNS = 200;

const NO_ROWS: Cell = { text: "–" };

/** Groups as rows against the values of the last dimension as columns, one grid a KPI; without other dimensions the KPIs are the rows. */
export const acrossGrids = (report: Report, across: string, width: number, limit: number): Grid[] => {
  const { all, digits } = survey(report, across);
  const values = hasLatest(across) ? all.slice(-MOST_COLUMNS) : all.slice(0, MOST_COLUMNS);
  const cut: Cut = { of: all.length, latest: hasLatest(across), width };
  const others = report.dimensions.filter((name) => name !== across);
  if (others.length === 0) return [kpiGrid(report, across, values, digits, cut)];
  const rows = rowsOf(report, across, others);
  const most = limit === 0 ? MOST_ROWS : Math.min(limit, MOST_ROWS);
  return report.kpis.slice(0, MOST_GRIDS).map((kpi, index) => {
    const shown = rows.slice(0, most);
    const names = nameColumns(
      others,
      shown.map((row) => row.first),
      null,
    );
    const columns = values.map((value) =>
      valueColumn(
        value,
        shown.map((row) => cellOf(kpi, row.groups.get(value), digits[index])),
      ),
    );
    const total = groupCell(kpi, report.groups[0].kpis[kpi.id], 0).text;
    const grid = cutToWidth(names, columns, shown.length, cut);
    const between: Between[] = [...grid.between];
    if (rows.length > most)
      between.unshift({ before: shown.length, line: { text: `… and ${count(rows.length - most)} more rows (--limit 0 shows all)` } });
    return { ...grid, between, title: `${titleOf(kpi, report)} — all: ${total}` };
  });
};

const kpiGrid = (report: Report, across: string, values: readonly string[], digits: readonly number[], cut: Cut): Grid => {
  const byValue = new Map(report.groups.slice(1).map((group) => [group.by[across], group]));
  const names: Column = { head: [""], align: "left", least: 16, cells: report.kpis.map((kpi) => ({ text: rowTitle(kpi, report) })) };
  const column = (head: string, group: GroupReport | undefined): Column =>
    valueColumn(
      head,
      report.kpis.map((kpi, row) => cellOf(kpi, group, digits[row])),
    );
  const columns = values.map((value) => column(value, byValue.get(value)));
  return cutToWidth([names, column("All", report.groups[0])], columns, report.kpis.length, cut);
};

const titleOf = (kpi: Kpi, report: Report): string => {
  if (kpi.id === "volume") return capitalised(nounOf(report));
  return kpi.unit === "seconds" ? `${fullName(kpi)}, half within` : fullName(kpi);
};

const rowTitle = (kpi: Kpi, report: Report): string => {
  if (kpi.id === "volume") return capitalised(nounOf(report));
  return kpi.unit === "seconds" ? `${rowName(kpi, true)}, half` : rowName(kpi, true);
};

const valueColumn = (head: string, cells: readonly Cell[]): Column => ({
  head: [sanitize(head)],
  align: "right",
  tone: "bold",
  cells,
  least: 11,
});

const cellOf = (kpi: Kpi, group: GroupReport | undefined, digits: number): Cell =>
  group === undefined ? NO_ROWS : groupCell(kpi, group.kpis[kpi.id], digits);

/** Of how many columns as many as fit into which width: of times the latest, else the first. */
interface Cut {
  readonly of: number;
  readonly latest: boolean;
  readonly width: number;
}

const cutToWidth = (names: readonly Column[], columns: readonly Column[], rows: number, { of, latest, width }: Cut): Grid => {
  let shown = [...columns];
  while (shown.length > 1 && !fits([...names, ...shown], width)) shown = latest ? shown.slice(1) : shown.slice(0, -1);
  const left = of - shown.length;
  if (left === 0) return { columns: [...names, ...shown], between: [] };
  const text = `… and ${count(left)} ${latest ? "earlier" : "more"} ${left === 1 ? "column" : "columns"} (a larger --width, or --format csv)`;
  return { columns: [...names, ...shown], between: [{ before: rows, line: { text } }] };
};

interface Row {
  readonly first: GroupReport;
  /** By value of the dimension across. */
  readonly groups: Map<string, GroupReport>;
}

const rowsOf = (report: Report, across: string, others: readonly string[]): Row[] => {
  const rows = new Map<string, Row>();
  for (const group of report.groups.slice(1)) {
    const key = JSON.stringify(others.map((name) => group.by[name]));
    let row = rows.get(key);
    if (row === undefined) {
      row = { first: group, groups: new Map() };
      rows.set(key, row);
    }
    row.groups.set(group.by[across], group);
  }
  return [...rows.values()];
};

/** The dimension's values (times ascending, others by total volume, `(none)` last), and how many digits the n of each KPI takes at most. */
const survey = (report: Report, across: string): { all: string[]; digits: number[] } => {
  const volumes = new Map<string, number>();
  const measure = report.kpis.find((kpi) => kpi.id === "volume") ?? report.kpis[0];
  const most = report.kpis.map(() => 0);
  for (const { by, kpis } of report.groups) {
    for (const [index, { id }] of report.kpis.entries()) most[index] = Math.max(most[index], kpis[id].n);
    const value = by[across];
    if (value !== undefined) volumes.set(value, (volumes.get(value) ?? 0) + (measure === undefined ? 0 : kpis[measure.id].n));
  }
  const digits = most.map((n) => count(n).length);
  const all = [...volumes.keys()];
  if (isTime(across)) return { all: all.sort(compareTimes), digits };
  return {
    all: all.sort((a, b) => Number(a === NONE) - Number(b === NONE) || volumes.get(b)! - volumes.get(a)! || (a < b ? -1 : 1)),
    digits,
  };
};
