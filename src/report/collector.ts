import type { Field } from "../interaction/fields.ts";
import type { Aggregate, Kpi, KpiContext, SourceFacts } from "../kpi/types.ts";
import { type Batch, STATUS_EXCLUDED } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { makeDimension, VENDOR } from "./dimensions.ts";
import { absorbAll, type Places, saveAll, type Saved } from "../kpi/saved.ts";
import { type Condition, makeFilter, wantedWords } from "./filter.ts";
import { GroupIndex } from "./groups.ts";
import type { PassPlan } from "./pass.ts";
import { factsOf, joinedFacts, type OpenReading, type Source } from "./source.ts";

/** Whether a source has anything of a field; notes that it was asked. */
const asking = (asked: Set<Field>, field: Field, facts: SourceFacts): boolean => {
  asked.add(field);
  return facts.has(field);
};

const isBeyondPeriod = ({ beyondPeriod }: Kpi): boolean => beyondPeriod === true;

/** What was collected of some rows. */
export interface SavedCounts {
  readonly used: number;
  readonly first: number;
  readonly last: number;
  readonly groups: Saved;
  /** By source: columns of which it was asked whether there is anything in them; empty where the plan keeps nothing. */
  readonly asked: readonly (readonly Field[])[];
  /** By KPI, in the order of the plan; undefined: nothing was collected of it. */
  readonly aggregates: readonly (Saved | undefined)[];
  readonly totals: readonly (Saved | undefined)[] | null;
}

/** Decides which rows count and feeds them to the aggregates of their groups. */
export class Collector {
  /** Its sources are those of batches: the files, then the rows joined from several files of a group. */
  readonly context: KpiContext;
  readonly groups: GroupIndex;
  readonly aggregates: readonly Aggregate[];
  /** Over all rows, where groups overlap; else null (merge the groups). */
  readonly totals: readonly Aggregate[] | null;
  used = 0;
  /** First and last instant of the used rows on the date basis; first above last while there is none. */
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  readonly #plan: PassPlan;
  readonly #asked: readonly Set<Field>[];
  readonly #dictionaries: Map<string, Dictionary>;
  readonly #filter: ReturnType<typeof makeFilter>;
  /** The same but for the period; null when nothing looks beyond it. */
  readonly #filterBeyond: ReturnType<typeof makeFilter> | null;
  #none = new Float64Array(0);
  #zeros = new Int32Array(1024);
  /** The valid rows of a batch, before the period narrows them. */
  #all = new Int32Array(0);

