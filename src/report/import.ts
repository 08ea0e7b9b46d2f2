import type { Decisions } from "../interaction/decide.ts";
import { FIELDS, type Field } from "../interaction/fields.ts";
import { type MapEntry, namedColumns } from "../interaction/map.ts";
import { Intake } from "../store/intake.ts";
import type { StoreEnv, StorePlace } from "../store/env.ts";
import { findImport, keepImport, nextImport } from "../store/imports.ts";
import { BUSINESS, type Layout, layoutColumns, type StoredDecisions } from "../store/layout.ts";
import { allLayouts, allSources, layoutOf, setZone, sourceOf } from "../store/layouts.ts";
import { hasStore, openStore, type Store, storing, temporaryStore, transaction } from "../store/open.ts";
import { ProblemError } from "../text/problem.ts";
import { checkFile, type Demands, Newest } from "./import-checks.ts";
import type { FileImport, ImportReport } from "./import-model.ts";
import { openings, refuseOtherReading, sourceKey, zoneFor } from "./import-pins.ts";
import { readRowsToKeep } from "./import-rows.ts";
import type { ReportEnv } from "./index.ts";
import { ambiguousDates } from "./needs.ts";
import type { ReportRequest } from "./request.ts";
import { settle, type Settled } from "./settle.ts";
import type { Source } from "./source.ts";
import { sourceReport } from "./source-report.ts";
import { withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

/** What to take into which store. */
export interface ImportRequest extends Demands {
  /** How the files are read; what it says of figures plays no part. */
  readonly report: ReportRequest;
  readonly store: StorePlace;
  /** Headers of columns to keep as they are. */
  readonly keep: readonly string[];
  /** Name of the source; null = by vendor, else by header row. */
  readonly source: string | null;
  /** Nothing is to be written. */
  readonly isTrial: boolean;
}

export type ImportEnv = ReportEnv & StoreEnv;

/** Fields whose cells are looked at before anything is written: what their reading shows may change what was decided. */
const VERIFIED = (Object.keys(FIELDS) as Field[]).filter((field) => FIELDS[field] !== "category" || field === "status");

/** Every time the store's decisions open up what the files leave open; more rounds would bring nothing new. */
const MOST_ROUNDS = 2;

/** Takes files into the store, each wholly or not at all. Throws ProblemError: exit 2 or 3 before anything is written, exit 4. */
export const runImport = async (request: ImportRequest, env: ImportEnv): Promise<ImportReport> => {
  const { store: place, isTrial } = request;
  const store = isTrial && !hasStore(place.path, env) ? temporaryStore(place.name) : openStore(place, env);
  try {
    return await storing(store, () => importInto(store, request, env, request.report.map, 1));
  } finally {
    store.close();
  }
};

const importInto = (store: Store, request: ImportRequest, env: ImportEnv, map: readonly MapEntry[], round: number): Promise<ImportReport> =>
  withSources({ ...request.report, map }, env, async (files) => {
    const sources = files.list;
    const hashes = await Promise.all(sources.map(({ input }) => input.sha256()));
    const parts = sources.map(({ input }) => partOf(input.name, request.report.files));
    const known = sources.map((_, i) => findImport(store, String(hashes[i]), parts[i]));
    const about = { store: store.name, isTrial: request.isTrial };
    if (known.every((one) => one !== undefined)) {
      return { ...about, files: sources.map((source, i) => alreadyThere(source, String(hashes[i]), known[i]!)), notices: [] };
    }
    let newest = new Newest(env.now());
    const settled = await settle(files, { ...request.report, map, hash: false }, env, {
      kpis: [],
      fields: VERIFIED,
      takesUndecided: true,
      ignoresRepeats: true,
      list: () => {
        newest = new Newest(env.now());
        return (rows) => newest.take(rows);
      },
    });
    const layouts = allLayouts(store);
    const opened = sources.flatMap((source) => openings(source, knownLayouts(store, layouts, source, request.source)));
    if (opened.length > 0 && round < MOST_ROUNDS) return importInto(store, request, env, [...opened, ...map], round + 1);

    const reports = sources.map((source, i) => sourceReport(source, settled.result.readings[i], String(hashes[i])));
    if (request.report.strict) refuseFlaws(reports);
    const fresh = sources.filter((_, i) => known[i] === undefined);
    for (const source of fresh) {
      const [first] = source.decisions.undecided;
      if (first !== undefined) throw new ProblemError(3, "ambiguous-dates", ambiguousDates(first, source, sources).facts);
      refuseTotals(source);
      checkFile(source, settled.result.readings[source.index], newest.of(source), request, env.now());
      refuseOtherReading(source, knownLayouts(store, layouts, source, request.source));
    }
    const done: FileImport[] = [];
    for (const [i, source] of sources.entries()) {
      const before = known[i];
      if (before === undefined)
        done.push({
          ...(await importOne(store, source, {
            settled,
            business: files.decidedBy(source, "business"),
            request,
            env,
            sha256: String(hashes[i]),
            part: parts[i],
            newest: newest.of(source),
          })),
          report: reports[i],
        });
      else done.push(alreadyThere(source, String(hashes[i]), before));
    }
    return {
      ...about,
      files: done,
      notices: reports.filter((_, i) => known[i] === undefined).flatMap(({ warnings }) => warnings.map(({ problem }) => problem)),
    };
  });

/** Rows that are totals of many interactions are none. */
const refuseTotals = ({ decisions, input }: Source): void => {
  const totals = decisions.warnings.find(({ code }) => code === "rows-are-totals");
  if (totals !== undefined) throw new ProblemError(3, "rows-are-totals", { file: input.name, ...totals.facts });
};

/** The table of an archive; "" for a file of its own. */
const partOf = (name: string, files: readonly string[]): string => {
  const archive = files.find((file) => name.startsWith(`${file}/`));
  return archive === undefined ? "" : name.slice(archive.length + 1);
};

const knownLayouts = (store: Store, layouts: readonly Layout[], source: Source, name: string | null): readonly Layout[] => {
  const { key } = sourceKey(source, name);
  const known = allSources(store).find((one) => one.key === key);
  return known === undefined ? [] : layouts.filter((layout) => layout.source === known.id && layout.columns.length > 0);
};

const alreadyThere = (
  { input, decisions }: Source,
  sha256: string,
  { importedAt, file, rows }: NonNullable<ReturnType<typeof findImport>>,
): FileImport => ({
  file: input.name,
  sha256,
  profile: decisions.profile,
  already: { at: importedAt, file },
  rows: { read: rows, new: 0, updated: 0, unchanged: rows, duplicates: 0, leftOut: 0, rejected: 0, notData: 0 },
  reasons: {},
  older: 0,
  withoutId: 0,
  hasUpdated: true,
  newest: null,
  report: null,
});

const storedDecisions = ({ shapes: _, undecided: _u, rowRules: _r, ...rest }: Decisions): StoredDecisions => rest;

interface One {
  readonly settled: Settled;
  /** What is decided of it where times are wanted in business hours. */
  readonly business: Decisions;
  readonly request: ImportRequest;
  readonly env: ImportEnv;
  readonly sha256: string;
  readonly part: string;
  readonly newest: string | null;
}

const importOne = (store: Store, source: Source, { settled, business, request, env, sha256, part, newest }: One): Promise<FileImport> =>
  transaction(store, !request.isTrial, async () => {
    const { decisions, text, input } = source;
    const reading = settled.result.readings[source.index];
    const stored = sourceOf(store, sourceKey(source, request.source));
    const time = zoneFor(source, reading, stored, request.report.tz);
    if (time !== null) setZone(store, stored.id, time.kept);
    const kept = namedColumns(text.header, source.reading.keep).map((column) => text.header[column]);
    const columns = layoutColumns(decisions, business, text.header, [...request.keep, ...kept]);
    const counted = columns.flatMap(({ key }) => (key.startsWith(BUSINESS) ? [key as Field] : []));
    const present = [...decisions.present, ...counted.filter((key) => business.present.includes(key.slice(BUSINESS.length) as Field))];
    const layout = layoutOf(store, stored.id, columns, { file: input.name, decisions: { ...storedDecisions(decisions), present } });
    const id = nextImport(store);
    const begun = { id, source: stored.id, layout: layout.id, file: input.name, part, sha256, importedAt: env.now(), newest };
    keepImport(store, { ...begun, rows: null, reasons: {}, decisions: layout.decisions });
    const intake = new Intake(store, layout, id);
    const { leftOut, withoutId } = await readRowsToKeep(source, {
      columns,
      zone: time?.zone ?? "UTC",
      asWritten: time?.kept === null,
      signal: env.signal,
      put: (row) => intake.put(row),
    });
    const { older, ...fates } = intake.finish();
    const { read, rejected, notData } = reading.account;
    const rows = { read, ...fates, leftOut: [...leftOut.values()].reduce((sum, count) => sum + count, 0), rejected, notData };
    const reasons = { ...Object.fromEntries(leftOut), ...(reading.firstReject === null ? {} : { [reading.firstReject.reason]: rejected }) };
    keepImport(store, { ...begun, rows, reasons, decisions: layout.decisions });
    env.signal?.throwIfAborted();
    return {
      file: input.name,
      sha256,
      profile: decisions.profile,
      already: null,
      rows,
      reasons,
      older,
      withoutId,
      hasUpdated: columns.some(({ key }) => key === "updated"),
      newest,
      report: null,
    };
  });
