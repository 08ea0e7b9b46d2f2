import type { InputEnv } from "../csv/input.ts";
import type { BucketUnit } from "../values/calendar.ts";
import { buildReport } from "./build.ts";
import type { Report } from "./model.ts";
import { requestedKpis } from "./needs.ts";
import { type Readers, readPart } from "./part.ts";
import type { ReportRequest } from "./request.ts";
import { settle } from "./settle.ts";
import { type Sources, withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

export { readPart };

export interface ReportEnv extends InputEnv {
  /** Epoch milliseconds. */
  now(): number;
  /** Version of this tool, for the report. */
  readonly version: string;
  readonly signal?: AbortSignal;
  /** For large files; without them everything is read by the caller. */
  readonly readers?: Readers;
  /** Stored bytes read so far, and in all (null when unknown). */
  readonly progress?: (done: number, total: number | null) => void;
}

/** A report, and the calendar unit of its groups where one alone makes them; else null. */
interface Made {
  readonly report: Report;
  readonly unit: BucketUnit | null;
}

/** One report of files that are open already, so that several can be made of what can be read only once. */
const reportOn = async (files: Sources, request: ReportRequest, env: ReportEnv): Promise<Made> => {
  const sources = files.list;
  const requested = requestedKpis(request.kpis, sources);
  const settled = await settle(files, request, env, { kpis: requested, fields: [] });
  const hashes = request.hash ? await Promise.all(sources.map(({ input }) => input.sha256())) : sources.map(() => null);
  const [name, ...others] = settled.names.by;
  const unit = name?.kind === "time" && others.length === 0 ? name.unit : null;
  return { report: buildReport({ ...settled, request, env, sources, requested, hashes }), unit };
};

/** Reads the files and computes the report. Throws ProblemError (exit 2 or 3); writes nothing. */
export const runReport = (request: ReportRequest, env: ReportEnv): Promise<Report> =>
  withSources(request, env, async (files) => {
    const made = await reportOn(files, request, env);
    if (request.strict) refuseFlaws(made.report.sources);
    const parts = await beside(files, request, made, env);
    const { otherClock = [], file } = parts.comparison ?? {};
    const notices = otherClock.length === 0 ? [] : [{ code: "compared-clock", facts: { kpis: otherClock, file } }];
    return { ...made.report, ...parts, notices: [...made.report.notices, ...notices] };
  });

type Beside = "targets" | "comparison" | "trend" | "toRead";

/** What stands beside the figures, each part loaded only where it is asked for. */
const beside = async (files: Sources, request: ReportRequest, { report, unit }: Made, env: ReportEnv): Promise<Pick<Report, Beside>> => {
  const ofSame = async (part: ReportRequest): Promise<Report> => (await reportOn(files, part, env)).report;
  const parts: { -readonly [K in Beside]?: Report[K] } = {};
  if (request.targets.length > 0) {
    const { judgeTargets } = await import("./judge-targets.ts");
    parts.targets = await judgeTargets(request, report, ofSame);
  }
  if (request.compare !== null) {
    const { compareWith } = await import("./compare-with.ts");
    const ofOther = (part: ReportRequest): Promise<Report> =>
      withSources(part, env, async (others) => (await reportOn(others, part, env)).report);
    parts.comparison = await compareWith(request, report, { ofSame, ofOther });
  }
  // Hours of the day and days of the week come round again: they are no course of time.
  if (unit !== null && unit !== "hour" && unit !== "weekday") {
    const { allRowsOf, trendOf } = await import("./trend.ts");
    // Where the files begin and end, whichever of their rows are asked for.
    const { first, last } = (request.where.length === 0 ? report : await ofSame(allRowsOf(request))).period;
    parts.trend = trendOf(report, unit, { first, last }) ?? undefined;
  }
  if (request.brief) {
    const { rowsToReadOf } = await import("./to-read.ts");
    parts.toRead = await rowsToReadOf(files, request, { ...report, ...parts }, env);
  }
  return parts;
};
