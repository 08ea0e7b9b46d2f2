import { writeCsv } from "../csv/write.ts";
import type { Kpi, KpiResult, Statistic } from "../kpi/types.ts";
import type { GroupReport, Report } from "../report/model.ts";
import { sanitize } from "../text/sanitize.ts";
import type { RenderOptions } from "./types.ts";

type Value = string | number | null;

/** One column of figures: its name and what stands in it. */
interface FigureColumn {
  readonly name: string;
  read(result: KpiResult): Value;
}

/** How the total is called in the dimension columns. */
const ALL = "(all)";

const SECONDS_IN = { s: 1, min: 60, h: 3600 } as const;
const UNIT_NAMES = { s: "seconds", min: "minutes", h: "hours" } as const;

type TimeUnit = RenderOptions["timeUnit"];

/**
 * The report as CSV, unrounded. Columns depend on the dimensions and the KPIs asked for, never on the data: what a file does not carry is
 * empty. `--time-unit` converts every column of times and adds its unit to the name (`art_h`, `art_low_h`).
 */
export const render = (report: Report, options: RenderOptions): string =>
  writeCsv(options.layout === "long" ? longRows(report, options.timeUnit) : wideRows(report, options.timeUnit), { excel: options.excel });

/** Names of the groups; data text, so made safe. */
const names = (report: Report, group: GroupReport): string[] => report.dimensions.map((name) => sanitize(group.by[name] ?? ALL));

function* wideRows(report: Report, timeUnit: TimeUnit): Generator<Value[]> {
  const columns = report.requested.map((kpi) => ({ id: kpi.id, figures: columnsOf(kpi, timeUnit) }));
  yield [...report.dimensions.map(sanitize), ...columns.flatMap(({ figures }) => figures.map(({ name }) => name))];
  for (const group of report.groups) {
    const row: Value[] = names(report, group);
    const { kpis } = group;
    for (const { id, figures } of columns) {
      const result = kpis[id];
      for (const figure of figures) row.push(result === undefined ? null : figure.read(result));
    }
    yield row;
  }
}

function* longRows(report: Report, timeUnit: TimeUnit): Generator<Value[]> {
  yield [...report.dimensions.map(sanitize), "kpi", "value", "n", "low", "high", "unit"];
  for (const group of report.groups) {
    const { kpis } = group;
    for (const { id } of report.kpis) {
      const { value, n, low, high, unit } = kpis[id];
      const figures = [value, n, low, high].map((figure, index) => (index === 1 ? figure : converted(figure, unit, timeUnit)));
      yield [...names(report, group), id, ...figures, unit === "seconds" ? UNIT_NAMES[timeUnit] : unit];
    }
  }
}

const columnsOf = (kpi: Kpi, timeUnit: TimeUnit): FigureColumn[] => {
  const figure = (name: string, key: "value" | "low" | "high"): FigureColumn => ({
    name: named(name, kpi.unit, timeUnit),
    read: (result) => converted(result[key], kpi.unit, timeUnit),
  });
  return [
    figure(kpi.id, "value"),
    { name: `${kpi.id}_n`, read: (result) => result.n },
    figure(`${kpi.id}_low`, "low"),
    figure(`${kpi.id}_high`, "high"),
    ...kpi.statistics.map((statistic): FigureColumn => ({
      name: named(`${kpi.id}_${statistic.key}`, statistic.unit, timeUnit),
      read: (result) => converted(plain(statistic, result), statistic.unit, timeUnit),
    })),
  ];
};

export const named = (name: string, unit: Statistic["unit"], timeUnit: TimeUnit): string =>
  unit === "seconds" && timeUnit !== "s" ? `${name}_${timeUnit}` : name;

export const converted = (value: Value, unit: Statistic["unit"], timeUnit: TimeUnit): Value => {
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  if (typeof value === "number" && unit === "seconds") return value / SECONDS_IN[timeUnit];
  if (typeof value === "number" && unit === "instant") return new Date(value).toISOString();
  return typeof value === "string" ? sanitize(value) : value;
};

const plain = (statistic: Statistic, result: KpiResult): Value => {
  const value = statistic.read === undefined ? result[statistic.key] : statistic.read(result);
  return typeof value === "number" || typeof value === "string" ? value : null;
};
