import { expect, test } from "vitest";
import { cellText } from "../../src/csv/cell.ts";
import { openToRead } from "../../src/store/open.ts";
import { storedTables } from "../../src/store/read.ts";
import { csvOf, Place } from "./helpers.ts";

test("every column of a wide table is read back, blanks and all, with and without a span of time", async () => {
  const kept = Array.from({ length: 150 }, (_, i) => `Extra ${i}`);
  const row = (id: number): Record<string, string> => ({
    "Ticket ID": String(id),
    "Created at": `2026-10-0${id} 10:00:00`,
    ...Object.fromEntries(kept.map((name, i) => [name, (i + id) % 3 === 0 ? "" : `${id}·${i}`])),
  });
  const rows = [1, 2, 3].map(row);
  const place = new Place();
  await place.import(place.file("a.csv", csvOf(rows)), "--keep", kept.join());
  const store = openToRead({ path: place.db, name: "test" }, { cwd: "/", now: () => 0 });
  const [{ input, text }] = storedTables(store, "calendar");
  const spans = [null, { since: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 9, 9), newest: 2 }];
  for (const span of spans) {
    const read: Record<string, string>[] = [];
    const columns = text.header.map((_, i) => i);
    await input.records!(
      {
        block(block) {
          for (let at = 0; at < block.count; at++)
            read.push(Object.fromEntries(columns.map((column) => [text.header[column], cellText(block, at * block.width + column)])));
        },
        reject: () => undefined,
      },
      { columns: new Set(columns), span },
    );
    const pick = (one: Record<string, string>): unknown[] => [one["Ticket ID"], ...kept.map((name) => one[name])];
    expect(read.map(pick)).toEqual(rows.map(pick));
  }
  store.close();
});
