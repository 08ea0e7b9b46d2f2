import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openToRead } from "../../src/store/open.ts";
import { check, fail, runWith, type World } from "../cli/helpers.ts";
import { csvOf, Place } from "./helpers.ts";

const typing = (stdin: string): World => ({ stdin, stdinIsTTY: true, stderrIsTTY: true });

const filled = async (): Promise<Place> => {
  const place = new Place();
  await place.import("fixtures/follow-ups/tickets.csv");
  return place;
};

const count = async (place: Place): Promise<unknown> => {
  const { sources } = JSON.parse(await check(["db", "--db", place.db, "--format", "json"])) as {
    readonly sources: readonly { readonly interactions: number }[];
  };
  return sources[0].interactions;
};

describe.each([
  {
    deed: ["prune", "--older-than", "1d"],
    question: /^(\d+) interactions from before 2026-11-20 .* dropped for good.*\nDrop them\? \[y\/N\] /su,
  },
  {
    deed: ["forget", "Maria Lopez"],
    question: /^Maria Lopez \(also as "maria lopez"\): name, .* for good; the figures stay\.\nForget them\? \[y\/N\] /su,
  },
])("db $deed", ({ deed, question }) => {
  test("without a terminal is exit 2, and says what to type", async () => {
    const place = await filled();
    const before = readFileSync(place.db);
    const lines = await fail(2, ["db", ...deed, "--db", place.db]);
    expect(lines[0]).toContain("no terminal to ask in");
    expect(lines.slice(1)).toEqual([expect.stringMatching(/ --dry-run$/u), expect.stringMatching(/ --yes$/u)]);
    expect(readFileSync(place.db)).toEqual(before);
    // What it says to type is what was typed, and works.
    const [, ...typed] = /: cs-metrics db (\w+) (.*) --yes$/u.exec(lines[2])!;
    expect(typed.join(" ").replaceAll('"', "")).toBe(deed.join(" "));
  });

  test.each([["n\n"], ["\n"], [""], ["yess\n"], ["no\ny\n"]])("changes nothing on %j", async (stdin) => {
    const place = await filled();
    const before = readFileSync(place.db);
    const { exit, stdout, stderr } = await runWith(["db", ...deed, "--db", place.db], typing(stdin));
    expect([exit, stdout]).toEqual([0, "Nothing was changed.\n"]);
    expect(stderr).toMatch(question);
    expect(readFileSync(place.db)).toEqual(before);
  });

  test.each([["y\n"], ["YES\n"]])("goes on with %j", async (stdin) => {
    const place = await filled();
    const before = readFileSync(place.db);
    const { exit, stdout } = await runWith(["db", ...deed, "--db", place.db], typing(stdin));
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/dropped|are gone/u)]);
    expect(readFileSync(place.db)).not.toEqual(before);
  });

  test("asks nobody where it runs in a terminal of no person's", async () => {
    const place = await filled();
    await fail(2, ["db", ...deed, "--db", place.db], { ...typing("y\n"), env: { CI: "true" } });
  });
});

test("prune says how many, from when to when, and how many stay", async () => {
  const place = await filled();
  const all = await count(place);
  const { stderr } = await runWith(["db", "prune", "--older-than", "1d", "--db", place.db], typing("n\n"));
  const [, gone, stay] = /^(\d+) interactions? .* (\d+) interactions? stay/u.exec(stderr)!;
  expect(Number(gone) + Number(stay)).toBe(all);
});

test("forget says where a name is not found", async () => {
  const place = await filled();
  expect(await check(["db", "forget", "Nobody", "--db", place.db])).toContain("Nobody: no customer of that name");
});

describe("of a forgotten name, the files hold nothing", () => {
  const NAME = "Wilhelmina Featherstonehaugh";
  /** Rows of many customers, ten of them of one; comments that name them. */
  const table = (rows: number): string =>
    csvOf(
      Array.from({ length: rows }, (_, i) => ({
        "Ticket ID": String(i),
        "Created at": `2026-10-${String(1 + (i % 28)).padStart(2, "0")} 10:00:00`,
        Customer: i % 97 === 3 ? NAME : `customer ${i}`,
        Organisation: i % 97 === 3 ? "Featherstonehaugh Ltd" : "Acme",
        Comment: i % 97 === 3 ? `Yours ${NAME}` : `${"words ".repeat(i % 40)}`,
        CSAT: String(1 + (i % 5)),
      })),
    );
  const traces = (place: Place): string[] =>
    ["", "-wal", "-shm"]
      .map((end) => `${place.db}${end}`)
      .filter((path) => existsSync(path) && readFileSync(path).includes("Featherstonehaugh"));

  test("neither the store nor its log", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", table(1500)));
    await check(["report", "--db", place.db, "--by", "customer", "--record", "--quiet"], {}).catch(() => "");
    await check(["follow-ups", "--db", place.db, "--done", "3", "--note", `Called ${NAME}`]);
    // A newer export moves rows about, and leaves old ones behind.
    await place.import(place.file("b.csv", `${table(1500).replaceAll("words", "other words")}`));
    expect(traces(place)).toEqual([place.db]);
    expect(await check(["db", "forget", NAME.toUpperCase(), "--yes", "--db", place.db])).toContain(`(also as "${NAME}")`);
    expect(traces(place)).toEqual([]);
  });

  test("where somebody reads the store meanwhile, that is said, and the next run makes up for it", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", table(300)));
    const reader = openToRead({ path: place.db, name: "test" }, { cwd: "/", now: () => 0 });
    reader.db.prepare("SELECT count(*) AS n FROM interactions").get();
    const told = await check(["db", "forget", NAME, "--yes", "--db", place.db]);
    expect(told).toContain("Somebody reads the store at the moment");
    // Closing alone would leave it to the collector of garbage.
    reader.db.exec("ROLLBACK");
    reader.close();
    await place.import(place.file("b.csv", "Ticket ID,Created at\n1,2026-10-01\n"));
    expect(traces(place)).toEqual([]);
  });

  test("copies from before an update are named", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", table(300)));
    copyFileSync(place.db, `${place.db}.v1.bak`);
    expect(await check(["db", "forget", NAME, "--yes", "--db", place.db])).toContain("metrics.db.v1.bak");
  });
});
