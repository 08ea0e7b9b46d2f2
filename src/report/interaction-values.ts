import { FIELDS, type Field } from "../interaction/fields.ts";
import { resolvedRows } from "../kpi/resolved.ts";
import type { SourceFacts } from "../kpi/types.ts";
import { NEGATIVE, NEUTRAL, OFFERED, POSITIVE } from "../values/batch.ts";
import type { Dictionary } from "../values/dictionary.ts";
import type { CountedRows } from "./pass.ts";
import { SCORE_FIELDS } from "./scores.ts";

/** A score as given: a number on the file's scale, or the band of a word ("Good" is positive). */
export type ScoreValue = number | "negative" | "neutral" | "positive";

interface Values {
  /** Epoch milliseconds. */
  readonly instant: number;
  /** Seconds. */
  readonly duration: number;
  readonly count: number;
  readonly flag: boolean;
  readonly score: ScoreValue;
  /** In the first spelling met. */
  readonly category: string;
}

/** What a cell of the field holds; null = blank or not readable as that. */
export type FieldValue<F extends Field> = Values[(typeof FIELDS)[F]] | null;

type Read = (row: number) => number | boolean | string | null;

const BANDS: Readonly<Record<number, ScoreValue | undefined>> = { [NEGATIVE]: "negative", [NEUTRAL]: "neutral", [POSITIVE]: "positive" };

const nothing: Read = () => null;

/** Texts of a dictionary, each made into a string once. */
class Texts {
  readonly #dictionary: Dictionary;
  readonly #known: string[] = [];

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  of(code: number): string {
    return (this.#known[code] ??= this.#dictionary.text(code));
  }
}

/** Reads the values of one field, whatever batch they stand in. */
export class FieldReader {
  readonly #field: Field;
  #texts: Texts | undefined;
  #read: Read = nothing;

  constructor(field: Field) {
    this.#field = field;
  }

  /** Turns to the rows of another batch. */
  open(rows: CountedRows): void {
    this.#read = this.#reader(rows);
  }

  value(row: number): ReturnType<Read> {
    return this.#read(row);
  }

  #reader({ batch, facts, dictionaries }: CountedRows): Read {
    const kind = FIELDS[this.#field];
    if (kind === "category") {
      const codes = batch.codes.get(this.#field);
      const dictionary = dictionaries.get(this.#field);
      if (codes === undefined || dictionary === undefined) return nothing;
      const texts = (this.#texts ??= new Texts(dictionary));
      return (row) => (codes[row] < 0 ? null : texts.of(codes[row]));
    }
    const flags = batch.flags.get(this.#field);
    if (kind === "flag") return flags === undefined ? nothing : (row) => (flags[row] < 0 ? null : flags[row] === 1);
    const numbers = batch.numbers.get(this.#field);
    const isRead = kind === "score" ? isOnScale(this.#field, facts) : (value: number) => !Number.isNaN(value);
    return (row) => {
      const band = kind === "score" && flags !== undefined ? flags[row] : -1;
      if (band >= 0) return band === OFFERED ? null : (BANDS[band] ?? null);
      const value = numbers === undefined ? Number.NaN : numbers[row];
      return isRead(value) ? value : null;
    };
  }
}

/** Where a column has no scale, its numbers stand as they are: they are no figures, but somebody gave them. */
const isOnScale = (field: Field, facts: SourceFacts): ((value: number) => boolean) => {
  const scored = SCORE_FIELDS.find((one) => one === field);
  const scale = scored === undefined ? undefined : facts.scale(scored);
  if (scale === undefined) return (value) => !Number.isNaN(value);
  return (value) => value >= scale.low && value <= scale.high && (scored !== "nps" || Number.isInteger(value));
};

/** Reads whether rows are solved, by the rules of the KPIs; null = not known. */
export class ResolvedReader {
  #rows: Int8Array | null = null;

  open({ batch, facts }: CountedRows): void {
    this.#rows = resolvedRows(batch, facts);
  }

  value(row: number): boolean | null {
    return this.#rows === null || this.#rows[row] < 0 ? null : this.#rows[row] === 1;
  }
}
