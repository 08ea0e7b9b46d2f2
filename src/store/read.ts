import type { BlockSink, Reading, WantedRecords } from "../csv/records.ts";
import type { Input } from "../csv/input.ts";
import type { TextDecisions } from "../csv/understand.ts";
import type { Decisions } from "../interaction/decide.ts";
import { BlockMaker } from "./blocks.ts";
import { guarded } from "./failure.ts";
import { columnSql } from "./column-sql.ts";
import type { Clock, Layout, StoredSource } from "./layout.ts";
import { allLayouts, allSources } from "./layouts.ts";
import type { Store } from "./open.ts";
import { scoreCounts } from "./scores.ts";
import { decisionsOf, joinedLayoutOf } from "./stored-decisions.ts";

/** Interactions of one layout, as a report reads them: like a file whose columns are those of the exports that they came from. */
export interface StoredTable {
  readonly input: Input;
  readonly text: TextDecisions;
  readonly decisions: Decisions;
  /** Tells whose tickets they are: the profile, else the header row, else the name given. */
  readonly vendor: string;
  /** How often each score was given, by field, in all of them. */
  readonly scores: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Everything in a store, oldest layout first. */
export const storedTables = (store: Store, clock: Clock): StoredTable[] =>
  guarded(store.name, () => {
    const layouts = allLayouts(store);
    const sources = new Map(allSources(store).map((source) => [source.id, source]));
    return layouts
      .filter(({ rows }) => rows > 0)
      .map((layout) => {
        const source = sources.get(layout.source)!;
        const whole = layout.columns.length > 0 ? layout : joinedLayoutOf(layout, layouts);
        return toTable(store, whole, source, clock);
      });
  });

const vendorOf = ({ key, profile }: StoredSource): string => profile ?? key.replace(/^header:/u, "");

const toTable = (store: Store, layout: Layout, source: StoredSource, clock: Clock): StoredTable => {
  const header = layout.columns.map((column) => column.header);
  return {
    input: new StoredInput(store, layout, `${store.name} (${source.profile ?? source.name.replace(/^.*[/\\]/u, "")})`),
    text: {
      encoding: "utf-8",
      encodingBy: "bytes",
      bom: false,
      dialect: { delimiter: ",", quote: '"', escape: '"', wrapped: false, comments: false, titleRecords: 0, extraHeaderRecords: 0 },
      header,
      headerLine: 1,
      headerMalformed: false,
      sample: [],
      complete: true,
      all: null,
    },
    decisions: decisionsOf(layout, source, clock),
    vendor: vendorOf(source),
    scores: scoreCounts(store, layout.id),
  };
};

/** Rows fetched at once. */
const STEP = 8192;
/** The instants that tell where to look are no closer than the zones of the earth are apart. */
const ZONES = 26 * 3_600_000;

class StoredInput implements Input {
  readonly name: string;
  readonly size = null;
  readonly compression = null;
  readonly head = new Uint8Array(0);
  readonly complete = true;
  readonly #store: Store;
  readonly #layout: Layout;

  constructor(store: Store, layout: Layout, name: string) {
    this.#store = store;
    this.#layout = layout;
    this.name = name;
  }

  // eslint-disable-next-line require-yield
  async *chunks(): AsyncIterable<Uint8Array> {
    throw new Error("a store has records, no bytes");
  }

  consumed(): number {
    return 0;
  }

  window(): null {
    return null;
  }

  sha256(): Promise<null> {
    return Promise.resolve(null);
  }

  close(): void {
    // The store is closed as a whole.
  }

  /** Hands out the records, of which only the wanted columns hold anything; those beyond the wanted time are counted only. */
  async records(sink: BlockSink, wanted: WantedRecords): Promise<Reading> {
    return guarded(this.#store.name, () => {
      const { rows, columns } = this.#layout;
      const list = [...wanted.columns];
      const maker = new BlockMaker(columns.length, list);
      const cells = list.map((at) => columnSql(columns[at].key));
      let handed = 0;
      for (const bytes of wanted.span === null ? this.#all(cells) : this.#ofSpan(cells, wanted.span)) {
        sink.signal?.throwIfAborted();
        const block = maker.make(bytes);
        handed += block.count;
        sink.block(block);
      }
      return { account: { read: rows, rejected: 0, notData: 0, short: 0, firstShortLine: 0 }, contradiction: null, beyond: rows - handed };
    });
  }

  *#all(cells: readonly string[]): Iterable<Buffer> {
    const { db } = this.#store;
    const { id } = this.#layout;
    // By row alone: the index by date begins with the layout, and going by it would look at all its rows for each step.
    const select = db.prepare(
      `SELECT ${together(cells)} AS bytes FROM interactions i NOT INDEXED WHERE i.row > ? AND i.row <= ? AND i.layout_id = ${id}`,
    );
    const last = Number(db.prepare("SELECT max(row) AS row FROM interactions").get()!["row"]);
    for (let from = 0; from < last; from += STEP) {
      const bytes = select.get([from, from + STEP])!["bytes"];
      if (bytes !== null) yield bytes as Buffer;
    }
  }

  *#ofSpan(cells: readonly string[], { since, until, newest }: NonNullable<WantedRecords["span"]>): Iterable<Buffer> {
    const { db } = this.#store;
    const { id } = this.#layout;
    const bound = (ms: number | null, margin: number, open: string): string =>
      ms === null ? open : new Date(ms + margin).toISOString().slice(0, 19);
    const rows = new Set<number>();
    const take = (sql: string, values: readonly (string | number)[]): void => {
      // In one text: an object for each would take longer than all else.
      const { list } = db.prepare(`SELECT group_concat(row) AS list FROM (${sql})`).get(values)!;
      if (list !== null) for (const row of String(list).split(",")) rows.add(Number(row));
    };
    const where = `FROM interactions WHERE layout_id = ${id} AND at`;
    take(`SELECT row ${where} >= ? AND at < ?`, [bound(since, -ZONES, ""), bound(until, ZONES, "~")]);
    take(`SELECT row ${where} IS NULL`, []);
    if (newest > 0) take(`SELECT row ${where} IS NOT NULL ORDER BY at DESC LIMIT ?`, [newest]);
    const list = [...rows].toSorted((a, b) => a - b);
    const select = db.prepare(`SELECT ${together(cells)} AS bytes FROM json_each(?) j CROSS JOIN interactions i ON i.row = j.value`);
    for (let from = 0; from < list.length; from += STEP) {
      yield select.get([JSON.stringify(list.slice(from, from + STEP))])!["bytes"] as Buffer;
    }
  }
}

/** SQLite takes 127 arguments of a function at most, two for each cell. */
const SOME = 60;

/** Cells of a row with the character between them. One call instead of an operator for each, which would copy what is there already. */
const joined = (cells: readonly string[]): string => {
  if (cells.length <= SOME) return `concat(${cells.join(", char(31), ")})`;
  const pieces = Array.from({ length: Math.ceil(cells.length / SOME) }, (_, at) => joined(cells.slice(at * SOME, (at + 1) * SOME)));
  return joined(pieces);
};

/** Rows in one piece, cells and rows parted by characters that no text holds. */
const together = (cells: readonly string[]): string => `CAST(group_concat(${joined(["i.row", ...cells])}, char(30)) AS BLOB)`;
