import type { RecordBlock, Reject } from "../csv/block.ts";
import { readRecords } from "../csv/records.ts";
import { type Field, FIELDS } from "../interaction/fields.ts";
import { isStatusWord, statusClass, VOCABULARIES } from "../interaction/vocabulary.ts";
import type { Aggregate, FcrRule, Kpi, SourceFacts } from "../kpi/types.ts";
import { ABSENT_FLAG, type Batch, type ColumnPlan, STATUS_EXCLUDED } from "../values/batch.ts";
import { batchKeys, createDecoder, type Decoder } from "../values/decoder.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { readYesNo } from "../values/words.ts";
import { makeDimension, type Name, NONE } from "./dimensions.ts";
import { type Condition, makeFilter } from "./filter.ts";
import { GroupIndex } from "./groups.ts";
import { HashSet64, IdHashes } from "./ids.ts";
import { LateRows } from "./late-rows.ts";
import { RepeatedRows } from "./repeats.ts";
import { type Histogram, judgeScores, LongForm, SCORE_FIELDS, type ScoreField } from "./scores.ts";
import { sampleOf } from "./sample.ts";
import { factsOf, idUse, isLongForm, joinedFacts, type Source, type SourceReading } from "./source.ts";

/** Everything one reading of all sources needs to know. */
export interface PassPlan {
  readonly sources: readonly Source[];
  /** Columns to decode, by source. */
  readonly columns: readonly (readonly ColumnPlan[])[];
  readonly kpis: readonly Kpi[];
  readonly fcrRule: FcrRule | null;
  readonly asOf: number;
  readonly zone: string;
  /** Field of the date basis, by source; null = none. */
  readonly basis: readonly (Field | null)[];
  readonly by: readonly Name[];
  readonly where: readonly { readonly name: Name; readonly equal: boolean; readonly value: string }[];
  readonly since: number | null;
  readonly until: number | null;
  readonly lastDayEnd: number | null;
  /** Ids known to occur more than once; null while that is not known. */
  readonly repeated: HashSet64 | null;
  readonly keepRejects: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

export interface PassResult {
  readonly readings: readonly SourceReading[];
  readonly groups: GroupIndex;
  /** Facts behind the `source` of batches: the files', then those of rows joined from several files of a group. */
  readonly facts: readonly SourceFacts[];
  /** One aggregate a KPI, by the groups of `groups`. */
  readonly aggregates: readonly Aggregate[];
  /** The same over all rows, where groups overlap; else null (merge the groups). */
  readonly totals: readonly Aggregate[] | null;
  readonly usedRows: number;
  /** First and last instant of the used rows on the date basis. */
  readonly first: number | null;
  readonly last: number | null;
  /** Ids met again in this pass. */
  readonly repeated: HashSet64;
  /** The file's bytes are not in the encoding decided: read again. */
  readonly encoding: { readonly source: number; readonly encoding: string } | null;
}

/** Reads every source once, in order, and collects the KPIs of all rows that count. */
export const readAll = async (plan: PassPlan): Promise<PassResult> => {
  const rows = new RowTaker(plan);
  const readings: SourceReading[] = [];
  let consumed = 0;
  for (const source of plan.sources) {
    const rejects: Reject[] = [];
    let firstReject: Reject | null = null;
    rows.open(source);
    const { account, contradiction } = await readRecords(source.input, source.text, {
      block: (block) => rows.block(block),
      reject: (reject) => {
        firstReject ??= reject;
        if (plan.keepRejects) rejects.push(reject);
      },
      progress: plan.progress === undefined ? undefined : (bytes) => plan.progress!(consumed + bytes),
      signal: plan.signal,
    });
    consumed += source.input.size ?? 0;
    const reading = rows.close(source);
    readings.push({ ...reading, account, rejects, firstReject });
    if (contradiction !== null) return rows.result(readings, { source: source.index, encoding: contradiction.encoding });
  }
  rows.judgeScores(readings);
  rows.mergeRepeated(readings);
  return rows.result(readings, null);
};

type OpenReading = Omit<SourceReading, "account" | "rejects" | "firstReject">;

/** Takes blocks of records in, decodes them, sorts rows out and feeds the aggregates. */
class RowTaker {
  readonly #plan: PassPlan;
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly #facts: SourceFacts[];
  readonly #groups: GroupIndex;
  readonly #aggregates: Aggregate[];
  readonly #totals: Aggregate[] | null;
  readonly #filter: ReturnType<typeof makeFilter>;
  readonly #seen = new HashSet64();
  readonly #repeated = new HashSet64();
  readonly #aside: RepeatedRows;
  readonly #ids = new IdHashes();
  readonly #histograms: Map<ScoreField, Histogram>[] = [];
  readonly #statusClasses: number[] = [];
  #none = new Float64Array(0);
  #rows = new Int32Array(1024);
  #statusFlags = new Int8Array(1024);
  #zeros = new Int32Array(1024);
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #used = 0;
  #decoder!: Decoder;
  #source!: Source;
  #longForm: LongForm | null = null;
  #late: LateRows | null = null;
  #reading!: OpenReading;

