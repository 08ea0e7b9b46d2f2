import type { Scale } from "../interaction/fields.ts";
import { chooseScale } from "../interaction/scale.ts";
import { surveyType } from "../interaction/vocabulary.ts";
import { ABSENT_FLAG, type Batch, type Unreadable } from "../values/batch.ts";
import { addHistogram } from "../values/column.ts";
import type { Dictionary } from "../values/dictionary.ts";

export type ScoreField = "csat" | "nps" | "ces";
export const SCORE_FIELDS: readonly ScoreField[] = ["csat", "nps", "ces"];

/** Distinct numeric scores of one column with their count and first three lines. */
export type Histogram = Map<number, { count: number; lines: number[] }>;

/** Most distinct scores kept: a column with more is no score column. */
const MOST_DISTINCT = 1000;

const note = (histogram: Histogram, value: number, line: number): void => {
  const known = histogram.get(value);
  if (known !== undefined) {
    known.count++;
    if (known.lines.length < 3) known.lines.push(line);
  } else if (histogram.size < MOST_DISTINCT) histogram.set(value, { count: 1, lines: [line] });
};

/**
 * Long form (one row an answer, `survey_type` + `score`): turns the score column into csat, nps and ces columns, each row in the one its
 * type names. Types are never pooled; a row of another type has no score.
 */
export class LongForm {
  readonly histograms: Record<ScoreField, Histogram> = { csat: new Map(), nps: new Map(), ces: new Map() };
  readonly #types: Dictionary;
  readonly #known: (ScoreField | null | undefined)[] = [];
  #numbers = new Map<ScoreField, Float64Array>();
  #bands = new Map<ScoreField, Int8Array>();

  constructor(types: Dictionary) {
    this.#types = types;
  }

  /** Takes in the scores of a later part of the file, `lines` further down than they know. */
  absorb(histograms: Readonly<Record<ScoreField, Histogram>>, lines: number): void {
    for (const field of SCORE_FIELDS) addHistogram(this.histograms[field], histograms[field], lines);
  }

  /** Adds the three columns to the batch (whose maps are the reader's own, used again for each batch). */
  split(batch: Batch): void {
    const types = batch.codes.get("survey_type")!;
    const values = batch.numbers.get("score")!;
    const words = batch.flags.get("score")!;
    for (const field of SCORE_FIELDS) {
      if ((this.#numbers.get(field)?.length ?? -1) < batch.rows) {
        this.#numbers.set(field, new Float64Array(batch.rows));
        this.#bands.set(field, new Int8Array(batch.rows));
      }
      this.#numbers.get(field)!.fill(Number.NaN);
      this.#bands.get(field)!.fill(ABSENT_FLAG);
      (batch.numbers as Map<string, Float64Array>).set(field, this.#numbers.get(field)!);
      (batch.flags as Map<string, Int8Array>).set(field, this.#bands.get(field)!);
    }
    for (let row = 0; row < batch.rows; row++) {
      const field = this.#fieldOf(types[row]);
      if (field === null) continue;
      this.#numbers.get(field)![row] = values[row];
      this.#bands.get(field)![row] = words[row];
      if (!Number.isNaN(values[row])) note(this.histograms[field], values[row], batch.lines[row]);
    }
  }

  #fieldOf(code: number): ScoreField | null {
    if (code < 0) return null;
    let field = this.#known[code];
    if (field === undefined) {
      field = surveyType(this.#types.text(code)) ?? null;
      this.#known[code] = field;
    }
    return field;
  }
}

/** What became of one score column once all its values were seen. */
export interface ScoreVerdict {
  /** Undefined: no numeric scores, or no scale holds them. */
  readonly scale: Scale | undefined;
  /** More than 5 % fall outside every allowed scale: the KPI is unavailable. */
  readonly unusable: boolean;
  /** The scale was read off the values themselves. */
  readonly fromCells: boolean;
  /** Scores outside the scale. */
  readonly outside: Unreadable;
  /** Their share of all scores; zeros, which exports write for "no answer", are neither. */
  readonly misfit: number;
}

/** Decides the scale of a column from the scores of `whole` (all files of its table), and counts which of its `own` do not fit it. */
export const judgeScores = (field: ScoreField, own: Histogram, whole: readonly Histogram[], hint: Scale | undefined): ScoreVerdict => {
  const choice = chooseScale(field, whole.length === 1 ? whole[0] : pooled(whole), hint);
  const outside: { count: number; examples: { line: number; value: string }[] } = { count: 0, examples: [] };
  if ("unusable" in choice) return { scale: undefined, unusable: true, fromCells: false, outside, misfit: 1 };
  if (!("scale" in choice)) return { scale: undefined, unusable: false, fromCells: false, outside, misfit: 0 };
  const { scale } = choice;
  let [scores, misfits] = [0, 0];
  for (const [value, { count, lines }] of own) {
    const fits = value >= scale.low && value <= scale.high && (field !== "nps" || Number.isInteger(value));
    if (value !== 0) scores += count;
    if (fits) continue;
    if (value !== 0) misfits += count;
    outside.count += count;
    for (const line of lines) outside.examples.push({ line, value: String(value) });
  }
  outside.examples.sort((a, b) => a.line - b.line);
  outside.examples.length = Math.min(3, outside.examples.length);
  return { scale, unusable: false, fromCells: hint === undefined, outside, misfit: scores === 0 ? 0 : misfits / scores };
};

const pooled = (histograms: readonly Histogram[]): ReadonlyMap<number, { count: number }> => {
  const pool = new Map<number, { count: number }>();
  for (const histogram of histograms) {
    for (const [value, { count }] of histogram) pool.set(value, { count: (pool.get(value)?.count ?? 0) + count });
  }
  return pool;
};
