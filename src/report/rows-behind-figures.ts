import { FIELDS, type Field } from "../interaction/fields.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "../kpi/types.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { PairNumbers } from "./pair-numbers.ts";
import { readAll } from "./pass.ts";
import type { Settled } from "./settle.ts";

/** What a row comes to. */
export interface RowFigure {
  /** By itself. */
  readonly alone: KpiResult;
  /** As what is counted: the customer (of its group) whose row it is, where the KPI counts customers; else the row. */
  readonly counted: KpiResult;
}

/** The figures of rows, in the order of a selection. */
type Figures = (batch: Batch, selection: Selection) => (index: number) => RowFigure;

/** How many there are of what is counted where that is no row: in all, and by group of the pass. */
export interface EntityCounts {
  readonly overall: number;
  readonly byGroup: ReadonlyMap<number, number>;
}

/** How the rows of a pass come out. */
export interface FiguresOfRows {
  readonly figures: (context: KpiContext) => Figures;
  /** Null where rows are counted. */
  readonly count: ((isMeant: (result: KpiResult) => boolean) => EntityCounts) | null;
}

/** Is shown a row with its group and what it comes to. */
export type Take = (row: number, group: number, figure: RowFigure) => void;

/** Stands in for a KPI's aggregate in a pass; by itself it does nothing, as for totals that would see the same rows again. */
class Watcher implements Aggregate {
  add(_batch: Batch, _selection: Selection): void {}

  merge(): void {}

  parts(): readonly [] {
    return [];
  }

  result(): KpiResult {
    return { value: null, n: 0, low: null, high: null, unit: "count" };
  }
}

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

/** Works out what each row comes to, and hands it on. */
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

/** The KPI, but what its rows come to is shown to `take` instead of being collected. */
export const traced = (kpi: Kpi, figures: FiguresOfRows["figures"], take: Take): Kpi =>
  watched(kpi, (context) => new Tracer(figures(context), take));

type Codes = Int32Array<ArrayBuffer>;

const grown = (values: Codes, length: number): Codes => {
  if (values.length >= length) return values;
  const larger = new Int32Array(Math.max(length, 2 * values.length));
  larger.set(values);
  return larger;
};

/** Numbers from `from` on, one for each row of a selection. */
class Numbers {
  #numbers = new Int32Array(1024);

  from(from: number, length: number): Int32Array {
    this.#numbers = grown(this.#numbers, length);
    for (let i = 0; i < length; i++) this.#numbers[i] = from + i;
    return this.#numbers;
  }
}

/** Each batch by itself: what a row is does not depend on others. */
const figuresAlone = (kpi: Kpi, context: KpiContext): ((batch: Batch, selection: Selection) => (index: number) => KpiResult) => {
  const numbers = new Numbers();
  return (batch, { rows, length }) => {
    const alone = kpi.create(context);
    alone.add(batch, { rows, groups: numbers.from(0, length), length, size: length });
    return (index) => alone.result(index);
  };
};

/** Distinct scores kept; a column with more is no score column. */
const MOST_KNOWN = 1000;

