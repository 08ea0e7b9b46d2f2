import { SCORE_NAMES, scoresIn } from "./scores.ts";
import { hashOf } from "./cells.ts";
import type { Cell, Row, Statement } from "./driver.ts";
import { hasOwnColumn, isLog, type Layout, type LayoutColumn } from "./layout.ts";
import { allLayouts, joinedLayout } from "./layouts.ts";
import type { Store } from "./open.ts";
import { joinVersions, type Version } from "./versions.ts";

/** A row of an export on its way in. */
export interface IncomingRow {
  /** Tells the interaction among those of its source; null = the row has no id, and is an interaction of its own. */
  readonly key: string | null;
  /** Where it starts in its file. */
  readonly line: number;
  /** How new it is: of two rows of one interaction the greater one counts. */
  readonly rank: number;
  /** In the order of the layout's columns. */
  readonly cells: Cell[];
  /** The file had a row of this interaction before. */
  readonly isRepeat: boolean;
}

/** What became of the rows that came in. Each is counted once. */
export interface Fates {
  new: number;
  updated: number;
  /** The store says the same, or has something newer. */
  unchanged: number;
  /** Of `unchanged`: the store has something newer. */
  older: number;
  /** Further rows of an interaction in the same file. */
  duplicates: number;
}

interface Known {
  readonly row: number;
  readonly rank: number;
  readonly hash: number;
  readonly layout: number;
  readonly import: number;
  readonly created: Cell;
}

/** Rows looked up at once, and rows of one INSERT. */
const BATCH = 500;
const TOGETHER = 20;

const HEAD = ["import_id", "line", "rank", "hash", "layout_id", "at"] as const;

/** Takes the rows of one import in. Has to be finished within the transaction that it was begun in. */
export class Intake {
  readonly fates: Fates = { new: 0, updated: 0, unchanged: 0, older: 0, duplicates: 0 };
  readonly #store: Store;
  readonly #layout: Layout;
  readonly #columns: readonly LayoutColumn[];
  readonly #import: number;
  readonly #isLog: boolean;
  readonly #created: number;
  /** Places of the columns that date an interaction, best first. */
  readonly #dates: readonly number[];
  /** Places of the columns with one of their own in the table, and of those kept together. */
  readonly #own: readonly number[];
  readonly #kept: readonly number[];
  readonly #insertOne: Statement;
  readonly #insertMany: Statement;
  readonly #update: Statement;
  readonly #find: Statement;
  readonly #hasScores: boolean;
  #pending: IncomingRow[] = [];
  #keys = new Set<string>();
  /** Changes of how many rows are of a layout, and of how often a score was given. */
  readonly #rows = new Map<number, number>();
  readonly #scores = new Map<string, number>();

  constructor(store: Store, layout: Layout, importId: number) {
    this.#store = store;
    this.#layout = layout;
    this.#import = importId;
    const { columns } = layout;
    this.#columns = columns;
    this.#isLog = isLog(columns);
    const placeOf = (key: string): number => columns.findIndex((column) => column.key === key);
    this.#created = placeOf("created");
    this.#dates = ["created", "answered_at", "sent"].map(placeOf).filter((at) => at >= 0);
    const places = columns.map((_, at) => at);
    this.#own = places.filter((at) => hasOwnColumn(columns[at].key));
    this.#kept = places.filter((at) => !hasOwnColumn(columns[at].key));
    const names = [...HEAD, ...this.#own.map((at) => columns[at].key), ...(this.#kept.length > 0 ? ["kept"] : [])];
    const { db } = store;
    const insert = `INSERT INTO interactions (source_id, key, ${names.join(", ")}) VALUES `;
    const values = `(${layout.source}, ?, ${names.map(() => "?").join(", ")})`;
    this.#insertOne = db.prepare(insert + values);
    this.#insertMany = db.prepare(insert + Array.from({ length: TOGETHER }, () => values).join());
    this.#update = db.prepare(`UPDATE interactions SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE row = ?`);
    this.#find = db.prepare(
      `SELECT i.row, i.key, i.rank, i.hash, i.layout_id AS layout, i.import_id AS import, i.created FROM json_each(?) j CROSS JOIN interactions i ON i.source_id = ${layout.source} AND i.key = j.value`,
    );
    this.#hasScores = columns.some(({ key }) => (SCORE_NAMES as readonly string[]).includes(key));
  }

