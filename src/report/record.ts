import { createHash } from "node:crypto";
import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { StoreEnv, StorePlace } from "../store/env.ts";
import { keepRun, type KeptDefinition, type KeptFigure, lastImport, recordedAhead } from "../store/history.ts";
import { openStore, transaction } from "../store/open.ts";
import { ProblemError } from "../text/problem.ts";
import { civilFromDays, MS_PER_DAY } from "../values/civil.ts";
import { zoneOf } from "../values/zone.ts";
import type { Report } from "./model.ts";
import type { ReportRequest } from "./request.ts";

/** What was asked, told the same way every night: figures of one question make a course. */
export interface Question {
  /** "store", or names of files with a # for each digit, as exports are often named after their day. */
  readonly of: readonly string[];
  /** As typed; null = not given. */
  readonly period: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly by: readonly string[];
  readonly where: readonly string[];
  readonly dateBasis: string;
  readonly clock: string;
  readonly tz: string | null;
  readonly fcrRule: string | null;
  /** People who are shown by a pseudonym. */
  readonly pseudonyms: boolean;
}

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

const ofWhat = ({ files, store }: ReportRequest): string[] => {
  const names = new Set(files.map((file) => (file === "-" ? "standard input" : baseName(file).replaceAll(/\d/gu, "#"))));
  return [...(store === undefined ? [] : ["store"]), ...[...names].toSorted()];
};

const questionOf = (request: ReportRequest, report: Report): Question => ({
  of: ofWhat(request),
  period: request.period?.trim().toLowerCase() ?? null,
  since: request.since,
  until: request.until,
  by: report.dimensions,
  where: (report.where ?? request.where).map(({ name, equal, value }) => `${name}${equal ? "" : "!"}=${value}`).toSorted(),
  dateBasis: request.dateBasis,
  clock: request.clock,
  tz: request.tz,
  fcrRule: request.fcrRule,
  pseudonyms: request.pseudonyms !== undefined,
});

/** The day that an instant falls on in a zone: `2026-11-21`. */
export const dayOf = (instant: number, zone: string): string => {
  const { year, month, day } = civilFromDays(Math.floor(zoneOf(zone).toLocal(instant) / MS_PER_DAY));
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
};

/** KPIs that hours of opening decide, besides times. */
const BY_HOURS = new Set(["sla", "after_hours_share"]);

/** What a figure means: another version of any part makes it another figure. */
const definitionOf = (kpi: Kpi, result: KpiResult, { period }: Report): KeptDefinition => {
  const { rule, scale } = result;
  const { clock, openingHours: opening } = period;
  const told = {
    definition: kpi.definition,
    formula: kpi.formula,
    ...(typeof rule === "string" ? { rule } : {}),
    ...(typeof scale === "string" ? { scale } : {}),
    ...(kpi.unit === "seconds" || BY_HOURS.has(kpi.id) ? { clock, openingHours: opening?.hours ?? null } : {}),
  };
  const hash = createHash("sha256")
    .update(JSON.stringify([kpi.id, told]))
    .digest("hex");
  return { version: `${kpi.id}@${hash.slice(0, 8)}`, kpi: kpi.id, told };
};

const iso = (ms: number): string => new Date(ms).toISOString();

const inputsOf = (report: Report): object[] =>
  report.sources.map(({ file, sha256, rows: { read, used, filtered, duplicates, rejected, notData } }) => ({
    file,
    sha256,
    rows: { read, used, filtered, duplicates, rejected, notData },
  }));

/** What a recorded night was put down as. */
export interface Recorded {
  readonly night: string;
  readonly figures: number;
  /** The same night and question stood there before. */
  readonly replaced: boolean;
  /** When a later night was recorded, although that is yet to come by the clock (epoch milliseconds); null = none was. */
  readonly ahead: number | null;
}

/**
 * Keeps a report's figures in a store, all of them or none; makes the store where there is none. Throws exit 4: also where the clock was set
 * back, so that a past night would get the figures of today.
 */
export const recordReport = async (
  report: Report,
  request: ReportRequest,
  place: StorePlace,
  env: StoreEnv & { readonly signal?: AbortSignal },
): Promise<Recorded> => {
  const definitions = new Map<string, KeptDefinition>();
  const figures = report.groups.flatMap(({ by, kpis }) =>
    report.kpis.map((kpi): KeptFigure => {
      const { value, n, low, high, unit: _, ...statistics } = kpis[kpi.id];
      const definition = definitionOf(kpi, kpis[kpi.id], report);
      definitions.set(definition.version, definition);
      return { kpi: kpi.id, by, value, n, low, high, statistics, definition: definition.version };
    }),
  );
  const { timeZone, since, until } = report.period;
  const night = dayOf(report.asOf, timeZone);
  const store = openStore(place, env);
  try {
    const kept = await transaction(store, true, () => {
      const run = {
        night,
        question: JSON.stringify(questionOf(request, report)),
        kpis: request.kpis?.toSorted().join() ?? "",
        asOf: report.asOf,
        since,
        until,
        zone: timeZone,
        tool: report.tool.version,
        inputs: { sources: inputsOf(report), lastImport: lastImport(store) ?? null },
        figures,
      };
      // Who names the night knows which one is meant.
      const ahead = request.asOf === null ? recordedAhead(store, night, env.now()) : null;
      const replaced = keepRun(store, run, [...definitions.values()], env.now());
      if (replaced && ahead !== null) throw new ProblemError(4, "night-not-replaced", { night, ahead: iso(ahead), now: iso(env.now()) });
      env.signal?.throwIfAborted();
      return Promise.resolve({ replaced, ahead });
    });
    return { night, figures: figures.length, ...kept };
  } finally {
    store.close();
  }
};
