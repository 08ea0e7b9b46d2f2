import { chooseFcrRule } from "../kpi/index.ts";
import type { FcrRule, Kpi } from "../kpi/types.ts";
import type { Field } from "../interaction/fields.ts";
import { type Name, type NameScope, resolveName } from "./dimensions.ts";
import { settleClocks } from "./clocks.ts";
import { HashSet64 } from "./repeat-finder.ts";
import type { ReportEnv } from "./index.ts";
import { basisField, chooseKpis, neededColumns, neededFields, refuseUndecidedDates } from "./needs.ts";
import { type PassPlan, type PassResult, readAll } from "./pass.ts";
import type { Disguise } from "./pseudonyms.ts";
import { refuseContradictions } from "./pinned.ts";
import { parseInstantFlag, type Period, resolvePeriod } from "./period.ts";
import type { ReportRequest } from "./request.ts";
import { factsOf, idUse, type Source } from "./source.ts";
import type { Sources } from "./sources.ts";
import { hiddenDimension } from "./standouts.ts";

/** Decide → read → verify: more rounds than this would mean decisions that flip for ever. */
const MOST_PASSES = 5;

/** What the files are read for. */
export interface Wanted {
  /** KPIs to compute, where some source carries them. */
  readonly kpis: readonly Kpi[];
  /** Fields whose values are listed row by row. */
  readonly fields: readonly Field[];
  /** Fields whose values are shown where they can be read, and stop nothing where they cannot. */
  readonly shown?: readonly Field[];
  /** Dates of which nobody knows the order are no reason to stop. */
  readonly takesUndecided?: boolean;
  /** What is collected is to be put together with that of other runs. */
  readonly keeps?: boolean;
  /** Rows of one id are not merged. */
  readonly ignoresRepeats?: boolean;
  /** Makes what is shown the rows that count, anew for each pass, as only the last one holds. Is given the columns decoded, by source. */
  readonly list?: (columns: PassPlan["columns"]) => PassPlan["list"];
}

/** A pass whose decisions hold, and how it came about. */
export interface Settled {
  readonly plan: PassPlan;
  readonly result: PassResult;
  readonly names: Names;
  /** What stands for names that are not to be shown; null = all are. */
  readonly disguise: Disguise | null;
  readonly fcrRule: FcrRule | null;
  readonly zone: string;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly period: Period;
}

/** Reads the files until what was decided about them holds. Throws ProblemError (exit 2 or 3). */
export const settle = async (files: Sources, request: ReportRequest, env: ReportEnv, wanted: Wanted): Promise<Settled> => {
  const sources = files.list;
  const zone = request.tz ?? commonZone(sources) ?? "UTC";
  const asOf = request.asOf === null ? env.now() : parseInstantFlag(request.asOf, zone);
  const period = resolvePeriod(request, { zone, asOf });
  let repeated: HashSet64 | null = wanted.ignoresRepeats === true ? new HashSet64() : null;
  for (let pass = 1; ; pass++) {
    // Each pass judges the scores anew, so it has to read them.
    for (const { unusableScores } of sources) unusableScores.clear();
    const names = namesOf(sources, request);
    settleClocks(sources, wanted.kpis, request.clock);
    const fcrRule = chooseFcrRule(
      sources.map((source) => factsOf(source)),
      request.fcrRule,
    );
    const { available } = chooseKpis(wanted.kpis, sources, fcrRule, request.fcrRule);
    const reads = { ...wanted, kpis: available };
    const plan = planPass(sources, reads, fcrRule, names, { ...request, ...period, zone, asOf }, repeated, env);
    const result = await readAll(plan);
    if (result.encoding === null && result.repeated.size > 0) {
      repeated = result.repeated;
      continue;
    }
    const ids = idColumns(sources);
    // Each file is read anew for its encoding once at most.
    if ((pass < MOST_PASSES || result.encoding !== null) && (await files.revise(plan, result))) {
      // Other ids repeat other rows.
      if (idColumns(sources) !== ids && wanted.ignoresRepeats !== true) repeated = null;
      continue;
    }
    sources.forEach((source, i) => refuseContradictions(source, result.readings[i]));
    const dated = period.since !== null || period.until !== null || [...names.by, ...names.where].some(({ kind }) => kind === "time");
    if (wanted.takesUndecided !== true) {
      sources.forEach((source, i) => refuseUndecidedDates(source, sources, { ...reads, fcrRule, basis: dated ? plan.basis[i] : null }));
    }
    const disguise = request.pseudonyms === undefined ? null : (await import("./pseudonyms.ts")).disguiseOf(request.pseudonyms, sources);
    return { plan, result, names, disguise, fcrRule, zone, asOf, period };
  }
};

