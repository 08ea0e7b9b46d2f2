import type { Decisions } from "../interaction/decide.ts";
import type { Input } from "../csv/input.ts";
import type { Field } from "../interaction/fields.ts";
import { takeOwnWords } from "../interaction/vocabulary.ts";
import { chooseFcrRule } from "../kpi/index.ts";
import { ProblemError } from "../text/problem.ts";
import { type BuildInput, buildReport } from "./build.ts";
import { settleClocks } from "./clocks.ts";
import type { ReportEnv } from "./index.ts";
import type { Report } from "./model.ts";
import { basisField, chooseKpis, requestedKpis } from "./needs.ts";
import type { PartialReport, PartialSource } from "./partial.ts";
import { type PassPlan, resultOf } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { RowTaker } from "./rows.ts";
import { factsOf, type Source, type SourceReading } from "./source.ts";
import { headerKey, type Own, ownOf } from "./sources.ts";

/** A partial report and where it was found: a file's name, with the number of the line where it holds several. */
export interface NamedPartial {
  readonly name: string;
  readonly partial: PartialReport;
}

/** Places in config files are no part of what they say. */
const plainText = (value: unknown): string => JSON.stringify(value, (key, one: unknown) => (key === "origin" ? undefined : one)) ?? "";

/** All were asked the same, by the same version of this program. Throws ProblemError (exit 3). */
const refuseOthers = ([first, ...others]: readonly NamedPartial[]): void => {
  for (const { name, partial } of others) {
    const versions = [first.partial.tool.version, partial.tool.version];
    if (versions[0] !== versions[1]) throw new ProblemError(3, "partials-versions", { file: first.name, other: name, versions });
    const about: readonly [string, unknown, unknown][] = [
      ...Object.entries(first.partial.question).map(([key, value]): [string, unknown, unknown] => [
        key,
        value,
        partial.question[key as never],
      ]),
      ["asOf", first.partial.asOf, partial.asOf],
      ["tz", first.partial.zone, partial.zone],
    ];
    const different = about.find(([, here, there]) => plainText(here) !== plainText(there));
    if (different !== undefined) {
      const [what, here, there] = different;
      throw new ProblemError(3, "partials-questions", {
        file: first.name,
        other: name,
        what,
        here: plainText(here),
        there: plainText(there),
      });
    }
  }
};

/** What decides how rows of a table are read. Whether there is anything in a column is looked at apart. */
const readingOf = ({ profile, uses, rowRules, plans, zone, dateOnly, scaleHints, tellsSolving }: Decisions): Record<string, unknown> => ({
  profile,
  columns: uses.map(({ field, header, timeHeader, clock }) => ({ field, header, timeHeader, clock })),
  rowRules,
  plans,
  zone,
  dateOnly: [...dateOnly].toSorted(),
  scaleHints,
  tellsSolving,
});

interface Placed {
  readonly source: Source;
  readonly saved: PartialSource;
  readonly partial: number;
}

/** The files of all partial reports as the sources of one run. Throws ProblemError (exit 3) where their columns were read in different ways. */
const sourcesOf = (partials: readonly NamedPartial[], own: Own): Placed[] => {
  const all = partials.flatMap(({ partial }, index) => partial.sources.map((saved) => ({ saved, partial: index })));
  const keys = all.map(({ saved }) => `${saved.reading.key} ${headerKey(saved.text.header)}`);
  const vendors = all.map(({ saved }) => saved.vendor);
  return all.map(({ saved, partial }, index) => {
    const { account: _account, firstReject: _firstReject, sha256: _sha256, basis: _basis, name, size, ...rest } = saved;
    const table = keys.indexOf(keys[index]);
    const members = all.filter((_, i) => keys[i] === keys[index]).map((one) => one.saved.decisions);
    const [here, there] = [readingOf(all[table].saved.decisions), readingOf(saved.decisions)];
    const different = Object.keys(here).find((key) => plainText(here[key]) !== plainText(there[key]));
    if (different !== undefined) {
      const at = { file: partials[all[table].partial].name, other: partials[partial].name, what: different };
      throw new ProblemError(3, "partials-readings", { ...at, ...firstDifference(here[different], there[different]) });
    }
    const present = [...new Set(members.flatMap((one) => one.present))].toSorted();
    const decisions: Decisions = { ...saved.decisions, present, complete: true };
    const input = { name, size } as Input;
    const clocks = { scheduled: new Set<Field>(), otherClock: new Map() };
    const fresh = { scales: new Map(), unusableScores: new Set<never>(), clocks };
    return {
      source: { ...rest, ...own, ...fresh, input, decisions, index, table, group: vendors.indexOf(vendors[index]) },
      saved,
      partial,
    };
  });
};

/** The first entry in which two lists differ, or what differs itself. */
const firstDifference = (here: unknown, there: unknown): { readonly here: string; readonly there: string } => {
  if (!Array.isArray(here) || !Array.isArray(there)) return { here: plainText(here), there: plainText(there) };
  const at = Array.from({ length: Math.max(here.length, there.length) }, (_, i) => i).find(
    (i) => plainText(here[i]) !== plainText(there[i]),
  )!;
  return { here: plainText(here[at]), there: plainText(there[at]) };
};

