import type { SampleRow } from "../interaction/sample.ts";
import { ABSENT_FLAG, type Batch, type ColumnPlan, NEGATIVE, NEUTRAL, POSITIVE, STATUS_RESOLVED } from "../values/batch.ts";
import { batchKeys } from "../values/decoder.ts";
import type { Dictionary } from "../values/dictionary.ts";
import type { CountedRows, PassPlan } from "./pass.ts";
import type { Source } from "./source.ts";

/** What a cell was read as: a number (also instants), or the meaning of a word; null = it cannot be used. */
export type Read = number | string | null;

/** A sampled record that counts, with what became of its cells: one entry a column decoded. */
export interface ReadRow {
  readonly row: SampleRow;
  readonly reads: readonly Read[];
}

const BANDS: Readonly<Record<number, string | undefined>> = { [NEGATIVE]: "negative", [NEUTRAL]: "neutral", [POSITIVE]: "positive" };

/** Follows the records of the sample through the reading of the whole file, so that what is shown of them is what the engine made of them. */
export class SampleReading {
  /** By source. */
  readonly rows: readonly ReadRow[][];
  readonly #columns: PassPlan["columns"];
  readonly #keys: readonly (readonly string[])[];
  readonly #sampled: readonly ReadonlyMap<number, SampleRow>[];
  readonly #last: readonly number[];

  constructor(sources: readonly Source[], columns: PassPlan["columns"]) {
    this.rows = sources.map(() => []);
    this.#columns = columns;
    this.#keys = columns.map(batchKeys);
    this.#sampled = sources.map(({ text }) => new Map(text.sample.filter(({ line }) => line > 0).map((row) => [row.line, row])));
    this.#last = this.#sampled.map((sampled) => [...sampled.keys()].at(-1) ?? 0);
  }

  take({ batch, rows, length, source, dictionaries }: CountedRows): void {
    const { index } = source;
    if (length === 0 || batch.lines[rows[0]] > this.#last[index]) return;
    const readers = this.#columns[index].map((plan, i) => readerOf(plan, this.#keys[index][i], batch, dictionaries));
    for (let i = 0; i < length; i++) {
      const at = rows[i];
      const row = this.#sampled[index].get(batch.lines[at]);
      if (row !== undefined) this.rows[index].push({ row, reads: readers.map((read) => read(at)) });
    }
  }
}

const readerOf = (
  { field, kind, words }: ColumnPlan,
  key: string,
  batch: Batch,
  dictionaries: ReadonlyMap<string, Dictionary>,
): ((row: number) => Read) => {
  const flags = batch.flags.get(key);
  const codes = batch.codes.get(key);
  const numbers = batch.numbers.get(key);
  if (field === "status" && flags !== undefined) {
    return (row) => (flags[row] === ABSENT_FLAG ? null : flags[row] === STATUS_RESOLVED ? "solved" : "open");
  }
  if (codes !== undefined) {
    const texts = words === undefined ? undefined : dictionaries.get(field);
    return (row) => (codes[row] < 0 ? null : (texts?.text(codes[row]) ?? codes[row]));
  }
  if (kind === "flag") return (row) => (flags === undefined || flags[row] < 0 ? null : flags[row] === 1 ? "yes" : "no");
  return (row) => {
    const number = numbers === undefined ? Number.NaN : numbers[row];
    if (!Number.isNaN(number)) return number;
    return flags === undefined ? null : (BANDS[flags[row]] ?? null);
  };
};

/** Longest piece of a cell that is kept. */
const LONGEST = 80;

/** A cell as an example: without blanks around it, cut where it is long. */
export const cut = (text: string): string =>
  text
    .trim()
    .slice(0, LONGEST)
    .replace(/[\ud800-\udbff]$/u, "");
