import type { Saved } from "../kpi/saved.ts";
import type { Batch, Selection } from "../values/batch.ts";
import type { Dimension } from "./dimensions.ts";
import { PairNumbers } from "./pair-numbers.ts";

const NO_VALUE: readonly number[] = [-1];

const add = (volumes: Map<number, number>, code: number, rows: number): void => void volumes.set(code, (volumes.get(code) ?? 0) + rows);

interface SavedGroups {
  readonly dimensions: readonly {
    readonly codes: Int32Array;
    /** Null where codes mean the same everywhere. */
    readonly labels: readonly (readonly [code: number, label: string])[] | null;
    readonly volumes: readonly (readonly [code: number, rows: number])[];
  }[];
  readonly counts: Float64Array;
}

/** Numbers the combinations of dimension values that occur, in order of first sight. Group 0 is the whole when there are no dimensions. */
export class GroupIndex {
  readonly dimensions: readonly Dimension[];
  /** Code of each dimension, by group: `codes[d][group]`, −1 = (none). */
  readonly codes: number[][];
  /** Rows in each group. */
  readonly counts: number[] = [];
  readonly #levels: PairNumbers[];
  /** Rows by value of each dimension; counted only where rows stand in several groups, so that group counts do not add up to it. */
  readonly #volumes: Map<number, number>[];
  #rows = new Int32Array(1024);
  #groups = new Int32Array(1024);
  #selected = new Uint32Array(16);

  constructor(dimensions: readonly Dimension[]) {
    this.dimensions = dimensions;
    this.codes = dimensions.map(() => []);
    this.#levels = dimensions.map(() => new PairNumbers());
    this.#volumes = dimensions.map(() => new Map());
    if (dimensions.length === 0) this.counts.push(0);
  }

  get size(): number {
    return this.counts.length;
  }

  /** Whether a row can belong to several groups, so that groups do not add up to the total. */
  get overlapping(): boolean {
    return this.dimensions.some((dimension) => dimension.expand !== undefined);
  }

  /** Rows by value (code) of one dimension; a row with several values of another dimension counts once. */
  volumes(d: number): ReadonlyMap<number, number> {
    if (this.overlapping) return this.#volumes[d];
    const volumes = new Map<number, number>();
    for (let group = 0; group < this.size; group++) add(volumes, this.codes[d][group], this.counts[group]);
    return volumes;
  }

