import type { RecordAccount, Reject } from "../csv/block.ts";
import type { Input } from "../csv/input.ts";
import type { TextDecisions } from "../csv/understand.ts";
import type { Decisions } from "../interaction/decide.ts";
import type { ColumnUse, Field, Scale } from "../interaction/fields.ts";
import type { SampleRow } from "../interaction/sample.ts";
import type { Kpi, SourceFacts, SpanClock, TextOf } from "../kpi/types.ts";
import type { Unreadable } from "../values/batch.ts";
import type { ColumnState } from "../values/decoder.ts";
import type { FilterCounts } from "./filter.ts";
import type { RunHours } from "./opening-hours.ts";
import type { Reading } from "./reading.ts";
import type { Slips } from "./slips.ts";
import type { Histogram, ScoreField, ScoreVerdict } from "./scores.ts";

/** One input file of a run: what was decided about it and, after a pass, what was met while reading. */
export interface Source {
  readonly index: number;
  readonly input: Input;
  readonly text: TextDecisions;
  /** What flags and config say of how it is read. */
  readonly reading: Reading;
  decisions: Decisions;
  /** Sources of one table have the same header row and share their decisions and score scales. */
  readonly table: number;
  /** Most of its sampled rows that the decisions were taken from. */
  readonly share: number;
  /** Sources of one group (same profile, or the same header row) hold the same tickets. Groups are numbered by their first table. */
  readonly group: number;
  /** What the group is told by: its profile or header row, or the source's name in a store. */
  readonly vendor: string;
  readonly scales: Map<ScoreField, Scale>;
  /** Of a store: how often each score was given in all of it, whatever part is read. */
  readonly allScores?: ReadonlyMap<string, Histogram>;
  readonly unusableScores: Set<ScoreField>;
  /** When the team works; null = nobody said. */
  readonly hours: RunHours | null;
  /** The KPI by targets of the user's own; null = there are none. */
  readonly sla: Kpi | null;
  /** Words of these that may be slips of the hand. */
  readonly slips: Slips | null;
  readonly clocks: ClockChoice;
}

/** What was decided on the clocks of its times beside other sources. */
export interface ClockChoice {
  /** Times that count by the schedule although the export has its own in opening hours. */
  readonly scheduled: Set<Field>;
  /** Times that are not counted, as those kept of other sources are on another clock. */
  readonly otherClock: Map<Field, { readonly clock: SpanClock; readonly kept: SpanClock }>;
}

/** Times of which an export may have columns in opening hours. */
const TIMES: readonly Field[] = ["response_time", "resolution_time"];

/** What one pass over one source brought. */
export interface SourceReading {
  readonly source: Source;
  account: RecordAccount;
  columns: readonly ColumnState[];
  impossible: ReadonlyMap<string, Unreadable>;
  verdicts: Map<ScoreField, ScoreVerdict>;
  /** All of them when they are to be kept, else none. */
  rejects: Reject[];
  firstReject: Reject | null;
  filtered: { status: number } & FilterCounts;
  filteredStatus: Map<string, number>;
  used: number;
  duplicates: number;
  ruinedIds: { count: number; line: number };
  /** Records that speak of more than the sample did. */
  late: readonly SampleRow[];
}

/** The part of a reading that is filled row by row. */
export type OpenReading = Omit<SourceReading, "account" | "rejects" | "firstReject">;

/** The use of a field's column in a source, if it has one. */
export const useOf = (source: Source, field: Field): ColumnUse | undefined => source.decisions.uses.find((use) => use.field === field);

const isScore = (field: Field): field is ScoreField => field === "csat" || field === "nps" || field === "ces";

/** Whether scores of several survey types stand in one column, told apart by another. */
export const isLongForm = (source: Source): boolean => useOf(source, "survey_type") !== undefined && useOf(source, "score") !== undefined;

/** Whether each row holds figures over many interactions. */
export const areTotals = ({ decisions }: Source): boolean => decisions.warnings.some(({ code }) => code === "rows-are-totals");

/** What KPIs may ask of one source. `text` tells teams apart, where they have opening hours of their own. */
export const factsOf = (source: Source, text?: TextOf): SourceFacts => {
  const { hours: given, clocks } = source;
  const hours = given === null ? null : given.in(source.decisions.zone, text);
  const mapped = new Set<Field>(source.decisions.plans.map((plan) => plan.field as Field));
  const present = new Set<Field>(source.decisions.present);
  if (!source.decisions.tellsSolving) for (const fields of [mapped, present]) fields.delete("status");
  if (isLongForm(source)) for (const field of ["csat", "nps", "ces"] as const) mapped.add(field);
  return {
    mapped: (field) => mapped.has(field) && !(isScore(field) && source.unusableScores.has(field)),
    has: (field) => present.has(field),
    slaColumns: source.decisions.uses.filter((use) => use.field === "sla").map((use) => use.header),
    scale: (field) => source.scales.get(field),
    dateOnly: (field) => source.decisions.dateOnly.includes(field),
    inOpeningHours: (field) => useOf(source, field)?.clock === "business",
    openingHours: hours,
    clock:
      hours !== null && given!.isClock
        ? { hours, ownFirst: new Set(given!.ownFirst ? TIMES.filter((field) => !clocks.scheduled.has(field)) : []) }
        : undefined,
    otherClock: new Set(clocks.otherClock.keys()),
    group: source.group,
    totals: areTotals(source),
  };
};

/** The facts of rows joined from several files of one group: a field counts when any of the files has it. */
export const joinedFacts = (group: number, all: readonly SourceFacts[]): SourceFacts => ({
  group,
  totals: all.some(({ totals }) => totals === true),
  mapped: (field) => all.some((facts) => facts.mapped(field)),
  has: (field) => all.some((facts) => facts.has(field)),
  slaColumns: all.find((facts) => facts.slaColumns.length > 0)?.slaColumns ?? [],
  scale: (field) => all.map((facts) => facts.scale(field)).find((scale) => scale !== undefined),
  dateOnly: (field) => all.some((facts) => facts.dateOnly(field)),
  inOpeningHours: (field) => all.some((facts) => facts.inOpeningHours(field)),
  openingHours: all.find((facts) => facts.openingHours !== null)?.openingHours ?? null,
  clock: all.find((facts) => facts.clock !== undefined)?.clock,
  otherClock: new Set(all.flatMap(({ otherClock }) => [...(otherClock ?? [])])),
});

/** The id that tells repeated rows: a response id outranks a ticket id. */
export const idUse = (source: Source): ColumnUse | undefined => {
  const response = useOf(source, "response_id");
  return response !== undefined && source.decisions.present.includes("response_id") ? response : useOf(source, "id");
};
