import type { Field } from "../interaction/fields.ts";
import type { Problem } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { foldWord } from "../values/vocabulary.ts";

/** A word of a config that rows are told apart by. */
interface Word {
  readonly field: Field;
  readonly word: string;
  /** The place that says it. */
  readonly origin: string;
}

/** Shorter words are too much like each other: P1, P2. */
const SHORTEST = 4;
/** More texts of a column are not looked through. */
const MOST = 1000;

/** Words of a config that no row has, although one has a word much like it: most likely slips of the hand. */
export class Slips {
  readonly #words: (Word & { isMet: boolean })[] = [];
  readonly #seen = new Map<Field, Set<string>>();

  /** Takes a word in; returns what to call with each text met in its column, and whether it is that word. */
  watch(word: Word): (text: string | null, isIt: boolean) => boolean {
    const entry = { ...word, isMet: false };
    this.#words.push(entry);
    const seen = this.#seen.get(word.field) ?? new Set();
    this.#seen.set(word.field, seen);
    return (text, isIt) => {
      if (isIt) entry.isMet = true;
      else if (text !== null && seen.size < MOST) seen.add(text);
      return isIt;
    };
  }

  /** Each as a notice. */
  found(): Problem[] {
    return this.#words.flatMap(({ field, word, origin, isMet }): Problem[] => {
      if (isMet || word.length < SHORTEST) return [];
      const others = new Set(this.#words.filter((one) => one.field === field).map((one) => foldWord(one.word)));
      const meant = similar(
        word,
        [...this.#seen.get(field)!].filter((text) => !others.has(foldWord(text))),
      );
      return meant.length === 0 ? [] : [{ code: "word-unmet", facts: { field, word, origin, similar: meant } }];
    });
  }
}
