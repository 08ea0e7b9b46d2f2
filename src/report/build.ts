import type { FcrRule, Kpi, KpiResult } from "../kpi/types.ts";
import type { GroupReport, Report, ReportPeriod, SourceReport } from "./model.ts";
import { chooseKpis } from "./needs.ts";
import type { Names, ReportEnv } from "./index.ts";
import { noticesOf } from "./notices.ts";
import { shownGroups, type ShownGroup } from "./order.ts";
import type { PassPlan, PassResult } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import type { Source } from "./source.ts";
import { sourceReport } from "./source-report.ts";
import { comparesPeople, standOuts } from "./standouts.ts";

export interface BuildInput {
  readonly request: ReportRequest;
  readonly env: ReportEnv;
  readonly sources: readonly Source[];
  readonly plan: PassPlan;
  readonly result: PassResult;
  readonly names: Names;
  readonly requested: readonly Kpi[];
  readonly fcrRule: FcrRule | null;
  readonly zone: string;
  readonly asOf: number;
  readonly period: { readonly since: number | null; readonly until: number | null };
  readonly hashes: readonly (string | null)[];
}

/** Puts the report together from what the last pass collected. */
export const buildReport = (input: BuildInput): Report => {
  const { request, sources, plan, result, names } = input;
  // Only now are all score scales known, so only now is it certain which KPIs there are.
  const choice = chooseKpis(input.requested, sources, input.fcrRule);
  const shown = shownGroups(result.groups, names.by.length);
  const figures = figuresOf(plan.kpis, input, shown);
  const kept = plan.kpis.map((kpi) => choice.available.includes(kpi));
  const kpis = plan.kpis.filter((_, i) => kept[i]);
  const pick = (results: readonly KpiResult[]): Record<string, KpiResult> =>
    Object.fromEntries(plan.kpis.map((kpi, i) => [kpi.id, results[i]] as const).filter((_, i) => kept[i]));
  const groups: GroupReport[] = [
    { by: {}, kpis: pick(figures.total) },
    ...shown.map(({ by }, i) => ({ by, kpis: pick(figures.groups[i]) })),
  ];
  const sourceReports: SourceReport[] = sources.map((source, i) => sourceReport(source, result.readings[i], input.hashes[i]));
  const people = request.verdicts && comparesPeople(names.by);
  return {
    tool: { name: "cs-metrics", version: input.env.version },
    asOf: input.asOf,
    period: periodOf(input),
    sources: sourceReports,
    dimensions: names.by.map(({ name }) => name),
    across: request.across,
    groups,
    kpis,
    requested: input.requested,
    unavailable: choice.unavailable,
    notes: people ? standOuts(plan.kpis, result.aggregates, result.groups, shown, names.by[0].name) : [],
    notices: noticesOf(input, sourceReports, choice),
    rejects: sources.flatMap(({ input: { name } }, i) => result.readings[i].rejects.map((reject) => ({ file: name, ...reject }))),
  };
};

/** Results of every KPI for the total and for each shown group, from merged aggregates. */
const figuresOf = (
  kpis: readonly Kpi[],
  { result, asOf, fcrRule }: BuildInput,
  shown: readonly ShownGroup[],
): { total: KpiResult[]; groups: KpiResult[][] } => {
  const context = { sources: result.facts, asOf, fcrRule };
  const size = result.groups.size;
  const toTotal = new Int32Array(size);
  const toShown = new Int32Array(size);
  shown.forEach(({ members }, i) => members.forEach((member) => (toShown[member] = i)));
  const total: KpiResult[] = [];
  const groups: KpiResult[][] = shown.map(() => []);
  kpis.forEach((kpi, k) => {
    const collected = result.aggregates[k];
    if (result.totals === null) {
      const all = kpi.create(context);
      all.merge(collected, toTotal);
      total.push(all.result(0));
    } else total.push(result.totals[k].result(0));
    if (shown.length === 0) return;
    const parts = kpi.create(context);
    parts.merge(collected, toShown);
    shown.forEach((_, i) => groups[i].push(parts.result(i)));
  });
  return { total, groups };
};

const periodOf = ({ request, sources, zone, period, plan, result }: BuildInput): ReportPeriod => {
  const namesZone = sources.some(({ decisions }) => decisions.zone !== null);
  const offsets = result.readings.some(({ columns }) => columns.some(({ offsets: count }) => count > 0));
  return {
    since: period.since,
    until: period.until,
    timeZone: zone,
    asWritten: request.tz === null && !namesZone && !offsets,
    dateBasis: request.dateBasis,
    clock: request.clock,
    first: result.first,
    last: plan.basis.every((field) => field === null) ? null : result.last,
  };
};
