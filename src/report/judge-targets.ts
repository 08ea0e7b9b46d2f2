import { findKpi } from "../kpi/index.ts";
import type { Report } from "./model.ts";
import type { ReportRequest } from "./request.ts";
import { judge, type Target, type TargetReport } from "./targets.ts";

/**
 * Judges the targets of a request. What the report itself does not hold (rows of a target's own, KPIs not shown) `reportOn` works out
 * from the same files.
 */
export const judgeTargets = async (
  request: ReportRequest,
  report: Report,
  reportOn: (request: ReportRequest) => Promise<Report>,
): Promise<TargetReport[]> => {
  const shown = new Set(report.requested.map(({ id }) => id));
  const apart = new Map<string, Target[]>();
  for (const target of request.targets) {
    if (target.where.length === 0 && shown.has(target.kpi)) continue;
    const key = JSON.stringify(target.where);
    apart.set(key, [...(apart.get(key) ?? []), target]);
  }
  const reports = new Map<Target, Report>();
  for (const targets of apart.values()) {
    const kpis = [...new Set(targets.map(({ kpi }) => kpi))];
    const where = [...request.where, ...targets[0].where];
    const part = await reportOn({
      ...request,
      by: [],
      across: null,
      verdicts: false,
      rejects: null,
      hash: false,
      compare: null,
      where,
      kpis,
    });
    for (const target of targets) reports.set(target, part);
  }
  return request.targets.map((target) => {
    const part = reports.get(target) ?? report;
    // Its own conditions are the last of the report that was made for them.
    const where = target.where.length === 0 ? undefined : part.where?.slice(-target.where.length);
    return judge({ ...target, where: where ?? target.where }, findKpi(target.kpi)!, part.groups[0].kpis[target.kpi]);
  });
};
