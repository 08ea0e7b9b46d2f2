import type { UndecidedDate } from "../interaction/date-order.ts";
import { FIELDS, type Field } from "../interaction/fields.ts";
import { defaultKpis, FCR_NEEDS, findKpi } from "../kpi/index.ts";
import { anyMapped, servingFields } from "../kpi/serving.ts";
import type { FcrRule, Kpi, SourceFacts } from "../kpi/types.ts";
import { type Problem, ProblemError } from "../text/problem.ts";
import type { ColumnPlan } from "../values/batch.ts";
import type { Name } from "./dimensions.ts";
import type { ReportRequest } from "./request.ts";
import { areTotals, factsOf, isLongForm, type Source } from "./source.ts";

/** KPIs asked for, in order, each once, as they are in a run of these sources. */
export const requestedKpis = (ids: readonly string[] | null, sources: readonly Source[]): readonly Kpi[] =>
  ownKpis(ids === null ? defaultKpis : [...new Set(ids)].map((id) => findKpi(id)!), sources);

/** KPIs as they are in a run: targets of the user's own make another `sla`. */
export const ownKpis = (kpis: readonly Kpi[], sources: readonly Source[]): readonly Kpi[] => {
  const sla = sources[0]?.sla ?? null;
  return sla === null ? kpis : kpis.map((kpi) => (kpi.id === sla.id ? sla : kpi));
};

export interface KpiChoice {
  readonly requested: readonly Kpi[];
  readonly available: readonly Kpi[];
  readonly unavailable: readonly { readonly kpi: string; readonly reason: string; readonly needs: readonly string[] }[];
}

/**
 * Sorts the KPIs asked for into those some source carries and the others, each with what it needs. `fcrRule` is the rule of the report,
 * `wanted` the one it was asked for.
 */
export const chooseKpis = (
  requested: readonly Kpi[],
  sources: readonly Source[],
  fcrRule: FcrRule | null,
  wanted: FcrRule | null = null,
): KpiChoice => {
  const facts = sources.map((source) => factsOf(source));
  const works = (kpi: Kpi): boolean => facts.some((one) => kpi.available(one)) && (kpi.id !== "fcr" || fcrRule !== null);
  const unavailable = requested
    .filter((kpi) => !works(kpi))
    .map((kpi) => {
      const needs = kpi.id === "fcr" && wanted !== null ? FCR_NEEDS[wanted] : kpi.needs;
      const obstacle = facts.map((one) => kpi.obstacle?.(one) ?? null).find((found) => found !== null);
      if (obstacle !== undefined && facts.some((one) => anyMapped(one, needs))) return { kpi: kpi.id, reason: obstacle, needs: [] };
      return { kpi: kpi.id, reason: reasonFor(kpi, needs, sources), needs: [...new Set(needs.flat())] };
    });
  return { requested, available: requested.filter(works), unavailable };
};

const reasonFor = (kpi: Kpi, needs: Kpi["needs"], sources: readonly Source[]): string => {
  if (sources.every(areTotals)) return "each row holds figures over many interactions";
  if (sources.some((source) => source.unusableScores.has(kpi.id as never))) return "more than 5 % of the scores fit no allowed scale";
  const missing = sources.flatMap((source) => {
    const facts = factsOf(source);
    return needs.map((fields) => fields.filter((field) => !facts.mapped(field)));
  });
  const least = missing.reduce((best, fields) => (fields.length > 0 && fields.length < best.length ? fields : best));
  return least.length === 0 ? "the files share no rule for it" : `no column for ${least.join(" and ")}`;
};

const FCR_FIELDS: Readonly<Record<FcrRule, readonly Field[]>> = {
  flag: ["fcr"],
  "one-touch": ["replies", "reopens"],
  "no-repeat-contact": ["customer", "created"],
};
const ALL_FCR_FIELDS = new Set<Field>(Object.values(FCR_FIELDS).flat());

/** Instants that tell how new a repeated row is. */
const RECENCY: readonly Field[] = ["updated", "created", "first_response", "resolved", "closed", "answered_at", "sent"];

