import type { Cell } from "./driver.ts";

/** What exports of one layout last said of an interaction. */
export interface Version {
  readonly layout: number;
  readonly rank: number;
  readonly import: number;
  /** By key of its columns; null = blank. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** An interaction put together from what exports of several layouts said of it. */
export interface Joined {
  /** Newest first; those that have nothing to add are left out. */
  readonly versions: readonly Version[];
  readonly cells: Readonly<Record<string, Cell>>;
}

/** The greatest rank, then the later import. */
const newer = (a: Version, b: Version): number => b.rank - a.rank || b.import - a.import;

/**
 * The newest version says what its columns hold, blanks included; columns it lacks come from the next newest one that has them. `begins`:
 * whether a layout is one of events, of which the first is an interaction's beginning.
 */
export const joinVersions = (all: readonly Version[], begins: (layout: number) => boolean): Joined => {
  const cells: Record<string, Cell> = {};
  const versions: Version[] = [];
  for (const version of all.toSorted(newer)) {
    const fresh = Object.keys(version.cells).filter((key) => !Object.hasOwn(cells, key));
    if (fresh.length === 0) continue;
    versions.push(version);
    for (const key of fresh) cells[key] = version.cells[key];
  }
  if (begins(versions[0].layout)) {
    for (const { layout, cells: others } of all) {
      const created = others["created"] ?? null;
      if (begins(layout) && created !== null && (cells["created"] === null || created < cells["created"]!)) cells["created"] = created;
    }
  }
  return { versions, cells };
};
