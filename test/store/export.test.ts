import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, fail } from "../cli/helpers.ts";
import { figures, Place } from "./helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

describe("db export", () => {
  test("writes everything, so that a report of it gives the figures of the store", async () => {
    const place = new Place();
    await place.import(ZENDESK, "--keep", "Group");
    const out = join(place.path, "out.csv");
    expect(await check(["db", "export", "--db", place.db, "-o", out])).toBe("");
    const [head, ...rows] = readFileSync(out, "utf8").trimEnd().split("\n");
    expect(head.split(",")).toContain("Group");
    expect(rows).toHaveLength(489);
    const of = async (...argv: readonly string[]): Promise<unknown> => {
      const { groups } = (await figures(...argv, "--kpi", "volume,csat,resolution_rate,resolution_time,art", "--by", "channel")) as {
        readonly groups: unknown;
      };
      return groups;
    };
    expect(await of(out)).toEqual(await of("--db", place.db));
  });

  test("tells the sources apart, or takes one of them", async () => {
    const place = new Place();
    await place.import("fixtures/follow-ups/tickets.csv");
    await place.import("fixtures/follow-ups/answers.csv", "--source", "survey");
    const all = (await check(["db", "export", "--db", place.db])).trimEnd().split("\n");
    expect(all[0]).toMatch(/^help_desk,id,response_id,/u);
    expect(new Set(all.slice(1).map((line) => line.split(",")[0]))).toContain("survey");
    const one = await check(["db", "export", "--source", "Survey", "--db", place.db]);
    expect(one.trimEnd().split("\n")).toHaveLength(8);
    expect(one).toMatch(/^id,response_id,/u);
    const lines = await fail(2, ["db", "export", "--source", "nope", "--db", place.db, "-o", join(place.path, "nope.csv")]);
    expect(lines[0]).toContain("nothing in the store");
    expect(() => statSync(join(place.path, "nope.csv"))).toThrow("ENOENT");
  });

  test("guards spreadsheets and terminals; flags are words, times name their unit", async () => {
    const place = new Place();
    const path = place.file(
      "calls.csv",
      'Call ID,Created at,Talk time (min),Abandoned,Comment\n1,2026-10-01 09:00,2,no,"=1+1\u001b[2J"\n2,2026-10-01 09:05,3,yes,\n',
    );
    await place.import(path);
    const text = await check(["db", "export", "--db", place.db]);
    expect(text).toContain("talk (s)");
    expect(text).toMatch(/,120,no,'=1\+1[^\u001b]*\n/u);
  });

  test("cannot replace the store, and --excel has one mark at the beginning", async () => {
    const place = new Place();
    const rows = Array.from({ length: 2500 }, (_, i) => `${i},2026-10-01,Open\n`).join("");
    await place.import(place.file("many.csv", `Ticket ID,Created at,Status\n${rows}`));
    expect((await fail(2, ["db", "export", "--db", place.db, "-o", place.db]))[0]).toContain("would replace");
    const text = await check(["db", "export", "--db", place.db, "--excel"]);
    expect(text.split("\ufeff")).toHaveLength(2);
    expect(text.trimEnd().split("\r\n")).toHaveLength(2501);
  });
});
