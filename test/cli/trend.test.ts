import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/text/width.ts";
import { weeks } from "../report/weeks.ts";
import { check, folder } from "./helpers.ts";

const EVEN = [17, 18, 17, 16, 18, 17, 18, 17, 16, 17, 18, 17];
/** In the ninth week nearly all were dissatisfied, and waited for fifteen hours. */
const ONE_BAD = weeks({ good: EVEN.with(8, 2), minutes: EVEN.map((_, week) => (week === 8 ? 900 : 30)) });

const fileOf = (csv: string): string => {
  const path = join(folder(), "tickets.csv");
  writeFileSync(path, csv);
  return path;
};

const report = (csv: string, ...flags: string[]): Promise<string> => {
  const kpis = flags.includes("--kpi") ? [] : ["--kpi", "volume,csat,art"];
  return check(["report", fileOf(csv), "--scale", "csat=1-5", ...kpis, ...flags]);
};

describe("the table by week", () => {
  test("marks what stands out, draws the course with its limits, and says it in words", async () => {
    const lines = (await report(ONE_BAD, "--by", "week", "--since", "2026-08-05")).split("\n");
    expect(lines.find((line) => line.includes("2026-W32"))).toMatch(/^ 2026-W32 \(part\) {2,}14 {2,}79% of {2}14\* /u);
    expect(lines.find((line) => line.includes("2026-W40"))).toMatch(/ ▼ 10% of {2}20\* .* ▲ 15h 04m\* /u);
    expect(lines.join("\n")).toContain(`
 Course by week                   Average       Usually   Stands out
 ──────────────────────────────────────────────────────────────────────────────
 Tickets             ▄▄▄▄▄▄▄▄▄▄▄       20            20
 Satisfied (CSAT)    ▇▇▆▇▇▇▇▁▇▇▇      80%       28–100%   2026-W40 low
 First reply, half   ▁▁▁▁▁▁▁█▁▁▁   1h 54m  up to 9h 36m   2026-W40 high
`);
    expect(lines.join("\n")).toContain(`
 Good to know
 • 2026-W40 stands out: CSAT 10% of 20 ratings, usually 28–100%; half of 20
   first replies within 15h 04m, usually up to 9h 36m.
 • Not complete, so not compared with the others: 2026-W32 (the period begins
   within it).
`);
    expect(lines.join(" ")).toContain("Usually: as far as the ups and downs from week to week reach; beyond that it is");
  });

  test("says so where none stands out, and where that cannot be told", async () => {
    expect(await report(weeks({ good: EVEN }), "--by", "week")).toContain(
      "• No week stands out: the ups and downs between them are the usual ones.",
    );
    const few = await report(weeks({ good: [17, 2, 17, 17] }), "--by", "week");
    expect(few).toContain("• 4 complete weeks are too few to tell whether one stands out: it takes 8.");
    expect(few).toContain("Course by week");
    expect(few).not.toContain("Usually");
    expect(few).not.toMatch(/[▲▼]/u);
    const small = await report(weeks({ good: EVEN.map(() => 3), each: EVEN.map(() => 5) }), "--by", "week", "--kpi", "csat");
    expect(await report(weeks({ good: EVEN.map(() => 3), each: EVEN.map(() => 5) }), "--by", "week")).toContain(
      "• No week stands out: the ups and downs between them are the usual ones. Too\n   few values to tell: CSAT, ART.",
    );
    expect(small).toContain("• Too few values to tell whether a week stands out: it takes 8 weeks with 10\n   each.");
    expect(small).not.toContain("Course by week");
    expect(await report(weeks({ good: [17, 2] }), "--by", "week")).not.toMatch(/Course|stands out/u);
  });

  test.each([60, 70, 80, 100, 140, 160])("fits %d columns, the course with it; in ASCII, too", async (width) => {
    for (const ascii of [[], ["--ascii"]]) {
      const page = await report(ONE_BAD, "--by", "week", "--width", String(width), ...ascii);
      for (const line of page.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
      expect(page).toMatch(ascii.length === 0 ? /First reply, half {2,}▁+█▁+/u : /First reply, half {2,}_+'_+/u);
      if (ascii.length > 0) expect(page).toMatch(/^[\n -~]+$/u);
    }
  });

  test("of many weeks the course shows the latest", async () => {
    const good = Array.from({ length: 60 }, (_, week) => EVEN[week % 12]);
    const page = await report(weeks({ good: good.with(3, 2) }), "--by", "week", "--kpi", "csat", "--limit", "2", "--as-of", "2028-01-01");
    expect(page).toMatch(/Course by week {2,}The last 28 /u);
    expect(page).toMatch(/ [▁-█]{28} /u);
    expect(page).toContain("2026-W35 low");
    expect(page).toContain("… and 58 more");
  });

  test("weeks without any row are named", async () => {
    const holes = EVEN.map((_, week) => (week === 3 || week === 4 || week === 8 ? 0 : 20));
    expect(await report(weeks({ good: EVEN, each: holes }), "--by", "week")).toContain(
      "• No rows between 2026-W34 and 2026-W37, nor between 2026-W39 and 2026-W41.",
    );
    expect(await report(weeks({ good: EVEN, each: EVEN.map(() => 2) }), "--by", "day")).not.toContain("No rows");
  });

  test("weeks without enough stay blank in the course", async () => {
    const page = await report(weeks({ good: EVEN.map(() => 15), each: EVEN.map((_, week) => (week === 4 ? 6 : 20)) }), "--by", "week");
    expect(page).toMatch(/Satisfied \(CSAT\) {2,}[▁-█]{4} [▁-█]{7} /u);
  });
});

test("beside another period, whose weeks are others, only the whole is compared", async () => {
  const page = await report(ONE_BAD, "--by", "week", "--period", "2026-09", "--compare", "previous");
  expect(page).toContain(" Beside 1–31 Aug 2026\n");
  expect(page).not.toContain("Changes beside");
  expect(page).not.toMatch(/groups compared| \n/u);
});

test("laid out sideways, the course stands below", async () => {
  const page = await report(ONE_BAD, "--across", "week", "--width", "100");
  expect(page).toMatch(/… and \d+ earlier columns/u);
  expect(page).toMatch(/Course by week .*Stands out/u);
});

test("Markdown has the course as a table, and the marks", async () => {
  const page = await report(ONE_BAD, "--by", "week", "--format", "markdown");
  expect(page).toContain("| Course by week |  | Average | Usually | Stands out |");
  expect(page).toContain("| ▼ 10% of 20\\* |");
  expect(page).toMatch(/\n- 2026-W40 stands out: CSAT 10% of 20 ratings, /u);
});

test("JSON: the periods, what cuts them, limits and signals", async () => {
  const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false }).compile(
    JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object,
  );
  const json = JSON.parse(await report(ONE_BAD, "--by", "week", "--since", "2026-08-05", "--format", "json")) as {
    groups: { by: object; kpis: Record<string, { value: number; median: number }> }[];
    trend: {
      dimension: string;
      periods: object[];
      kpis: Record<
        string,
        { statistic: string; mean: number; low: number; high: number; periods: { value: number; signal: string | null }[] }
      >;
    };
  };
  expect(valid(json), JSON.stringify(valid.errors)).toBe(true);
  const { dimension, periods, kpis } = json.trend;
  expect(dimension).toBe("week");
  expect(periods.slice(0, 2)).toEqual([
    { period: "2026-W32", since: "2026-08-03T00:00:00.000Z", until: "2026-08-10T00:00:00.000Z", complete: false, cut: "since" },
    { period: "2026-W33", since: "2026-08-10T00:00:00.000Z", until: "2026-08-17T00:00:00.000Z", complete: true, cut: null },
  ]);
  const groups = json.groups.slice(1);
  expect(kpis["csat"].periods.map(({ value }) => value)).toEqual(groups.map((group) => group.kpis["csat"].value));
  expect(kpis["art"].periods.map(({ value }) => value)).toEqual(groups.map((group) => group.kpis["art"].median));
  expect(kpis["csat"].periods.map(({ signal }) => signal)).toEqual(EVEN.map((_, week) => (week === 8 ? "low" : null)));
  expect(kpis["art"]).toMatchObject({ statistic: "median", low: 0 });
});

test("CSV is as it was", async () => {
  const csv = await report(ONE_BAD, "--by", "week", "--format", "csv");
  expect(csv.split("\n")[1]).toMatch(/^\(all\),240,/u);
  expect(csv).not.toMatch(/[▲▼]|part/u);
});