/** Nothing would have been counted otherwise had all files been read in one run. Throws ProblemError (exit 3). */
const refuseOtherRules = (
  placed: readonly Placed[],
  partials: readonly NamedPartial[],
  plan: Pick<PassPlan, "fcrRule" | "basis" | "kpis">,
): void => {
  const isReported = (id: string): boolean => plan.kpis.some((kpi) => kpi.id === id);
  for (const { name, partial } of partials) {
    if (partial.kpis.includes("fcr") && isReported("fcr") && partial.fcrRule !== plan.fcrRule) {
      throw new ProblemError(3, "partials-fcr", { file: name, here: partial.fcrRule, all: plan.fcrRule });
    }
  }
  placed.forEach(({ source, saved, partial }, index) => {
    const { name, partial: own } = partials[partial];
    const at = own.sources.indexOf(saved);
    const before = new Set(saved.decisions.present);
    const asked = own.run.counts.asked[at];
    const news = asked.find((field) => source.decisions.present.includes(field) && !before.has(field));
    const times = [...source.clocks.otherClock.keys(), ...source.clocks.scheduled];
    const timesBefore = [...saved.clocks.otherClock.keys(), ...saved.clocks.scheduled];
    const field = news ?? (saved.basis === plan.basis[index] ? undefined : (plan.basis[index] ?? undefined));
    if (field !== undefined) throw new ProblemError(3, "partials-blank", { file: name, source: source.input.name, field });
    if (times.join() !== timesBefore.join())
      throw new ProblemError(3, "partials-clocks", { file: name, fields: [...times, ...timesBefore] });
  });
};

/** Takes in what each has collected, as if it had been read here. */
const takeIn = (rows: RowTaker, placed: readonly Placed[], partials: readonly NamedPartial[]): SourceReading[] => {
  const readings: SourceReading[] = [];
  const count = placed.length;
  partials.forEach(({ name, partial: { run, sources, kpis } }, index) => {
    const own = placed.filter(({ partial }) => partial === index);
    const codes = rows.absorbTexts(run.dictionaries);
    own.forEach(({ source, saved }, i) => {
      rows.open(source);
      for (const [first, ids] of run.ids) if (first === i) rows.absorbIds(ids);
      rows.absorbReading(run.readings[i], 0, codes);
      readings.push({ ...rows.close(source), account: saved.account, rejects: [], firstReject: saved.firstReject });
    });
    if (rows.isVoid) throw new ProblemError(3, "partials-overlap", { file: name, count: rows.repeated.size });
    const exports = new Int32Array(Math.max(0, ...sources.map(({ group }) => group + 1)));
    own.forEach(({ source, saved }) => (exports[saved.group] = source.group));
    const places = {
      // Rows joined from several files stand behind the files, by their export.
      sources: Int32Array.from([...own.map(({ source }) => source.index), ...[...exports].map((group) => count + group)]),
      exports,
      codes: (field: Field) => codes.get(field) ?? new Int32Array(0),
    };
    rows.absorbCounts(run.counts, kpis, places);
  });
  return readings;
};

/**
 * One report of everything that partial reports have collected: its groups are those of a report on all their files. Throws ProblemError
 * (exit 3) where they were asked different things, have rows in common, or have read or counted them by different rules.
 */
export const mergePartials = async (partials: readonly NamedPartial[], request: ReportRequest, env: ReportEnv): Promise<Report> => {
  refuseOthers(partials);
  const [{ partial }] = partials;
  takeOwnWords(request.reading.words);
  const placed = sourcesOf(partials, await ownOf(request));
  const sources = placed.map(({ source }) => source);
  const requested = requestedKpis(request.kpis, sources);
  settleClocks(sources, requested, request.clock);
  const facts = sources.map((source) => factsOf(source));
  const fcrRule = chooseFcrRule(facts, request.fcrRule);
  const kpis = chooseKpis(requested, sources, fcrRule, request.fcrRule).available;
  const { by, where, zone, asOf, since, until, lastDayEnd } = partial;
  const names = { by, where: where.map(({ name }) => name), hidden: null };
  const basis = facts.map((one) => basisField(one, request.dateBasis));
  const columns = placed.map(({ saved, partial: index }) => {
    const { run, sources: own } = partials[index].partial;
    return run.readings[own.indexOf(saved)].columns.map((state) => state.plan);
  });
  const plan: PassPlan = {
    sources,
    columns,
    kpis,
    fcrRule,
    asOf,
    zone,
    basis,
    by,
    where,
    since,
    until,
    byCreated: request.dateBasis === "created",
    lastDayEnd,
    repeated: null,
    keepRejects: false,
    words: request.reading.words,
  };
  refuseOtherRules(placed, partials, plan);
  const rows = new RowTaker(plan);
  const readings = takeIn(rows, placed, partials);
  rows.judgeScores(readings);
  const result = resultOf(rows, readings, null);
  const hashes = placed.map(({ saved }) => saved.sha256);
  const input: BuildInput = {
    request,
    env,
    sources,
    plan,
    result,
    names,
    disguise: null,
    requested,
    fcrRule,
    zone,
    asOf,
    period: { since, until },
    hashes,
  };
  return buildReport(input);
};
