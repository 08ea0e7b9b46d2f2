import { FIELDS } from "../interaction/fields.ts";
import { VOCABULARIES } from "../interaction/vocabulary.ts";
import type { Batch } from "../values/batch.ts";
import { foldWord } from "../values/vocabulary.ts";
import { readYesNo } from "../values/words.ts";
import { type Dimension, type Name, NONE } from "./dimensions.ts";

/** One `--where`: keeps rows whose value is (or is not) the one asked for. */
export interface Condition {
  readonly dimension: Dimension;
  readonly equal: boolean;
  /** The value as typed and, where our vocabulary knows it, in its canonical spelling; folded. */
  readonly wanted: ReadonlySet<string>;
}

/** Why rows were left out, each row once. */
export interface FilterCounts {
  period: number;
  where: number;
  undated: number;
  /** Of `period`: rows on the very day a date-only `--until` names, which its user may have meant to include. */
  onLastDay: number;
}

export interface RowFilter {
  readonly since: number | null;
  readonly until: number | null;
  /** End of the day that a date-only `--until` names, epoch ms; null = none was given so. */
  readonly lastDayEnd: number | null;
  /** Rows' instants on the date basis, epoch ms, NaN without. */
  readonly basis: (batch: Batch) => Float64Array;
  readonly conditions: readonly Condition[];
}

/** Matches codes of one dimension, each code's text looked at once. */
class CodeMatcher {
  readonly #condition: Condition;
  readonly #known: number[] = [];

  constructor(condition: Condition) {
    this.#condition = condition;
  }

  keeps(code: number): boolean {
    let verdict = this.#known[code + 1];
    if (verdict === undefined) {
      verdict = this.#matches(code) === this.#condition.equal ? 1 : 0;
      this.#known[code + 1] = verdict;
    }
    return verdict === 1;
  }

  #matches(code: number): boolean {
    const { dimension, wanted } = this.#condition;
    if (code < 0) return wanted.has(NONE);
    if (dimension.expand === undefined) return wanted.has(foldWord(dimension.label(code)));
    return dimension.expand(code).some((value) => wanted.has(foldWord(dimension.label(value))));
  }
}

/** Narrows the first `length` of `rows` in place to those that pass; returns how many are left and counts the others by reason. */
export const makeFilter = (filter: RowFilter): ((batch: Batch, rows: Int32Array, length: number, counts: FilterCounts) => number) => {
  const { since, until, lastDayEnd, basis, conditions } = filter;
  const low = since ?? Number.NEGATIVE_INFINITY;
  const high = until ?? Number.POSITIVE_INFINITY;
  const dated = since !== null || until !== null;
  const matchers = conditions.map((condition) => new CodeMatcher(condition));
  return (batch, rows, length, counts) => {
    let kept = length;
    if (dated) {
      const instants = basis(batch);
      kept = 0;
      for (let i = 0; i < length; i++) {
        const instant = instants[rows[i]];
        if (instant >= low && instant < high) rows[kept++] = rows[i];
        else if (Number.isNaN(instant)) counts.undated++;
        else {
          counts.period++;
          if (lastDayEnd !== null && instant >= high && instant < lastDayEnd) counts.onLastDay++;
        }
      }
    }
    for (let c = 0; c < matchers.length; c++) {
      const codes = conditions[c].dimension.codesOf(batch);
      const matcher = matchers[c];
      let next = 0;
      for (let i = 0; i < kept; i++) {
        if (matcher.keeps(codes[rows[i]])) rows[next++] = rows[i];
        else counts.where++;
      }
      kept = next;
    }
    return kept;
  };
};

/** What rows may hold to match a `--where` value: the word as typed, in our spelling, or as yes and no, or the number it is. */
export const wantedWords = (name: Name, value: string): ReadonlySet<string> => {
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
