import type { InputEnv } from "../csv/input.ts";
import { buildReport } from "./build.ts";
import type { Report } from "./model.ts";
import { requestedKpis } from "./needs.ts";
import type { ReportRequest } from "./request.ts";
import { settle } from "./settle.ts";
import { type Sources, withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

export interface ReportEnv extends InputEnv {
  /** Epoch milliseconds. */
  now(): number;
  /** Version of this tool, for the report. */
  readonly version: string;
  readonly signal?: AbortSignal;
  /** Stored bytes read so far, and in all (null when unknown). */
  readonly progress?: (done: number, total: number | null) => void;
}

/** One report of files that are open already, so that several can be made of what can be read only once. */
const reportOn = async (files: Sources, request: ReportRequest, env: ReportEnv): Promise<Report> => {
  const sources = files.list;
  const requested = requestedKpis(request.kpis);
  const settled = await settle(files, request, env, { kpis: requested, fields: [] });
  const hashes = request.hash ? await Promise.all(sources.map(({ input }) => input.sha256())) : sources.map(() => null);
  return buildReport({ ...settled, request, env, sources, requested, hashes });
};

/** Reads the files and computes the report. Throws ProblemError (exit 2 or 3); writes nothing. */
export const runReport = (request: ReportRequest, env: ReportEnv): Promise<Report> =>
  withSources(request, env, async (files) => {
    const report = await reportOn(files, request, env);
    if (request.strict) refuseFlaws(report.sources);
    return { ...report, ...(await beside(files, request, report, env)) };
  });

/** What stands beside the figures, each part loaded only where it is asked for. */
const beside = async (
  files: Sources,
  request: ReportRequest,
  report: Report,
  env: ReportEnv,
): Promise<Pick<Report, "targets" | "comparison">> => {
  const ofSame = (part: ReportRequest): Promise<Report> => reportOn(files, part, env);
  const parts: { -readonly [K in "targets" | "comparison"]?: Report[K] } = {};
  if (request.targets.length > 0) {
    const { judgeTargets } = await import("./judge-targets.ts");
    parts.targets = await judgeTargets(request, report, ofSame);
  }
  if (request.compare !== null) {
    const { compareWith } = await import("./compare-with.ts");
    const ofOther = (part: ReportRequest): Promise<Report> => withSources(part, env, (others) => reportOn(others, part, env));
    parts.comparison = await compareWith(request, report, { ofSame, ofOther });
  }
  return parts;
};
