import type { FcrRule } from "../kpi/types.ts";
import type { Reject } from "../csv/block.ts";
import type { Field } from "../interaction/fields.ts";
import type { ReportEnv } from "./index.ts";
import { requestedKpis } from "./needs.ts";
import type { Part } from "./part.ts";
import type { PassPlan } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import type { SavedRun } from "./saved-rows.ts";
import { settle } from "./settle.ts";
import type { SourceReading } from "./source.ts";
import { withSources } from "./sources.ts";
import { sourceReport } from "./source-report.ts";
import { refuseFlaws } from "./strict.ts";

export const PARTIAL_SCHEMA = "cs-metrics.partial/1";

/** What was asked: partial reports are put together only where it is the same. */
export type Question = Pick<
  ReportRequest,
  "by" | "across" | "period" | "since" | "until" | "tz" | "dateBasis" | "clock" | "where" | "kpis" | "fcrRule" | "scales" | "asOf" | "hash"
> & { readonly businessHours: string | null } & Pick<ReportRequest["reading"], "words" | "schedule" | "sla">;

/** One file of a partial report: what was decided about it, and the account of its records. */
export type PartialSource = Part["sources"][number] &
  Pick<SourceReading, "account"> & {
    readonly firstReject: Reject | null;
    readonly sha256: string | null;
    /** What dates its rows. */
    readonly basis: Field | null;
  };

/** What a report has collected of some files, to be put together with what others have. */
export interface PartialReport {
  readonly schema: typeof PARTIAL_SCHEMA;
  readonly tool: { readonly name: "cs-metrics"; readonly version: string };
  readonly question: Question;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly zone: string;
  readonly since: number | null;
  readonly until: number | null;
  readonly lastDayEnd: number | null;
  readonly by: PassPlan["by"];
  readonly where: PassPlan["where"];
  readonly fcrRule: FcrRule | null;
  /** KPIs that some file carries; in the order of `run.counts.aggregates`. */
  readonly kpis: readonly string[];
  readonly sources: readonly PartialSource[];
  readonly run: SavedRun;
}

export const questionOf = (request: ReportRequest): Question => {
  const {
    by,
    across,
    period,
    since,
    until,
    tz,
    dateBasis,
    clock,
    where,
    kpis,
    fcrRule,
    scales,
    asOf,
    hash,
    businessHours = null,
  } = request;
  const { words, schedule, sla } = request.reading;
  const asked = { by, across, period, since, until, tz, dateBasis, clock, where, kpis, fcrRule, scales, asOf, hash, businessHours };
  return { ...asked, words, schedule, sla };
};

/** Reads the files as a report does and keeps what it has collected. Throws ProblemError (exit 2 or 3). */
export const runPartial = (request: ReportRequest, env: ReportEnv): Promise<PartialReport> =>
  withSources(request, env, async (files) => {
    const sources = files.list;
    const settled = await settle(files, request, env, { kpis: requestedKpis(request.kpis, sources), fields: [], keeps: true });
    const { plan, result, zone, asOf, fcrRule } = settled;
    const hashes = await Promise.all(sources.map(({ input }) => (request.hash ? input.sha256() : null)));
    if (request.strict) refuseFlaws(sources.map((source, i) => sourceReport(source, result.readings[i], null)));
    const { since, until, lastDayEnd, by, where, basis } = plan;
    return {
      schema: PARTIAL_SCHEMA,
      tool: { name: "cs-metrics", version: env.version },
      question: questionOf(request),
      asOf,
      zone,
      since,
      until,
      lastDayEnd,
      by,
      where,
      fcrRule,
      kpis: plan.kpis.map(({ id }) => id),
      sources: sources.map(({ input: { name, size }, hours: _hours, sla: _sla, slips: _slips, text, ...source }, i): PartialSource => {
        const { account, firstReject } = result.readings[i];
        const known = { ...source, text: { ...text, sample: [], all: null } };
        return { ...known, name, size, account, firstReject, sha256: hashes[i], basis: basis[i] };
      }),
      run: result.saved!(),
    };
  });
