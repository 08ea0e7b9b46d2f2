import { FIELDS, isField, type Field } from "../interaction/fields.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { ABSENT_CODE, type Batch, type Kind } from "../values/batch.ts";
import { type BucketUnit, bucketLabel, fillBuckets } from "../values/calendar.ts";
import { Dictionary } from "../values/dictionary.ts";
import { foldWord } from "../values/vocabulary.ts";

export const NONE = "(none)";

const TIME_UNITS: readonly BucketUnit[] = ["hour", "weekday", "day", "week", "month", "quarter", "year"];
const isTimeUnit = (name: string): name is BucketUnit => (TIME_UNITS as readonly string[]).includes(name);

/** One thing rows can be grouped or filtered by. Codes are dense for categories and calendar numbers for times; −1 = (none). */
export interface Dimension {
  readonly name: string;
  readonly kind: "time" | "category";
  codesOf(batch: Batch): Int32Array;
  label(code: number): string;
  /** The code of a label, new or known; undefined where codes mean the same in every run. */
  readonly codeOf?: (label: string) => number;
  /** Cells with several values (tags): the values of a code of `codesOf`. */
  readonly expand?: (code: number) => readonly number[];
}

/** What a name given to `--by`, `--across` or `--where` means for these files. */
export type Name =
  | { readonly kind: "time"; readonly name: string; readonly unit: BucketUnit }
  | { readonly kind: "field"; readonly name: string; readonly field: Field }
  | { readonly kind: "header"; readonly name: string; readonly header: string };

export interface NameScope {
  /** Header rows of all files. */
  readonly headers: readonly (readonly string[])[];
  /** Fields some file maps. */
  readonly fields: ReadonlySet<Field>;
}

/** Reads a name: our own word, then an exact header, then either without regard to case. Unknown names are exit 2 with the list. */
export const resolveName = (name: string, scope: NameScope, flag: string): Name => {
  const own = ownName(name);
  const exact = scope.headers.flat().find((header) => header === name);
  if (own !== null && (own.kind === "time" || scope.fields.has(own.field) || exact === undefined)) return own;
  if (exact !== undefined) return { kind: "header", name, header: exact };
  const folded = foldWord(name);
  const lower = ownName(folded);
  if (lower !== null) return { ...lower, name };
  const loose = scope.headers.flat().find((header) => foldWord(header) === folded);
  if (loose !== undefined) return { kind: "header", name, header: loose };
  const headers = [...new Set(scope.headers.flat().filter((header) => header !== ""))];
  const dimensions = [...TIME_UNITS, ...scope.fields];
  throw new ProblemError(2, "unknown-name", { name, flag, similar: similar(name, [...headers, ...dimensions]), dimensions, headers });
};

const ownName = (name: string): (Name & { kind: "time" | "field" }) | null => {
  if (isTimeUnit(name)) return { kind: "time", name, unit: name };
  return isField(name) ? { kind: "field", name, field: name } : null;
};

export interface DimensionEnv {
  readonly zone: string;
  readonly dictionaries: Map<string, Dictionary>;
  /** Rows' instants on the date basis, epoch ms, NaN without. */
  readonly basis: (batch: Batch) => Float64Array;
  /** NaN for every row. */
  readonly none: (batch: Batch) => Float64Array;
  /** Whether the basis column of a source holds dates without a time of day. */
  readonly dateOnly: (source: number) => boolean;
  /** What `source` is called for a source whose file has no such column. */
  readonly sourceName: (source: number) => string;
  /** The same by the source's vendor. */
  readonly vendorName: (vendor: string) => string;
}

/** Makes the dimension of a name. */
export const makeDimension = (name: Name, env: DimensionEnv): Dimension => {
  if (name.kind === "time") return timeDimension(name.name, name.unit, env);
  if (name.kind === "header") return dictionaryDimension(name.name, `header:${name.header}`, env);
  if (name.field === "source") return sourceDimension(name.name, env);
  if (name.field === "tags") return tagsDimension(name.name, env);
  const kind = FIELDS[name.field];
  if (kind === "category") return dictionaryDimension(name.name, name.field, env);
  if (kind === "instant")
    return timeDimension(name.name, "day", { ...env, basis: (batch) => batch.numbers.get(name.field) ?? env.none(batch) });
  return valueDimension(name.name, name.field, kind);
};