  /**
   * Assigns groups to the `length` rows of a batch; rows with several values of a dimension occur once for each. Rows not `counted` make
   * groups too, but are none of their rows.
   */
  select(batch: Batch, rows: Int32Array, length: number, counted: boolean): Selection {
    const weight = counted ? 1 : 0;
    if (this.dimensions.length === 0) {
      this.#reserve(length);
      this.#groups.fill(0, 0, length);
      this.counts[0] += weight * length;
      return { rows, groups: this.#groups, length, size: 1 };
    }
    const columns = this.dimensions.map((dimension) => dimension.codesOf(batch));
    if (this.overlapping) return this.#selectExpanded(columns, rows, length, weight);
    this.#reserve(length);
    const groups = this.#groups;
    for (let d = 0; d < columns.length; d++) {
      if (d === 0) groups.fill(0, 0, length);
      if (this.#levels[d].replace(groups, columns[d], rows, length)) this.#addMissing(d, groups, columns, rows, length);
    }
    const counts = this.#count(length);
    if (counts === null) for (let i = 0; i < length; i++) this.counts[groups[i]] += weight;
    else for (let group = 0; group < this.size; group++) this.counts[group] += weight * counts[group];
    return { rows, groups, length, size: this.size, counts };
  }

  /** How many of the first rows are in each group; null where there are more groups than rows. */
  #count(length: number): Uint32Array | null {
    if (this.size > length) return null;
    if (this.#selected.length < this.size) this.#selected = new Uint32Array(2 * this.size);
    const [groups, counts] = [this.#groups, this.#selected];
    counts.fill(0, 0, this.size);
    for (let i = 0; i < length; i++) counts[groups[i]] += 1;
    return counts;
  }

  #selectExpanded(columns: Int32Array[], rows: Int32Array, length: number, weight: number): Selection {
    let count = 0;
    const codes: number[] = Array.from({ length: columns.length }, () => -1);
    const visit = (row: number, d: number): void => {
      if (d === columns.length) {
        this.#reserve(count + 1);
        let at = 0;
        for (let k = 0; k < codes.length; k++) at = this.#stepTo(k, at, k === codes.length - 1, codes);
        this.#rows[count] = row;
        this.#groups[count] = at;
        this.counts[at] += weight;
        count++;
        return;
      }
      const code = columns[d][row];
      const values = this.#expanded(d, code);
      if (values === null) {
        codes[d] = code;
        visit(row, d + 1);
        return;
      }
      for (const value of values) {
        codes[d] = value;
        visit(row, d + 1);
      }
    };
    for (let i = 0; i < length; i++) {
      visit(rows[i], 0);
      for (let d = 0; d < columns.length; d++) {
        const code = columns[d][rows[i]];
        const values = this.#expanded(d, code);
        if (values === null) add(this.#volumes[d], code, weight);
        else for (const value of values) add(this.#volumes[d], value, weight);
      }
    }
    return { rows: this.#rows, groups: this.#groups, length: count, size: this.size };
  }

  /** Groups and their rows; codes with their labels, as both are others elsewhere. */
  save(): Saved {
    const dimensions = this.dimensions.map((dimension, d): Saved => {
      const codes = Int32Array.from(this.codes[d]);
      const volumes = [...this.#volumes[d]];
      const distinct = [...new Set([...codes, ...volumes.map(([code]) => code)])].filter((code) => code >= 0).toSorted((a, b) => a - b);
      const labels = dimension.codeOf === undefined ? null : distinct.map((code): Saved => [code, dimension.label(code)]);
      return { codes, labels, volumes };
    });
    return { dimensions, counts: Float64Array.from(this.counts) };
  }

  /** Takes in groups saved elsewhere; their numbers here, by their numbers there. */
  absorb(saved: Saved): Int32Array {
    const { dimensions, counts } = saved as unknown as SavedGroups;
    const codesHere = this.dimensions.map(({ codeOf }, d) => {
      const { labels } = dimensions[d];
      if (codeOf === undefined || labels === null) return (code: number): number => code;
      const known = new Map(labels.map(([code, label]) => [code, codeOf(label)]));
      return (code: number): number => known.get(code) ?? -1;
    });
    dimensions.forEach(({ volumes }, d) => {
      for (const [code, rows] of volumes) add(this.#volumes[d], codesHere[d](code), rows);
    });
    return Int32Array.from(counts, (rows, group) => {
      const codes = dimensions.map((dimension, d) => codesHere[d](dimension.codes[group]));
      let at = 0;
      for (let d = 0; d < codes.length; d++) at = this.#stepTo(d, at, d === codes.length - 1, codes);
      this.counts[at] += rows;
      return at;
    });
  }

  /** The values of a code of dimension d, (none) when there are none; null = the code is the value. */
  #expanded(d: number, code: number): readonly number[] | null {
    const { expand } = this.dimensions[d];
    if (expand === undefined || code < 0) return null;
    const values = expand(code);
    return values.length === 0 ? NO_VALUE : values;
  }

  #stepTo(d: number, at: number, leaf: boolean, codes: readonly number[]): number {
    const known = this.#levels[d].get(at, codes[d]);
    return known >= 0 ? known : this.#add(d, at, leaf, codes);
  }

  /** Numbers the rows whose values of the dimensions up to d have not come together before, in their order. */
  #addMissing(d: number, groups: Int32Array, columns: readonly Int32Array[], rows: Int32Array, length: number): void {
    const codesOf = (row: number): number[] => columns.map((column) => column[row]);
    for (let i = 0; i < length; i++) {
      if (groups[i] < 0) groups[i] = this.#stepTo(d, ~groups[i], d === columns.length - 1, codesOf(rows[i]));
    }
  }

  #add(d: number, at: number, leaf: boolean, codes: readonly number[]): number {
    const next = leaf ? this.counts.length : this.#levels[d].size;
    this.#levels[d].set(at, codes[d], next);
    if (leaf) {
      this.counts.push(0);
      for (let k = 0; k < codes.length; k++) this.codes[k].push(codes[k]);
    }
    return next;
  }

  #reserve(length: number): void {
    if (length <= this.#groups.length) return;
    const size = Math.max(length, this.#groups.length * 2);
    const groups = new Int32Array(size);
    groups.set(this.#groups);
    this.#groups = groups;
    const rows = new Int32Array(size);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}
