import type { InputEnv } from "../csv/input.ts";
import { chooseFcrRule } from "../kpi/index.ts";
import type { Kpi } from "../kpi/types.ts";
import { ProblemError } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { isZone } from "../values/zone.ts";
import { buildReport } from "./build.ts";
import { type Name, type NameScope, resolveName } from "./dimensions.ts";
import type { HashSet64 } from "./ids.ts";
import type { Report } from "./model.ts";
import { basisField, chooseKpis, neededColumns, neededFields, refuseUndecidedDates, requestedKpis } from "./needs.ts";
import { type PassPlan, readAll } from "./pass.ts";
import { parseInstantFlag, resolvePeriod } from "./period.ts";
import type { ReportRequest } from "./request.ts";
import { factsOf, idUse, type Source } from "./source.ts";
import { Sources } from "./sources.ts";
import { hiddenDimension } from "./standouts.ts";

export interface ReportEnv extends InputEnv {
  /** Epoch milliseconds. */
  now(): number;
  /** Version of this tool, for the report. */
  readonly version: string;
  readonly signal?: AbortSignal;
  /** Stored bytes read so far, and in all (null when unknown). */
  readonly progress?: (done: number, total: number | null) => void;
}

/** Decide → read → verify: more rounds than this would mean decisions that flip for ever. */
const MOST_PASSES = 5;

/** Reads the files and computes the report. Throws ProblemError (exit 2 or 3); writes nothing. */
export const runReport = async (request: ReportRequest, env: ReportEnv): Promise<Report> => {
  if (request.tz !== null && !isZone(request.tz)) throw new ProblemError(2, "unknown-zone", { zone: request.tz });
  const sources = new Sources(request, env);
  try {
    await sources.open();
    const report = await reportOf(sources, request, env);
    if (request.strict) refuseFlaws(report);
    return report;
  } finally {
    sources.close();
  }
};

/** Under `--strict` nothing may have been set aside or padded, and no cell unreadable. */
const refuseFlaws = (report: Report): void => {
  const flaws = new Set(["records-rejected", "records-short", "cells-unreadable", "ids-ruined", "encoding-guessed", "scores-unusable"]);
  const first = report.sources.flatMap(({ warnings }) => warnings).find(({ problem }) => flaws.has(problem.code));
  if (first !== undefined) throw new ProblemError(3, "strict", { first: describe(first.problem)[0] });
};

const reportOf = async (files: Sources, request: ReportRequest, env: ReportEnv): Promise<Report> => {
  const sources = files.list;
  const zone = request.tz ?? commonZone(sources) ?? "UTC";
  const asOf = request.asOf === null ? env.now() : parseInstantFlag(request.asOf, zone);
  const period = resolvePeriod(request, { zone, asOf });
  const requested = requestedKpis(request.kpis);
  let repeated: HashSet64 | null = null;
  for (let pass = 1; ; pass++) {
    // Each pass judges the scores anew, so it has to read them.
    for (const { unusableScores } of sources) unusableScores.clear();
    const names = namesOf(sources, request);
    const fcrRule = chooseFcrRule(sources.map(factsOf));
    const choice = chooseKpis(requested, sources, fcrRule);
    const plan = planPass(sources, choice.available, fcrRule, names, { ...request, ...period, zone, asOf }, repeated, env);
    const result = await readAll(plan);
    if (result.encoding === null && result.repeated.size > 0) {
      repeated = result.repeated;
      continue;
    }
    const ids = idColumns(sources);
    if (pass < MOST_PASSES && (await files.revise(plan, result))) {
      // Other ids repeat other rows.
      if (idColumns(sources) !== ids) repeated = null;
      continue;
    }
    const dated = period.since !== null || period.until !== null || [...names.by, ...names.where].some(({ kind }) => kind === "time");
    sources.forEach((source, i) => refuseUndecidedDates(source, sources, choice.available, fcrRule, plan.basis[i], dated));
    const hashes = request.hash ? await Promise.all(sources.map(({ input }) => input.sha256())) : sources.map(() => null);
    return buildReport({ request, env, sources, plan, result, names, requested, fcrRule, zone, asOf, period, hashes });
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
  kpis: readonly Kpi[],
  fcrRule: PassPlan["fcrRule"],
  names: Names,
  settings: PassSettings,
  repeated: HashSet64 | null,
  env: ReportEnv,
): PassPlan => {
  const by = names.hidden === null ? names.by : [...names.by, names.hidden];
  const all = [...by, ...names.where];
  const basis = sources.map((source) => basisField(factsOf(source), settings.dateBasis));
  const fields = neededFields(kpis, fcrRule, all, repeated !== null);
  const sizes = sources.map(({ input }) => input.size);
  const total = sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + size!, 0);
  return {
    sources,
    columns: sources.map((source, i) => neededColumns(source, fields, all, basis[i])),
    kpis,
    fcrRule,
    asOf: settings.asOf,
    zone: settings.zone,
    basis,
    by,
    where: settings.where.map((entry, i) => ({ ...entry, name: names.where[i] })),
    since: settings.since,
    until: settings.until,
    lastDayEnd: settings.dateOnlyUntil && settings.until !== null ? settings.until + 86_400_000 : null,
    repeated,
    keepRejects: settings.rejects !== null,
    signal: env.signal,
    progress: env.progress === undefined ? undefined : (done) => env.progress!(done, total),
  };
};

/** The zone all files name, if they name one and the same. */
const commonZone = (sources: readonly Source[]): string | null => {
  const zones = new Set(sources.map(({ decisions }) => decisions.zone));
  return zones.size === 1 ? [...zones][0] : null;
};
