import type { Field, Scale } from "../../src/interaction/fields.ts";
import type { Aggregate, FcrRule, Kpi, KpiContext, KpiResult, OpeningHours, SourceClock, SourceFacts } from "../../src/kpi/types.ts";
import type { Sample } from "../../src/stats/sample.ts";
import type { Batch, Selection } from "../../src/values/batch.ts";

/** Columns of a hand-made batch; null = absent. Numbers, flags and codes are told apart by where they stand. */
export interface Columns {
  readonly source?: number;
  readonly numbers?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly flags?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly codes?: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface TestBatch extends Batch {
  /** What the aggregates noted as impossible: [field, row, seconds]. */
  readonly noted: [string, number, number][];
}

const entries = <T>(columns: Columns["numbers"], make: (cells: readonly (number | null)[]) => T): Map<string, T> =>
  new Map(Object.entries(columns ?? {}).map(([key, cells]) => [key, make(cells)]));

export function makeBatch({ source = 0, numbers, flags, codes }: Columns): TestBatch {
  const lengths = [numbers, flags, codes].flatMap((columns) => Object.values(columns ?? {}).map((cells) => cells.length));
  const noted: TestBatch["noted"] = [];
  return {
    source,
    rows: Math.max(...lengths),
    lines: new Uint32Array(0),
    numbers: entries(numbers, (cells) => Float64Array.from(cells, (cell) => cell ?? Number.NaN)),
    flags: entries(flags, (cells) => Int8Array.from(cells, (cell) => cell ?? -1)),
    codes: entries(codes, (cells) => Int32Array.from(cells, (cell) => cell ?? -1)),
    derived: new Map(),
    noted,
    impossible: (field, row, seconds) => noted.push([field, row, seconds]),
  };
}

interface FactsOf {
  readonly scale?: Scale;
  readonly slaColumns?: readonly string[];
  readonly group?: number;
  readonly dateOnly?: readonly Field[];
  readonly inOpeningHours?: readonly Field[];
  readonly openingHours?: OpeningHours;
  readonly clock?: SourceClock;
}

/** Facts of a source whose columns are those of a batch: each mapped, and filled when any cell is. */
export function factsOf(columns: Columns, more: FactsOf = {}): SourceFacts {
  const all = { ...columns.numbers, ...columns.flags, ...columns.codes };
  return {
    mapped: (field: Field) => field in all,
    has: (field: Field) => all[field]?.some((cell) => cell !== null) ?? false,
    slaColumns: more.slaColumns ?? Object.keys(all).filter((key) => key.startsWith("sla")),
    scale: () => more.scale,
    dateOnly: (field) => more.dateOnly?.includes(field) ?? false,
    inOpeningHours: (field) => more.inOpeningHours?.includes(field) ?? false,
    openingHours: more.openingHours ?? null,
    clock: more.clock,
    group: more.group,
  };
}

/** All rows of a batch in the groups given, by default all in group 0. */
const select = (batch: Batch, groups: readonly number[] = Array.from({ length: batch.rows }, () => 0)): Selection => ({
  rows: Int32Array.from({ length: batch.rows }, (_, row) => row),
  groups: Int32Array.from(groups),
  length: batch.rows,
  size: Math.max(...groups) + 1,
});

export const context = (
  sources: readonly SourceFacts[],
  fcrRule: FcrRule | null = null,
  asOf = Number.POSITIVE_INFINITY,
  more: Partial<KpiContext> = {},
): KpiContext => ({ sources, asOf, since: null, until: null, zone: "UTC", fcrRule, ...more });

/** Shows a batch to an aggregate as a run does: first for look-ups, then for the figure. */
export function feed(aggregate: Aggregate, batch: Batch, groups?: readonly number[]): void {
  const selection = select(batch, groups);
  aggregate.observe?.(batch, selection.rows, selection.length);
  aggregate.add(batch, selection);
}

/** Result of one KPI over batches of one source each, all rows in one group. */
export function figure(
  kpi: Kpi,
  columns: readonly Columns[],
  more: FactsOf & { rule?: FcrRule; asOf?: number; since?: number; until?: number; zone?: string } = {},
): KpiResult {
  const sources = columns.map((one) => factsOf(one, more));
  const { since = null, until = null, zone = "UTC" } = more;
  const aggregate = kpi.create(context(sources, more.rule ?? null, more.asOf, { since, until, zone }));
  columns.forEach((one, source) => feed(aggregate, makeBatch({ ...one, source })));
  return aggregate.result(0);
}

/** All numbers of a sample, ascending. */
export const listed = (sample: Sample | undefined): number[] =>
  sample === undefined ? [] : [...sample.values].flatMap((value, i) => Array.from({ length: sample.counts[i] }, () => value));
