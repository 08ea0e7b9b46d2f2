import { hashOf } from "./cells.ts";
import type { Cell, Row } from "./driver.ts";
import { hasOwnColumn, isLog, keptName, type Layout } from "./layout.ts";
import { allLayouts, joinedLayout } from "./layouts.ts";
import type { Store } from "./open.ts";
import type { Cells, Tallies } from "./tallies.ts";
import { joinVersions, type Version } from "./versions.ts";

/** An interaction as the store has it. */
export interface Known {
  readonly row: number;
  readonly rank: number;
  readonly hash: number;
  readonly layout: number;
  readonly import: number;
  readonly created: Cell;
}

/** Brings interactions up to date that exports with different columns have told of. Such are few: nothing here is quick. */
export class Joiner {
  readonly #store: Store;
  readonly #source: number;
  readonly #tallies: Tallies;
  readonly #layouts: ReadonlyMap<number, Layout>;

  constructor(store: Store, source: number, tallies: Tallies) {
    this.#store = store;
    this.#source = source;
    this.#tallies = tallies;
    this.#layouts = new Map(allLayouts(store).map((layout) => [layout.id, layout]));
  }

  /** Takes what an export says of an interaction that others, with other columns, have told of. */
  join(incoming: Version, line: number, stored: Known): { readonly isChanged: boolean; readonly isOlder: boolean } {
    const versions = this.#versionsOf(stored);
    const own = versions.find(({ layout }) => layout === incoming.layout);
    const all = own !== undefined && own.rank > incoming.rank ? versions : [...versions.filter((one) => one !== own), incoming];
    const joined = joinVersions(all, (layout) => isLog(this.#layouts.get(layout)!.columns));
    const isAlone = joined.versions.length === 1;
    const layout = isAlone ? this.#layouts.get(joined.versions[0].layout)! : joinedLayout(this.#store, this.#source);
    const hash = hashOf(
      isAlone ? layout.columns.map(({ key }) => joined.cells[key] ?? null) : Object.entries(joined.cells).toSorted().flat(),
    );
    const isChanged = hash !== stored.hash || layout.id !== stored.layout;
    this.#keep(stored.row, isAlone ? [] : joined.versions);
    if (isChanged) {
      this.#tallies.replaceScores(stored, layout.id, joined.cells);
      this.#tallies.count(stored.layout, -1);
      this.#tallies.count(layout.id, 1);
      const { rank } = joined.versions[0];
      this.#write(stored.row, joined.cells, { layout_id: layout.id, import_id: incoming.import, line, rank, hash });
    }
    return { isChanged, isOlder: incoming.rank < stored.rank };
  }

  #versionsOf(stored: Known): Version[] {
    const { db } = this.#store;
    const versions = db
      .prepare("SELECT * FROM versions WHERE row = ?")
      .all([stored.row])
      .map((one) => ({
        layout: Number(one["layout_id"]),
        rank: Number(one["rank"]),
        import: Number(one["import_id"]),
        cells: JSON.parse(String(one["cells"])) as Cells,
      }));
    if (versions.length > 0) return versions;
    const row = db.prepare("SELECT * FROM interactions WHERE row = ?").get([stored.row])!;
    return [{ layout: stored.layout, rank: stored.rank, import: stored.import, cells: cellsOf(row, this.#layouts.get(stored.layout)!) }];
  }

  #keep(row: number, versions: readonly Version[]): void {
    const { db } = this.#store;
    db.prepare("DELETE FROM versions WHERE row = ?").run([row]);
    const keep = db.prepare("INSERT INTO versions (row, layout_id, import_id, rank, cells) VALUES (?, ?, ?, ?, ?)");
    for (const one of versions) keep.run([row, one.layout, one.import, one.rank, JSON.stringify(one.cells)]);
  }

  #write(row: number, cells: Cells, about: Cells): void {
    const own = Object.entries(cells).filter(([key]) => hasOwnColumn(key));
    const kept = Object.entries(cells).flatMap(([key, cell]) => (hasOwnColumn(key) || cell === null ? [] : [[keptName(key), cell]]));
    const values = { ...Object.fromEntries(own), ...about, kept: kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept)) };
    const assignments = Object.keys(values).map((name) => `${name} = ?`);
    this.#store.db.prepare(`UPDATE interactions SET ${assignments.join(", ")} WHERE row = ?`).run([...Object.values(values), row]);
  }
}

/** What a stored row holds of the columns of a layout. */
const cellsOf = (row: Row, { columns }: Layout): Cells => {
  const kept = JSON.parse(String(row["kept"] ?? "{}")) as Cells;
  return Object.fromEntries(columns.map(({ key }) => [key, hasOwnColumn(key) ? row[key] : (kept[keptName(key)] ?? null)]));
};
