import type { Field } from "../interaction/fields.ts";
import type { Kpi } from "../kpi/types.ts";
import { buildReport } from "./build.ts";
import { NONE } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";
import type { ReportEnv } from "./index.ts";
import { ownKpis } from "./needs.ts";
import type { Report } from "./model.ts";
import { type CountedRows, readAll } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { KeptRows } from "./rows-behind-kept.ts";
import { type EntityCounts, figuresOfRows, type Take, traced } from "./rows-behind-figures.ts";
import { holds, partsOf, type RowPart, type RowsAsked } from "./rows-behind-parts.ts";
import { datesOf, type RowBehind, type RowDates, RowReader, SHOWN } from "./rows-behind-row.ts";
import { settle, type Settled } from "./settle.ts";
import { type Sources, withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

/** Which rows behind which figure. */
export interface RowsRequest extends RowsAsked {
  /** `across`, `kpis`, `verdicts` and `targets` play no part. */
  readonly report: ReportRequest;
  readonly comments: boolean;
  /** Most rows, of each group where there are some; Infinity = all. */
  readonly limit: number;
}

/** The rows that a figure was made of. */
export interface RowsBehind {
  /** The report of the KPI alone: its figures by group, the account of rows, the notices. */
  readonly report: Report;
  readonly kpi: Kpi;
  readonly part: RowPart;
  readonly comments: boolean;
  /** What the dates of the rows are, by source of the report. */
  readonly dates: readonly RowDates[];
  /** Group by group in the report's order, within each in the order of the part. A row with several values stands in several groups. */
  readonly rows: readonly RowBehind[];
  /** How many rows are of the part, by group of the report, the total first. */
  readonly counts: readonly number[];
  /** Where the KPI counts customers or their like: how many of those are of the part; null where it counts rows. */
  readonly entities: readonly number[] | null;
}

/** The rows that make a figure. Throws ProblemError (exit 2 or 3). */
export const runRowsBehind = (asked: RowsRequest, env: ReportEnv): Promise<RowsBehind> => {
  const request = requestOf(asked);
  return withSources(request, env, (files) => rowsBehind(files, asked, env));
};

const requestOf = ({ report, kpi }: RowsRequest): ReportRequest => ({
  ...report,
  kpis: [kpi.id],
  across: null,
  verdicts: false,
  targets: [],
});

/**
 * The same of files that are open already. The rows are found by the KPI's own aggregate: the files are read until all is decided, as for
 * a report of the KPI, then once more with every row as a group of its own. Where the KPI counts customers, all their rows that count are
 * listed. Holds no more rows than are asked for.
 */
export const rowsBehind = async (files: Sources, asked: RowsRequest, env: ReportEnv): Promise<RowsBehind> => {
  const { part, comments, limit } = asked;
  const request = requestOf(asked);
  const sources = files.list;
  const requested = ownKpis([asked.kpi], sources);
  const [kpi] = requested;
  const shown: Field[] = [...SHOWN, ...(comments ? (["comment"] as const) : [])];
  const settled = await settle(files, request, env, { kpis: requested, fields: [], shown });
  const hashes = request.hash ? await Promise.all(sources.map(({ input }) => input.sha256())) : sources.map(() => null);
  const report = buildReport({ ...settled, request, env, sources, requested, hashes });
  if (request.strict) refuseFlaws(report.sources);
  const kept = new KeptRows(limit);
  const about = { report, kpi, part, comments, dates: sources.map(datesOf) };
  if (report.kpis.length === 0) return { ...about, ...kept.by([]), entities: null };

  const { figures, count } = await figuresOfRows(kpi, settled);
  const [whole] = partsOf(kpi);
  const reader = new RowReader(asked, comments, settled.disguise);
  const take: Take = (row, group, figure) => {
    if (holds(part, figure.counted) && (count === null || holds(whole, figure.alone))) kept.offer(group, reader.look(row, figure));
  };
  const list = (counted: CountedRows): void => reader.open(counted);
  const { groups } = await readAll({ ...settled.plan, kpis: [traced(kpi, figures, take)], list, keepRejects: false });
  const places = placesOf(groups, report, settled);
  const counts = count?.((result) => holds(part, result));
  return { ...about, ...kept.by(places), entities: counts === undefined ? null : entitiesOf(counts, places) };
};

/** What is counted, by place in the report, the total first. */
const entitiesOf = ({ overall, byGroup }: EntityCounts, places: readonly number[]): number[] => {
  const counts: number[] = [];
  places.forEach((place, group) => (counts[place] = byGroup.get(group) ?? 0));
  counts[0] = overall;
  return Array.from(counts, (some = 0) => some);
};

/** Where in the report the groups of a pass stand. */
const placesOf = ({ size, codes, dimensions }: GroupIndex, { groups }: Report, { names, disguise }: Settled): number[] => {
  const key = (values: readonly string[]): string => JSON.stringify(values);
  const places = new Map(groups.map(({ by }, place) => [key(Object.values(by)), place]));
  const shown = (d: number, label: string): string => disguise?.label(names.by[d], label) ?? label;
  const labels = (group: number): string[] =>
    dimensions.map((dimension, d) => (codes[d][group] < 0 ? NONE : shown(d, dimension.label(codes[d][group]))));
  return Array.from({ length: size }, (_, group) => places.get(key(labels(group))) ?? 0);
};
