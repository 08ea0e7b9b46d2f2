import type { Field, Scale } from "../interaction/fields.ts";
import type { Sample } from "../stats/sample.ts";
import type { Batch, Selection } from "../values/batch.ts";
import type { Part } from "./saved.ts";

export type Unit = "percent" | "points" | "score" | "seconds" | "count";

/** What the run knows of one source (one input file) when KPIs are planned. */
export interface SourceFacts {
  /** A column of the file is used as this field. */
  mapped(field: Field): boolean;
  /** That column has a readable value anywhere in the file, so it can serve as the first alternative. */
  has(field: Field): boolean;
  /** Headers of the verdict columns behind `sla`, `sla:1`, `sla:2` … (batch keys), in file order. */
  readonly slaColumns: readonly string[];
  /** Score scales decided for csat, nps and ces; undefined = not decided yet or unusable. */
  scale(field: "csat" | "nps" | "ces"): Scale | undefined;
  /** The dates of the field carry no time of day. */
  dateOnly(field: Field): boolean;
  /** The durations of the field count opening hours only. */
  inOpeningHours(field: Field): boolean;
  /** When the team works; null = nobody said. */
  readonly openingHours: OpeningHours | null;
  /** Times between instants count opening hours only, and how they stand to the export's own; undefined = all hours. */
  readonly clock?: SourceClock;
  /** Fields whose times are on another clock than those of the report's other files, so that they are not counted. */
  readonly otherClock?: ReadonlySet<Field>;
  /** Sources with the same number are parts of one export (same profile or header row); undefined = each source stands alone. */
  readonly group?: number;
  /** Each row holds figures over many interactions: a day's or an agent's totals. */
  readonly totals?: boolean;
}

/** When people work; teams may have hours of their own, so that it takes the row asked about. Instants are epoch milliseconds. */
export interface OpeningHours {
  isOpen(instant: number, batch: Batch, row: number): boolean;
  /** Seconds of opening hours from one instant to another; NaN where either is, or where they lie 200 years apart. */
  seconds(from: number, to: number, batch: Batch, row: number): number;
}

export interface SourceClock {
  readonly hours: OpeningHours;
  /** Fields whose own columns go before what is counted here, where they hold opening hours. */
  readonly ownFirst: ReadonlySet<Field>;
}

/** What a time counts: all hours, the export's own opening hours, or those of the schedule given. */
export type SpanClock = "calendar" | "export" | "schedule";

/** What every KPI of one report shares. */
export interface KpiContext {
  readonly sources: readonly SourceFacts[];
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** The period: since ≤ t < until, epoch milliseconds; null = open. */
  readonly since: number | null;
  readonly until: number | null;
  /** IANA name or offset. */
  readonly zone: string;
  readonly fcrRule: FcrRule | null;
  /** The text of a code of a batch's categories. */
  readonly text?: TextOf;
}

/** The text behind a code of a field of categories. */
export type TextOf = (field: Field, code: number) => string;

export type FcrRule = "flag" | "one-touch" | "no-repeat-contact";

/** A figure: `value` null = no data. All numbers unrounded; seconds, percent 0–100, points −100…100. */
export interface KpiResult {
  readonly value: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit;
  /** Rates: how many of n. */
  readonly numerator?: number;
  /** Times: there are so many different ones that they were rounded (`rounding.ts`). */
  readonly approximate?: true;
  /** Further statistics of the KPI, see its `statistics`. */
  readonly [statistic: string]: unknown;
}

/**
 * Collects one KPI over batches, one slot a group. Mergeable: adding batches in any order and merging in any split gives the same
 * result to the last bit (sums of times run over sorted values).
 */