  constructor(plan: PassPlan, dictionaries: Map<string, Dictionary>) {
    this.#dictionaries = dictionaries;
    this.#plan = plan;
    this.#asked = plan.keeps === true ? plan.sources.map(() => new Set()) : [];
    const text = (field: string, code: number): string => dictionaries.get(field)!.text(code);
    const own = plan.sources.map((source, index) => {
      const facts = factsOf(source, text);
      return plan.keeps === true ? { ...facts, has: (field: Field) => asking(this.#asked[index], field, facts) } : facts;
    });
    const groupCount = Math.max(...plan.sources.map((source) => source.group)) + 1;
    // Rows joined from several files of a group carry the index of that group, after the sources' own.
    const joined = Array.from({ length: groupCount }, (_, group) =>
      joinedFacts(
        group,
        own.filter((facts) => facts.group === group),
      ),
    );
    const sources: readonly SourceFacts[] = [...own, ...joined];
    const env = {
      zone: plan.zone,
      dictionaries,
      basis: (batch: Batch) => this.#basis(batch),
      none: (batch: Batch) => this.#undated(batch),
      dateOnly: (index: number) => {
        const source = this.#sourceOf(index);
        const field = plan.basis[source.index];
        return field !== null && source.decisions.dateOnly.includes(field);
      },
      sourceName: (index: number) => this.#sourceName(index),
      vendorName: (vendor: string) => this.#sourceName(plan.sources.findIndex((source) => source.vendor === vendor)),
    };
    const unnamed = (vendor: string): string => `${VENDOR}${vendor}`;
    const byVendor = { ...env, sourceName: (index: number) => unnamed(this.#sourceOf(index).vendor), vendorName: unnamed };
    this.groups = new GroupIndex(plan.by.map((name) => makeDimension(name, plan.keeps === true ? byVendor : env)));
    const conditions = plan.where.map(({ name, equal, value }): Condition => {
      return { dimension: makeDimension(name, env), equal, wanted: wantedWords(name, value) };
    });
    const { since, until, lastDayEnd, asOf, zone, fcrRule, kpis } = plan;
    const always = { since: null, until: null, lastDayEnd: null };
    this.#filter = makeFilter({ since, until, lastDayEnd, basis: env.basis, conditions });
    this.#filterBeyond = kpis.some(isBeyondPeriod) ? makeFilter({ ...always, basis: env.basis, conditions }) : null;
    this.context = { sources, asOf, since, until, zone, fcrRule, text };
    this.aggregates = kpis.map((kpi) => kpi.create(this.context));
    this.totals = this.groups.overlapping ? kpis.map((kpi) => kpi.create(this.context)) : null;
  }

  /** Counts the first `length` of `rows` (which it narrows in place): status, look-ups, period, conditions, groups, aggregates. */
  take(batch: Batch, rows: Int32Array, length: number, reading: OpenReading): void {
    const valid = this.#dropExcluded(batch, rows, length, reading);
    for (const aggregate of this.aggregates) aggregate.observe?.(batch, rows, valid);
    for (const total of this.totals ?? []) total.observe?.(batch, rows, valid);
    if (this.#filterBeyond !== null) this.#copy(rows, valid);
    const kept = this.#filter(batch, rows, valid, reading.filtered);
    reading.used += kept;
    this.used += kept;
    if (this.#plan.list !== undefined) this.#list(this.#plan.list, batch, rows, kept, reading);
    if (this.#filterBeyond !== null) this.#takeBeyond(this.#filterBeyond, batch, valid);
    this.#noteInstants(this.#basis(batch), rows, kept);
    this.#add(batch, rows, kept, true);
  }

  /** Does now what would have to be done for the figures. */
  settle(): void {
    for (const aggregate of [...this.aggregates, ...(this.totals ?? [])]) for (const part of aggregate.parts()) part.settle?.();
  }

  save(): SavedCounts {
    const { used, first, last } = this;
    const saved = (aggregates: readonly Aggregate[]): readonly Saved[] => aggregates.map((aggregate) => saveAll(aggregate.parts()));
    const totals = this.totals === null ? null : saved(this.totals);
    const asked = this.#asked.map((fields) => [...fields]);
    return { used, first, last, asked, groups: this.groups.save(), aggregates: saved(this.aggregates), totals };
  }

  /** Takes in what another one has collected of the same question; `places` are those of everything but its groups. */
  absorb({ used, first, last, asked, groups, aggregates, totals }: SavedCounts, places: Omit<Places, "groups">): void {
    asked.forEach((fields, source) => fields.forEach((field) => this.#asked[places.sources[source]]?.add(field)));
    this.used += used;
    this.first = Math.min(this.first, first);
    this.last = Math.max(this.last, last);
    const here = this.groups.absorb(groups);
    const take = (into: readonly Aggregate[], from: SavedCounts["aggregates"], groupMap: Int32Array): void =>
      into.forEach((aggregate, i) => {
        const saved = from[i];
        if (saved !== undefined) absorbAll(aggregate.parts(), saved, { ...places, groups: groupMap });
      });
    take(this.aggregates, aggregates, here);
    if (this.totals !== null) take(this.totals, totals!, Int32Array.of(0));
  }

  #noteInstants(instants: Float64Array, rows: Int32Array, length: number): void {
    let { first, last } = this;
    for (let i = 0; i < length; i++) {
      const instant = instants[rows[i]];
      if (instant < first) first = instant;
      if (instant > last) last = instant;
    }
    [this.first, this.last] = [first, last];
  }

  /** Feeds the aggregates that keep to the period, or the others. */
  #add(batch: Batch, rows: Int32Array, length: number, inPeriod: boolean): void {
    const selection = this.groups.select(batch, rows, length, inPeriod);
    const isMeant = (index: number): boolean => isBeyondPeriod(this.#plan.kpis[index]) !== inPeriod;
    this.aggregates.forEach((aggregate, index) => {
      if (isMeant(index)) aggregate.add(batch, selection);
    });
    if (this.totals === null) return;
    if (this.#zeros.length < length) this.#zeros = new Int32Array(length);
    this.totals.forEach((total, index) => {
      if (isMeant(index)) total.add(batch, { rows, groups: this.#zeros, length, size: 1 });
    });
  }

  #copy(rows: Int32Array, length: number): void {
    if (this.#all.length < length) this.#all = new Int32Array(length);
    this.#all.set(rows.subarray(0, length));
  }

  /** Rows of any date that pass the conditions, for the aggregates that look at the period themselves. */
  #takeBeyond(filter: ReturnType<typeof makeFilter>, batch: Batch, length: number): void {
    const kept = filter(batch, this.#all, length, { period: 0, where: 0, undated: 0, onLastDay: 0 });
    this.#add(batch, this.#all, kept, false);
  }

  #list(list: NonNullable<PassPlan["list"]>, batch: Batch, rows: Int32Array, length: number, { source }: OpenReading): void {
    list({ batch, rows, length, source, facts: this.context.sources[batch.source], dictionaries: this.#dictionaries });
  }

  #dropExcluded(batch: Batch, rows: Int32Array, length: number, reading: OpenReading): number {
    const classes = batch.flags.get("status");
    if (classes?.includes(STATUS_EXCLUDED) !== true) return length;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const row = rows[i];
      if (classes[row] !== STATUS_EXCLUDED) {
        rows[kept++] = row;
        continue;
      }
      const word = foldWord(this.#dictionaries.get("status")!.text(batch.codes.get("status")![row]));
      reading.filteredStatus.set(word, (reading.filteredStatus.get(word) ?? 0) + 1);
      reading.filtered.status++;
    }
    return kept;
  }

  #basis(batch: Batch): Float64Array {
    const field = this.#plan.basis[this.#sourceOf(batch.source).index];
    return (field === null ? undefined : batch.numbers.get(field)) ?? this.#undated(batch);
  }

  #undated(batch: Batch): Float64Array {
    if (this.#none.length < batch.rows) this.#none = new Float64Array(batch.rows).fill(Number.NaN);
    return this.#none;
  }

  /** The vendor of a source; where files of several unknown ones come together, the name of the first file of each. */
  #sourceName(index: number): string {
    const { profile } = this.#sourceOf(index).decisions;
    if (profile !== null) return profile;
    const unknown = this.#plan.sources.filter(({ decisions }) => decisions.profile === null);
    const { group } = this.#sourceOf(index);
    return unknown.every((source) => source.group === group) ? "generic" : unknown.find((source) => source.group === group)!.input.name;
  }

  /** Joined rows answer as the first source of their group. */
  #sourceOf(index: number): Source {
    const { sources } = this.#plan;
    return index < sources.length ? sources[index] : sources.find((source) => source.group === index - sources.length)!;
  }
}
