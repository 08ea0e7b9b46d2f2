import { moodOf } from "../kpi/scales.ts";
import type { ScoreValue } from "./interaction-values.ts";
import { FieldReader } from "./interaction-values.ts";
import type { CountedRows } from "./pass.ts";
import type { ScoreField } from "./scores.ts";

/** What a score says of its customer: below the middle of its scale (NPS 0–6), clearly good, or neither. */
export type Mood = "low" | "middle" | "high";

/** One score that a customer gave. */
export interface ScoreGiven {
  readonly survey: ScoreField;
  readonly score: ScoreValue;
  readonly mood: Mood;
  /** From the worst score of its scale, 0, to the best one, 1. */
  readonly height: number;
}

const WORDS: Readonly<Record<string, readonly [Mood, number]>> = { negative: ["low", 0], neutral: ["middle", 0.5], positive: ["high", 1] };

/** Reads the scores of one kind; those outside their scale are none. */
export class MoodReader {
  readonly #field: ScoreField;
  readonly #score: FieldReader;
  #counted!: CountedRows;

  constructor(field: ScoreField) {
    this.#field = field;
    this.#score = new FieldReader(field);
  }

  /** Turns to the rows of another batch. */
  open(counted: CountedRows): void {
    this.#counted = counted;
    this.#score.open(counted);
  }

  value(row: number): ScoreGiven | null {
    const score = this.#score.value(row) as ScoreValue | null;
    if (score === null) return null;
    if (typeof score === "string") {
      const [mood, height] = WORDS[score];
      return { survey: this.#field, score, mood, height };
    }
    const scale = this.#counted.facts.scale(this.#field);
    const mood = moodOf(this.#field, score, scale);
    if (mood === null) return null;
    const { low, high, lowIsGood } = scale!;
    const height = (score - low) / (high - low);
    return { survey: this.#field, score, mood, height: lowIsGood ? 1 - height : height };
  }
}