/** The columns that tell repeated rows, as one text. */
const idColumns = (sources: readonly Source[]): string => sources.map((source) => idUse(source)?.column).join();

export interface Names {
  readonly by: readonly Name[];
  readonly where: readonly Name[];
  /** Added behind `by` to tell whether a difference between people is one of mix; never shown. */
  readonly hidden: Name | null;
}

const namesOf = (sources: readonly Source[], request: ReportRequest): Names => {
  const scope: NameScope = {
    headers: sources.map(({ text }) => text.header),
    fields: new Set(sources.flatMap(({ decisions }) => decisions.uses.map(({ field }) => field))),
  };
  const by = request.by.map((name) => resolveName(name, scope, "--by"));
  if (request.across !== null && !request.by.includes(request.across)) by.push(resolveName(request.across, scope, "--across"));
  const where = request.where.map(({ name }) => resolveName(name, scope, "--where"));
  return { by, where, hidden: request.verdicts ? hiddenDimension(by, scope) : null };
};

interface PassSettings extends Omit<ReportRequest, "since" | "until" | "asOf"> {
  readonly zone: string;
  readonly asOf: number;
  readonly since: number | null;
  readonly until: number | null;
  readonly dateOnlyUntil: boolean;
}

const planPass = (
  sources: readonly Source[],
  { kpis, fields: listed, shown = [], list, keeps }: Wanted,
  fcrRule: FcrRule | null,
  names: Names,
  settings: PassSettings,
  repeated: HashSet64 | null,
  env: ReportEnv,
): PassPlan => {
  const by = names.hidden === null ? names.by : [...names.by, names.hidden];
  const all = [...by, ...names.where];
  const basis = sources.map((source) => basisField(factsOf(source), settings.dateBasis));
  const fields = neededFields(kpis, fcrRule, all, repeated !== null);
  for (const field of [...listed, ...shown]) fields.add(field);
  if (sources[0]?.hours?.hasTeams === true) fields.add("team");
  const sizes = sources.map(({ input }) => input.size);
  const total = sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + size!, 0);
  const columns = sources.map((source, i) => neededColumns(source, fields, all, basis[i]));
  return {
    sources,
    columns,
    kpis,
    fcrRule,
    asOf: settings.asOf,
    zone: settings.zone,
    basis,
    by,
    where: settings.where.map((entry, i) => ({ ...entry, name: names.where[i] })),
    since: settings.since,
    until: settings.until,
    byCreated: settings.dateBasis === "created",
    lastDayEnd: settings.dateOnlyUntil && settings.until !== null ? settings.until + 86_400_000 : null,
    repeated,
    keepRejects: settings.rejects !== null,
    keeps,
    list: list?.(columns),
    words: settings.reading.words,
    readers: env.readers,
    signal: env.signal,
    progress: env.progress === undefined ? undefined : (done) => env.progress!(done, total),
  };
};

/** The zone all files name, if they name one and the same. */
const commonZone = (sources: readonly Source[]): string | null => {
  const zones = new Set(sources.map(({ decisions }) => decisions.zone));
  return zones.size === 1 ? [...zones][0] : null;
};
