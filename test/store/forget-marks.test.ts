import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../cli/helpers.ts";
import { Place } from "./helpers.ts";

test("what was noted of a customer is forgotten with them, the mark stays", async () => {
  const place = new Place();
  await place.import("fixtures/follow-ups/tickets.csv");
  await check(["follow-ups", "--db", place.db, "--done", "103", "--note", "Maria was upset"]);
  await check(["db", "forget", "Maria Lopez", "--yes", "--db", place.db]);
  expect(readFileSync(place.db).includes("upset")).toBe(false);
  expect(await check(["follow-ups", "--db", place.db])).toContain("Contacted: 1 of 3 unhappy");
  expect(await check(["history", "Maria Lopez", "--db", place.db])).toContain("Nothing of");
});

const NAMES = "Ticket ID,Created at,Customer,CSAT (1-5)\n1,2026-10-01,ÖZIL  Ömer,1\n2,2026-10-02,Özil Ömer ,2\n3,2026-10-02,Özil,2\n";

test("capitals of any language and blanks make no other customer, for history", async () => {
  const place = new Place();
  await place.import(place.file("names.csv", NAMES));
  expect(await check(["history", "özil ömer", "--db", place.db])).toContain("özil ömer: 2 entries");
});

test("nor for forget, which leaves nothing of the name in the file", async () => {
  const place = new Place();
  await place.import(place.file("names.csv", NAMES));
  expect(await check(["db", "forget", "özil ömer", "--yes", "--db", place.db])).toContain("2 interactions");
  const left = readFileSync(place.db);
  expect([left.includes("Ömer"), left.includes("Özil")]).toEqual([false, true]);
});
