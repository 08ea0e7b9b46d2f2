import type { Part, Places, Saved } from "./saved.ts";

type Cells = Float64Array | Int32Array | Int8Array;

const FIRST = 1 << 10;

/** Columns that hold numbers of a run: what they are elsewhere. */
const NUMBERED: Readonly<Record<string, (places: Places) => Int32Array>> = {
  sources: ({ sources }) => sources,
  customers: (places) => places.codes("customer"),
  responses: (places) => places.codes("response_id"),
};

/** Rows kept one by one, because what they come to shows only once all are in: their groups, and columns of what is known of each. */
export class Events<Columns extends Readonly<Record<string, Cells>>> implements Part {
  groups = new Int32Array(FIRST);
  columns: Columns;
  length = 0;

  /** `columns`: an array of each kind wanted, of any length. */
  constructor(columns: Columns) {
    this.columns = resizedAll(columns, FIRST);
  }

  /** Makes a row and returns its place in the columns, for its cells to be set. */
  push(group: number): number {
    if (this.length === this.groups.length) this.resize(2 * this.length);
    this.groups[this.length] = group;
    this.length += 1;
    return this.length - 1;
  }

  /** Adds the other's rows, those of its group g to this one's `groupMap[g]`. */
  merge(other: Events<Columns>, groupMap: Int32Array): void {
    const before = this.length;
    this.length += other.length;
    if (this.length > this.groups.length) this.resize(Math.max(this.length, 2 * before));
    for (let row = 0; row < other.length; row += 1) this.groups[before + row] = groupMap[other.groups[row]];
    for (const [key, cells] of Object.entries(this.columns)) cells.set(other.columns[key].subarray(0, other.length) as never, before);
  }

  save(): Saved {
    const columns = Object.fromEntries(Object.entries(this.columns).map(([key, cells]) => [key, cells.slice(0, this.length)]));
    return { groups: this.groups.slice(0, this.length), columns };
  }

  absorb(saved: Saved, places: Places): void {
    const { groups, columns } = saved as unknown as { readonly groups: Int32Array; readonly columns: Columns };
    const before = this.length;
    this.length += groups.length;
    if (this.length > this.groups.length) this.resize(Math.max(this.length, 2 * before));
    for (let row = 0; row < groups.length; row += 1) this.groups[before + row] = places.groups[groups[row]];
    for (const [key, cells] of Object.entries(this.columns)) {
      const known = NUMBERED[key]?.(places);
      const theirs = columns[key];
      if (known === undefined) cells.set(theirs as never, before);
      else for (let row = 0; row < groups.length; row += 1) cells[before + row] = theirs[row] < 0 ? theirs[row] : known[theirs[row]];
    }
  }

  private resize(size: number): void {
    this.groups = resized(this.groups, size);
    this.columns = resizedAll(this.columns, size);
  }
}

const resizedAll = <Columns extends Readonly<Record<string, Cells>>>(columns: Columns, size: number): Columns =>
  Object.fromEntries(Object.entries(columns).map(([key, cells]) => [key, resized(cells, size)])) as unknown as Columns;

function resized<T extends Cells>(cells: T, size: number): T {
  const larger = new (cells.constructor as new (size: number) => T)(size);
  larger.set(cells as never);
  return larger;
}
