import { detectProfile, findProfile, tellingHeaders } from "../interaction/profiles/index.ts";
import { FIELDS, type Field } from "../interaction/fields.ts";
import { chooseFcrRule, defaultKpis } from "../kpi/index.ts";
import type { ReportEnv } from "./index.ts";
import { checksOf } from "./inspect-checks.ts";
import { inspectColumns, type KnownColumn } from "./inspect-columns.ts";
import { inspectDates, inspectZone } from "./inspect-dates.ts";
import { inspectKpis } from "./inspect-kpis.ts";
import type { InspectedFile, InspectedProfile, InspectedText, Inspection } from "./inspect-model.ts";
import { type ReadRow, SampleReading } from "./inspect-sample.ts";
import { chooseKpis, neededFields, ownKpis } from "./needs.ts";
import type { ReportRequest } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { factsOf, type Source } from "./source.ts";
import { sourceReport } from "./source-report.ts";
import { withSources } from "./sources.ts";

/** What decides how files are read. */
export type InspectRequest = Pick<
  ReportRequest,
  "files" | "tz" | "clock" | "businessHours" | "map" | "profile" | "dateFormat" | "scales" | "delimiter" | "encoding" | "reading" | "asOf"
>;

/** Like a report of everything, but for what it says of rows. */
const EVERYTHING: Omit<ReportRequest, keyof InspectRequest> = {
  by: [],
  across: null,
  period: null,
  since: null,
  until: null,
  dateBasis: "created",
  where: [],
  kpis: null,
  fcrRule: null,
  rejects: null,
  strict: false,
  hash: false,
  verdicts: false,
  targets: [],
  compare: null,
};

/**
 * Reads the files as a report of them does and tells how they were understood. What stops a report because it is ambiguous is shown
 * instead. Throws ProblemError (exit 2 or 3) where files cannot be read at all.
 */
export const runInspect = (wanted: InspectRequest, env: ReportEnv): Promise<Inspection> => {
  const request: ReportRequest = { ...EVERYTHING, ...wanted };
  return withSources(request, env, async (files) => {
    const sources = files.list;
    let sample!: SampleReading;
    const settled = await settle(files, request, env, {
      kpis: ownKpis(defaultKpis, sources),
      fields: Object.keys(FIELDS) as Field[],
      takesUndecided: true,
      list: (columns) => {
        sample = new SampleReading(sources, columns);
        return (rows) => sample.take(rows);
      },
    });
    return {
      tool: { name: "cs-metrics", version: env.version },
      asOf: settled.asOf,
      clock: request.clock,
      files: sources.map((source, i) => inspectFile(source, sources, settled, sample.rows[i], request)),
    };
  });
};

const inspectFile = (
  source: Source,
  all: readonly Source[],
  { result }: Settled,
  rows: readonly ReadRow[],
  request: ReportRequest,
): InspectedFile => {
  const reading = result.readings[source.index];
  const report = sourceReport(source, reading, null);
  const columns = inspectColumns({ source, reading, rows, needed: fieldsOfReport(source) });
  const kpis = inspectKpis(source);
  const checks = checksOf({ source, all, reading, report, columns, kpis });
  const isDoubtful = ({ header, use }: KnownColumn): boolean =>
    use?.evidence === "cells" ||
    checks.some((check) => header !== "" && check.header === header && (use !== null || check.problem.code !== "repeated-header"));
  return {
    report,
    profile: profileOf(source),
    text: textOf(source),
    zone: inspectZone(source, reading, request.tz),
    dates: inspectDates(source),
    columns: columns.map((column) => ({ ...column, doubtful: isDoubtful(column) })),
    kpis,
    checks,
  };
};

/** The fields that a report of this file alone decodes. */
const fieldsOfReport = (source: Source): Set<Field> => {
  const fcrRule = chooseFcrRule([factsOf(source)]);
  const { available } = chooseKpis(ownKpis(defaultKpis, [source]), [source], fcrRule);
  return neededFields(available, fcrRule, [], false);
};

const profileOf = ({ decisions, text, reading }: Source): InspectedProfile | null => {
  const asked = reading.profile;
  const profile = asked === null ? detectProfile(text.header) : findProfile(asked);
  if (profile === null || decisions.profile === null) return null;
  const { id, name, certainty } = profile;
  const origin = reading.pinned.profile?.origin ?? null;
  const from = asked === null ? "headers" : origin === null ? "flag" : "config";
  return { id, name, certainty, from, origin, headers: tellingHeaders(profile, text.header) };
};

const textOf = ({ text, input }: Source): InspectedText => {
  const { encoding, bom, dialect, headerLine, sample, complete } = text;
  const { delimiter, quote, titleRecords, extraHeaderRecords } = dialect;
  const { compression } = input;
  return { encoding, bom, compression, delimiter, quote, headerLine, titleRecords, extraHeaderRecords, sampled: sample.length, complete };
};
