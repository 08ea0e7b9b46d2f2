import type { RecordBlock } from "../csv/block.ts";
import { VOCABULARIES } from "../interaction/vocabulary.ts";
import type { Places } from "../kpi/saved.ts";
import type { Batch, Kind } from "../values/batch.ts";
import { addState, addUnreadable } from "../values/column.ts";
import { batchKeys, createDecoder, type Decoder, dictionaryFor } from "../values/decoder.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { Collector, type SavedCounts } from "./collector.ts";
import type { HashSet64 } from "./repeat-finder.ts";
import { LateRows } from "./late-rows.ts";
import type { PassPlan } from "./pass.ts";
import { RepeatedRows } from "./repeats.ts";
import { RowIds, type SavedIds } from "./row-ids.ts";
import { RowRules } from "./row-rules.ts";
import { sampleOf } from "./sample.ts";
import type { CodesHere, SavedDictionaries, SavedReading, SavedRows, SavedRun } from "./saved-rows.ts";
import { type Histogram, judgeScores, LongForm, SCORE_FIELDS, type ScoreField } from "./scores.ts";
import { idUse, isLongForm, type OpenReading, type Source, type SourceReading } from "./source.ts";
import { Statuses } from "./statuses.ts";

/** Takes blocks of records in, decodes them and hands on the rows that are no repeats; those wait until all are in. */
export class RowTaker {
  readonly #plan: PassPlan;
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly collector: Collector;
  readonly #ids: RowIds;
  readonly #statuses = new Statuses(this.#dictionaries);
  readonly #aside: RepeatedRows;
  readonly #histograms: Map<ScoreField, Histogram>[] = [];
  #rows = new Int32Array(1024);
  #decoder!: Decoder;
  #source!: Source;
  #longForm: LongForm | null = null;
  #late: LateRows | null = null;
  #rules: RowRules | null = null;
  #reading!: OpenReading;

  constructor(plan: PassPlan) {
    this.#plan = plan;
    this.#ids = new RowIds(plan.repeated, this.keeps, this.#dictionaries);
    this.collector = new Collector(plan, this.#dictionaries);
    this.#aside = new RepeatedRows(
      plan.sources.map((source, index) => {
        const columns = plan.columns[index];
        const keys = batchKeys(columns);
        const scores = isLongForm(source) ? SCORE_FIELDS : [];
        const holding = (kinds: readonly Kind[]): string[] => keys.filter((_, i) => kinds.includes(columns[i].kind));
        return {
          keys: new Set([...keys, ...scores]),
          mapped: new Set(source.decisions.plans.map(({ field }) => field)),
          holding: {
            numbers: [...holding(["instant", "duration", "count", "score"]), ...scores],
            flags: [...holding(["flag", "score"]), ...keys.filter((key) => key === "status"), ...scores],
            codes: holding(["category"]),
          },
          recency: columns
            .filter(({ kind, field }) => kind === "instant" && field !== "updated" && field !== "due")
            .map(({ field }) => field),
          group: source.group,
        };
      }),
    );
  }

