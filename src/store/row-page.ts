import type { Cell, Connection } from "./driver.ts";

/** Bytes of a page, the most that SQLite knows, and cells of each. */
const SIZE = 65_536;
const CELLS = 125;

/** Kind of a page: a leaf of a table. Its header has 8 bytes, the places of its cells follow. */
const LEAF = 13;
const PLACES = 8;

/** Kinds of a value in a record; a text of n bytes is of kind `TEXT + 2n`. */
const [NULL, DOUBLE, TEXT] = [0, 7, 13];

/** Bytes before the values of a record: its length, its number, and the length of what tells the kinds; and bytes for each kind. */
const BEFORE = 3 + 2 + 2;
const KIND = 3;

/** Texts up to this length are written sign by sign, which is quicker as long as they are plain ASCII. */
const SHORT = 48;

const DATABASE = "intake";

/**
 * Rows on their way in, as one page of a table in memory, in the format of SQLite's files (sqlite.org/fileformat2.html). Most of an import's
 * time would go into handing each value over by itself: half a microsecond for each text.
 *
 * SQLite remembers how many cells a page in its memory has. So each page has the same number of them; those that are no rows are one and
 * the same blank cell, whose `line` is null.
 */
export class RowPage {
  readonly #bytes = Buffer.alloc(SIZE);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, SIZE);
  readonly #replace: (page: Buffer) => void;
  readonly #move: () => void;
  readonly #kinds: number;
  #rows = 0;
  #end = 0;

  /** Null = this build of SQLite gives no way to its pages. `names` are columns of interactions, `line` among them; `constants`: further ones. */
  static open(db: Connection, names: readonly string[], constants: Readonly<Record<string, number>>): RowPage | null {
    if (db.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'sqlite_dbpage'").get() === undefined) return null;
    if (db.prepare("SELECT 1 FROM pragma_database_list WHERE name = ?").get([DATABASE]) === undefined) {
      db.exec(`ATTACH ':memory:' AS ${DATABASE}; PRAGMA ${DATABASE}.page_size=${SIZE}`);
    }
    return new RowPage(db, names, constants);
  }

  private constructor(db: Connection, names: readonly string[], constants: Readonly<Record<string, number>>) {
    const list = names.join(", ");
    const blanks = Array.from({ length: CELLS }, () => "(NULL)").join();
    db.exec(`DROP TABLE IF EXISTS ${DATABASE}.rows; CREATE TABLE ${DATABASE}.rows (${list})`);
    db.exec(`INSERT INTO ${DATABASE}.rows (line) VALUES ${blanks}`);
    const root = Number(db.prepare(`SELECT rootpage FROM ${DATABASE}.sqlite_master WHERE name = 'rows'`).get()!["rootpage"]);
    const replace = db.prepare(`UPDATE sqlite_dbpage SET data = ? WHERE pgno = ${root} AND schema = '${DATABASE}'`);
    const move = db.prepare(
      `INSERT INTO interactions (${Object.keys(constants).join(", ")}, ${list})
       SELECT ${Object.values(constants).join(", ")}, ${list} FROM ${DATABASE}.rows WHERE line IS NOT NULL`,
    );
    this.#replace = (page) => replace.run([page]);
    this.#move = () => move.run();
    this.#kinds = names.length * KIND;
    const start = PLACES + 2 * CELLS;
    this.#bytes[0] = LEAF;
    this.#view.setUint16(3, CELLS);
    this.#view.setUint16(5, start);
    // The blank cell: two bytes, number 1, whose only kind is that of nothing.
    this.#bytes.set([2, 1, 2, NULL], start);
    this.#clear();
  }

  /** Puts a row down; false = there is no room for it. */
  take(cells: readonly Cell[]): boolean {
    if (this.#rows === CELLS || this.#end + this.#most(cells) > SIZE) return false;
    const start = this.#end;
    const record = start + 5;
    let kind = record + 2;
    let end = kind + this.#kinds;
    for (const cell of cells) {
      if (cell === null) kind = this.#long(kind, NULL);
      else if (typeof cell === "string") {
        const length = this.#text(cell, end);
        kind = this.#long(kind, TEXT + 2 * length);
        end += length;
      } else {
        this.#view.setFloat64(end, cell as number);
        kind = this.#long(kind, DOUBLE);
        end += 8;
      }
    }
    this.#long(start, end - record);
    this.#short(start + 3, this.#rows + 1);
    this.#short(record, 2 + this.#kinds);
    this.#view.setUint16(PLACES + 2 * this.#rows, start);
    this.#rows++;
    this.#end = end;
    return true;
  }

  /** Has the rows put down go into the table of interactions. */
  handOver(): void {
    if (this.#rows === 0) return;
    this.#replace(this.#bytes);
    this.#move();
    this.#clear();
  }

  #clear(): void {
    const blank = PLACES + 2 * CELLS;
    for (let cell = 0; cell < CELLS; cell++) this.#view.setUint16(PLACES + 2 * cell, blank);
    this.#rows = 0;
    this.#end = blank + 4;
  }

  /** Bytes that a row takes at most. */
  #most(cells: readonly Cell[]): number {
    let bytes = BEFORE + this.#kinds;
    for (const cell of cells) bytes += typeof cell === "string" ? 3 * cell.length : 8;
    return bytes;
  }

  #text(text: string, at: number): number {
    const { length } = text;
    if (length > SHORT) return this.#bytes.write(text, at);
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return this.#bytes.write(text, at);
      this.#bytes[at + i] = code;
    }
    return length;
  }

  /** Numbers with seven bits to a byte, in three bytes and in two. Returns where they end. */
  #long(at: number, value: number): number {
    this.#bytes[at] = 0x80 | (value >> 14);
    return this.#short(at + 1, value);
  }

  #short(at: number, value: number): number {
    this.#bytes[at] = 0x80 | ((value >> 7) & 0x7f);
    this.#bytes[at + 1] = value & 0x7f;
    return at + 2;
  }
}
