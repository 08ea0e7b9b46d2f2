import { isStatusWord, statusClass } from "../interaction/vocabulary.ts";
import { ABSENT_FLAG, type Batch, type ColumnPlan } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";

/** What the status words of rows mean, each word looked up once. */
export class Statuses {
  readonly #dictionaries: ReadonlyMap<string, Dictionary>;
  /** By code, of sources whose status has no words of its own; of the source that is read. */
  readonly #common: number[] = [];
  #classes: number[] = [];
  #meanings: ColumnPlan["meanings"];
  #flags = new Int8Array(1024);

  constructor(dictionaries: ReadonlyMap<string, Dictionary>) {
    this.#dictionaries = dictionaries;
  }

  /** Begins a source with these columns. */
  open(plans: readonly ColumnPlan[]): void {
    this.#meanings = plans.find(({ field }) => field === "status")?.meanings;
    this.#classes = this.#meanings === undefined ? this.#common : [];
  }

  /** Fills `flags.status` with the classes of the status words; `isNew` is shown each row that has a word not met before. */
  classify(batch: Batch, isNew: (code: number, row: number) => void): void {
    const codes = batch.codes.get("status");
    if (codes === undefined) return;
    if (this.#flags.length < batch.rows) this.#flags = new Int8Array(batch.rows);
    const flags = this.#flags;
    const classes = this.#classes;
    for (let row = 0; row < batch.rows; row++) {
      const code = codes[row];
      if (code >= 0 && classes[code] === undefined) {
        this.learn(code);
        isNew(code, row);
      }
      flags[row] = code < 0 ? ABSENT_FLAG : classes[code];
    }
    (batch.flags as Map<string, Int8Array>).set("status", flags);
  }

  /** Looks up what a status means; false when that is known. */
  learn(code: number): boolean {
    if (this.#classes[code] !== undefined) return false;
    const word = this.#word(code);
    const own = this.#meanings;
    this.#classes[code] = own !== undefined && Object.hasOwn(own, word) ? own[word] : statusClass(word);
    return true;
  }

  /** Whether the vocabulary knows it. */
  isKnownWord(code: number): boolean {
    return isStatusWord(this.#word(code));
  }

  #word(code: number): string {
    return foldWord(this.#dictionaries.get("status")!.text(code));
  }
}