export interface Aggregate {
  /** The rows that count for the figure, with their groups. */
  add(batch: Batch, selection: Selection): void;
  /** Every valid row of the batch, before `--where` and period; for look-ups such as repeat contacts. */
  observe?(batch: Batch, rows: Int32Array, length: number): void;
  /** Adds the other's group g to this one's `groupMap[g]`. */
  merge(other: Aggregate, groupMap: Int32Array): void;
  /** What it consists of, always in the same order: saved and absorbed one by one, they make the aggregate collectable in parts. */
  parts(): readonly Part[];
  /** Figure of one group; called after all rows are in (score scales are decided by then, see `SourceFacts.scale`). */
  result(group: number): KpiResult;
  /** Whether a group has to be shown although it has no row of the period; for KPIs that look beyond it. */
  matters?(group: number): boolean;
  /** Times: the group's values in seconds, for rank tests between groups. */
  sample?(group: number): Sample;
}

/** A further statistic: its key in JSON, its column suffix in CSV (`<kpi>_<suffix>`) and how to read it for CSV. */
export interface Statistic {
  readonly key: string;
  /** Seconds are converted by `--time-unit`. */
  readonly unit: Unit | "text" | "instant";
  /** Value for the CSV cell when the JSON value is not a plain number or text. */
  readonly read?: (result: KpiResult) => number | string | null;
}

/** What somebody else has published: context, never a target. */
export interface Benchmark {
  /** What it is of: "phone support in North America". */
  readonly of: string;
  /** In the unit of the KPI: "good 70–79 %, mean about 70 %". */
  readonly range: string;
  readonly source: string;
  /** Null = the source does not say. */
  readonly year: number | null;
  /** Where it counts otherwise than we do. */
  readonly differs?: string;
}

/** Everything a KPI is. Help, explain, docs, JSON Schema and CSV headers derive from it. */
export interface Kpi {
  readonly id: string;
  /** As in the table: "Satisfied customers". */
  readonly name: string;
  /** "CSAT", or "" where the name says it all. */
  readonly abbreviation: string;
  /** What n counts: "ratings", "solved", "tickets". */
  readonly noun: string;
  /** What is counted where that is no row: several rows can be of one, so that no number of rows is left out. */
  readonly entity?: "customer" | "response";
  /** One sentence: what is counted, out of what, what is left out. */
  readonly definition: string;
  readonly formula: string;
  readonly unit: Unit;
  readonly better: "high" | "low" | null;
  /** Which statistic is `value` for times. */
  readonly central?: "mean" | "median";
  /** Alternatives of fields that make the KPI possible, best first; shown when it is unavailable. */
  readonly needs: readonly (readonly Field[])[];
  /** All fields it reads when there. */
  readonly reads: readonly Field[];
  /** Whether it belongs to the default report. */
  readonly standard: boolean;
  /** Fields that its figure comes from in a source; undefined: the serving `needs`. */
  serves?(source: SourceFacts): readonly Field[] | undefined;
  /** Whether this source can carry it (columns mapped; cells may all be blank). */
  available(source: SourceFacts): boolean;
  /** What else than columns keeps a source from it; null = nothing. */
  obstacle?(source: SourceFacts): string | null;
  /** Instants it compares with others, so that it must be known whether day or month comes first; undefined: the serving `needs` of a time. */
  compares?(source: SourceFacts): readonly Field[];
  /** It counts events, so that a longer period has more of them; undefined: it counts what there is at one time. */
  readonly countsEvents?: boolean;
  /** Its aggregate takes rows of any date, and looks at the period itself. */
  readonly beyondPeriod?: boolean;
  readonly statistics: readonly Statistic[];
  /** What the rows that are not counted lack: "without a rating"; undefined = all are counted. */
  readonly leftOut?: string;
  /** Where one of several rules serves: its name as in the result's `rule`, and what it says. */
  readonly rules?: Readonly<Record<string, string>>;
  /** What to mind when reading it, worst first, a sentence each. */
  readonly caveats?: readonly string[];
  readonly benchmarks?: readonly Benchmark[];
  create(context: KpiContext): Aggregate;
}
