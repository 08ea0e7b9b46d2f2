import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIELDS } from "../../src/interaction/fields.ts";
import { connect } from "../../src/store/driver.ts";
import { Place } from "./helpers.ts";

test("the queries of docs/store.md run, and the tables have the columns that it names", async () => {
  const place = new Place();
  await place.import("fixtures/zendesk-tickets.csv", "--keep", "Tags");
  await place.import("fixtures/earlier-answers/responses.csv");
  const text = readFileSync("docs/store.md", "utf8");
  const db = connect(place.db, {});
  const queries = /```sql\n(.*?)```/su
    .exec(text)![1]
    .split(";")
    .filter((query) => query.trim() !== "");
  expect(queries).toHaveLength(6);
  for (const query of queries) expect(db.prepare(query).all().length, query).toBeGreaterThan(0);
  const columns = (table: string): string[] =>
    db
      .prepare(`SELECT name FROM pragma_table_xinfo('${table}')`)
      .all()
      .map(({ name }) => String(name));
  const named = text
    .split("**interactions**")[1]
    .split("**imports**")[0]
    .split("\n")
    .flatMap((line) => /^\| (`[^|]*) \|/u.exec(line)?.[1].match(/\w+/gu) ?? []);
  for (const name of named) expect(columns("interactions")).toContain(name);
  for (const name of /\*\*imports\*\*: (.*?)\n\n/su.exec(text)![1].match(/`\w+`/gu)!)
    expect(columns("imports")).toContain(name.replaceAll("`", ""));
  db.close();
});

test("every field has a column", async () => {
  const place = new Place();
  await place.import("fixtures/zendesk-tickets.csv");
  const db = connect(place.db, {});
  const columns = db
    .prepare("SELECT name FROM pragma_table_xinfo('interactions')")
    .all()
    .map(({ name }) => name);
  for (const field of Object.keys(FIELDS)) expect(columns).toContain(field);
  db.close();
});
