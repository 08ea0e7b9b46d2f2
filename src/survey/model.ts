import type { AnswerColumn } from "../answers/row.ts";

/** Scores that `report` and `responses` know by name; the others belong to the survey that asks them. */
export const SCORED_TYPES = ["csat", "nps", "ces", "enps"] as const;
export type ScoredType = (typeof SCORED_TYPES)[number];

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Holds when the earlier question was answered and its answer compares so; choices compare by value, `choices` by "contains". */
export interface Condition {
  readonly question: string;
  readonly operator: Operator;
  readonly value: string | number | boolean;
}

interface Asked {
  /** Unique in its survey. */
  readonly id: string;
  /** The words on the screen, or in `script` those the agent reads aloud. */
  readonly ask: string;
  /** All have to hold; empty = always asked. */
  readonly when: readonly Condition[];
}

export interface ScaleQuestion extends Asked {
  readonly type: ScoredType | "rating";
  /** Whole numbers, both ends included. */
  readonly low: number;
  readonly high: number;
  readonly lowLabel: string;
  readonly highLabel: string;
}

export interface Option {
  /** What is kept and what conditions name. */
  readonly value: string;
  readonly label: string;
}

/** One of the options, or any number of them. */
export interface ChoiceQuestion extends Asked {
  readonly type: "choice" | "choices";
  readonly options: readonly Option[];
}

export interface YesNoQuestion extends Asked {
  readonly type: "yesno";
}

export interface TextQuestion extends Asked {
  readonly type: "text";
  /** Id of the scale question whose comment this is; null = an answer of its own. */
  readonly about: string | null;
}

export type Question = ScaleQuestion | ChoiceQuestion | YesNoQuestion | TextQuestion;

/** A text shown at the end when its conditions hold; the first that fits is shown. */
export interface Thanks {
  readonly text: string;
  readonly when: readonly Condition[];
}

/** Words of the screens around the questions. */
export interface Phrases {
  /** "Type a number or use ← →, then Enter" */
  readonly scaleHelp: string;
  /** "Use ↑ ↓, then Enter" */
  readonly choiceHelp: string;
  /** "Space marks, Enter when done" */
  readonly choicesHelp: string;
  /** "Y or N, then Enter" */
  readonly yesNoHelp: string;
  /** "S skip · Ctrl-C stop" */
  readonly skipHelp: string;
  /** "(optional, Enter to finish)" */
  readonly textHelp: string;
  readonly yes: string;
  readonly no: string;
  /** "Saved." */
  readonly saved: string;
  /** Start screen of the kiosk: "Press any key to begin" */
  readonly begin: string;
  /** For `--plain`: "Type a number from {low} to {high}, or s to skip" */
  readonly plainScale: string;
  /** For `--plain`, after a line that is no answer: "That is no number from {low} to {high}." */
  readonly plainWrong: string;
  readonly plainChoice: string;
  readonly plainChoices: string;
  readonly plainYesNo: string;
  readonly plainText: string;
}

/** A survey in one language, with every name filled in: ready to ask. */
export interface Survey {
  /** `nps`, or the name of a survey of one's own: what its own questions' `survey_type` begins with. */
  readonly name: string;
  /** First line of every screen, such as "Acme Support"; may be empty. */
  readonly title: string;
  /** Language tag of the wording, such as `en`. */
  readonly language: string;
  /** Shown once before the first question; empty = nothing. */
  readonly intro: string;
  readonly questions: readonly Question[];
  readonly thanks: readonly Thanks[];
  readonly phrases: Phrases;
  /** By the survey's own rule: keeps neither customer nor ticket nor agent, and the day alone. */
  readonly anonymous: boolean;
  /** By `--anonymous`: keeps neither customer nor ticket. */
  readonly withoutCustomer?: boolean;
}

/** An answer: scale → number, choice → value, choices → values, yesno → boolean, text → text; null = skipped. */
export type Answer = number | string | boolean | readonly string[] | null;

/** By question id; questions not (yet) asked are absent. */
export type Answers = ReadonlyMap<string, Answer>;

/** What is known of the interaction, kept with the answers. */
export type Context = Readonly<
  Partial<Record<Extract<AnswerColumn, "ticket_id" | "agent" | "team" | "channel" | "customer" | "language" | "topic">, string>>
>;

/** What a prompt shows besides its question. */
export interface Screen {
  readonly title: string;
  /** Only in `script`: lines for the agent's eyes, such as ticket and customer, above the question. */
  readonly backstage: readonly string[];
  readonly phrases: Phrases;
  /** Aborts the prompt, as when nobody answers. */
  readonly signal: AbortSignal;
}

/** Asks one question at a time. All reject with `Stopped` when the person or a signal ends the survey. */
export interface Asker {
  ask(question: ScaleQuestion, screen: Screen): Promise<number | null>;
  ask(question: Question, screen: Screen): Promise<Answer>;
  /** Shows lines of text under the title, such as the thanks, in place of the last question. */
  say(lines: readonly string[], screen: Screen): Promise<void>;
  /** Offers commands by key (`{ key: "a", label: "ask now" }`) and resolves to the key pressed; without any, to whichever is pressed. */
  pick(lines: readonly string[], keys: readonly { readonly key: string; readonly label: string }[], screen: Screen): Promise<string>;
  /** Empties the screen, so that the next person does not see what the last one answered. */
  clear(): Promise<void>;
}

/** The survey was ended: by Ctrl-C, a closed terminal, or the abort of the screen's signal. */
export class Stopped extends Error {
  /** Text that stood unconfirmed in a text question; null = none. */
  readonly typed: string | null;

  constructor(typed: string | null = null) {
    super("stopped");
    this.name = "Stopped";
    this.typed = typed;
  }
}
