import { FIELDS, type Field } from "../interaction/fields.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "../kpi/types.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { buildReport } from "./build.ts";
import { NONE } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";
import type { ReportEnv } from "./index.ts";
import type { Report } from "./model.ts";
import { type CountedRows, readAll } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { KeptRows } from "./rows-behind-kept.ts";
import { holds, type RowPart, type RowsAsked } from "./rows-behind-parts.ts";
import { datesOf, type RowBehind, type RowDates, RowReader, SHOWN } from "./rows-behind-row.ts";
import { type Settled, settle } from "./settle.ts";
import { withSources } from "./sources.ts";
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
}

/** The figures of rows, each by itself, in the order of a selection. */
type Figures = (batch: Batch, selection: Selection) => (index: number) => KpiResult;

/** Is shown a row with its group and its figure. */
type Take = (row: number, group: number, result: KpiResult) => void;

/** Stands in for a KPI's aggregate in a pass; by itself it does nothing, as for totals that would see the same rows again. */
class Watcher implements Aggregate {
  add(_batch: Batch, _selection: Selection): void {}

  merge(): void {}

  result(): KpiResult {
    return { value: null, n: 0, low: null, high: null, unit: "count" };
  }
}

/** Numbers from `from` on, one for each row of a selection. */
class Numbers {
  #numbers = new Int32Array(1024);

  from(from: number, length: number): Int32Array {
    if (this.#numbers.length < length) this.#numbers = new Int32Array(2 * length);
    for (let i = 0; i < length; i++) this.#numbers[i] = from + i;
    return this.#numbers;
  }
}

/** Collects each row as a group of its own. */
class Gatherer extends Watcher {
  readonly #whole: Aggregate;
  readonly #numbers = new Numbers();
  #count = 0;

  constructor(whole: Aggregate) {
    super();
    this.#whole = whole;
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    this.#whole.observe?.(batch, rows, length);
  }

  override add(batch: Batch, { rows, length }: Selection): void {
    this.#whole.add(batch, { rows, groups: this.#numbers.from(this.#count, length), length });
    this.#count += length;
  }
}

/** Works out what each row is by itself, and hands on what it came to. */
class Tracer extends Watcher {
  readonly #figures: Figures;
  readonly #take: Take;

  constructor(figures: Figures, take: Take) {
    super();
    this.#figures = figures;
    this.#take = take;
  }

  override add(batch: Batch, selection: Selection): void {
    const { rows, groups, length } = selection;
    const figure = this.#figures(batch, selection);
    for (let i = 0; i < length; i++) this.#take(rows[i], groups[i], figure(i));
  }
}

/** Scores of one source that are alike come out alike: most rows need not be worked out. */
const rememberingScores = (field: Field, figures: Figures): Figures => {
  const known = new Map<string, KpiResult>();
  return (batch, selection) => {
    const numbers = batch.numbers.get(field);
    const bands = batch.flags.get(field);
    let figure: ReturnType<Figures> | undefined;
    return (index) => {
      const row = selection.rows[index];
      const key = `${batch.source} ${numbers?.[row]} ${bands?.[row]}`;
      let result = known.get(key);
      if (result === undefined) {
        figure ??= figures(batch, selection);
        result = figure(index);
        if (known.size < MOST_KNOWN) known.set(key, result);
      }
      return result;
    };
  };
};

/** Distinct scores kept; a column with more is no score column. */
const MOST_KNOWN = 1000;

/** Each batch by itself: what a row is does not depend on others. */
const figuresAlone = (kpi: Kpi, context: KpiContext): Figures => {
  const numbers = new Numbers();
  return (batch, { rows, length }) => {
    const alone = kpi.create(context);
    alone.add(batch, { rows, groups: numbers.from(0, length), length });
    return (index) => alone.result(index);
  };
};

/** From an aggregate that has every row as a group, numbered in the order in which they come again. */
const figuresAmongAll = (whole: Aggregate): Figures => {
  let next = 0;
  return (_, { length }) => {
    const from = next;
    next += length;
    return (index) => whole.result(from + index);
  };
};

/** The KPI as it is planned for, but with a watcher for its aggregate. */
const watched = (kpi: Kpi, watcher: (context: KpiContext) => Watcher): Kpi => {
  let isFirst = true;
  const create = (context: KpiContext): Watcher => {
    const made = isFirst ? watcher(context) : new Watcher();
    isFirst = false;
    return made;
  };
  return { ...kpi, create };
};

/** How the rows of a settled plan come out by themselves. Where rows depend on others, all are gathered first in a pass of its own. */
const figuresOf = async (kpi: Kpi, { plan, result }: Settled): Promise<(context: KpiContext) => Figures> => {
  if (result.aggregates[0].observe === undefined) {
    const [field, ...others] = kpi.reads;
    const isScore = others.length === 0 && field !== undefined && FIELDS[field] === "score";
    return (context) => (isScore ? rememberingScores(field, figuresAlone(kpi, context)) : figuresAlone(kpi, context));
  }
  let whole!: Aggregate;
  const gathering = watched(kpi, (context) => new Gatherer((whole = kpi.create(context))));
  await readAll({ ...plan, kpis: [gathering], list: undefined });
  return () => figuresAmongAll(whole);
};

/**
 * The rows that make a figure, found by the KPI's own aggregate: the files are read until all is decided, as for a report of the KPI, then
 * once more with every row as a group of its own. Holds no more rows than are asked for. Throws ProblemError (exit 2 or 3).
 */
export const runRowsBehind = (asked: RowsRequest, env: ReportEnv): Promise<RowsBehind> => {
  const { kpi, part, comments, limit } = asked;
  const request: ReportRequest = { ...asked.report, kpis: [kpi.id], across: null, verdicts: false, targets: [] };
  return withSources(request, env, async (files) => {
    const sources = files.list;
    const requested = [kpi];
    const shown = comments ? [...SHOWN, "comment" as const] : SHOWN;
    const settled = await settle(files, request, env, { kpis: requested, fields: [], shown });
    const hashes = request.hash ? await Promise.all(sources.map(({ input }) => input.sha256())) : sources.map(() => null);
    const report = buildReport({ ...settled, request, env, sources, requested, hashes });
    if (request.strict) refuseFlaws(report.sources);
    const kept = new KeptRows(limit);
    const about = { report, kpi, part, comments, dates: sources.map(datesOf) };
    if (report.kpis.length === 0) return { ...about, ...kept.by([]) };

    const figures = await figuresOf(kpi, settled);
    const reader = new RowReader(asked, comments);
    const take: Take = (row, group, result) => {
      if (holds(part, result)) kept.offer(group, reader.look(row, result));
    };
    const tracing = watched(kpi, (context) => new Tracer(figures(context), take));
    const list = (counted: CountedRows): void => reader.open(counted);
    const { groups } = await readAll({ ...settled.plan, kpis: [tracing], list, keepRejects: false });
    return { ...about, ...kept.by(placesOf(groups, report)) };
  });
};

/** Where in the report the groups of a pass stand. */
const placesOf = ({ size, codes, dimensions }: GroupIndex, { groups }: Report): number[] => {
  const key = (values: readonly string[]): string => JSON.stringify(values);
  const places = new Map(groups.map(({ by }, place) => [key(Object.values(by)), place]));
  const labels = (group: number): string[] =>
    dimensions.map((dimension, d) => (codes[d][group] < 0 ? NONE : dimension.label(codes[d][group])));
  return Array.from({ length: size }, (_, group) => places.get(key(labels(group))) ?? 0);
};
