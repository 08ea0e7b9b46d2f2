import type { Cell } from "./driver.ts";
import type { Store } from "./open.ts";
import { SCORE_NAMES, scoresIn } from "./scores.ts";

/** Cells by the key of their column. */
export type Cells = Readonly<Record<string, Cell>>;

/** Changes of how many interactions are of a layout, and of how often a score was given, put down at the end of an import. */
export class Tallies {
  readonly #store: Store;
  readonly #rows = new Map<number, number>();
  readonly #scores = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  count(layout: number, rows: number): void {
    this.#rows.set(layout, (this.#rows.get(layout) ?? 0) + rows);
  }

  countScores(layout: number, cells: Cells, change: number): void {
    for (const [field, value] of scoresIn(cells)) {
      const key = `${layout} ${field} ${value}`;
      this.#scores.set(key, (this.#scores.get(key) ?? 0) + change);
    }
  }

  /** Takes back the scores that a stored row counted, and counts those it gets. */
  replaceScores(stored: { readonly row: number; readonly layout: number }, layout: number, cells: Cells): void {
    const before = this.#store.db.prepare(`SELECT ${SCORE_NAMES.join(", ")} FROM interactions WHERE row = ?`).get([stored.row])!;
    this.countScores(stored.layout, before, -1);
    this.countScores(layout, cells, 1);
  }

  putDown(): void {
    const { db } = this.#store;
    const rows = db.prepare("UPDATE layouts SET rows = rows + ? WHERE id = ?");
    for (const [layout, change] of this.#rows) rows.run([change, layout]);
    const scores = db.prepare(
      "INSERT INTO scores (layout_id, field, value, rows) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
    );
    for (const [key, change] of this.#scores) {
      const [layout, field, value] = key.split(" ");
      if (change !== 0) scores.run([Number(layout), field, Number(value), change]);
    }
    db.exec("DELETE FROM scores WHERE rows <= 0");
  }
}
