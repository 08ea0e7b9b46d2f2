import type { Batch } from "../values/batch.ts";

/** What a source says of its fields, as far as merging repeated rows needs it. */
export interface RepeatSource {
  /** Keys of the batch columns (fields) this file has a column for. */
  readonly keys: ReadonlySet<string>;
  /** Fields of all its columns, also those that this report does not read: rows are the same whatever is asked of them. */
  readonly mapped: ReadonlySet<string>;
  /** Those of them that hold numbers, flags and codes. */
  readonly holding: Readonly<Record<"numbers" | "flags" | "codes", readonly string[]>>;
  /** Instants that tell how new a row is, `updated` left out. */
  readonly recency: readonly string[];
  /** Rows of which sources compete with each other. */
  readonly group: number;
}

/** A run of merged rows as a batch, with the facts of `source`, or of all its group's files when they had to be joined. */
export interface MergedBatch {
  readonly batch: Batch;
  readonly joined: boolean;
  readonly group: number;
}

/** Rows set aside, by column, as arrays of the same length. */
export interface SavedRepeats {
  readonly numbers: readonly (readonly [key: string, values: Float64Array])[];
  readonly flags: readonly (readonly [key: string, values: Int8Array])[];
  readonly codes: readonly (readonly [key: string, values: Int32Array])[];
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly source: Int32Array;
  readonly line: Uint32Array;
  readonly updated: Float64Array;
  readonly latest: Float64Array;
  readonly preferred: Int8Array;
}

const BATCH_ROWS = 8192;

/** Whether a source's only date is its rows' beginning: one that differs between the rows of an id is the time of an event or a message. */
const isLog = ({ keys, recency }: RepeatSource): boolean => recency.length === 1 && recency[0] === "created" && !keys.has("updated");

class Growing<T extends Float64Array | Int32Array | Int8Array | Uint32Array> {
  values: T;
  readonly #make: (size: number) => T;

  constructor(make: (size: number) => T) {
    this.#make = make;
    this.values = make(256);
  }

  set(index: number, value: number): void {
    this.reserve(index + 1);
    this.values[index] = value;
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const larger = this.#make(Math.max(length, this.values.length * 2));
    larger.set(this.values as never);
    this.values = larger;
  }
}

/**
 * The rows whose id occurs more than once, set aside column by column until all are in. The newest row of an id wins, a preferred one
 * before all others: greatest `updated`, else the latest instant in the row; ties go to the later file, then the later line. Fields whose
 * column the winner's file lacks come from the next newest row; a blank cell in an existing column stays blank.
 */
export class RepeatedRows {
  readonly #sources: readonly RepeatSource[];
  readonly #numbers = new Map<string, Growing<Float64Array>>();
  readonly #flags = new Map<string, Growing<Int8Array>>();
  readonly #codes = new Map<string, Growing<Int32Array>>();
  readonly #high = new Growing((n) => new Uint32Array(n));
  readonly #low = new Growing((n) => new Uint32Array(n));
  readonly #source = new Growing((n) => new Int32Array(n));
  readonly #line = new Growing((n) => new Uint32Array(n));
  readonly #updated = new Growing((n) => new Float64Array(n));
  readonly #latest = new Growing((n) => new Float64Array(n));
  readonly #preferred = new Growing((n) => new Int8Array(n));
  #count = 0;

  constructor(sources: readonly RepeatSource[]) {
    this.#sources = sources;
  }

