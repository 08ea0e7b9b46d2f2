import type { RecordBlock } from "../csv/block.ts";
import { isStatusWord, statusClass, VOCABULARIES } from "../interaction/vocabulary.ts";
import { ABSENT_FLAG, type Batch, type ColumnPlan } from "../values/batch.ts";
import { batchKeys, createDecoder, type Decoder, dictionaryFor } from "../values/decoder.ts";
import { addState, addUnreadable, type ColumnState } from "../values/column.ts";
import type { Dictionary, SavedTexts } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { Collector, type SavedCounts } from "./collector.ts";
import { HashSet64, hashOfText, IdHashes, RepeatFinder, type SavedHashes, type SavedOrder } from "./ids.ts";
import { type LateRow, LateRows } from "./late-rows.ts";
import type { PassPlan } from "./pass.ts";
import { RepeatedRows, type SavedRepeats } from "./repeats.ts";
import { RowRules } from "./row-rules.ts";
import { sampleOf } from "./sample.ts";
import { type Histogram, judgeScores, LongForm, SCORE_FIELDS, type ScoreField } from "./scores.ts";
import { idUse, isLongForm, type OpenReading, type Source, type SourceReading } from "./source.ts";

/** The ids of the sources of one group. */
class GroupIds {
  readonly hashes = new IdHashes();
  readonly finder = new RepeatFinder();
}

/** The texts of each field of categories; their codes are their places. */
export type SavedDictionaries = readonly (readonly [field: string, texts: SavedTexts])[];

/** Codes here of codes elsewhere, by field. */
export type CodesHere = ReadonlyMap<string, Int32Array>;

/** Ids of an export: their order, and each of them once. */
export interface SavedIds {
  readonly order: SavedOrder;
  readonly hashes: SavedHashes;
}

/** What was met while reading a part of a source. */
export type SavedReading = Pick<OpenReading, "filtered" | "filteredStatus" | "used" | "duplicates" | "ruinedIds"> & {
  readonly columns: readonly ColumnState[];
  readonly impossible: OpenReading["impossible"];
  readonly longForm: LongForm["histograms"] | null;
  readonly late: readonly LateRow[];
};

/** All that is known of the rows of a part of a source. */
export interface SavedRows {
  readonly dictionaries: SavedDictionaries;
  readonly reading: SavedReading;
  readonly ids: SavedIds;
  /** Ids met again; with any of them the rest is void. */
  readonly repeated: SavedHashes;
  readonly aside: SavedRepeats;
  readonly counts: SavedCounts;
}

/** Takes blocks of records in, decodes them and hands on the rows that are no repeats; those wait until all are in. */
export class RowTaker {
  readonly #plan: PassPlan;
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly collector: Collector;
  /** Ids met again. */
  readonly repeated = new HashSet64();
  /** By group: ids of different groups have nothing to do with each other. */
  readonly #groups = new Map<number, GroupIds>();
  readonly #aside: RepeatedRows;
  readonly #histograms: Map<ScoreField, Histogram>[] = [];
  /** By code, of sources whose status has no words of its own; of the source that is read. */
  readonly #commonClasses: number[] = [];
  #statusClasses: number[] = [];
  /** By code of a survey type. */
  readonly #typeNumbers: number[] = [];
  #statusMeanings: ColumnPlan["meanings"];
  #rows = new Int32Array(1024);
  #statusFlags = new Int8Array(1024);
  #decoder!: Decoder;
  #ids!: GroupIds;
  #source!: Source;
  #longForm: LongForm | null = null;
  #late: LateRows | null = null;
  #rules: RowRules | null = null;
  #reading!: OpenReading;