  open(source: Source): void {
    this.#source = source;
    this.#decoder = createDecoder(this.#plan.columns[source.index], {
      source: source.index,
      dictionaries: this.#dictionaries,
      vocabularies: VOCABULARIES,
      zone: this.#plan.zone,
      header: source.text.header,
    });
    this.#statuses.open(this.#plan.columns[source.index]);
    this.#longForm = null;
    this.#rules = source.decisions.rowRules.length === 0 ? null : new RowRules(source.decisions.rowRules, this.#dictionaries);
    this.#reading = {
      source,
      columns: this.#decoder.columns,
      impossible: this.#decoder.impossible,
      verdicts: new Map(),
      filtered: { status: 0, period: 0, where: 0, undated: 0, onLastDay: 0 },
      filteredStatus: new Map(),
      used: 0,
      duplicates: 0,
      ruinedIds: { count: 0, line: 0 },
      late: [],
    };
    this.#ids.open(source);
    this.#late = source.decisions.complete
      ? null
      : new LateRows(source.decisions, sampleOf(source.text, source.share), this.#decoder.columns);
  }

  /** Repeats have come up that the plan does not know: the pass goes on for their ids alone, and has to be made again. */
  get isVoid(): boolean {
    return this.repeated.size > 0;
  }

  /** Ids met again. */
  get repeated(): HashSet64 {
    return this.#ids.repeated;
  }

  block(block: RecordBlock): void {
    const isLong = isLongForm(this.#source);
    if (!isLong) this.#ids.meet(block, this.#source, null);
    if (this.isVoid && !isLong) return;
    const batch = this.#decoder.decode(block);
    this.#rules?.apply(batch);
    // In the long form the type of survey is part of what makes a row, and known only now.
    if (isLong) this.#ids.meet(block, this.#source, batch.codes.get("survey_type") ?? null);
    if (this.isVoid) return;
    if (isLong && batch.numbers.has("score")) {
      this.#longForm ??= new LongForm(this.#dictionaries.get("survey_type")!);
      this.#longForm.split(batch);
    }
    if (this.#rows.length < batch.rows) this.#rows = new Int32Array(batch.rows);
    this.#late?.look(block);
    this.#statuses.classify(batch, (code, row) => {
      if (!this.#source.decisions.tellsSolving && this.#statuses.isKnownWord(code)) this.#late?.add(block, row, ["word", "status", code]);
    });
    this.collector.take(batch, this.#rows, this.#setAside(batch), this.#reading);
  }

  /** Counts rows of the source that is open that were not handed out, as they lie outside the period. */
  passOver(count: number): void {
    this.#reading.filtered.period += count;
  }

  /** What there is of the rows of the source that is open, and of nothing else. */
  save(): SavedRows {
    const dictionaries = this.#saveTexts();
    const ids = this.#ids.handOver();
    return {
      dictionaries,
      reading: this.#saveReading(),
      ids,
      repeated: this.repeated.save(),
      aside: this.#aside.save(),
      counts: this.collector.save(),
    };
  }

  /** Takes in what was read of a later part of the source that is open, as if it had been read here; `lines`: physical lines before it. */
  absorb({ dictionaries, reading, ids, repeated, aside, counts }: SavedRows, lines: number): void {
    const codes = this.absorbTexts(dictionaries);
    this.repeated.absorb(repeated);
    this.#ids.absorb(ids);
    if (this.isVoid) return;
    this.absorbReading(reading, lines, codes);
    this.#aside.absorb(aside, lines, (key) => codes.get(this.#fieldOf(key))!);
    const sources = Int32Array.from(this.collector.context.sources, (_, index) => index);
    const exports = Int32Array.from(this.#plan.sources, (_, index) => index);
    this.collector.absorb(counts, { sources, exports, codes: (field) => codes.get(field) ?? new Int32Array(0) });
  }

  /** Whether what is collected is to be put together with that of other runs. */
  get keeps(): boolean {
    return this.#plan.keeps === true;
  }

  /** All that was collected of sources that were read to their ends. */
  saveRun(readings: readonly SourceReading[]): SavedRun {
    const { sources } = this.#plan;
    const firsts = sources.filter(({ group }, index) => sources.findIndex((other) => other.group === group) === index);
    return {
      dictionaries: this.#saveTexts(),
      readings: readings.map((reading, i): SavedReading => {
        const { columns, impossible, filtered, filteredStatus, used, duplicates, ruinedIds } = reading;
        const longForm = isLongForm(sources[i]) ? (Object.fromEntries(this.#histograms[i]) as LongForm["histograms"]) : null;
        return { columns, impossible, filtered, filteredStatus, used, duplicates, ruinedIds, longForm, late: [] };
      }),
      ids: firsts.map((source) => [source.index, this.#ids.save(source)]),
      counts: this.collector.save(),
    };
  }

  /** Takes in what another run has collected of these KPIs; those that are none of the plan's are left. */
  absorbCounts(counts: SavedCounts, kpis: readonly string[], places: Omit<Places, "groups">): void {
    const ordered = (saved: SavedCounts["aggregates"]): SavedCounts["aggregates"] =>
      this.#plan.kpis.map(({ id }) => saved[kpis.indexOf(id)]);
    const totals = counts.totals === null ? null : ordered(counts.totals);
    this.collector.absorb({ ...counts, aggregates: ordered(counts.aggregates), totals }, places);
  }

  #saveTexts(): SavedDictionaries {
    return [...this.#dictionaries].map(([field, texts]) => [field, texts.save()]);
  }

  absorbTexts(saved: SavedDictionaries): CodesHere {
    return new Map(saved.map(([field, texts]) => [field, this.#dictionaryOf(field).absorb(texts)]));
  }

  /** Takes in ids of the source that is open. */
  absorbIds({ order, hashes }: SavedIds): void {
    this.#ids.absorb({ order, pieces: [hashes] });
  }

  /** Of the source that is open. */
  #saveReading(): SavedReading {
    const { columns, impossible, filtered, filteredStatus, used, duplicates } = this.#reading;
    const { ruined, firstRuinedLine } = this.#ids.hashes;
    return {
      columns,
      impossible,
      filtered,
      filteredStatus,
      used,
      duplicates,
      ruinedIds: { count: ruined, line: firstRuinedLine },
      longForm: this.#longForm?.histograms ?? null,
      late: this.#late?.save() ?? [],
    };
  }

  absorbReading(saved: SavedReading, lines: number, codes: CodesHere): void {
    const reading = this.#reading;
    this.#late?.absorb(saved.late, lines, (field, code) => this.#statuses.learn(codes.get(field)![code]));
    reading.columns.forEach((state, i) => addState(state, saved.columns[i], lines));
    for (const [field, unreadable] of saved.impossible) {
      const known = this.#decoder.impossible.get(field) ?? { count: 0, examples: [] };
      addUnreadable(known, unreadable, lines);
      this.#decoder.impossible.set(field, known);
    }
    for (const key of ["status", "period", "where", "undated", "onLastDay"] as const) reading.filtered[key] += saved.filtered[key];
    for (const [word, count] of saved.filteredStatus) reading.filteredStatus.set(word, (reading.filteredStatus.get(word) ?? 0) + count);
    reading.used += saved.used;
    reading.duplicates += saved.duplicates;
    const { hashes } = this.#ids;
    if (hashes.ruined === 0) hashes.firstRuinedLine = saved.ruinedIds.line + lines;
    hashes.ruined += saved.ruinedIds.count;
    if (saved.longForm === null) return;
    this.#longForm ??= new LongForm(this.#dictionaryOf("survey_type"));
    this.#longForm.absorb(saved.longForm, lines);
  }

  /** Ends a source: keeps the scores it holds for the decision on their scale. */
  close(source: Source): OpenReading {
    const reading = this.#reading;
    reading.ruinedIds = { count: this.#ids.hashes.ruined, line: this.#ids.hashes.firstRuinedLine };
    const histograms = new Map<ScoreField, Histogram>();
    if (this.#longForm !== null) for (const field of SCORE_FIELDS) histograms.set(field, this.#longForm.histograms[field]);
    else {
      for (const { plan, histogram } of this.#decoder.columns) {
        const field = SCORE_FIELDS.find((one) => one === plan.field);
        if (field !== undefined) histograms.set(field, histogram);
      }
    }
    this.#histograms[source.index] = histograms;
    reading.late = this.#late?.rows ?? [];
    return reading;
  }

  /** Decides the score scales of every table, now that all its values were seen. */
  judgeScores(readings: SourceReading[]): void {
    const { sources } = this.#plan;
    for (const field of SCORE_FIELDS) {
      for (const [index, source] of sources.entries()) {
        const own = this.#histograms[index]?.get(field);
        if (own === undefined) continue;
        const stored = source.allScores?.get(field);
        const members = sources.flatMap(({ table }, i) => (table === source.table ? (this.#histograms[i].get(field) ?? []) : []));
        const whole = stored === undefined ? members : [stored];
        const verdict = judgeScores(field, own, whole, source.decisions.scaleHints[field]);
        readings[index].verdicts.set(field, verdict);
        if (verdict.scale === undefined) source.scales.delete(field);
        else source.scales.set(field, verdict.scale);
        if (verdict.unusable) source.unusableScores.add(field);
        else source.unusableScores.delete(field);
      }
    }
  }

  /** Merges the rows set aside and counts the winners like any other row. */
  mergeRepeated(readings: SourceReading[]): void {
    const { batches, losers } = this.#aside.merge();
    losers.forEach((count, index) => (readings[index].duplicates += count));
    for (const { batch, joined, group } of batches) {
      if (this.#rows.length < batch.rows) {
        this.#rows = new Int32Array(batch.rows);
      }
      for (let row = 0; row < batch.rows; row++) this.#rows[row] = row;
      const reading = readings[batch.source];
      this.collector.take(joined ? { ...batch, source: this.#plan.sources.length + group } : batch, this.#rows, batch.rows, reading);
    }
  }

  #dictionaryOf(field: string): Dictionary {
    const plan = this.#plan.columns.flat().find((one) => one.kind === "category" && one.field === field)!;
    return dictionaryFor(plan, { dictionaries: this.#dictionaries, vocabularies: VOCABULARIES });
  }

  /** The field behind a key of a batch. */
  #fieldOf(key: string): string {
    const plans = this.#plan.columns[this.#source.index];
    return plans[batchKeys(plans).indexOf(key)].field;
  }

  /** Leaves in `#rows` the rows that count and are no repeats; returns their number. */
  #setAside(batch: Batch): number {
    const rows = this.#rows;
    const rules = this.#rules;
    let candidates = batch.rows;
    for (let row = 0; row < candidates; row++) rows[row] = row;
    if (rules !== null) candidates = rules.keep(rows, candidates, this.#reading);
    const known = this.#plan.repeated;
    if (known === null || idUse(this.#source) === undefined) return candidates;
    const { present, high, low } = this.#ids.hashes;
    let length = 0;
    for (let i = 0; i < candidates; i++) {
      const row = rows[i];
      if (present[row] === 1 && known.has(high[row], low[row]))
        this.#aside.add(batch, row, high[row], low[row], rules?.prefers(row) === true);
      else rows[length++] = row;
    }
    return length;
  }
}