  put(row: IncomingRow): void {
    if (row.key !== null) {
      if (this.#keys.has(row.key)) this.#flush();
      this.#keys.add(row.key);
    }
    this.#pending.push(row);
    if (this.#pending.length >= BATCH) this.#flush();
  }

  /** Takes in what waits, and puts down what has changed in numbers. */
  finish(): Fates {
    this.#flush();
    const { db } = this.#store;
    const rows = db.prepare("UPDATE layouts SET rows = rows + ? WHERE id = ?");
    for (const [layout, change] of this.#rows) rows.run([change, layout]);
    const scores = db.prepare(
      "INSERT INTO scores (layout_id, field, value, rows) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
    );
    for (const [key, change] of this.#scores) {
      if (change !== 0) scores.run([...(JSON.parse(key) as Cell[]), change]);
    }
    db.exec("DELETE FROM scores WHERE rows <= 0");
    return this.fates;
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    this.#keys = new Set();
    const known = this.#lookUp(pending);
    const added: IncomingRow[] = [];
    for (const row of pending) {
      const stored = row.key === null ? undefined : known.get(row.key);
      if (stored === undefined) added.push(row);
      else if (stored.layout === this.#layout.id) this.#meet(row, stored);
      else this.#join(row, stored);
    }
    this.#insert(added);
  }

  #lookUp(rows: readonly IncomingRow[]): Map<string, Known> {
    const keys = rows.flatMap(({ key }) => (key === null ? [] : [key]));
    const known = new Map<string, Known>();
    if (keys.length === 0) return known;
    for (const row of this.#find.all([JSON.stringify(keys)])) known.set(String(row["key"]), row as unknown as Known);
    return known;
  }

  #insert(rows: readonly IncomingRow[]): void {
    this.fates.new += rows.length;
    this.#count(this.#layout.id, rows.length);
    if (this.#hasScores) for (const { cells } of rows) this.#countScores(this.#layout.id, this.#byKey(cells), 1);
    let at = 0;
    for (; at + TOGETHER <= rows.length; at += TOGETHER) {
      const cells: Cell[] = [];
      for (let i = at; i < at + TOGETHER; i++) this.#write(cells, rows[i], true);
      this.#insertMany.run(cells);
    }
    for (; at < rows.length; at++) {
      const cells: Cell[] = [];
      this.#write(cells, rows[at], true);
      this.#insertOne.run(cells);
    }
  }

  #write(into: Cell[], { key, line, rank, cells }: IncomingRow, isNew: boolean): void {
    if (isNew) into.push(key);
    into.push(this.#import, line, rank, hashOf(cells), this.#layout.id, this.#dateOf(cells));
    for (const at of this.#own) into.push(cells[at]);
    if (this.#kept.length > 0) into.push(this.#keptOf(cells));
  }

  #dateOf(cells: readonly Cell[]): Cell {
    for (const at of this.#dates) if (cells[at] !== null) return cells[at];
    return null;
  }

  #keptOf(cells: readonly Cell[]): Cell {
    const kept = this.#kept.flatMap((at) =>
      cells[at] === null ? [] : [[this.#columns[at].key.replace(/^header:/u, ""), cells[at]] as const],
    );
    return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
  }

  #byKey(cells: readonly Cell[]): Record<string, Cell> {
    return Object.fromEntries(this.#columns.map(({ key }, at) => [key, cells[at]]));
  }

  /** A row of an interaction whose stored row has the same columns. */
  #meet(row: IncomingRow, stored: Known): void {
    const begins = this.#isLog ? this.#begin(row, stored) : false;
    if (row.rank < stored.rank) {
      this.#tell(row, stored, begins, true);
      return;
    }
    const isSame = hashOf(row.cells) === stored.hash;
    if (!isSame) {
      if (this.#hasScores) this.#replaceScores(stored, this.#layout.id, this.#byKey(row.cells));
      const cells: Cell[] = [];
      this.#write(cells, row, false);
      this.#update.run([...cells, stored.row]);
    }
    this.#tell(row, stored, !isSame, false);
  }

  /** An interaction begins with the first of its events. True when the stored one has to begin earlier. */
  #begin(row: IncomingRow, stored: Known): boolean {
    const created = row.cells[this.#created];
    if (stored.created !== null && (created === null || stored.created < created)) {
      row.cells[this.#created] = stored.created;
      return false;
    }
    if (created === stored.created || row.rank >= stored.rank) return false;
    // What it holds is not looked at again, so that its hash is not known.
    this.#store.db
      .prepare("UPDATE interactions SET created = ?, at = ?, hash = -1, import_id = ? WHERE row = ?")
      .run([created, created, this.#import, stored.row]);
    return true;
  }

  /** A row of an interaction that other exports, with other columns, have told of. */
  #join(row: IncomingRow, stored: Known): void {
    const { db } = this.#store;
    const layouts = new Map(allLayouts(this.#store).map((layout) => [layout.id, layout]));
    const before = db.prepare("SELECT * FROM interactions WHERE row = ?").get([stored.row])!;
    let versions: Version[] = db
      .prepare("SELECT * FROM versions WHERE row = ?")
      .all([stored.row])
      .map((one) => ({
        layout: Number(one["layout_id"]),
        rank: Number(one["rank"]),
        import: Number(one["import_id"]),
        cells: JSON.parse(String(one["cells"])) as Version["cells"],
      }));
    if (versions.length === 0)
      versions = [{ layout: stored.layout, rank: stored.rank, import: stored.import, cells: cellsOf(before, layouts.get(stored.layout)!) }];
    const own = versions.find(({ layout }) => layout === this.#layout.id);
    const isOlder = own !== undefined && own.rank > row.rank;
    const incoming: Version = { layout: this.#layout.id, rank: row.rank, import: this.#import, cells: this.#byKey(row.cells) };
    const all = isOlder ? versions : [...versions.filter((one) => one !== own), incoming];
    const joined = joinVersions(all, (layout) => isLog(layouts.get(layout)!.columns));
    const layout = joined.versions.length === 1 ? layouts.get(joined.versions[0].layout)! : joinedLayout(this.#store, this.#layout.source);
    const cells = joined.versions.length === 1 ? layout.columns.map(({ key }) => joined.cells[key] ?? null) : sorted(joined.cells);
    const hash = hashOf(cells);
    const isSame = hash === stored.hash && layout.id === stored.layout;
    db.prepare("DELETE FROM versions WHERE row = ?").run([stored.row]);
    if (joined.versions.length > 1) {
      const keep = db.prepare("INSERT INTO versions (row, layout_id, import_id, rank, cells) VALUES (?, ?, ?, ?, ?)");
      for (const one of joined.versions) keep.run([stored.row, one.layout, one.import, one.rank, JSON.stringify(one.cells)]);
    }
    if (!isSame) {
      this.#replaceScores(stored, layout.id, joined.cells);
      const own = Object.keys(joined.cells).filter(hasOwnColumn);
      const kept = Object.entries(joined.cells).filter(([key, cell]) => !hasOwnColumn(key) && cell !== null);
      const date = joined.cells["created"] ?? joined.cells["answered_at"] ?? joined.cells["sent"] ?? null;
      const names = [...HEAD, "kept", ...own];
      const keptCell =
        kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept.map(([key, cell]) => [key.replace(/^header:/u, ""), cell])));
      const values = [
        this.#import,
        row.line,
        joined.versions[0].rank,
        hash,
        layout.id,
        date,
        keptCell,
        ...own.map((key) => joined.cells[key]),
      ];
      db.prepare(`UPDATE interactions SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE row = ?`).run([...values, stored.row]);
      this.#count(stored.layout, -1);
      this.#count(layout.id, 1);
    }
    this.#tell(row, stored, !isSame, isOlder);
  }

  /** Counts what became of a row that was known. */
  #tell(row: IncomingRow, stored: Known, isChanged: boolean, isOlder: boolean): void {
    const { fates } = this;
    if (row.isRepeat) fates.duplicates++;
    else if (isChanged) fates.updated++;
    else {
      fates.unchanged++;
      if (isOlder) fates.older++;
    }
    // The first row of it in this file changed nothing, but this one does.
    if (row.isRepeat && isChanged && stored.import !== this.#import && fates.unchanged > 0) {
      fates.unchanged--;
      fates.updated++;
    }
  }

  #count(layout: number, rows: number): void {
    this.#rows.set(layout, (this.#rows.get(layout) ?? 0) + rows);
  }

  #countScores(layout: number, cells: Readonly<Record<string, Cell>>, change: number): void {
    for (const [field, value] of scoresIn(cells)) {
      const key = JSON.stringify([layout, field, value]);
      this.#scores.set(key, (this.#scores.get(key) ?? 0) + change);
    }
  }

  /** Takes back the scores that a stored row counted, and counts those it gets. */
  #replaceScores(stored: Known, layout: number, cells: Readonly<Record<string, Cell>>): void {
    const before = this.#store.db.prepare(`SELECT ${SCORE_NAMES.join(", ")} FROM interactions WHERE row = ?`).get([stored.row])!;
    this.#countScores(stored.layout, before, -1);
    this.#countScores(layout, cells, 1);
  }
}

const sorted = (cells: Readonly<Record<string, Cell>>): Cell[] =>
  Object.entries(cells)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat();

/** What a stored row holds of the columns of a layout. */
const cellsOf = (row: Row, { columns }: Layout): Record<string, Cell> => {
  const kept = JSON.parse(String(row["kept"] ?? "{}")) as Record<string, Cell>;
  return Object.fromEntries(columns.map(({ key }) => [key, hasOwnColumn(key) ? row[key] : (kept[key.replace(/^header:/u, "")] ?? null)]));
};