  constructor(plan: PassPlan) {
    this.#plan = plan;
    this.collector = new Collector(plan, this.#dictionaries);
    this.#aside = new RepeatedRows(
      plan.sources.map((source, index) => ({
        keys: new Set([...batchKeys(plan.columns[index]), ...(isLongForm(source) ? SCORE_FIELDS : [])]),
        recency: plan.columns[index]
          .filter(({ kind, field }) => kind === "instant" && field !== "updated" && field !== "due")
          .map(({ field }) => field),
        group: source.group,
      })),
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
    this.#statusMeanings = this.#plan.columns[source.index].find(({ field }) => field === "status")?.meanings;
    this.#statusClasses = this.#statusMeanings === undefined ? this.#commonClasses : [];
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
    this.#ids = this.#groups.get(source.group) ?? new GroupIds();
    this.#groups.set(source.group, this.#ids);
    this.#ids.hashes.ruined = 0;
    this.#late = source.decisions.complete
      ? null
      : new LateRows(source.decisions, sampleOf(source.text, source.share), this.#decoder.columns);
  }

  /** Repeats have come up that the plan does not know: the pass goes on for their ids alone, and has to be made again. */
  get isVoid(): boolean {
    return this.repeated.size > 0;
  }

  block(block: RecordBlock): void {
    const isLong = isLongForm(this.#source);
    if (!isLong) this.#meet(block, null);
    if (this.isVoid && !isLong) return;
    const batch = this.#decoder.decode(block);
    this.#rules?.apply(batch);
    // In the long form the type of survey is part of what makes a row, and known only now.
    if (isLong) this.#meet(block, batch.codes.get("survey_type") ?? null);
    if (this.isVoid) return;
    if (isLong && batch.numbers.has("score")) {
      this.#longForm ??= new LongForm(this.#dictionaries.get("survey_type")!);
      this.#longForm.split(batch);
    }
    if (this.#rows.length < batch.rows) {
      this.#rows = new Int32Array(batch.rows);
      this.#statusFlags = new Int8Array(batch.rows);
    }
    this.#late?.look(block);
    this.#classify(block, batch);
    this.collector.take(batch, this.#rows, this.#setAside(batch), this.#reading);
  }

  /** Counts rows of the source that is open that were not handed out, as they lie outside the period. */
  passOver(count: number): void {
    this.#reading.filtered.period += count;
  }

  /** What there is of the rows of the source that is open, and of nothing else. */
  save(): SavedRows {
    const dictionaries = this.saveTexts();
    const { ids, repeated } = { ids: this.saveIds(this.#source), repeated: this.repeated.save() };
    return { dictionaries, reading: this.saveReading(), ids, repeated, aside: this.#aside.save(), counts: this.collector.save() };
  }

  /** Takes in what was read of a later part of the source that is open, as if it had been read here; `lines`: physical lines before it. */
  absorb({ dictionaries, reading, ids, repeated, aside, counts }: SavedRows, lines: number): void {
    const codes = this.absorbTexts(dictionaries);
    this.repeated.absorb(repeated);
    this.absorbIds(this.#source, ids);
    if (this.isVoid) return;
    this.absorbReading(reading, lines, codes);
    this.#aside.absorb(aside, lines, (key) => codes.get(this.#fieldOf(key))!);
    const sources = Int32Array.from(this.collector.context.sources, (_, index) => index);
    const exports = Int32Array.from(this.#plan.sources, (_, index) => index);
    this.collector.absorb(counts, { sources, exports, codes: (field) => codes.get(field) ?? new Int32Array(0) });
  }

  saveTexts(): SavedDictionaries {
    return [...this.#dictionaries].map(([field, texts]) => [field, texts.save()]);
  }

  absorbTexts(saved: SavedDictionaries): CodesHere {
    return new Map(saved.map(([field, texts]) => [field, this.#dictionaryOf(field).absorb(texts)]));
  }

  saveIds({ group }: Source): SavedIds {
    const { hashes, finder } = this.#groups.get(group)!;
    return { order: hashes.saveOrder(), hashes: finder.save() };
  }

  absorbIds({ group }: Source, { order, hashes }: SavedIds): void {
    const known = this.#groups.get(group)!;
    known.hashes.absorbOrder(order);
    known.finder.take(hashes, known.hashes.inOrder, this.repeated);
  }

  /** Of the source that is open. */
  saveReading(): SavedReading {
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
    this.#late?.absorb(saved.late, lines, (field, code) => this.#learnStatus(codes.get(field)![code]));
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

  /** Fills `flags.status` with the classes of the status words, each word looked up once. */
  #classify(block: RecordBlock, batch: Batch): void {
    const codes = batch.codes.get("status");
    if (codes === undefined) return;
    const flags = this.#statusFlags;
    for (let row = 0; row < batch.rows; row++) {
      const code = codes[row];
      if (code < 0) flags[row] = ABSENT_FLAG;
      else flags[row] = this.#statusClasses[code] ?? this.#newStatus(code, block, row);
    }
    (batch.flags as Map<string, Int8Array>).set("status", flags);
  }

  #newStatus(code: number, block: RecordBlock, row: number): number {
    const isStatus = isStatusWord(foldWord(this.#dictionaries.get("status")!.text(code)));
    if (!this.#source.decisions.tellsSolving && isStatus) this.#late?.add(block, row, ["word", "status", code]);
    this.#learnStatus(code);
    return this.#statusClasses[code];
  }

  /** Looks up what a status means; false when that is known. */
  #learnStatus(code: number): boolean {
    if (this.#statusClasses[code] !== undefined) return false;
    const word = foldWord(this.#dictionaries.get("status")!.text(code));
    const own = this.#statusMeanings;
    this.#statusClasses[code] = own !== undefined && Object.hasOwn(own, word) ? own[word] : statusClass(word);
    return true;
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

  /** Hashes the ids of a block and, while repeats are not known, looks for them. */
  #meet(block: RecordBlock, surveyTypes: Int32Array | null): void {
    const use = idUse(this.#source);
    if (use === undefined) return;
    const { hashes, finder } = this.#ids;
    hashes.compute(block, use.column, surveyTypes === null ? null : this.#typesOf(surveyTypes), hashOfText(this.#source.vendor));
    if (this.#plan.repeated === null) finder.meet(hashes, block.count, this.repeated);
  }

  /** By row a number for its type of survey that is the same in every run. */
  #typesOf(codes: Int32Array): Int32Array {
    return codes.map((code) =>
      code < 0 ? 0 : (this.#typeNumbers[code] ??= hashOfText(this.#dictionaries.get("survey_type")!.text(code))),
    );
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
