import type { ColumnUse, Field } from "../interaction/fields.ts";
import { scaleName } from "../kpi/scales.ts";
import { servingFields } from "../kpi/serving.ts";
import type { FcrRule, Kpi } from "../kpi/types.ts";
import { volume } from "../kpi/volume.ts";
import { buildReport } from "./build.ts";
import type { ReportEnv } from "./index.ts";
import type { Report, SourceReport } from "./model.ts";
import { neededFields, requestedKpis } from "./needs.ts";
import type { ReportRequest } from "./request.ts";
import { settle } from "./settle.ts";
import { factsOf, isLongForm, type Source } from "./source.ts";
import { withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

/** How a KPI was worked out from files. */
export interface Explained {
  readonly kpi: Kpi;
  /** The KPI and the number of interactions, by group; the account of rows. */
  readonly report: Report;
  /** How each file was read for it, by source of the report. */
  readonly sources: readonly ExplainedSource[];
}

export interface ExplainedSource {
  readonly columns: readonly ExplainedColumn[];
  /** Of scores: "1-5"; null where there are none, or words. */
  readonly scale: string | null;
  /** Cells of these columns, in rows of whatever kind, that hold nothing they can mean. */
  readonly unreadable: SourceReport["unreadable"];
}

export interface ExplainedColumn {
  readonly use: ColumnUse;
  /** The figure itself comes from it; others only tell which rows count. */
  readonly serves: boolean;
}

/** Reads files for one KPI and tells how its figures came about. Throws ProblemError (exit 2 or 3). */
export const runExplain = (named: Kpi, asked: ReportRequest, env: ReportEnv): Promise<Explained> => {
  const kpis = [...new Set([named.id, volume.id])];
  const request: ReportRequest = { ...asked, kpis, across: null, verdicts: false, targets: [] };
  return withSources(request, env, async (files) => {
    const sources = files.list;
    const requested = requestedKpis(kpis, sources);
    const [kpi] = requested;
    const settled = await settle(files, request, env, { kpis: requested, fields: [] });
    const hashes = sources.map(() => null);
    const report = buildReport({ ...settled, request, env, sources, requested, hashes });
    if (request.strict) refuseFlaws(report.sources);
    return { kpi, report, sources: sources.map((source, i) => explainSource(kpi, source, report.sources[i], settled.fcrRule)) };
  });
};

const explainSource = (kpi: Kpi, source: Source, report: SourceReport, fcrRule: FcrRule | null): ExplainedSource => {
  const facts = factsOf(source);
  const isLong = isLongForm(source);
  const read = neededFields([kpi], fcrRule, [], false);
  const isRead = (field: Field): boolean => kpi.reads.includes(field) && read.has(field);
  const way = servingFields(kpi, facts);
  const isLongColumn = (field: Field): boolean => isLong && way.length > 0 && (field === "score" || field === "survey_type");
  const uses = source.decisions.uses.filter(({ field }) => isRead(field) || (isLongColumn(field) && isScore(kpi)));
  const score = SCORES.find((field) => field === kpi.id);
  const scale = score === undefined ? undefined : source.scales.get(score);
  return {
    columns: uses.map((use) => ({ use, serves: (way.includes(use.field) && read.has(use.field)) || isLongColumn(use.field) })),
    scale: scale === undefined ? null : scaleName(scale),
    unreadable: report.unreadable.filter(({ field }) => isRead(field as Field)),
  };
};

const SCORES = ["csat", "nps", "ces"] as const;

const isScore = ({ id }: Kpi): boolean => SCORES.some((field) => field === id);
