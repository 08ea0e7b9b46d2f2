import type { Condition, Question } from "../model.ts";

/** A text by language tag. */
export type Texts = ReadonlyMap<string, string>;

export interface OptionDefinition {
  readonly value: string;
  readonly label: Texts;
}

export interface QuestionDefinition {
  readonly id: string;
  readonly type: Question["type"];
  /** Null only for scores that have standard words. */
  readonly ask: Texts | null;
  /** Null = made from `ask` and the ends of the scale. */
  readonly aloud: Texts | null;
  /** Labels of the ends of a scale; null = the standard ones. */
  readonly low: Texts | null;
  readonly high: Texts | null;
  /** Empty unless the question is a choice. */
  readonly options: readonly OptionDefinition[];
  readonly when: readonly Condition[];
  readonly about: string | null;
}

/** A survey in all its languages; every text has them all. */
export interface SurveyDefinition {
  readonly name: string;
  /** Never empty. */
  readonly languages: readonly string[];
  readonly anonymous: boolean;
  /** Null = the standard one. */
  readonly title: Texts | null;
  /** Null = none on the screen, and the standard greeting aloud. */
  readonly intro: Texts | null;
  readonly questions: readonly QuestionDefinition[];
  /** Empty = the standard ones. */
  readonly thanks: readonly { readonly text: Texts; readonly when: readonly Condition[] }[];
}
