import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Comparison } from "../report/compare.ts";
import type { Report, ReportPeriod, RowAccount, SourceReport } from "../report/model.ts";
import type { TargetReport } from "../report/targets.ts";
import type { ToRead } from "../report/to-read.ts";
import type { Trend } from "../report/trend.ts";
import { describe } from "../text/problems/index.ts";
import type { RenderOptions } from "./types.ts";

const SCHEMA = "cs-metrics.report/1";

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 80;

/** Characters of a piece, a little more. */
const PIECE = 1 << 20;

/**
 * The report as JSON, `docs/report.schema.json`: keys in a fixed order, instants in ISO 8601 UTC, unknown numbers null, nothing rounded.
 * The same report gives the same bytes. Characters that steer a terminal are written as escapes.
 */
export const render = (report: Report, options: Pick<RenderOptions, "brief"> = {}): string => [...pieces(report, options)].join("");

/** The same piece by piece, as the figures of hundreds of thousands of groups do not fit into memory together. */
export function* pieces(report: Report, { brief }: Pick<RenderOptions, "brief">): Generator<string> {
  const envelope = {
    ...openingOf(SCHEMA, report),
    sources: report.sources.map(sourceOf),
    dimensions: report.dimensions,
    groups: [],
    ...(report.comparison === undefined ? {} : { comparison: comparisonOf(report.comparison) }),
    ...(report.targets === undefined ? {} : { targets: report.targets.map(targetOf) }),
    ...(report.trend === undefined ? {} : { trend: trendOf(report.trend) }),
    ...(brief === undefined ? {} : { brief: { sentences: brief.sentences, read: brief.read.map(readOf) } }),
    unavailable: report.unavailable.map(({ kpi, reason, needs }) => ({ kpi, reason, needs })),
    definitions: Object.fromEntries(report.kpis.map((kpi) => [kpi.id, kpi.definition])),
  };
  // An unescaped quote stands in no text, so this is the envelope's own key.
  const [before, after] = textOf(envelope).split('"groups": []');
  const columns = report.kpis.map((kpi) => ({ id: kpi.id, instants: instantsOf(kpi) }));
  let text = `${before}"groups": [\n`;
  for (const [i, { by, kpis }] of report.groups.entries()) {
    const figures = Object.fromEntries(columns.map(({ id, instants }) => [id, resultOf(kpis[id], instants)]));
    text += `${i === 0 ? "" : ",\n"}    ${textOf({ by, kpis: figures }).replaceAll("\n", "\n    ")}`;
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield `${text}\n  ]${after}\n`;
}

/** What all JSON about a report begins with. */
export const openingOf = (schema: string, { tool, asOf, period }: Report): object => {
  return { schema, tool: { name: tool.name, version: tool.version }, asOf: iso(asOf), period: spanOf(period) };
};

/** Of which time a report is, and by which clocks. */
export const spanOf = ({ since, until, timeZone, dateBasis, clock, openingHours }: ReportPeriod): object => ({
  since: iso(since),
  until: iso(until),
  timeZone,
  dateBasis,
  clock,
  ...(openingHours === undefined ? {} : { openingHours }),
});

/** JSON laid out in lines; characters that steer a terminal are written as escapes, and what has no value is null. */
export const textOf = (value: object, indent = 2): string => JSON.stringify(value, known, indent).replace(STEERING, escape);

/** JSON.stringify itself escapes only C0 controls and lone surrogates. */
const STEERING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** What has no value is null, never left out or NaN. */
const known = (_key: string, value: unknown): unknown =>
  value === undefined || (typeof value === "number" && !Number.isFinite(value)) ? null : value;

export const iso = (instant: number | null): string | null =>
  instant === null || !Number.isFinite(instant) ? null : new Date(instant).toISOString();

const comparisonOf = ({ since, until, file, groups }: Comparison): object => ({
  with: { since: iso(since), until: iso(until), file },
  groups: groups.map(({ by, kpis }) => ({ by, kpis })),
});

const targetOf = ({ kpi, statistic, by, op, limit, value, n, status }: TargetReport): object => ({
  kpi: kpi.id,
  ...(statistic === null ? {} : { statistic }),
  by,
  op,
  limit,
  value,
  n,
  status,
});

const trendOf = ({ dimension, spans, kpis }: Trend): object => ({
  dimension,
  periods: spans.map(({ period, since, until, cut }) => ({ period, since: iso(since), until: iso(until), complete: cut === null, cut })),
  kpis,
});

const readOf = ({ kpi, part, where, count, rows }: ToRead): object => ({
  kpi: kpi.id,
  rows: `${kpi.id}:${part.id}`,
  by: Object.fromEntries(where.map(({ name, equal, value }) => [name, `${equal ? "" : "!="}${value}`])),
  count,
  ids: rows.flatMap(({ id }) => id ?? []),
  lines: rows.map(({ file, line }) => ({ file, line })),
});

const sourceOf = (source: SourceReport): object => {
  const { rows, decisions } = source;
  return {
    file: source.file,
    sha256: source.sha256,
    profile: source.profile,
    encoding: source.encoding,
    delimiter: source.delimiter,
    decisions,
    rows: accountOf(rows),
    unreadable: source.unreadable.map(({ field, column, count, examples }) => ({
      field,
      column,
      count,
      examples: examples.slice(0, EXAMPLES).map(({ line, value }) => ({ line, value: shortened(value) })),
    })),
    warnings: source.warnings.map(({ problem, count, column, line }) => ({
      code: problem.code,
      message: describe(problem)[0],
      count,
      ...(column === undefined ? {} : { column }),
      ...(line === undefined ? {} : { line }),
    })),
  };
};

/** Where the rows of a file went. */
export const accountOf = ({ read, used, filtered, filteredBy, duplicates, rejected, notData }: RowAccount): object => {
  const { status, period, where, undated } = filteredBy;
  return { read, used, filtered, filteredBy: { status, period, where, undated }, duplicates, rejected, notData };
};

/** At most so many characters, none cut in half. */
export const shortened = (value: string): string => (value.length <= EXAMPLE_LENGTH ? value : [...value].slice(0, EXAMPLE_LENGTH).join(""));

/** Keys of every figure; `numerator` is of some. */
const FIRST: ReadonlySet<string> = new Set(["value", "n", "numerator", "low", "high", "unit"]);

/** Keys of statistics that are instants. */
const instantsOf = (kpi: Kpi): ReadonlySet<string> =>
  new Set(kpi.statistics.filter((statistic) => statistic.unit === "instant").map((statistic) => statistic.key));

/** The figure first, then its further statistics in the KPI's order. */
const resultOf = (result: KpiResult, instants: ReadonlySet<string>): object => {
  const { value, n, numerator, low, high, unit } = result;
  const figure: Record<string, unknown> =
    numerator === undefined ? { value, n, low, high, unit } : { value, n, numerator, low, high, unit };
  for (const key of Object.keys(result)) if (!FIRST.has(key)) figure[key] = withInstants(key, result[key], instants);
  return figure;
};

/** Instants are epoch milliseconds in the model: a statistic of that unit, and the `oldest` of rows that wait. */
const withInstants = (key: string, value: unknown, instants: ReadonlySet<string>): unknown => {
  if (instants.has(key)) return iso(typeof value === "number" ? value : null);
  if (typeof value !== "object" || value === null || !("oldest" in value)) return value;
  return { ...value, oldest: iso(typeof value.oldest === "number" ? value.oldest : null) };
};
