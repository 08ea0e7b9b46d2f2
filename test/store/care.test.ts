import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { check, fail } from "../cli/helpers.ts";
import { csvOf, figures, Place } from "./helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

const filled = async (): Promise<Place> => {
  const place = new Place();
  await place.import(ZENDESK);
  return place;
};

describe("db info", () => {
  test("tells what there is of each source", async () => {
    const place = await filled();
    await place.import(place.file("calls.csv", csvOf([{ "Call ID": "1", "Created at": "2026-10-05" }])));
    const text = await check(["db", "info", "--db", place.db, "--width", "80"]);
    expect(
      text
        .split("\n")
        .slice(2)
        .map((line) => line.trim().replace(/ {2,}/gu, " | ")),
    ).toMatchInlineSnapshot(`
      [
        "Source | Interactions | From | To | Imports | Last",
        "──────────────────────────────────────────────────────────────────────────────",
        "zendesk | 489 | 2026-10-01 | 2026-10-31 | 1 | 2026-11-21",
        "calls.csv | 1 | 2026-10-05 | 2026-10-05 | 1 | 2026-11-21",
        "",
      ]
    `);
    expect(JSON.parse(await check(["db", "--db", place.db, "--format", "json"]))).toMatchObject({
      schema: "cs-metrics.store/1",
      sources: [
        { profile: "zendesk", interactions: 489, imports: 1 },
        { profile: null, interactions: 1 },
      ],
      lastImport: { at: "2026-11-21T00:00:00.000Z" },
    });
  });
});

describe("db backup", () => {
  test("copies the store for its owner alone, over nothing", async () => {
    const place = await filled();
    const copy = `${place.path}/copy.db`;
    await check(["db", "backup", copy, "--db", place.db]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(await figures("--db", copy)).toEqual(await figures(ZENDESK));
    expect((await fail(4, ["db", "backup", copy, "--db", place.db]))[0]).toContain("already");
  });
});

describe("db prune", () => {
  const since = ["--since", "2026-10-15"];

  test("drops what is old, and leaves the figures of the rest as they are", async () => {
    const place = await filled();
    // 37 days before 2026-11-21.
    const age = ["--older-than", "37d"];
    const before = await place.report();
    expect(await check(["db", "prune", ...age, "--dry-run", "--db", place.db])).toMatch(
      /^(\d+) interactions from before 2026-10-15 \(2026-10-01 to 2026-10-14\) would be dropped, \d+ interactions stay; nothing was changed/u,
    );
    expect(await place.report()).toEqual(before);
    const young = await place.report(...since);
    expect(await check(["db", "prune", ...age, "--yes", "--db", place.db])).toMatch(/ dropped, \d+ interactions stay$/mu);
    expect(await check(["db", "prune", ...age, "--db", place.db])).toBe(
      "0 interactions from before 2026-10-15: there is nothing to drop\n",
    );
    expect(await place.report(...since)).toEqual(young);
    const db = connect(place.db, {});
    expect(db.prepare("SELECT sum(rows) AS n FROM layouts").get()!["n"]).toBe(
      db.prepare("SELECT count(*) AS n FROM interactions").get()!["n"],
    );
    db.close();
  });
});

describe("db forget", () => {
  test("takes a customer's name and words away, and leaves the figures", async () => {
    const place = new Place();
    const ticket = (id: number, customer: string, day: number, comment: string): Record<string, string> => ({
      "Ticket ID": String(id),
      "Created at": `2026-10-0${day}`,
      Status: "Solved",
      Customer: customer,
      Comment: comment,
      CSAT: "4",
      Phone: `0${id}`,
    });
    const file = place.file(
      "a.csv",
      csvOf([ticket(1, "Maria Lopez", 1, "slow"), ticket(2, "Ann", 2, "fine"), ticket(3, "maria lopez", 3, "again")]),
    );
    await place.import(file, "--keep", "Phone");
    const flags = ["--fcr-rule", "repeat-contact"];
    const before = await place.report(...flags);
    expect(await check(["db", "forget", "Maria Lopez", "--db", place.db, "--dry-run"])).toContain("would be gone from 2 interactions");
    expect(await place.report("--where", "customer=Maria Lopez")).toMatchObject({ groups: [{ kpis: expect.any(Object) }] });
    expect(await check(["db", "forget", "Maria Lopez", "--db", place.db, "--yes"])).toContain("gone from 2 interactions; the figures stay");
    expect(await place.report(...flags)).toEqual(before);
    const db = connect(place.db, {});
    expect(db.prepare("SELECT customer, comment, kept FROM interactions ORDER BY row").all()).toMatchObject([
      { customer: expect.stringMatching(/^forgotten-/u), comment: null, kept: null },
      { customer: "Ann", comment: "fine", kept: '{"Phone":"02"}' },
      { comment: null, kept: null },
    ]);
    db.close();
  });
});

describe("wrong usage", () => {
  test.each([
    ["db", "mend"],
    ["db", "backup"],
    ["db", "forget"],
    ["db", "info", "x"],
    ["db", "prune"],
  ])("%s %s is exit 2", async (...argv) => {
    const place = await filled();
    await fail(2, [...argv, "--db", place.db]);
  });

  test("without a store nothing is made", async () => {
    const place = new Place();
    for (const argv of [["info"], ["backup", "x"], ["prune", "--older-than", "1d"], ["forget", "Ann"]]) {
      expect((await fail(4, ["db", ...argv, "--db", place.db]))[0]).toContain("there is no store");
    }
    expect(() => statSync(place.db)).toThrow("ENOENT");
  });
});
