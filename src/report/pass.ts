import type { Reject } from "../csv/block.ts";
import { type Reading, readRecords, readStretch, type StretchReading, type WantedRecords } from "../csv/records.ts";
import type { Field } from "../interaction/fields.ts";
import type { OwnWords } from "../interaction/vocabulary.ts";
import type { Aggregate, FcrRule, Kpi, KpiContext, SourceFacts } from "../kpi/types.ts";
import type { Batch, ColumnPlan } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import type { Name } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";
import type { HashSet64 } from "./repeat-finder.ts";
import { fitting, partsOf, type Readers, sinkOf } from "./part.ts";
import { RowTaker } from "./rows.ts";
import type { SavedRun } from "./saved-rows.ts";
import { spanOf } from "./span.ts";
import { idUse, type Source, type SourceReading } from "./source.ts";

/** The rows of a batch that count, winners of their id: the first `length` of `rows`. All of it is valid only until the call returns. */
export interface CountedRows {
  readonly batch: Batch;
  readonly rows: Int32Array;
  readonly length: number;
  /** The file they stand in, or its winner did; what is known of the rows' fields is `facts`. */
  readonly source: Source;
  readonly facts: SourceFacts;
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
}

/** Everything one reading of all sources needs to know. */
export interface PassPlan {
  readonly sources: readonly Source[];
  /** Columns to decode, by source. */
  readonly columns: readonly (readonly ColumnPlan[])[];
  readonly kpis: readonly Kpi[];
  readonly fcrRule: FcrRule | null;
  readonly asOf: number;
  readonly zone: string;
  /** Field of the date basis, by source; null = none. */
  readonly basis: readonly (Field | null)[];
  readonly by: readonly Name[];
  readonly where: readonly { readonly name: Name; readonly equal: boolean; readonly value: string }[];
  readonly since: number | null;
  readonly until: number | null;
  readonly lastDayEnd: number | null;
  /** The period is one of beginnings. */
  readonly byCreated: boolean;
  /** Ids known to occur more than once; null while that is not known. */
  readonly repeated: HashSet64 | null;
  readonly keepRejects: boolean;
  /** What is collected is to be put together with that of other runs; undefined = no. */
  readonly keeps?: boolean;
  /** Is shown the rows that count. */
  readonly list?: (rows: CountedRows) => void;
  /** Words of the user's own. */
  readonly words: OwnWords | null;
  readonly readers?: Readers;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

export interface PassResult {
  readonly readings: readonly SourceReading[];
  readonly groups: GroupIndex;
  /** What the aggregates were made with; its sources are the files, then the rows joined from several files of a group. */
  readonly context: KpiContext;
  /** One aggregate a KPI, by the groups of `groups`. */
  readonly aggregates: readonly Aggregate[];
  /** The same over all rows, where groups overlap; else null (merge the groups). */
  readonly totals: readonly Aggregate[] | null;
  readonly usedRows: number;
  /** First and last instant of the used rows on the date basis. */
  readonly first: number | null;
  readonly last: number | null;
  /** Everything that was collected, where the plan keeps it. */
  readonly saved: (() => SavedRun) | null;
  /** Ids met again in this pass; with any of them everything else is void. */
  readonly repeated: HashSet64;
  /** The file's bytes are not in the encoding decided: read again. */
  readonly encoding: { readonly source: number; readonly encoding: string } | null;
}

/** Reads every source once, in order, and collects the KPIs of all rows that count. */
export const readAll = async (plan: PassPlan): Promise<PassResult> => {
  const rows = new RowTaker(plan);
  const readings: SourceReading[] = [];
  const span = spanOf(plan, rows.collector.aggregates);
  let consumed = 0;
  for (const source of plan.sources) {
    rows.open(source);
    const progress = (bytes: number): void => plan.progress?.(consumed + bytes);
    const parts = plan.readers === undefined ? null : partsOf(plan, source, plan.readers);
    const reading =
      parts === null ? await readWhole(plan, source, rows, span, progress) : await readParts(plan, source, rows, parts, progress);
    // Everything once more, this file in one piece.
    if (reading === null) return readAll(plan);
    consumed += source.input.size ?? 0;
    readings.push({ ...rows.close(source), ...reading });
    if (reading.contradiction !== null) return resultOf(rows, readings, { source: source.index, encoding: reading.contradiction.encoding });
  }
  if (!rows.isVoid) {
    rows.judgeScores(readings);
    rows.mergeRepeated(readings);
  }
  return resultOf(rows, readings, null);
};

type RecordsRead = Pick<SourceReading, "account" | "rejects" | "firstReject"> & Pick<Reading, "contradiction">;

const readWhole = async (
  plan: PassPlan,
  source: Source,
  rows: RowTaker,
  span: WantedRecords["span"],
  progress: (bytes: number) => void,
): Promise<RecordsRead> => {
  const sink = sinkOf(plan, rows, progress);
  const { account, contradiction, beyond = 0 } = await readRecords(source.input, source.text, sink, wantedOf(plan, source, span));
  rows.passOver(beyond);
  return { account, contradiction, rejects: sink.rejects, firstReject: sink.firstReject };
};

/** Reads the first part here and the others elsewhere; null where they do not fit together. */
const readParts = async (
  plan: PassPlan,
  source: Source,
  rows: RowTaker,
  [stretch, ...others]: NonNullable<ReturnType<typeof partsOf>>,
  progress: (bytes: number) => void,
): Promise<RecordsRead | null> => {
  const done = [0, ...others.map(() => 0)];
  const note = (part: number, bytes: number): void => {
    done[part] = bytes;
    progress(done.reduce((sum, one) => sum + one));
  };
  const elsewhere = others.map((part, i) => plan.readers!.read(part, (bytes) => note(i + 1, bytes)));
  const sink = sinkOf(plan, rows, (bytes) => note(0, bytes));
  const readOwn = async (): Promise<StretchReading> => {
    const read = await readStretch(source.input, source.text, sink, stretch);
    // The others may not be through yet.
    rows.collector.settle();
    return read;
  };
  const [own, ...found] = await Promise.all([readOwn(), ...elsewhere]);
  const parts = fitting(source, found, own);
  if (parts === null) return null;
  const { account } = own;
  const rejects = [...sink.rejects];
  let { firstReject } = sink;
  let { lines } = own;
  for (const part of parts) {
    const moved = (reject: Reject): Reject => ({ ...reject, line: reject.line + lines });
    rows.absorb(part.rows, lines);
    if (account.short === 0) account.firstShortLine = part.account.firstShortLine + lines;
    for (const key of ["read", "rejected", "notData", "short"] as const) account[key] += part.account[key];
    for (const reject of part.rejects) rejects.push(moved(reject));
    firstReject ??= part.firstReject === null ? null : moved(part.firstReject);
    lines += part.lines;
  }
  return { account, contradiction: null, rejects, firstReject };
};

/** What of a store has to be read. Ids within it are told apart already; only files beside it may repeat them. */
const wantedOf = ({ columns, sources }: PassPlan, source: Source, span: WantedRecords["span"]): WantedRecords => {
  const wanted = new Set(columns[source.index].map(({ column }) => column));
  const id = idUse(source);
  if (id !== undefined && sources.some(({ allScores }) => allScores === undefined)) wanted.add(id.column);
  return { columns: wanted, span };
};

/** What came of a pass. */
export const resultOf = (rows: RowTaker, readings: readonly SourceReading[], encoding: PassResult["encoding"]): PassResult => {
  const { collector, repeated } = rows;
  const { context, groups, aggregates, totals, used, first, last } = collector;
  const dated = first <= last;
  return {
    readings,
    context,
    groups,
    aggregates,
    totals,
    usedRows: used,
    first: dated ? first : null,
    last: dated ? last : null,
    saved: rows.keeps ? () => rows.saveRun(readings) : null,
    repeated,
    encoding,
  };
};