  constructor(plan: PassPlan) {
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
    this.#facts = [...own, ...joined];
    const env = {
      zone: plan.zone,
      dictionaries: this.#dictionaries,
      basis: (batch: Batch) => this.#basis(batch),
      none: (batch: Batch) => this.#undated(batch),
      dateOnly: (index: number) => {
        const source = this.#sourceOf(index);
        const field = plan.basis[source.index];
        return field !== null && source.decisions.dateOnly.includes(field);
      },
      sourceName: (index: number) => this.#sourceOf(index).decisions.profile ?? "generic",
    };
    this.#groups = new GroupIndex(plan.by.map((name) => makeDimension(name, env)));
    const conditions = plan.where.map(({ name, equal, value }): Condition => {
      return { dimension: makeDimension(name, env), equal, wanted: wantedWords(name, value) };
    });
    this.#filter = makeFilter({ since: plan.since, until: plan.until, lastDayEnd: plan.lastDayEnd, basis: env.basis, conditions });
    const context = { sources: this.#facts, asOf: plan.asOf, fcrRule: plan.fcrRule };
    this.#aggregates = plan.kpis.map((kpi) => kpi.create(context));
    this.#totals = this.#groups.overlapping ? plan.kpis.map((kpi) => kpi.create(context)) : null;
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
    this.#longForm = null;
    this.#reading = {
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
    this.#ids.ruined = 0;
    this.#late = source.decisions.complete
      ? null
      : new LateRows(source.decisions, sampleOf(source.text, source.share), this.#decoder.columns);
  }

  block(block: RecordBlock): void {
    const batch = this.#decoder.decode(block);
    if (isLongForm(this.#source) && batch.numbers.has("score")) {
      this.#longForm ??= new LongForm(this.#dictionaries.get("survey_type")!);
      this.#longForm.split(batch);
    }
    if (this.#rows.length < batch.rows) {
      this.#rows = new Int32Array(batch.rows);
      this.#statusFlags = new Int8Array(batch.rows);
      this.#zeros = new Int32Array(batch.rows);
    }
    this.#late?.look(block);
    this.#classify(block, batch);
    this.#take(batch, this.#setAside(block, batch), this.#reading);
  }

  /** Ends a source: keeps the scores it holds for the decision on their scale. */
  close(source: Source): OpenReading {
    const reading = this.#reading;
    reading.ruinedIds = { count: this.#ids.ruined, line: this.#ids.firstRuinedLine };
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
        const whole = sources.flatMap(({ table }, i) => (table === source.table ? (this.#histograms[i].get(field) ?? []) : []));
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
        this.#zeros = new Int32Array(batch.rows);
      }
      for (let row = 0; row < batch.rows; row++) this.#rows[row] = row;
      const reading = readings[batch.source];
      this.#take(joined ? { ...batch, source: this.#plan.sources.length + group } : batch, batch.rows, reading);
    }
  }

  result(readings: readonly SourceReading[], encoding: PassResult["encoding"]): PassResult {
    return {
      readings,
      facts: this.#facts,
      groups: this.#groups,
      aggregates: this.#aggregates,
      totals: this.#totals,
      usedRows: this.#used,
      first: this.#first <= this.#last ? this.#first : null,
      last: this.#first <= this.#last ? this.#last : null,
      repeated: this.#repeated,
      encoding,
    };
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
    return (this.#statusClasses[code] = statusClass(word));
  }

  /** Leaves in `#rows` the rows that are no repeats; returns their number. */
  #setAside(block: RecordBlock, batch: Batch): number {
    const rows = this.#rows;
    const use = idUse(this.#source);
    if (use === undefined) {
      for (let row = 0; row < batch.rows; row++) rows[row] = row;
      return batch.rows;
    }
    const { group } = this.#source;
    const ids = this.#ids;
    ids.compute(block, use.column, batch.codes.get("survey_type") ?? null, Math.imul(group + 1, 0x9e3779b1));
    const known = this.#plan.repeated;
    let length = 0;
    for (let row = 0; row < batch.rows; row++) {
      const high = ids.high[row];
      const low = ids.low[row];
      if (ids.present[row] === 1) {
        if (known === null) {
          if (!this.#seen.add(high, low)) this.#repeated.add(high, low);
        } else if (known.has(high, low)) {
          this.#aside.add(batch, row, high, low);
          continue;
        }
      }
      rows[length++] = row;
    }
    return length;
  }

  /** Counts the first `length` of `#rows`: status, look-ups, period, conditions, groups, aggregates. */
  #take(batch: Batch, length: number, reading: OpenReading): void {
    const rows = this.#rows;
    const valid = this.#dropExcluded(batch, length, reading);
    for (const aggregate of this.#aggregates) aggregate.observe?.(batch, rows, valid);
    for (const total of this.#totals ?? []) total.observe?.(batch, rows, valid);
    const kept = this.#filter(batch, rows, valid, reading.filtered);
    reading.used += kept;
    this.#used += kept;
    const basis = this.#basis(batch);
    for (let i = 0; i < kept; i++) {
      const instant = basis[rows[i]];
      if (instant < this.#first) this.#first = instant;
      if (instant > this.#last) this.#last = instant;
    }
    const selection = this.#groups.select(batch, rows, kept);
    for (const aggregate of this.#aggregates) aggregate.add(batch, selection);
    for (const total of this.#totals ?? []) total.add(batch, { rows, groups: this.#zeros, length: kept });
  }

  #dropExcluded(batch: Batch, length: number, reading: OpenReading): number {
    const classes = batch.flags.get("status");
    if (classes === undefined) return length;
    const rows = this.#rows;
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

  /** Joined rows answer as the first source of their group. */
  #sourceOf(index: number): Source {
    const { sources } = this.#plan;
    return index < sources.length ? sources[index] : sources.find((source) => source.group === index - sources.length)!;
  }
}

/** What rows may hold to match a `--where` value: the word as typed, in our spelling, or as yes and no, or the number it is. */
const wantedWords = (name: Name, value: string): ReadonlySet<string> => {
  const wanted = new Set([foldWord(value) || NONE]);
  if (name.kind === "time" && name.unit === "hour") wanted.add(value.padStart(2, "0"));
  if (name.kind === "time" && name.unit === "weekday") wanted.add(foldWord(value).slice(0, 3));
  if (name.kind !== "field") return wanted;
  const kind = FIELDS[name.field];
  const speller = VOCABULARIES.spellers.get(name.field);
  if (speller !== undefined) wanted.add(foldWord(speller(value)));
  if (kind === "flag") {
    const flag = VOCABULARIES.words.get(name.field)?.get(foldWord(value)) ?? readYesNo(value);
    if (flag === 0 || flag === 1) wanted.add(flag === 1 ? "yes" : "no");
  } else if (kind !== "category" && value.trim() !== "" && !Number.isNaN(Number(value))) wanted.add(String(Number(value)));
  return wanted;
};
