import { KPIS } from "../kpi/index.ts";
import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Explained, ExplainedSource } from "../report/explain.ts";
import { intervalOf, NEVER_COUNTED } from "../report/explain-words.ts";
import type { GroupReport, Report, SourceReport } from "../report/model.ts";
import { partsOf } from "../report/rows-behind-parts.ts";
import { VERSION } from "../text/version.ts";
import { accountOf, iso, shortened, spanOf, textOf } from "./json.ts";

const SCHEMA = "cs-metrics.explain/1";

const head = { schema: SCHEMA, tool: { name: "cs-metrics", version: VERSION } };

/** All KPIs, or one, as JSON: `docs/explain.schema.json`. */
export const renderKpis = (kpi: Kpi | null): string => `${textOf({ ...head, kpis: (kpi === null ? KPIS : [kpi]).map(kpiOf) })}\n`;

/** A KPI as JSON, how each file was read for it, and its figures with what is left out of them. */
export const renderExplained = ({ kpi, report, sources }: Explained): string => {
  const { period } = report;
  const isThere = report.kpis.some(({ id }) => id === kpi.id);
  const explained = {
    ...head,
    kpis: [kpiOf(kpi)],
    asOf: iso(report.asOf),
    period: spanOf(period),
    sources: report.sources.map((source, i) => sourceOf(source, sources[i])),
    dimensions: report.dimensions,
    groups: isThere ? report.groups.map((group) => groupOf(kpi, group)) : [],
    unavailable: unavailableOf(kpi, report),
  };
  return `${textOf(explained)}\n`;
};

const kpiOf = (kpi: Kpi): object => ({
  kpi: kpi.id,
  name: kpi.name,
  abbreviation: kpi.abbreviation === "" ? null : kpi.abbreviation,
  definition: kpi.definition,
  formula: kpi.formula,
  unit: kpi.unit,
  better: kpi.better,
  standard: kpi.standard,
  interval: intervalOf(kpi),
  rules: kpi.rules ?? {},
  needs: kpi.needs,
  reads: kpi.reads,
  statistics: kpi.statistics.map(({ key, unit }) => ({ key, unit })),
  excluded: [...(kpi.leftOut === undefined ? [] : [kpi.leftOut]), NEVER_COUNTED],
  caveats: kpi.caveats ?? [],
  benchmarks: (kpi.benchmarks ?? []).map(({ of, range, source, year, differs }) => ({ of, range, source, year, differs: differs ?? null })),
  parts: partsOf(kpi).map(({ id, also, order }) => ({ part: id, also, order })),
});

const unavailableOf = (kpi: Kpi, { unavailable }: Report): object[] =>
  unavailable.filter(({ kpi: id }) => id === kpi.id).map(({ kpi: id, reason, needs }) => ({ kpi: id, reason, needs }));

const sourceOf = ({ file, profile, rows }: SourceReport, { columns, scale, unreadable }: ExplainedSource): object => ({
  file,
  profile,
  rows: { ...accountOf(rows), filteredStatus: rows.filteredStatus },
  columns: columns.map(({ use, serves }) => ({
    field: use.field,
    column: use.header,
    serves,
    evidence: use.evidence,
    unit: use.unit ?? null,
    clock: use.clock ?? null,
  })),
  scale,
  unreadable: unreadable.map(({ field, column, count, examples }) => ({
    field,
    column,
    count,
    examples: examples.map(({ line, value }) => ({ line, value: shortened(value) })),
  })),
});

/** The figure, its parts, and the interactions of the group that are not part of it. */
const groupOf = (kpi: Kpi, { by, kpis }: GroupReport): object => {
  const result: KpiResult = kpis[kpi.id];
  const { value, n, numerator, low, high } = result;
  const interactions = kpis["volume"]?.n ?? null;
  const verdicts = partsOf(kpi).filter(({ isVerdict }) => isVerdict);
  return {
    by,
    interactions,
    leftOut: kpi.leftOut === undefined || interactions === null ? null : interactions - n,
    n,
    ...(numerator === undefined ? {} : { numerator }),
    parts: Object.fromEntries(verdicts.map(({ id, of }) => [id, of(result)])),
    value,
    low,
    high,
    rule: typeof result["rule"] === "string" ? result["rule"] : null,
  };
};
