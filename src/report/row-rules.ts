import type { AppliedRowRule } from "../interaction/decide.ts";
import type { Batch } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { OpenReading } from "./source.ts";

/** Rows left out, by what they are, and in all. */
export type LeftOut = Pick<OpenReading, "filteredStatus"> & { readonly filtered: Pick<OpenReading["filtered"], "status"> };

/** The rows of a source that its profile tells apart: some are no interactions, some lack what a column says, some outrank others of their id. */
export class RowRules {
  readonly #rules: readonly AppliedRowRule[];
  readonly #dictionaries: ReadonlyMap<string, Dictionary>;
  /** By rule and code: whether the word is one of the rule's. */
  readonly #known: (boolean | undefined)[][];
  /** Of the rows of the last batch: number of the rule that leaves the row out, from 1. */
  #left = new Uint8Array(0);
  #preferred = new Uint8Array(0);

  constructor(rules: readonly AppliedRowRule[], dictionaries: ReadonlyMap<string, Dictionary>) {
    this.#rules = rules;
    this.#dictionaries = dictionaries;
    this.#known = rules.map(() => []);
  }

  /** Looks at every row of a batch and empties in place what means nothing in it. */
  apply(batch: Batch): void {
    this.#left = new Uint8Array(batch.rows);
    this.#preferred = new Uint8Array(batch.rows);
    for (const [number, rule] of this.#rules.entries()) {
      const key = `header:${rule.header}`;
      const codes = batch.codes.get(key);
      if (codes === undefined) continue;
      for (let row = 0; row < batch.rows; row++) {
        if (codes[row] >= 0 && this.#holds(number, codes[row], key)) this.#act(rule, number, batch, row);
      }
    }
  }

  /** Narrows the first `length` of `rows` in place to those that count; counts the others by what they are. */
  keep(rows: Int32Array, length: number, reading: LeftOut): number {
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const number = this.#left[rows[i]];
      if (number === 0) {
        rows[kept++] = rows[i];
        continue;
      }
      const { are } = this.#rules[number - 1];
      reading.filteredStatus.set(are, (reading.filteredStatus.get(are) ?? 0) + 1);
      reading.filtered.status++;
    }
    return kept;
  }

  prefers(row: number): boolean {
    return this.#preferred[row] === 1;
  }

  #holds(number: number, code: number, key: string): boolean {
    return (this.#known[number][code] ??= this.#rules[number].words.includes(foldWord(this.#dictionaries.get(key)!.text(code))));
  }

  #act(rule: AppliedRowRule, number: number, batch: Batch, row: number): void {
    if (rule.prefer === true) this.#preferred[row] = 1;
    else if (rule.fields === undefined) this.#left[row] ||= number + 1;
    else {
      for (const field of rule.fields) {
        const [numbers, flags, codes] = [batch.numbers.get(field), batch.flags.get(field), batch.codes.get(field)];
        if (numbers !== undefined) numbers[row] = Number.NaN;
        if (flags !== undefined) flags[row] = -1;
        if (codes !== undefined) codes[row] = -1;
      }
    }
  }
}
