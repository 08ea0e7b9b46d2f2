import type { Decisions } from "../interaction/decide.ts";
import type { Field } from "../interaction/fields.ts";
import { namedColumns } from "../interaction/map.ts";
import { findProfile } from "../interaction/profiles/index.ts";
import { type Content, keepImport, nextImport } from "../store/imports.ts";
import { Intake } from "../store/intake.ts";
import { BUSINESS, layoutColumns, type StoredDecisions } from "../store/layout.ts";
import { layoutOf, setZone, sourceOf } from "../store/layouts.ts";
import type { Store } from "../store/open.ts";
import type { FileImport } from "./import-model.ts";
import { sourceKey, zoneFor } from "./import-pins.ts";
import { readRowsToKeep } from "./import-rows.ts";
import type { ImportEnv, ImportRequest } from "./import.ts";
import type { Settled } from "./settle.ts";
import type { Source } from "./source.ts";

const storedDecisions = ({ shapes: _, undecided: _u, rowRules: _r, ...rest }: Decisions): StoredDecisions => rest;

/** A file about to be taken in, and what was decided and asked for. */
interface ToImport extends Content {
  readonly settled: Settled;
  /** What is decided of it where times are wanted in business hours. */
  readonly business: Decisions;
  readonly request: ImportRequest;
  readonly env: ImportEnv;
  readonly newest: string | null;
}

/** Takes one file in, within a transaction. Throws exit 3 where earlier exports of its source were read otherwise. */
export const importOne = async (
  store: Store,
  source: Source,
  { settled, business, request, env, sha256, part, newest }: ToImport,
): Promise<FileImport> => {
  const { decisions, text, input } = source;
  const reading = settled.result.readings[source.index];
  const stored = sourceOf(store, sourceKey(source, request.source));
  const time = zoneFor(source, reading, stored, request.report.tz);
  if (time !== null) setZone(store, stored.id, time.kept);
  const ofProfile = decisions.profile === null ? [] : (findProfile(decisions.profile).keep ?? []);
  const kept = namedColumns(text.header, [...source.reading.keep, ...ofProfile]).map((column) => text.header[column]);
  const columns = layoutColumns(decisions, business, text.header, [...request.keep, ...kept]);
  const counted = columns.flatMap(({ key }) => (key.startsWith(BUSINESS) ? [key as Field] : []));
  const present = [...decisions.present, ...counted.filter((key) => business.present.includes(key.slice(BUSINESS.length) as Field))];
  const layout = layoutOf(store, stored.id, columns, { file: input.name, decisions: { ...storedDecisions(decisions), present } });
  const id = nextImport(store);
  const begun = { id, source: stored.id, layout: layout.id, file: input.name, part, sha256, importedAt: env.now(), newest };
  keepImport(store, { ...begun, rows: null, reasons: {}, decisions: layout.decisions });
  const intake = new Intake(store, layout, id);
  const {
    leftOut,
    rejected: refused,
    withoutId,
  } = await readRowsToKeep(source, {
    columns,
    zone: time?.zone ?? "UTC",
    asWritten: time?.kept === null,
    signal: env.signal,
    put: (row) => intake.put(row),
  });
  const { older, ...fates } = intake.finish();
  const { read, rejected, notData } = reading.account;
  const rows = { read, ...fates, leftOut: [...leftOut.values()].reduce((sum, count) => sum + count, 0), rejected, notData };
  const reasons = Object.fromEntries([...leftOut, ...refused]);
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
};