/** Scores of one source that are alike come out alike: most rows need not be worked out. */
const rememberingScores = (field: Field, figures: ReturnType<typeof figuresAlone>): ReturnType<typeof figuresAlone> => {
  const known = new Map<string, KpiResult>();
  return (batch, selection) => {
    const numbers = batch.numbers.get(field);
    const bands = batch.flags.get(field);
    let figure: ((index: number) => KpiResult) | undefined;
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

/** Of a KPI whose rows do not depend on each other. */
const independent = (kpi: Kpi): FiguresOfRows => {
  const [field, ...others] = kpi.reads;
  const isScore = others.length === 0 && field !== undefined && FIELDS[field] === "score";
  const figures = (context: KpiContext): Figures => {
    const alone = figuresAlone(kpi, context);
    const known = isScore ? rememberingScores(field, alone) : alone;
    return (batch, selection) => {
      const figure = known(batch, selection);
      return (index) => {
        const result = figure(index);
        return { alone: result, counted: result };
      };
    };
  };
  return { figures, count: null };
};

/** Fields that tell what is counted where that is no row. */
const ENTITIES: Readonly<Record<NonNullable<Kpi["entity"]>, Field>> = { customer: "customer", response: "response_id" };

/** Worked out when it is asked for: most rows are none of those meant. */
class GatheredFigure implements RowFigure {
  readonly #rows: Aggregate;
  readonly #row: number;
  readonly #entities: Aggregate | null;
  readonly #entity: number;

  constructor(rows: Aggregate, row: number, entities: Aggregate | null, entity: number) {
    this.#rows = rows;
    this.#row = row;
    this.#entities = entities;
    this.#entity = entity;
  }

  get alone(): KpiResult {
    return this.#rows.result(this.#row);
  }

  get counted(): KpiResult {
    return this.#entities === null ? this.alone : this.#entities.result(this.#entity);
  }
}

/** Collects each row as a group of its own and, where rows are not what is counted, all rows of what is. */
class Gatherer extends Watcher {
  readonly #rows: Aggregate;
  /** By group of the pass, null where rows are counted; over all groups, null where there is but one. */
  readonly #entities: Aggregate | null;
  readonly #overall: Aggregate | null;
  readonly #field: Field | null;
  readonly #numbers = new Numbers();
  #length = 0;
  /** Number of each row's entity in `#entities`, and of each such entity its group. */
  #entityOf = new Int32Array(1024);
  readonly #groupOf: number[] = [];
  readonly #known = new PairNumbers();
  readonly #overallKnown = new Map<number, number>();
  #overallOf = new Int32Array(1024);
  #overallCount = 0;

  constructor(kpi: Kpi, context: KpiContext, isGrouped: boolean) {
    super();
    this.#rows = kpi.create(context);
    this.#field = kpi.entity === undefined ? null : ENTITIES[kpi.entity];
    this.#entities = kpi.entity === undefined ? null : kpi.create(context);
    this.#overall = kpi.entity === undefined || !isGrouped ? null : kpi.create(context);
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    for (const aggregate of [this.#rows, this.#entities, this.#overall]) aggregate?.observe?.(batch, rows, length);
  }

  override add(batch: Batch, selection: Selection): void {
    const { rows, length } = selection;
    this.#rows.add(batch, { rows, groups: this.#numbers.from(this.#length, length), length, size: this.#length + length });
    if (this.#entities !== null) {
      this.#number(batch, selection);
      this.#entities.add(batch, { rows, groups: this.#entityOf.subarray(this.#length), length, size: this.#groupOf.length });
      this.#overall?.add(batch, { rows, groups: this.#overallOf, length, size: this.#overallCount });
    }
    this.#length += length;
  }

  /** Numbers what the rows of a selection are of; one that names nothing is by itself. */
  #number(batch: Batch, { rows, groups, length }: Selection): void {
    const codes = this.#field === null ? undefined : batch.codes.get(this.#field);
    this.#entityOf = grown(this.#entityOf, this.#length + length);
    this.#overallOf = grown(this.#overallOf, length);
    for (let i = 0; i < length; i++) {
      const code = codes === undefined ? -1 : codes[rows[i]];
      let number = code < 0 ? -1 : this.#known.get(groups[i], code);
      if (number < 0) {
        number = this.#groupOf.push(groups[i]) - 1;
        if (code >= 0) this.#known.set(groups[i], code, number);
      }
      this.#entityOf[this.#length + i] = number;
      if (this.#overall === null) continue;
      const repeats = i > 0 && rows[i] === rows[i - 1];
      this.#overallOf[i] = repeats ? this.#overallOf[i - 1] : this.#overallNumber(code);
    }
  }

  #overallNumber(code: number): number {
    const known = code < 0 ? undefined : this.#overallKnown.get(code);
    if (known !== undefined) return known;
    if (code >= 0) this.#overallKnown.set(code, this.#overallCount);
    return this.#overallCount++;
  }

  /** The rows come again in the same order. */
  figures(): Figures {
    let next = 0;
    return (_, { length }) => {
      const from = next;
      next += length;
      return (index) => new GatheredFigure(this.#rows, from + index, this.#entities, this.#entityOf[from + index]);
    };
  }

  count(isMeant: (result: KpiResult) => boolean): EntityCounts {
    let overall = 0;
    const byGroup = new Map<number, number>();
    this.#groupOf.forEach((group, entity) => {
      if (isMeant(this.#entities!.result(entity))) byGroup.set(group, (byGroup.get(group) ?? 0) + 1);
    });
    if (this.#overall === null) return { overall: byGroup.get(0) ?? 0, byGroup };
    for (let entity = 0; entity < this.#overallCount; entity++) if (isMeant(this.#overall.result(entity))) overall++;
    return { overall, byGroup };
  }
}

/** How the rows of a settled plan come out. Where they depend on each other, all are gathered first in a pass of its own. */
export const figuresOfRows = async (kpi: Kpi, { plan, result }: Settled): Promise<FiguresOfRows> => {
  if (result.aggregates[0].observe === undefined && kpi.entity === undefined) return independent(kpi);
  let gatherer!: Gatherer;
  const gathering = watched(kpi, (context) => (gatherer = new Gatherer(kpi, context, plan.by.length > 0)));
  await readAll({ ...plan, kpis: [gathering], list: undefined });
  return { figures: () => gatherer.figures(), count: kpi.entity === undefined ? null : (isMeant) => gatherer.count(isMeant) };
};
