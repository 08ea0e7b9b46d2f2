/** Folds a word for look-up: trimmed, lower case, runs of blanks as one. */
export const foldWord = (text: string): string => text.trim().replace(/\s+/gu, " ").toLowerCase();

/** Words of a flag or score column: folded word → value (1, 0, a band); a word not in it is unreadable. */
export type WordTable = ReadonlyMap<string, number>;

/** Canonical spelling of a category ("Mail" → "Email"), or the text as it is. */
export type Speller = (text: string) => string;

/** The vocabularies a decoder is given, by the names that `ColumnPlan.words` uses. The domain owns their content. */
export interface Vocabularies {
  readonly words: Pick<ReadonlyMap<string, WordTable>, "get" | "has">;
  readonly spellers: ReadonlyMap<string, Speller>;
}
