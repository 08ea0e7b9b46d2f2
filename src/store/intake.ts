import { hashOf } from "./cells.ts";
import type { Cell, Statement } from "./driver.ts";
import { Joiner, type Known } from "./joiner.ts";
import { hasOwnColumn, isLog, keptName, type Layout, type LayoutColumn } from "./layout.ts";
import type { Store } from "./open.ts";
import { RowPage } from "./row-page.ts";
import { SCORE_NAMES } from "./scores.ts";
import { type Cells, Tallies } from "./tallies.ts";

/** A row of an export on its way in. */
export interface IncomingRow {
  /** Tells the interaction among those of its source; null = the row has no id, and is an interaction of its own. */
  readonly key: string | null;
  /** Where it starts in its file. */
  readonly line: number;
  /** How new it is: of two rows of one interaction the greater one counts, the later one of equals. */
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

/** Rows looked up at once. */
const BATCH = 500;

/** Takes the rows of one import in. Has to be finished within the transaction that it was begun in. */
export class Intake {
  readonly fates: Fates = { new: 0, updated: 0, unchanged: 0, older: 0, duplicates: 0 };
  readonly #store: Store;
  readonly #layout: Layout;
  readonly #columns: readonly LayoutColumn[];
  readonly #import: number;
  readonly #isLog: boolean;
  /** Places of the columns that hold scores, or tell of which kind they are. */
  readonly #scores: readonly number[];
  readonly #created: number;
  /** Places of the columns with one of their own in the table, and of those kept together. */
  readonly #own: readonly number[];
  readonly #kept: readonly number[];
  readonly #insertOne: Statement;
  readonly #page: RowPage | null;
  readonly #update: Statement;
  readonly #find: Statement;
  readonly #tallies: Tallies;
  #joiner: Joiner | null = null;
  #pending: IncomingRow[] = [];
  #keys = new Set<string>();

  constructor(store: Store, layout: Layout, importId: number) {
    this.#store = store;
    this.#layout = layout;
    this.#import = importId;
    this.#tallies = new Tallies(store);
    const { columns, source, id } = layout;
    this.#columns = columns;
    this.#isLog = isLog(columns);
    this.#created = columns.findIndex(({ key }) => key === "created");
    const places = columns.map((_, at) => at);
    this.#scores = places.filter((at) => SCORE_NAMES.some((name) => name === columns[at].key));
    this.#own = places.filter((at) => hasOwnColumn(columns[at].key));
    this.#kept = places.filter((at) => !hasOwnColumn(columns[at].key));
    const names = ["line", "rank", "hash", ...this.#own.map((at) => columns[at].key), ...(this.#kept.length > 0 ? ["kept"] : [])];
    const { db } = store;
    this.#insertOne = db.prepare(
      `INSERT INTO interactions (source_id, layout_id, import_id, key, ${names.join(", ")})
       VALUES (${source}, ${id}, ${importId}, ?, ${names.map(() => "?").join(", ")})`,
    );
    this.#page = RowPage.open(db, ["key", ...names], { source_id: source, layout_id: id, import_id: importId });
    const assignments = names.map((name) => `${name} = ?`).join(", ");
    this.#update = db.prepare(`UPDATE interactions SET import_id = ${importId}, ${assignments} WHERE row = ?`);
    this.#find = db.prepare(
      `SELECT i.row, i.key, i.rank, i.hash, i.layout_id AS layout, i.import_id AS import, i.created
       FROM json_each(?) j CROSS JOIN interactions i ON i.source_id = ${source} AND i.key = j.value`,
    );
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
    this.#tallies.putDown();
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
    if (keys.length === 0) return new Map();
    return new Map(this.#find.all([JSON.stringify(keys)]).map((row) => [String(row["key"]), row as unknown as Known]));
  }

  #insert(rows: readonly IncomingRow[]): void {
    this.fates.new += rows.length;
    this.#tallies.count(this.#layout.id, rows.length);
    for (const { cells } of rows) {
      // Most rows have none.
      if (this.#scores.some((at) => typeof cells[at] === "number"))
        this.#tallies.countScores(this.#layout.id, this.#byKey(cells, this.#scores), 1);
    }
    for (const row of rows) {
      const cells: Cell[] = [];
      this.#write(cells, row, true);
      if (this.#page?.take(cells)) continue;
      this.#page?.handOver();
      if (!this.#page?.take(cells)) this.#insertOne.run(cells);
    }
    this.#page?.handOver();
  }

  #write(into: Cell[], { key, line, rank, cells }: IncomingRow, isNew: boolean): void {
    if (isNew) into.push(key);
    into.push(line, rank, hashOf(cells));
    for (const at of this.#own) into.push(cells[at]);
    if (this.#kept.length > 0) into.push(this.#keptOf(cells));
  }

  #keptOf(cells: readonly Cell[]): Cell {
    const kept = this.#kept.flatMap((at) => (cells[at] === null ? [] : [[keptName(this.#columns[at].key), cells[at]] as const]));
    return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
  }

  #byKey(cells: readonly Cell[], places: readonly number[]): Cells {
    return Object.fromEntries(places.map((at) => [this.#columns[at].key, cells[at]]));
  }

  /** A row of an interaction whose stored row has the same columns. */
  #meet(row: IncomingRow, stored: Known): void {
    const begins = this.#isLog && this.#begin(row, stored);
    if (row.rank < stored.rank) {
      this.#tell(row, stored, begins, true);
      return;
    }
    const isSame = hashOf(row.cells) === stored.hash;
    if (!isSame) {
      if (this.#scores.length > 0) this.#tallies.replaceScores(stored, this.#layout.id, this.#byKey(row.cells, this.#scores));
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
    // What else it holds is not looked at again, so that its hash is not known.
    this.#store.db
      .prepare("UPDATE interactions SET created = ?, hash = -1, import_id = ? WHERE row = ?")
      .run([created, this.#import, stored.row]);
    return true;
  }

  /** A row of an interaction that other exports, with other columns, have told of. */
  #join(row: IncomingRow, stored: Known): void {
    this.#joiner ??= new Joiner(this.#store, this.#layout.source, this.#tallies);
    const version = { layout: this.#layout.id, rank: row.rank, import: this.#import, cells: this.#byKey(row.cells, [...row.cells.keys()]) };
    const { isChanged, isOlder } = this.#joiner.join(version, row.line, stored);
    this.#tell(row, stored, isChanged, isOlder);
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
}