const timeDimension = (name: string, unit: BucketUnit, env: DimensionEnv): Dimension => {
  let codes = new Int32Array(0);
  return {
    name,
    kind: "time",
    codesOf(batch) {
      if (codes.length < batch.rows) codes = new Int32Array(batch.rows);
      if (unit === "hour" && env.dateOnly(batch.source)) codes.fill(ABSENT_CODE, 0, batch.rows);
      else fillBuckets(env.basis(batch), batch.rows, unit, env.zone, codes);
      return codes;
    },
    label: (code) => bucketLabel(code, unit),
  };
};

const dictionaryDimension = (name: string, key: string, env: DimensionEnv): Dimension => {
  let none = new Int32Array(0);
  return {
    name,
    kind: "category",
    codesOf(batch) {
      const codes = batch.codes.get(key);
      if (codes !== undefined) return codes;
      if (none.length < batch.rows) none = new Int32Array(batch.rows).fill(ABSENT_CODE);
      return none;
    },
    label: (code) => env.dictionaries.get(key)!.text(code),
    codeOf: (label) => env.dictionaries.get(key)!.codeOfText(label),
  };
};

/** Stands before a vendor where what its rows are called is not known yet: that depends on the other files. */
export const VENDOR = "\ue000";

/** Where a file has no `source` column, the vendor (or the file's kind) names its rows. */
const sourceDimension = (name: string, env: DimensionEnv): Dimension => {
  const dictionary = new Dictionary();
  let codes = new Int32Array(0);
  return {
    name,
    kind: "category",
    codesOf(batch) {
      if (codes.length < batch.rows) codes = new Int32Array(batch.rows);
      const own = batch.codes.get("source");
      if (own === undefined) codes.fill(dictionary.codeOfText(env.sourceName(batch.source)), 0, batch.rows);
      else {
        const words = env.dictionaries.get("source")!;
        for (let row = 0; row < batch.rows; row++) codes[row] = own[row] < 0 ? ABSENT_CODE : dictionary.codeOfText(words.text(own[row]));
      }
      return codes;
    },
    label: (code) => dictionary.text(code),
    codeOf: (label) => dictionary.codeOfText(label.startsWith(VENDOR) ? env.vendorName(label.slice(VENDOR.length)) : label),
  };
};

/** Tags: several values in one cell, separated by comma, semicolon or bar, else by blanks as help desks write single-word tags. */
const tagsDimension = (name: string, env: DimensionEnv): Dimension => {
  const tags = new Dictionary();
  /** By code of the cell. Cells are taken in the order of the file, whatever order they are asked for: the first row spells a tag. */
  const known: (readonly number[])[] = [];
  const cells = dictionaryDimension(name, "tags", env);
  const knowUpTo = (code: number): void => {
    while (known.length <= code) {
      const text = cells.label(known.length);
      const parts = /[,;|]/u.test(text) ? text.split(/[,;|]/u) : text.split(/\s+/u);
      known.push([...new Set(parts.map((part) => tags.codeOfText(part)).filter((value) => value !== ABSENT_CODE))]);
    }
  };
  return {
    name,
    kind: "category",
    codesOf: (batch) => cells.codesOf(batch),
    label: (code) => tags.text(code),
    codeOf(label) {
      knowUpTo(env.dictionaries.get("tags")!.size - 1);
      return tags.codeOfText(label);
    },
    expand(code) {
      knowUpTo(code);
      return known[code];
    },
  };
};

/** Flags read yes or no; scores, counts and durations (seconds) by their number. */
const valueDimension = (name: string, field: string, kind: Kind): Dimension => {
  const texts = new Dictionary();
  let codes = new Int32Array(0);
  const bands = ["bad", "neutral", "good"];
  return {
    name,
    kind: "category",
    codesOf(batch) {
      if (codes.length < batch.rows) codes = new Int32Array(batch.rows);
      const flags = batch.flags.get(field);
      const numbers = batch.numbers.get(field);
      for (let row = 0; row < batch.rows; row++) {
        const value = numbers === undefined ? Number.NaN : numbers[row];
        const flag = flags === undefined ? -1 : flags[row];
        let text = "";
        if (!Number.isNaN(value)) text = String(value);
        else if (flag >= 0) text = kind === "flag" ? (flag === 1 ? "yes" : "no") : (bands[flag] ?? "");
        codes[row] = text === "" ? ABSENT_CODE : texts.codeOfText(text);
      }
      return codes;
    },
    label: (code) => texts.text(code),
    codeOf: (label) => texts.codeOfText(label),
  };
};
