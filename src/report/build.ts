import type { Aggregate, FcrRule, Kpi, KpiResult } from "../kpi/types.ts";
import type { Sample } from "../stats/sample.ts";
import type { GroupReport, Report, SourceReport } from "./model.ts";
import { chooseKpis } from "./needs.ts";
import type { ReportEnv } from "./index.ts";
import { noticesOf, roundedTimes } from "./notices.ts";
import { shownGroups, type ShownGroup } from "./order.ts";
import { periodOf } from "./report-period.ts";
import type { PassPlan, PassResult } from "./pass.ts";
import type { Disguise } from "./pseudonyms.ts";
import type { ReportRequest } from "./request.ts";
import type { Names } from "./settle.ts";
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
  readonly disguise: Disguise | null;
  readonly requested: readonly Kpi[];
  readonly fcrRule: FcrRule | null;
  readonly zone: string;
  readonly asOf: number;
  readonly period: { readonly since: number | null; readonly until: number | null };
  readonly hashes: readonly (string | null)[];
}

/** Puts the report together from what the last pass collected. */
export const buildReport = (input: BuildInput): Report => {
  const { request, sources, plan, result, names, disguise } = input;
  // Only now are all score scales known, so only now is it certain which KPIs there are.
  const choice = chooseKpis(input.requested, sources, input.fcrRule, request.fcrRule);
  const groups = shownGroups(result.groups, names.by.length, mattersBeyondPeriod(plan, result, names.by.length));
  const shown = disguise === null ? groups : disguise.groups(names.by, groups);
  const kept = plan.kpis.map((kpi) => choice.available.includes(kpi));
  const kpis = plan.kpis.filter((_, i) => kept[i]);
  const figures = figuresOf(input, kept, shown);
  const sourceReports: SourceReport[] = sources.map((source, i) => sourceReport(source, result.readings[i], input.hashes[i]));
  const people = request.verdicts && comparesPeople(names.by);
  return {
    tool: { name: "cs-metrics", version: input.env.version },
    asOf: input.asOf,
    period: periodOf(input),
    sources: sourceReports,
    dimensions: names.by.map(({ name }) => name),
    across: request.across,
    groups: [new WholeGroup(figures), ...shown.map((group, i) => new LazyGroup(group, i, figures))],
    kpis,
    requested: input.requested,
    unavailable: choice.unavailable,
    notes: people ? standOuts(plan.kpis, result.aggregates, result.groups, shown, names.by[0].name) : [],
    ...(disguise === null ? {} : { where: disguise.where(request.where, names.where) }),
    notices: [...noticesOf(input, sourceReports, choice), ...roundedTimes(kpis, figures.total)],
    rejects: sources.flatMap(({ input: { name } }, i) => result.readings[i].rejects.map((reject) => ({ file: name, ...reject }))),
  };
};

/** The figures of so many groups are kept, as a table asks for them again and again; those of the others are worked out when they are asked for. */
const MOST_KEPT = 5000;

/** A group whose figures are worked out when they are looked at: a table shows a few of what may be hundreds of thousands. */
class LazyGroup implements GroupReport {
  readonly #group: ShownGroup;
  readonly #index: number;
  readonly #figures: Figures;

  constructor(group: ShownGroup, index: number, figures: Figures) {
    this.#group = group;
    this.#index = index;
    this.#figures = figures;
  }

  get by(): Readonly<Record<string, string>> {
    return this.#group.by;
  }

  get kpis(): Readonly<Record<string, KpiResult>> {
    return this.#figures.of(this.#index);
  }

  sample(kpi: string): Sample | null {
    return this.#figures.sampleOf(this.#index, kpi);
  }
}

/** The total. */
class WholeGroup implements GroupReport {
  readonly by = {};
  readonly kpis: Readonly<Record<string, KpiResult>>;
  readonly #figures: Figures;

  constructor(figures: Figures) {
    this.kpis = figures.total;
    this.#figures = figures;
  }

  sample(kpi: string): Sample | null {
    return this.#figures.totalSample(kpi);
  }
}

/** Whether a group without a row of the period has something to say all the same; a month outside the period has not. */
const mattersBeyondPeriod = (plan: PassPlan, { aggregates, groups }: PassResult, visible: number): ((group: number) => boolean) => {
  const isDated = groups.dimensions.slice(0, visible).some(({ kind }) => kind === "time");
  const looking = isDated ? [] : aggregates.filter((_, k) => plan.kpis[k].beyondPeriod === true);
  return (group) => looking.some((aggregate) => aggregate.matters?.(group) === true);
};

interface Figures {
  readonly total: Record<string, KpiResult>;
  readonly totalSample: (kpi: string) => Sample | null;
  readonly of: (group: number) => Record<string, KpiResult>;
  readonly sampleOf: (group: number, kpi: string) => Sample | null;
}

/** Figures of the KPIs kept, for the total and for each shown group, from merged aggregates. */
const figuresOf = ({ plan, result }: BuildInput, kept: readonly boolean[], shown: readonly ShownGroup[]): Figures => {
  const size = result.groups.size;
  // Groups that are shown as they were collected need not be put together.
  const isPlain = shown.every(({ members }) => members.length === 1);
  // Groups that are not shown go where nobody looks.
  const toShown = new Int32Array(size).fill(shown.length);
  if (!isPlain) shown.forEach(({ members }, i) => members.forEach((member) => (toShown[member] = i)));
  const partOf = (group: number): number => (isPlain ? shown[group].members[0] : group);
  const merged = (kpi: Kpi, k: number, groupMap: Int32Array): Aggregate => {
    const parts = kpi.create(result.context);
    parts.merge(result.aggregates[k], groupMap);
    return parts;
  };
  const collect = (resultOf: (kpi: Kpi, k: number) => KpiResult): Record<string, KpiResult> =>
    Object.fromEntries(plan.kpis.flatMap((kpi, k) => (kept[k] ? [[kpi.id, resultOf(kpi, k)]] : [])));
  const parts = isPlain ? result.aggregates : plan.kpis.map((kpi, k) => merged(kpi, k, toShown));
  const known = new Map<number, Record<string, KpiResult>>();
  const of = (group: number): Record<string, KpiResult> => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const figures = collect((_, k) => parts[k].result(partOf(group)));
    // The group without a value comes last, and into the table.
    if (group < MOST_KEPT || group === shown.length - 1) known.set(group, figures);
    return figures;
  };
  const toTotal = new Int32Array(size);
  // One group is the total already.
  const totals = result.totals ?? (size === 1 ? result.aggregates : null);
  const whole = plan.kpis.map((kpi, k) => (totals === null ? merged(kpi, k, toTotal) : totals[k]));
  const total = collect((_, k) => whole[k].result(0));
  const sampleOf = (aggregates: readonly Aggregate[], group: number, id: string): Sample | null =>
    aggregates[plan.kpis.findIndex((kpi) => kpi.id === id)]?.sample?.(group) ?? null;
  return { total, totalSample: (kpi) => sampleOf(whole, 0, kpi), of, sampleOf: (group, kpi) => sampleOf(parts, partOf(group), kpi) };
};
