import type { Field } from "../interaction/fields.ts";

/** What was collected, as plain data and arrays of numbers: it can be sent to another thread and kept in a file. */
export type Saved =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | Int32Array
  | Uint32Array
  | Int8Array
  | Uint8Array
  | readonly Saved[]
  | { readonly [key: string]: Saved };

/** What numbers of another run, or of another part of the same file, are here; by their number there. */
export interface Places {
  readonly groups: Int32Array;
  /** Sources, those of rows joined from several files included. */
  readonly sources: Int32Array;
  /** Exports: groups of sources that hold the same interactions. */
  readonly exports: Int32Array;
  /** Texts of a field of categories. */
  codes(field: Field): Int32Array;
}

/** Something that collects and can be collected in parts. */
export interface Part {
  /** Valid until more is added. */
  save(): Saved;
  /** Does now what would have to be done when it is asked for. */
  settle?(): void;
  /** Adds what another one of the same kind has saved. */
  absorb(saved: Saved, places: Places): void;
}

/** What several parts hold, in their order. */
export const saveAll = (parts: readonly Part[]): Saved => parts.map((part) => part.save());

export const absorbAll = (parts: readonly Part[], saved: Saved, places: Places): void => {
  const all = saved as readonly Saved[];
  parts.forEach((part, i) => part.absorb(all[i], places));
};

/** A map of numbers as two lists. */
export const saveMap = (map: ReadonlyMap<number, number>): Saved => [Float64Array.from(map.keys()), Float64Array.from(map.values())];

export function* entriesOf(saved: Saved): Generator<[number, number]> {
  const [keys, values] = saved as readonly Float64Array[];
  for (let i = 0; i < keys.length; i += 1) yield [keys[i], values[i]];
}

/** Values by customer (dictionary code) instead of by group. */
export const byCustomer = (values: Part): Part => ({
  save: () => values.save(),
  absorb: (saved, places) => values.absorb(saved, { ...places, groups: places.codes("customer") }),
});
