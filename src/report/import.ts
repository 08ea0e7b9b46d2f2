import { FIELDS, type Field } from "../interaction/fields.ts";
import type { StoreEnv, StorePlace } from "../store/env.ts";
import { lastImport } from "../store/history.ts";
import { type Content, findImport } from "../store/imports.ts";
import type { Layout, StoredSource } from "../store/layout.ts";
import { allLayouts, allSources } from "../store/layouts.ts";
import { hasStore, openStore, type Store, storing, temporaryStore, transaction } from "../store/open.ts";
import { ProblemError } from "../text/problem.ts";
import { checkFile, clockOf, type Demands, Newest } from "./import-checks.ts";
import type { FileImport, ImportReport } from "./import-model.ts";
import { openings, refuseOtherReading, sourceKey, zoneFor } from "./import-pins.ts";
import { importOne } from "./import-one.ts";
import type { ReportEnv } from "./index.ts";
import { ambiguousDates } from "./needs.ts";
import type { ReportRequest } from "./request.ts";
import { settle, type Settled } from "./settle.ts";
import type { Source } from "./source.ts";
import { sourceReport } from "./source-report.ts";
import { type Sources, withSources } from "./sources.ts";
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

/** Takes files into the store, each wholly or not at all. Throws ProblemError: exit 2 or 3 before anything is written, exit 4. */
export const runImport = async (request: ImportRequest, env: ImportEnv): Promise<ImportReport> => {
  const { store: place, isTrial } = request;
  const store = isTrial && !hasStore(place.path, env) ? temporaryStore(place.name) : openStore(place, env);
  try {
    return await storing(store, () => importInto(store, request, env));
  } finally {
    store.close();
  }
};

const importInto = (store: Store, request: ImportRequest, env: ImportEnv): Promise<ImportReport> =>
  withSources(request.report, env, async (files) => {
    const sources = files.list;
    const contents: Content[] = [];
    for (const { input } of sources)
      contents.push({ sha256: String(await input.sha256()), part: partOf(input.name, request.report.files) });
    const about = { store: store.name, isTrial: request.isTrial };
    const known = contents.map((content) => findImport(store, content));
    if (known.every((one) => one !== undefined)) {
      return { ...about, files: sources.map((source, i) => alreadyThere(source, contents[i], known[i]!)), notices: [], rejects: [] };
    }
    const clock = clockOf(env.now(), lastImport(store)?.importedAt);
    const { settled, newest } = await settleForStore(files, store, request, { ...env, now: () => clock.now });
    const reports = sources.map((source, i) => sourceReport(source, settled.result.readings[i], contents[i].sha256));
    if (request.report.strict) refuseFlaws(reports);
    const fresh = sources.filter((_, i) => known[i] === undefined);
    for (const source of fresh) {
      const [first] = source.decisions.undecided;
      if (first !== undefined) throw new ProblemError(3, "ambiguous-dates", ambiguousDates(first, source, sources).facts);
      refuseTotals(source);
      checkFile(source, settled.result.readings[source.index], newest.of(source), request, clock);
      refuseOtherReading(source, knownLayouts(store, source, request.source));
      const stored = knownSource(store, source, request.source);
      if (stored !== undefined) zoneFor(source, settled.result.readings[source.index], stored, request.report.tz);
    }
    const importAll = async (within: Within): Promise<FileImport[]> => {
      const done: FileImport[] = [];
      for (const [i, source] of sources.entries()) {
        const business = files.decidedBy(source, "business");
        const about = { settled, business, request, env, ...contents[i], newest: newest.of(source) };
        // Another run, or a copy of the same file, may have been faster.
        const take = async (): Promise<FileImport> => {
          const before = findImport(store, contents[i]);
          return before === undefined
            ? { ...(await importOne(store, source, about)), report: reports[i] }
            : alreadyThere(source, contents[i], before);
        };
        done.push(await within(take));
      }
      return done;
    };
    // What would change is seen with all files in; then all of it is taken back.
    const done = request.isTrial
      ? await transaction(store, false, () => importAll((work) => work()))
      : await importAll((work) => transaction(store, true, work));
    const notices = reports.filter((_, i) => known[i] === undefined).flatMap(({ warnings }) => warnings.map(({ problem }) => problem));
    const rejects = fresh.flatMap(({ index, input }) =>
      settled.result.readings[index].rejects.map((reject) => ({ file: input.name, ...reject })),
    );
    return { ...about, files: done, notices, rejects };
  });

type Within = (work: () => Promise<FileImport>) => Promise<FileImport>;

/** Reads the files until what was decided about them holds; what they leave open, earlier exports say. */
const settleForStore = async (
  files: Sources,
  store: Store,
  request: ImportRequest,
  env: ImportEnv,
): Promise<{ readonly settled: Settled; readonly newest: Newest }> => {
  for (let isFirst = true; ; isFirst = false) {
    let newest = new Newest(env.now());
    const settled = await settle(files, { ...request.report, hash: false }, env, {
      kpis: [],
      fields: VERIFIED,
      takesUndecided: true,
      ignoresRepeats: true,
      list: () => {
        newest = new Newest(env.now());
        return (rows) => newest.take(rows);
      },
    });
    const opened = isFirst ? files.list.flatMap((source) => openings(source, knownLayouts(store, source, request.source))) : [];
    if (opened.length === 0) return { settled, newest };
    files.decideAgain(opened);
  }
};

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

const knownSource = (store: Store, source: Source, name: string | null): StoredSource | undefined => {
  const { key } = sourceKey(source, name);
  return allSources(store).find((one) => one.key === key);
};

const knownLayouts = (store: Store, source: Source, name: string | null): readonly Layout[] => {
  const known = knownSource(store, source, name);
  return known === undefined ? [] : allLayouts(store).filter((layout) => layout.source === known.id && layout.columns.length > 0);
};

const alreadyThere = (
  { input, decisions }: Source,
  { sha256 }: Content,
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