/** Fields that the run decodes: nothing else is touched. */
export const neededFields = (kpis: readonly Kpi[], fcrRule: FcrRule | null, names: readonly Name[], repeats: boolean): Set<Field> => {
  const fields = new Set<Field>(["status"]);
  for (const kpi of kpis) {
    for (const field of kpi.reads) {
      const otherRule = kpi.id === "fcr" && ALL_FCR_FIELDS.has(field) && (fcrRule === null || !FCR_FIELDS[fcrRule].includes(field));
      if (!otherRule) fields.add(field);
    }
  }
  for (const name of names) if (name.kind === "field") fields.add(name.field);
  if (repeats) for (const field of RECENCY) fields.add(field);
  return fields;
};

/** The column plans of one source that serve the fields and the headers asked for by name. */
export const neededColumns = (source: Source, fields: ReadonlySet<Field>, names: readonly Name[], basis: Field | null): ColumnPlan[] => {
  const scores = isLongForm(source) && (["csat", "nps", "ces"] as const).some((field) => fields.has(field));
  const plans = source.decisions.plans.filter(({ field }) => {
    if (field === "survey_type") return isLongForm(source);
    if (field === "score") return scores;
    if (isLongForm(source) && (field === "csat" || field === "nps" || field === "ces")) return false;
    return fields.has(field as Field) || field === basis;
  });
  const addHeader = (header: string, column: number): void => {
    const field = `header:${header}`;
    if (column >= 0 && !plans.some((plan) => plan.field === field)) plans.push({ field, kind: "category", column });
  };
  for (const name of names) if (name.kind === "header") addHeader(name.header, source.text.header.indexOf(name.header));
  for (const { header, index } of source.decisions.rowRules) addHeader(header, index);
  return plans;
};

/** Field that dates a source's rows on the basis asked for: the first with values, else the first mapped. */
export const basisField = (facts: SourceFacts, basis: ReportRequest["dateBasis"]): Field | null => {
  const candidates: readonly Field[] =
    basis === "created" ? ["created", "answered_at", "sent"] : basis === "resolved" ? ["resolved", "closed"] : ["answered_at", "sent"];
  return candidates.find((field) => facts.has(field)) ?? candidates.find((field) => facts.mapped(field)) ?? null;
};

/** What is asked of a source, as far as dates play a part. */
interface DatesWanted {
  readonly kpis: readonly Kpi[];
  readonly fields: readonly Field[];
  readonly fcrRule: FcrRule | null;
  /** Of a period or a time dimension; null without either. */
  readonly basis: Field | null;
}

/**
 * The first date column whose day/month order could not be decided although something asked for needs it: a time between two such
 * instants, the repeat-contact window, a listed instant, the basis of a period or a time dimension. A date's mere presence needs no order.
 */
export const undecidedNeeded = (source: Source, wanted: DatesWanted): UndecidedDate | undefined => {
  const { undecided } = source.decisions;
  if (undecided.length === 0) return undefined;
  const needed = new Set<Field>(wanted.fields);
  if (wanted.basis !== null) needed.add(wanted.basis);
  const facts = factsOf(source);
  for (const kpi of wanted.kpis) {
    if (kpi.id === "fcr" && wanted.fcrRule === "no-repeat-contact") needed.add("created");
    for (const field of kpi.compares?.(facts) ?? []) needed.add(field);
    if (kpi.unit !== "seconds") continue;
    for (const field of servingFields(kpi, facts)) if (FIELDS[field] === "instant") needed.add(field);
  }
  return undecided.find(({ field }) => needed.has(field));
};

/** An undecided date as the problem that it is: the cell shown may stand in any file of the table, as they are decided together. */
export const ambiguousDates = (undecided: UndecidedDate, source: Source, all: readonly Source[]): Problem => {
  const { line, column, value } = undecided;
  const holds = ({ table, text }: Source): boolean =>
    table === source.table && text.sample.some((row) => row.line === line && row.cells[column].includes(value));
  return { code: "ambiguous-dates", facts: { ...undecided, file: (all.find(holds) ?? source).input.name } };
};

/** Fails (exit 3) when something asked for needs a date column of which nobody knows whether day or month comes first. */
export const refuseUndecidedDates = (source: Source, all: readonly Source[], wanted: DatesWanted): void => {
  const first = undecidedNeeded(source, wanted);
  if (first === undefined) return;
  const { facts } = ambiguousDates(first, source, all);
  throw new ProblemError(3, "ambiguous-dates", facts);
};