  add(batch: Batch, row: number, high: number, low: number, preferred: boolean): void {
    const at = this.#count++;
    this.#high.set(at, high);
    this.#low.set(at, low);
    this.#source.set(at, batch.source);
    this.#line.set(at, batch.lines[row]);
    this.#preferred.set(at, preferred ? 1 : 0);
    this.#updated.set(at, batch.numbers.get("updated")?.[row] ?? Number.NaN);
    let latest = Number.NEGATIVE_INFINITY;
    for (const field of this.#sources[batch.source].recency) {
      const instant = batch.numbers.get(field)?.[row] ?? Number.NaN;
      if (instant > latest) latest = instant;
    }
    this.#latest.set(at, latest);
    for (const [key, values] of batch.numbers) column(this.#numbers, key, absentNumbers).set(at, values[row]);
    for (const [key, values] of batch.flags) column(this.#flags, key, absentFlags).set(at, values[row]);
    for (const [key, values] of batch.codes) column(this.#codes, key, absentCodes).set(at, values[row]);
  }

  save(): SavedRepeats {
    const count = this.#count;
    // A column that the last rows have no part of may be shorter, or have room to spare.
    const cut = <T extends Float64Array | Int32Array | Int8Array | Uint32Array>({ values }: Growing<T>): T => values.slice(0, count) as T;
    const cutAll = <T extends Float64Array | Int32Array | Int8Array>(columns: Map<string, Growing<T>>): [string, T][] =>
      [...columns].map(([key, growing]) => {
        growing.reserve(count);
        return [key, cut(growing)];
      });
    return {
      numbers: cutAll(this.#numbers),
      flags: cutAll(this.#flags),
      codes: cutAll(this.#codes),
      high: cut(this.#high),
      low: cut(this.#low),
      source: cut(this.#source),
      line: cut(this.#line),
      updated: cut(this.#updated),
      latest: cut(this.#latest),
      preferred: cut(this.#preferred),
    };
  }

  /** Takes in rows of a later part of the file, `lines` further down than they know; `codesOf`: the codes here of a column's codes there. */
  absorb(saved: SavedRepeats, lines: number, codesOf: (key: string) => Int32Array): void {
    const from = this.#count;
    const count = saved.line.length;
    this.#count += count;
    const put = <T extends Float64Array | Int32Array | Int8Array | Uint32Array>(growing: Growing<T>, values: T): void => {
      growing.reserve(from + count);
      growing.values.set(values as never, from);
    };
    for (const [key, values] of saved.numbers) put(column(this.#numbers, key, absentNumbers), values);
    for (const [key, values] of saved.flags) put(column(this.#flags, key, absentFlags), values);
    for (const [key, values] of saved.codes) {
      const codes = codesOf(key);
      put(
        column(this.#codes, key, absentCodes),
        values.map((code) => (code < 0 ? code : codes[code])),
      );
    }
    put(this.#high, saved.high);
    put(this.#low, saved.low);
    put(this.#source, saved.source);
    put(
      this.#line,
      saved.line.map((line) => line + lines),
    );
    put(this.#updated, saved.updated);
    put(this.#latest, saved.latest);
    put(this.#preferred, saved.preferred);
  }

  /** The winners as batches, and for each source how many of its rows lost. */
  merge(): { batches: MergedBatch[]; losers: number[] } {
    // Joined rows have every column of their export, blank where none of their files has it, whatever the other rows have.
    for (const { holding } of this.#sources) {
      for (const key of holding.numbers) column(this.#numbers, key, absentNumbers);
      for (const key of holding.flags) column(this.#flags, key, absentFlags);
      for (const key of holding.codes) column(this.#codes, key, absentCodes);
    }
    const losers = this.#sources.map(() => 0);
    const bySource = new Map<string, { source: number; joined: boolean; group: number; rows: number[] }>();
    for (const rows of this.#runs()) {
      const winner = rows[0];
      const source = this.#source.values[winner];
      for (let i = 1; i < rows.length; i++) losers[this.#source.values[rows[i]]]++;
      const joined = this.#fill(rows);
      if (isLog(this.#sources[source])) this.#begin(rows);
      const { group } = this.#sources[source];
      const key = joined ? `joined ${source}` : String(source);
      const batch = bySource.get(key) ?? { source, joined, group, rows: [] };
      batch.rows.push(winner);
      bySource.set(key, batch);
    }
    const batches: MergedBatch[] = [];
    for (const { source, joined, group, rows } of bySource.values()) {
      for (let from = 0; from < rows.length; from += BATCH_ROWS) {
        batches.push({ batch: this.#gather(source, joined, group, rows.slice(from, from + BATCH_ROWS)), joined, group });
      }
    }
    return { batches, losers };
  }

  /** Rows of one id each, newest first; ids in the order of their first rows. */
  #runs(): number[][] {
    const [high, low] = [this.#high.values, this.#low.values];
    let slots = 16;
    while (slots < this.#count * 2) slots *= 2;
    // Open addressing over the hashes: a slot holds the number of a run + 1.
    const table = new Int32Array(slots);
    const runs: number[][] = [];
    for (let row = 0; row < this.#count; row++) {
      let slot = low[row] & (slots - 1);
      while (table[slot] !== 0) {
        const [other] = runs[table[slot] - 1];
        if (high[other] === high[row] && low[other] === low[row]) break;
        slot = (slot + 1) & (slots - 1);
      }
      if (table[slot] === 0) table[slot] = runs.push([row]);
      else runs[table[slot] - 1].push(row);
    }
    for (const run of runs) run.sort((a, b) => this.#newer(a, b));
    return runs;
  }

  /** A row without `updated` is older than any with one; the latest instant decides where neither has it. */
  #newer(a: number, b: number): number {
    const preference = this.#preferred.values[b] - this.#preferred.values[a];
    if (preference !== 0) return preference;
    const [updatedA, updatedB] = [this.#updated.values[a], this.#updated.values[b]];
    if (Number.isNaN(updatedA) !== Number.isNaN(updatedB)) return Number.isNaN(updatedA) ? 1 : -1;
    if (!Number.isNaN(updatedA)) {
      if (updatedA !== updatedB) return updatedB - updatedA;
    } else if (this.#latest.values[a] !== this.#latest.values[b]) return this.#latest.values[b] > this.#latest.values[a] ? 1 : -1;
    return this.#source.values[b] - this.#source.values[a] || this.#line.values[b] - this.#line.values[a];
  }

  /** Copies into the winner what its file has no column for; true when something was taken from a file with other columns. */
  #fill(rows: readonly number[]): boolean {
    const winner = rows[0];
    const have = new Set(this.#sources[this.#source.values[winner]].keys);
    const mapped = new Set(this.#sources[this.#source.values[winner]].mapped);
    let joined = false;
    for (let i = 1; i < rows.length; i++) {
      const source = this.#sources[this.#source.values[rows[i]]];
      for (const field of source.mapped) joined ||= !mapped.has(field);
      for (const field of source.mapped) mapped.add(field);
      for (const key of source.keys) {
        if (have.has(key)) continue;
        have.add(key);
        joined = true;
        for (const columns of [this.#numbers, this.#flags, this.#codes]) {
          const values = columns.get(key);
          if (values !== undefined) values.set(winner, values.values[rows[i]]);
        }
      }
    }
    return joined;
  }

  /** An interaction begins with the first of its rows. */
  #begin(rows: readonly number[]): void {
    const created = this.#numbers.get("created")!;
    let first = Number.POSITIVE_INFINITY;
    for (const row of rows) if (isLog(this.#sources[this.#source.values[row]]) && created.values[row] < first) first = created.values[row];
    if (first !== Number.POSITIVE_INFINITY) created.set(rows[0], first);
  }

  #gather(source: number, joined: boolean, group: number, rows: readonly number[]): Batch {
    const keys = joined
      ? new Set(this.#sources.filter((one) => one.group === group).flatMap((one) => [...one.keys]))
      : this.#sources[source].keys;
    const take = <T extends Float64Array | Int32Array | Int8Array>(
      columns: Map<string, Growing<T>>,
      make: (n: number) => T,
      absent: number,
    ): Map<string, T> => {
      const taken = new Map<string, T>();
      for (const [key, column] of columns) {
        if (!keys.has(key)) continue;
        const values = make(rows.length);
        for (let i = 0; i < rows.length; i++) values[i] = rows[i] < column.values.length ? column.values[rows[i]] : absent;
        taken.set(key, values);
      }
      return taken;
    };
    return {
      source,
      rows: rows.length,
      lines: Uint32Array.from(rows, (row) => this.#line.values[row]),
      numbers: take(this.#numbers, (n) => new Float64Array(n), Number.NaN),
      flags: take(this.#flags, (n) => new Int8Array(n), -1),
      codes: take(this.#codes, (n) => new Int32Array(n), -1),
      derived: new Map(),
      impossible: () => undefined,
    };
  }
}

const absentNumbers = (size: number): Float64Array => new Float64Array(size).fill(Number.NaN);
const absentFlags = (size: number): Int8Array => new Int8Array(size).fill(-1);
const absentCodes = (size: number): Int32Array => new Int32Array(size).fill(-1);

const column = <T extends Float64Array | Int32Array | Int8Array>(
  columns: Map<string, Growing<T>>,
  key: string,
  make: (size: number) => T,
): Growing<T> => {
  let known = columns.get(key);
  if (known === undefined) {
    known = new Growing(make);
    columns.set(key, known);
  }
  return known;
};
