import type { Aggregate, SourceFacts } from "../kpi/types.ts";
import { type Batch, STATUS_EXCLUDED } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { makeDimension } from "./dimensions.ts";
import { type Condition, makeFilter, wantedWords } from "./filter.ts";
import { GroupIndex } from "./groups.ts";
import type { PassPlan } from "./pass.ts";
import { factsOf, joinedFacts, type OpenReading, type Source } from "./source.ts";

/** Decides which rows count and feeds them to the aggregates of their groups. */
export class Collector {
  /** Facts behind the `source` of batches: the files', then those of rows joined from several files of a group. */
  readonly facts: readonly SourceFacts[];
  readonly groups: GroupIndex;
  readonly aggregates: readonly Aggregate[];
  /** Over all rows, where groups overlap; else null (merge the groups). */
  readonly totals: readonly Aggregate[] | null;
  used = 0;
  /** First and last instant of the used rows on the date basis; first above last while there is none. */
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  readonly #plan: PassPlan;
  readonly #dictionaries: Map<string, Dictionary>;
  readonly #filter: ReturnType<typeof makeFilter>;
  #none = new Float64Array(0);
  #zeros = new Int32Array(1024);

  constructor(plan: PassPlan, dictionaries: Map<string, Dictionary>) {
    this.#dictionaries = dictionaries;
    this.#plan = plan;
    const own = plan.sources.map(factsOf);
    const groupCount = Math.max(...plan.sources.map((source) => source.group)) + 1;
    // Rows joined from several files of a group carry the index of that group, after the sources' own.
    const joined = Array.from({ length: groupCount }, (_, group) =>
      joinedFacts(
        group,
        own.filter((facts) => facts.group === group),
      ),
    );
    this.facts = [...own, ...joined];
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
    };
    this.groups = new GroupIndex(plan.by.map((name) => makeDimension(name, env)));
    const conditions = plan.where.map(({ name, equal, value }): Condition => {
      return { dimension: makeDimension(name, env), equal, wanted: wantedWords(name, value) };
    });
    this.#filter = makeFilter({ since: plan.since, until: plan.until, lastDayEnd: plan.lastDayEnd, basis: env.basis, conditions });
    const context = { sources: this.facts, asOf: plan.asOf, fcrRule: plan.fcrRule };
    this.aggregates = plan.kpis.map((kpi) => kpi.create(context));
    this.totals = this.groups.overlapping ? plan.kpis.map((kpi) => kpi.create(context)) : null;
  }

  /** Counts the first `length` of `rows` (which it narrows in place): status, look-ups, period, conditions, groups, aggregates. */
  take(batch: Batch, rows: Int32Array, length: number, reading: OpenReading): void {
    const valid = this.#dropExcluded(batch, rows, length, reading);
    for (const aggregate of this.aggregates) aggregate.observe?.(batch, rows, valid);
    for (const total of this.totals ?? []) total.observe?.(batch, rows, valid);
    const kept = this.#filter(batch, rows, valid, reading.filtered);
    reading.used += kept;
    this.used += kept;
    if (this.#plan.list !== undefined) this.#list(this.#plan.list, batch, rows, kept, reading);
    const basis = this.#basis(batch);
    for (let i = 0; i < kept; i++) {
      const instant = basis[rows[i]];
      if (instant < this.first) this.first = instant;
      if (instant > this.last) this.last = instant;
    }
    const selection = this.groups.select(batch, rows, kept);
    for (const aggregate of this.aggregates) aggregate.add(batch, selection);
    if (this.#zeros.length < kept) this.#zeros = new Int32Array(kept);
    for (const total of this.totals ?? []) total.add(batch, { rows, groups: this.#zeros, length: kept });
  }

  #list(list: NonNullable<PassPlan["list"]>, batch: Batch, rows: Int32Array, length: number, { source }: OpenReading): void {
    list({ batch, rows, length, source, facts: this.facts[batch.source], dictionaries: this.#dictionaries });
  }

  #dropExcluded(batch: Batch, rows: Int32Array, length: number, reading: OpenReading): number {
    const classes = batch.flags.get("status");
    if (classes === undefined) return length;
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
