import type { Phrases, ScoredType } from "../model.ts";

/** The standard question of a score, with the company's name and without. */
export interface ScoreWording {
  readonly ask: string;
  readonly askUnnamed: string;
  /** The same to be read aloud: with the scale and its ends in the sentence. */
  readonly aloud: string;
  readonly aloudUnnamed: string;
  readonly low: string;
  readonly high: string;
}

/** All words of one language. `{company}` and the like are filled in; a test holds every language to the placeholders of English. */
export interface Wording {
  readonly scores: Readonly<Record<ScoredType, ScoreWording>>;
  /** Ends of a rating that names none. */
  readonly rating: { readonly low: string; readonly high: string };
  readonly title: string;
  readonly titleUnnamed: string;
  /** The one question after a score, by how good the score was. */
  readonly followUp: { readonly low: string; readonly middle: string; readonly high: string };
  readonly thanks: { readonly low: string; readonly other: string };
  /** What stands for a name that is not known, within a sentence. */
  readonly unnamed: { readonly company: string; readonly agent: string; readonly customer: string; readonly ticket: string };
  readonly aloud: {
    readonly hello: string;
    readonly helloUnnamed: string;
    readonly from: string;
    readonly fromUnnamed: string;
    readonly mayAskOne: string;
    readonly mayAskMany: string;
    readonly scale: string;
    readonly choice: string;
    readonly choices: string;
  };
  readonly phrases: Phrases;
}
