import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell, Connection, Row } from "../../src/store/driver.ts";
import { openToRead, temporaryStore } from "../../src/store/open.ts";
import { RowPage } from "../../src/store/row-page.ts";
import { csvOf, Place } from "./helpers.ts";

const NAMES = ["key", "line", "rank", "hash", "csat", "fcr", "comment"];
const FIRST = { source_id: 1, layout_id: 1, import_id: 1 };

const emptyStore = (): Connection => {
  const { db } = temporaryStore("test");
  db.exec(`INSERT INTO sources (id, key, name) VALUES (1, 'a', 'a');
    INSERT INTO layouts (id, source_id, key, file, columns, decisions) VALUES (1, 1, 'a', 'a', '[]', '{}');
    INSERT INTO imports VALUES (1, 1, 1, 'a', '', 'a', 'a', NULL, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '{}')`);
  return db;
};

const bound = (db: Connection): ((row: readonly Cell[]) => void) => {
  const values = NAMES.map(() => "?").join();
  const one = db.prepare(`INSERT INTO interactions (source_id, layout_id, import_id, ${NAMES.join()}) VALUES (1, 1, 1, ${values})`);
  return (row) => one.run(row);
};

const stored = (db: Connection): readonly Row[] => {
  const types = NAMES.map((name) => `typeof(${name}) AS type_${name}`).join();
  return db.prepare(`SELECT row, ${NAMES.join()}, ${types} FROM interactions ORDER BY row`).all();
};

/** As an import puts rows down: those that no page has room for go by themselves. */
const byPages = (rows: readonly (readonly Cell[])[], pages: number): { readonly db: Connection; readonly alone: number } => {
  const db = emptyStore();
  const put = bound(db);
  let alone = 0;
  const size = Math.ceil(rows.length / pages);
  for (let at = 0; at < rows.length; at += size) {
    // Each import has a page of its own.
    const page = RowPage.open(db, NAMES, FIRST)!;
    for (const row of rows.slice(at, at + size)) {
      if (page.take(row)) continue;
      page.handOver();
      if (page.take(row)) continue;
      put(row);
      alone++;
    }
    page.handOver();
  }
  return { db, alone };
};

const byValues = (rows: readonly (readonly Cell[])[]): Connection => {
  const db = emptyStore();
  const put = bound(db);
  for (const row of rows) put(row);
  return db;
};

test("rows that went in by pages are those that went in value by value", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "'", "ß", "日", "😀", "\ud800", "\n"), maxLength: 300 });
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.constantFrom(0, 5, -1, 2 ** 53 - 1));
  const cells = fc.record({
    rank: fc.maxSafeInteger(),
    csat: fc.option(number),
    fcr: fc.constantFrom(0, 1, null),
    comment: fc.option(text),
  });
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 400 }), fc.integer({ min: 1, max: 4 }), (list, pages) => {
      const rows = list.map(({ rank, csat, fcr, comment }, i): Cell[] => [
        i % 7 === 0 ? null : `${i}`,
        i + 2,
        rank,
        2 ** 53 - i,
        csat,
        fcr,
        comment,
      ]);
      const { db, alone } = byPages(rows, pages);
      expect(alone).toBe(0);
      expect(stored(db)).toEqual(stored(byValues(rows)));
    }),
    { numRuns: 40 },
  );
});

test("rows of any length keep their order; only those longer than a page go by themselves", () => {
  const lengths = [10, 60_000, 5, 20_000, 21_000, 22_000, 70_000, 3, 1_000_000, 1];
  const rows = lengths.map((length, i): Cell[] => [`${i}`, i, 0, 0, null, null, "x".repeat(length)]);
  const { db, alone } = byPages(rows, 1);
  expect(alone).toBe(4);
  expect(stored(db)).toEqual(stored(byValues(rows)));
});

test("an import of long comments is whole, and so is one of a file after it", async () => {
  const place = new Place();
  const row = (id: number): Record<string, string> => ({
    "Ticket ID": `${id}`,
    "Created at": "2026-10-05 08:00:00",
    Comment: `${"ä".repeat(id * 700)}!`,
  });
  const rows = Array.from({ length: 45 }, (_, id) => row(id));
  await place.import(place.file("a.csv", csvOf(rows)), place.file("b.csv", csvOf([row(7), row(46)])));
  const { db } = openToRead({ path: place.db, name: "test" }, { cwd: "/", now: () => 0 });
  const kept = db.prepare("SELECT id, comment FROM interactions ORDER BY row").all();
  expect(kept.map(({ id, comment }) => [id, String(comment).length])).toEqual(
    [...rows, row(46)].map((one) => [one["Ticket ID"], one["Comment"].length]),
  );
});
