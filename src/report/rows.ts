import type { RecordBlock } from "../csv/block.ts";
import { isStatusWord, statusClass, VOCABULARIES } from "../interaction/vocabulary.ts";
import { ABSENT_FLAG, type Batch, type ColumnPlan } from "../values/batch.ts";
import { batchKeys, createDecoder, type Decoder } from "../values/decoder.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { Collector } from "./collector.ts";
import { HashSet64, IdHashes, RepeatFinder } from "./ids.ts";
import { LateRows } from "./late-rows.ts";
import type { PassPlan } from "./pass.ts";
import { RepeatedRows } from "./repeats.ts";
import { RowRules } from "./row-rules.ts";
import { sampleOf } from "./sample.ts";
import { type Histogram, judgeScores, LongForm, SCORE_FIELDS, type ScoreField } from "./scores.ts";
import { idUse, isLongForm, type OpenReading, type Source, type SourceReading } from "./source.ts";

/** The ids of the sources of one group. */
class GroupIds {
  readonly hashes = new IdHashes();
  readonly finder = new RepeatFinder();
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
    const words = this.#dictionaries.get("status")!;
    const flags = this.#statusFlags;
    for (let row = 0; row < batch.rows; row++) {
      const code = codes[row];
      if (code < 0) flags[row] = ABSENT_FLAG;
      else flags[row] = this.#statusClasses[code] ?? this.#newStatus(code, foldWord(words.text(code)), block, row);
    }
    (batch.flags as Map<string, Int8Array>).set("status", flags);
  }

  #newStatus(code: number, word: string, block: RecordBlock, row: number): number {
    if (!this.#source.decisions.tellsSolving && isStatusWord(word)) this.#late?.add(block, row);
    const own = this.#statusMeanings;
    return (this.#statusClasses[code] = own !== undefined && Object.hasOwn(own, word) ? own[word] : statusClass(word));
  }

  /** Hashes the ids of a block and, while repeats are not known, looks for them. */
  #meet(block: RecordBlock, surveyTypes: Int32Array | null): void {
    const use = idUse(this.#source);
    if (use === undefined) return;
    const { hashes, finder } = this.#ids;
    hashes.compute(block, use.column, surveyTypes, Math.imul(this.#source.group + 1, 0x9e3779b1));
    if (this.#plan.repeated === null) finder.meet(hashes, block.count, this.repeated);
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
