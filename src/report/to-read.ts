import type { Kpi } from "../kpi/types.ts";
import type { Report } from "./model.ts";
import type { ReportEnv } from "./index.ts";
import type { ReportRequest, WhereEntry } from "./request.ts";
import { rowsBehind } from "./rows-behind.ts";
import { parseRows, type RowPart, rowsToRead } from "./rows-behind-parts.ts";
import type { Sources } from "./sources.ts";

/** Rows behind a figure that are worth reading. */
export interface ToRead {
  readonly kpi: Kpi;
  readonly part: RowPart;
  /** Conditions of a target, beside those of the report: `channel=Email`. */
  readonly where: readonly WhereEntry[];
  /** How many rows are of the part. */
  readonly count: number;
  /** Whether all of those below have a date, so that the newest are the newest. */
  readonly dated: boolean;
  /** The first of them in the order of the part. */
  readonly rows: readonly { readonly id: string | null; readonly file: string; readonly line: number }[];
}

/** More lists than this are not read, and each costs a pass over the files. */
const MOST_LISTS = 3;
const MOST_ROWS = 5;

/** What is worth reading where nothing presses: the first of each line that the report has. */
const USUAL: readonly (readonly string[])[] = [
  ["csat", "nps", "ces"],
  ["art", "asa", "aht", "resolution_time"],
];

interface Candidate {
  readonly kpi: Kpi;
  readonly where: readonly WhereEntry[];
}

/** Figures to look behind, the most pressing first: missed targets, what has become worse, then what customers complain of. */
const candidates = (request: ReportRequest, { targets, comparison, kpis, groups }: Report): Candidate[] => {
  const missed = (targets ?? []).flatMap(({ kpi, status }, i) => (status === "missed" ? [{ kpi, where: request.targets[i].where }] : []));
  const worse = kpis.filter(({ id }) => comparison?.groups[0].kpis[id].verdict === "worse");
  const has = (id: string): Kpi | undefined => kpis.find((kpi) => kpi.id === id && groups[0].kpis[id].n > 0);
  const usual = USUAL.flatMap((ids) => ids.map(has).find((kpi) => kpi !== undefined) ?? []);
  const all = [...missed, ...[...worse, ...usual].map((kpi): Candidate => ({ kpi, where: [] }))];
  const keys = all.map(({ kpi, where }) => JSON.stringify([kpi.id, where]));
  return all.filter((_, i) => keys.indexOf(keys[i]) === i);
};

/** The rows to read of a report, from files that are open already. */
export const rowsToReadOf = async (files: Sources, request: ReportRequest, report: Report, env: ReportEnv): Promise<ToRead[]> => {
  const found: ToRead[] = [];
  const plain = { ...request, by: [], rejects: null, hash: false, strict: false, compare: null };
  for (const { kpi, where } of candidates(request, report)) {
    const words = rowsToRead(kpi);
    if (found.length === MOST_LISTS || words === null) continue;
    const { part } = parseRows(words);
    const asked = { report: { ...plain, where: [...request.where, ...where] }, kpi, part, comments: false, limit: MOST_ROWS };
    const { rows, counts, report: behind } = await rowsBehind(files, asked, env);
    const named = rows.map(({ id, source, line }) => ({ id, file: files.list[source].input.name, line }));
    if (named.length === 0) continue;
    const dated = rows.every(({ created }) => created !== null);
    found.push({ kpi, part, where: behind.where?.slice(request.where.length) ?? where, count: counts[0], dated, rows: named });
  }
  return found;
};
