import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, fail, folder, runWith } from "../cli/helpers.ts";

interface Rows {
  read: number;
  used: number;
  filtered: number;
  duplicates: number;
  rejected: number;
  notData: number;
}

/** The account of a report's first source, which adds up. */
const accountOf = (json: string): Rows => {
  const { read, used, filtered, duplicates, rejected, notData } = (JSON.parse(json) as { sources: { rows: Rows }[] }).sources[0].rows;
  expect(read).toBe(used + filtered + duplicates + rejected + notData);
  return { read, used, filtered, duplicates, rejected, notData };
};

const rows = (used: number, notData = 0, rejected = 0): Rows => ({
  read: used + notData + rejected,
  used,
  filtered: 0,
  duplicates: 0,
  rejected,
  notData,
});

/** File → rows, lines and reasons of the rejected ones, whether --strict refuses it. */
const FAULTS: Readonly<Record<string, readonly [account: Rows, rejects: readonly string[], strict: 0 | 3]>> = {
  "carriage-returns-only": [rows(3), [], 0],
  comments: [rows(2, 3), [], 0],
  "cut-in-a-character": [rows(2), [], 3],
  "cut-in-a-line-end": [rows(2), [], 0],
  "dos-letters": [rows(2), [], 3],
  "header-only-with-marks": [rows(0), [], 0],
  "headings-over-columns": [rows(2, 1), [], 0],
  "mark-in-the-middle": [rows(4, 2), [], 0],
  "mark-of-utf8-before-latin1": [rows(1), [], 3],
  "mixed-line-ends": [rows(4), [], 0],
  "nul-bytes": [rows(3), [], 0],
  "nul-padding": [rows(2), [], 0],
  ragged: [rows(3, 1, 1), ["4 too-long"], 3],
  "records-in-quotes": [rows(3), [], 0],
  "separator-line-twice": [rows(2, 2), [], 0],
  "some-records-in-quotes": [rows(3), [], 0],
  "sums-below": [rows(2, 2), [], 0],
  "text-after-a-quote": [rows(3, 0, 1), ["3 malformed"], 3],
  "titles-and-pages": [rows(3, 8), [], 0],
  "unclosed-quote": [rows(4, 0, 1), ["3 malformed"], 3],
  "unclosed-quote-at-the-end": [rows(2, 0, 1), ["4 unclosed-quote"], 3],
  "unclosed-quote-in-the-header": [rows(2), [], 3],
  "utf16-cut-in-a-character": [rows(2), [], 0],
};

test("every file of faults is expected to be something", () => {
  expect(new Set(readdirSync("fixtures/faults"))).toEqual(new Set(Object.keys(FAULTS).map((name) => `${name}.csv`)));
});

describe.each(Object.entries(FAULTS))("%s", (name, [account, rejects, strict]) => {
  const file = `fixtures/faults/${name}.csv`;

  test("is read, each record accounted for and each rejected one kept", async () => {
    const rejected = join(folder(), "rejects.csv");
    const { exit, stdout } = await runWith(["report", file, "--format", "json", "--rejects", rejected]);
    expect(exit).toBe(0);
    expect(accountOf(stdout)).toEqual(account);
    const [head, ...kept] = readFileSync(rejected, "utf8").trimEnd().split("\n");
    expect(head).toBe("file,line,reason,record");
    expect(kept.map((line) => line.split(",").slice(1, 3).join(" "))).toEqual(rejects);
  });

  test(`--strict ends with ${strict}`, async () => {
    const { exit, stdout, stderr } = await runWith(["report", file, "--strict", "--quiet"]);
    expect([exit, stdout !== ""]).toEqual([strict, strict === 0]);
    if (strict !== 0) expect(stderr).toMatch(/^cs-metrics: stopped by --strict: ./u);
  });
});

describe("too much of something", () => {
  const HEADER = "Ticket ID,Created at,Status,Comment";
  const write = (text: string): { cwd: string } => {
    const cwd = folder();
    writeFileSync(join(cwd, "big.csv"), text);
    return { cwd };
  };
  const report = async (text: string, expected: Rows): Promise<void> => {
    const { exit, stdout } = await runWith(["report", "big.csv", "--format", "json"], write(text));
    expect(exit).toBe(0);
    expect(accountOf(stdout)).toEqual(expected);
  };

  test("a cell of 10 MB is a cell", async () => {
    const cell = `"${"all work and no play, ".repeat(500_000)}"`;
    await report(`${HEADER}\n1,2026-10-01,Open,${cell}\n2,2026-10-02,Open,x\n`, rows(2));
  });

  test("a quote that stays open for 20 MB costs its line and nothing else", async () => {
    const line = `2,2026-10-02,Open,${"x".repeat(1000)}\n`;
    const lines = 20_000;
    await report(`${HEADER}\n1,2026-10-01,Open,"never closed\n${line.repeat(lines)}`, {
      ...rows(1, 0, 1),
      read: lines + 1,
      duplicates: lines - 1,
    });
  });

  test("5,000 columns", async () => {
    const columns = Array.from({ length: 5000 }, (_, i) => `Field ${i}`);
    const record = (id: number): string => [id, "2026-10-01", "Open", ...columns.map((_, i) => i % 10)].join(",");
    await report(`Ticket ID,Created at,Status,${columns.join(",")}\n${record(1)}\n${record(2)}\n${record(3)}\n`, rows(3));
  });

  test("1,000 files are one report, and a pattern names them in order", async () => {
    const cwd = folder();
    for (let i = 0; i < 1000; i++) writeFileSync(join(cwd, `part-${String(i).padStart(4, "0")}.csv`), `${HEADER}\n${i},2026-10-01,Open,\n`);
    writeFileSync(join(cwd, "other.txt"), "");
    const { sources, groups } = JSON.parse(await check(["report", "part-*.csv", "--format", "json"], { cwd })) as {
      sources: { file: string; rows: Rows }[];
      groups: { kpis: { volume: { value: number } } }[];
    };
    expect(groups[0].kpis.volume.value).toBe(1000);
    expect(sources.map(({ file }) => file).slice(0, 3)).toEqual(["part-0000.csv", "part-0001.csv", "part-0002.csv"]);
    expect(sources.every(({ rows: { read, used } }) => read === 1 && used === 1)).toBe(true);
    expect((await fail(3, ["report", "nothing-*.csv"], { cwd }))[0]).toBe(`cs-metrics: no file matches nothing-*.csv in ${cwd}`);
  });
});
