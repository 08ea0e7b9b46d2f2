import type { RecordBlock } from "../csv/block.ts";
import type { Batch, ColumnPlan, Unreadable } from "./batch.ts";
import { type ColumnReader, type ColumnState, noteUnreadable } from "./column.ts";
import { Dictionary } from "./dictionary.ts";
import { InstantColumn } from "./instant-column.ts";
import { CountColumn, DurationColumn } from "./number-columns.ts";
import type { Vocabularies } from "./vocabulary.ts";
import { CategoryColumn, FlagColumn, ScoreColumn } from "./word-columns.ts";

export type { ColumnState } from "./column.ts";

/** What the columns of one source share with the rest of the run. */
export interface DecoderEnv {
  /** Index of the file in the run. */
  readonly source: number;
  /** By field; made when a field is met first, shared by the sources of a run. */
  readonly dictionaries: Map<string, Dictionary>;
  readonly vocabularies: Vocabularies;
  /** Zone of instants that name none, where the plan names none either. */
  readonly zone: string;
  readonly header: readonly string[];
}

/** Turns the records of one source into typed columns. */
export interface Decoder {
  /** The batch and all its arrays are the decoder's own and valid until the next call. */
  decode(block: RecordBlock): Batch;
  /** One for each plan, in the order of the plans. */
  readonly columns: readonly ColumnState[];
  /** Impossible derived times by field, as noted through `Batch.impossible`. */
  readonly impossible: Map<string, Unreadable>;
}

/** Makes the decoder of one source. A zone that `isZone` refuses throws RangeError. */
export const createDecoder = (plans: readonly ColumnPlan[], env: DecoderEnv): Decoder => {
  const readers = plans.map((plan) => makeReader(plan, env));
  const keys = batchKeys(plans);
  const impossible = new Map<string, Unreadable>();
  const noted = new Map<string, Set<number>>();
  const numbers = new Map<string, Float64Array>();
  const flags = new Map<string, Int8Array>();
  const codes = new Map<string, Int32Array>();
  const derived: Batch["derived"] = new Map();

  const decode = (block: RecordBlock): Batch => {
    derived.clear();
    noted.clear();
    const { count } = block;
    const lines = block.lines.subarray(0, count);
    for (let i = 0; i < readers.length; i++) {
      const reader = readers[i];
      reader.decode(block);
      if (reader.numbers !== undefined) numbers.set(keys[i], reader.numbers.subarray(0, count));
      if (reader.flags !== undefined) flags.set(keys[i], reader.flags.subarray(0, count));
      if (reader.codes !== undefined) codes.set(keys[i], reader.codes.subarray(0, count));
    }
    const note = (field: string, row: number, seconds: number): void => {
      // Several KPIs may derive the same time of the same row.
      const rows = entryOf(noted, field, () => new Set<number>());
      if (rows.has(row)) return;
      rows.add(row);
      const unreadable = entryOf(impossible, field, (): Unreadable => ({ count: 0, examples: [] }));
      noteUnreadable(unreadable, lines[row], () => spanText(seconds));
    };
    return { source: env.source, rows: count, lines, numbers, flags, codes, derived, impossible: note };
  };
  return { decode, columns: readers.map((reader) => reader.state), impossible };
};

/** Fields whose texts mean another thing in another case. */
const EXACT: ReadonlySet<string> = new Set(["id", "response_id"]);

const makeReader = (plan: ColumnPlan, env: DecoderEnv): ColumnReader => {
  const common = plan.words === undefined ? undefined : env.vocabularies.words.get(plan.words);
  const words = plan.meanings === undefined ? common : new Map([...(common ?? []), ...Object.entries(plan.meanings)]);
  switch (plan.kind) {
    case "instant":
      return new InstantColumn(plan, env.zone);
    case "duration":
      return new DurationColumn(plan);
    case "count":
      return new CountColumn(plan);
    case "flag":
      return new FlagColumn(plan, words);
    case "score":
      return new ScoreColumn(plan, words);
    case "category":
      return new CategoryColumn(plan, dictionaryFor(plan, env));
  }
};

/** The texts of a category's field; made by the first of its columns. */
export const dictionaryFor = (
  { field, words }: Pick<ColumnPlan, "field" | "words">,
  { dictionaries, vocabularies }: Pick<DecoderEnv, "dictionaries" | "vocabularies">,
): Dictionary => {
  const speller = words === undefined ? undefined : vocabularies.spellers.get(words);
  return entryOf(dictionaries, field, () => new Dictionary(speller, EXACT.has(field)));
};

/** Keys of the columns in a batch: the field; its second, third … column is `field:1`, `field:2` …. */
export const batchKeys = (plans: readonly ColumnPlan[]): string[] => {
  const times = new Map<string, number>();
  return plans.map(({ field }) => {
    const before = times.get(field) ?? 0;
    times.set(field, before + 1);
    return before === 0 ? field : `${field}:${before}`;
  });
};

const entryOf = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
};

/** `-35 min`, `-2.5 h`, `-12 d`: an impossible time as people say it. */
const spanText = (seconds: number): string => {
  const size = Math.abs(seconds);
  const [unit, length] = size < 60 ? ["s", 1] : size < 7200 ? ["min", 60] : size < 172_800 ? ["h", 3600] : ["d", 86_400];
  return `${Math.round((seconds / length) * 10) / 10} ${unit}`;
};
