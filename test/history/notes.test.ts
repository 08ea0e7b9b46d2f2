import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { differenceOfShares } from "../../src/stats/difference.ts";
import { check, fail, runWith } from "../cli/helpers.ts";
import { dayAt, record, storeOfDays, trendOf } from "./nights.ts";

describe("note", () => {
  it("adds, lists and removes; the same note twice is one", async () => {
    const place = await storeOfDays(1, () => 15);
    const note = (...argv: readonly string[]): Promise<string> => check(["note", "--db", place.db, ...argv]);
    expect(await note("2026-10-05", "new macro \u001b[31mred")).toMatch(/^Noted: 2026-10-05 {2}new macro .*red \(number 1\)\n$/u);
    await note("2026-10-05", "new macro \u001b[31mred");
    await note("2026-10-03", "two", "agents");
    expect(JSON.parse(await note("--list", "--format", "json"))).toMatchObject({
      notes: [
        { id: 2, day: "2026-10-03", text: "two agents" },
        { id: 1, day: "2026-10-05" },
      ],
    });
    const list = await note("--list");
    expect(list).not.toContain("\u001b");
    expect(list).toMatch(/2 {2}2026-10-03 {2}two agents/u);
    expect(await note("--remove", "1")).toMatch(/^Removed: 2026-10-05/u);
    expect((await fail(2, ["note", "--remove", "1", "--db", place.db]))[0]).toContain("there is no note 1");
    expect(await note("--list")).not.toContain("macro");
  });

  it("refuses what is no note", async () => {
    const place = await storeOfDays(1, () => 15);
    for (const [argv, first] of [
      [[], "a note needs a day and a text"],
      [["2026-11-01"], "a note needs a day and a text"],
      [["2026-02-30", "x"], "a note needs a day such as 2026-11-01"],
      [["yesterday", "x"], "a note needs a day such as 2026-11-01"],
      [["--list", "--remove", "1"], "one at a time"],
      [["--list", "2026-11-01", "x"], "one at a time"],
    ] as const) {
      expect((await fail(2, ["note", ...argv, "--db", place.db]))[0]).toContain(first);
    }
    expect((await fail(4, ["note", "2026-11-01", "x", "--db", join(place.path, "none.db")]))[0]).toContain("there is no store");
    expect((await runWith(["note", "--list", "--db", place.db])).stderr).toContain("there are no notes yet");
  });
});

describe("before against after a note", () => {
  it("puts the nights of each side together by their counts, up to the next note", async () => {
    const place = await storeOfDays(15, (day) => (day < 6 ? 12 : 19));
    for (let day = 1; day <= 15; day++) await record(place, day, "--period", "yesterday", "--kpi", "csat,volume");
    for (const day of [6, 12]) await check(["note", dayAt(day), `change ${day}`, "--db", place.db]);
    const { courses } = await trendOf(place, "csat");
    const { difference, low, high, p } = differenceOfShares(72, 120, 114, 120)!;
    expect(courses[0].changes).toMatchObject([
      {
        day: dayAt(6),
        notes: ["change 6"],
        before: { nights: 6, value: 60, n: 120 },
        after: { nights: 6, value: 95, n: 120 },
        difference,
        low,
        high,
        p,
        verdict: "better",
      },
      { day: dayAt(12), before: { nights: 6, n: 120 }, after: { nights: 3, n: 60 }, verdict: "no clear change" },
    ]);
    const page = await check(["trend", "csat", "--db", place.db]);
    expect(page.replaceAll(/\s+/gu, " ")).toContain(`${dayAt(6)}, change 6: 60.0% of 120 before, 95.0% of 120 after: better (+`);
    // The night of the day after the note is the first that it can have changed.
    expect(page).toMatch(new RegExp(`${dayAt(6)} +60.*\\n ${dayAt(6)} {2}change 6\\n ${dayAt(7)} +95`, "u"));
    const { courses: counts } = await trendOf(place, "volume");
    expect(counts[0].changes[0]).toMatchObject({ before: { value: 20 }, after: { value: 20 }, verdict: "no clear change" });
  });

  it("of periods that share days takes those that lie wholly on one side", async () => {
    const place = await storeOfDays(30, (day) => (day < 15 ? 12 : 19));
    for (let day = 7; day <= 30; day++) await record(place, day, "--period", "7d", "--kpi", "csat");
    await check(["note", dayAt(15), "change", "--db", place.db]);
    const { courses } = await trendOf(place, "csat");
    expect(courses[0].changes).toMatchObject([
      { before: { nights: 2, value: 60, n: 280 }, after: { nights: 2, value: 95, n: 280 }, verdict: "better" },
    ]);
    await check(["note", dayAt(40), "later", "--db", place.db]);
    expect((await trendOf(place, "csat")).courses[0].changes[1]).toMatchObject({ after: { nights: 0, value: null }, verdict: "no data" });
  });
});
