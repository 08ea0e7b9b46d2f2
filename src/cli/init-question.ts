import type { NewValue } from "../config/write-settings.ts";
import type { Check, InspectedFile } from "../report/inspect-model.ts";
import { fieldWords } from "./init-words.ts";

/** What an answer sets. */
export interface Setting {
  readonly key: string;
  readonly value: NewValue;
}

export interface Option {
  readonly label: string;
  /** Empty = it is decided, and nothing is to be written. */
  readonly sets: readonly Setting[];
}

/** An answer of the person's own words. */
export interface Typed {
  /** Behind the last option: "another time zone". */
  readonly label: string;
  readonly ask: string;
  /** Rejects with a ProblemError where the words cannot be an answer. */
  readonly read: (text: string) => Promise<readonly Setting[]>;
}

/** Something undecided, or assumed with consequence. */
export interface Question {
  /** Unique among the questions of a run. */
  readonly id: string;
  /** Index of the files it is about, of those that are read alike; null = all. */
  readonly group: number | null;
  /** The config key that its answer belongs to: `dateFormat`, `units`. */
  readonly key: string;
  /** The question in a sentence or two, which hold a real cell. */
  readonly ask: string;
  /** Without any, there is nothing to choose: `ask` says what to do. */
  readonly options: readonly Option[];
  readonly typed: Typed | null;
  /** What the key could look like. */
  readonly example: NewValue | null;
}

/** Reads what is typed for a key of the config; rejects as the check of a config does. */
export type ReadKey = (key: string, text: string) => Promise<string>;

export const table = (key: string, value: NewValue): NewValue => new Map([[key, value]]);

export const sets = (key: string, value: NewValue): readonly Setting[] => [{ key, value }];

/** A question that is one choice. */
export const choice = (
  id: string,
  key: string,
  ask: string,
  options: readonly Option[],
  typed: Typed | null = null,
): Omit<Question, "group"> => ({
  id,
  key,
  ask,
  options,
  typed,
  example: options.find((option) => option.sets.length > 0)?.sets[0].value ?? null,
});

/** What to ask about something that inspecting a file has found. */
export type Asks = (check: Check, file: InspectedFile, read: ReadKey) => readonly Omit<Question, "group">[];

/** The column is the field. */
export const mapTo = (field: string, header: string): Option => ({ label: fieldWords(field), sets: sets("map", table(field, header)) });

/** The column is nothing that is known. */
export const notUsed = (header: string, label = "something else: it is not used"): Option => ({ label, sets: sets("ignore", [header]) });
