import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { KPIS } from "../../src/kpi/index.ts";
import { displayWidth } from "../../src/text/width.ts";
import { check, fail, folder, runWith } from "./helpers.ts";
import { tables } from "../fixtures.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

interface Json {
  readonly kpis: readonly { readonly kpi: string; readonly caveats: readonly string[]; readonly benchmarks: readonly object[] }[];
  readonly sources: readonly {
    readonly rows: Readonly<Record<string, number>>;
    readonly columns: readonly { readonly field: string; readonly column: string; readonly serves: boolean }[];
    readonly scale: string | null;
    readonly unreadable: readonly { readonly count: number; readonly examples: readonly object[] }[];
  }[];
  readonly groups: readonly {
    readonly by: object;
    readonly interactions: number;
    readonly leftOut: number | null;
    readonly n: number;
    readonly numerator?: number;
    readonly parts: Readonly<Record<string, number>>;
    readonly value: number | null;
    readonly rule: string | null;
  }[];
  readonly unavailable: readonly object[];
}

const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
  JSON.parse(readFileSync("docs/explain.schema.json", "utf8")) as object,
);

const json = async (...words: readonly string[]): Promise<Json> => {
  const explained = JSON.parse(await check(["explain", ...words, "--format", "json", "--quiet"])) as Json;
  expect(valid(explained), JSON.stringify(valid.errors)).toBe(true);
  return explained;
};

/** One line, single blanks. */
const flat = (text: string): string => text.replace(/\s+/gu, " ");

describe("what KPIs are", () => {
  test("a list of all", async () => {
    const page = await check(["explain"]);
    const lines = page.split("\n");
    for (const { id, name } of KPIS) expect(lines.find((line) => line.startsWith(` ${id} `))).toContain(name.slice(0, 20));
    expect((await json()).kpis.map(({ kpi }) => kpi)).toEqual(KPIS.map(({ id }) => id));
  });

  test.each(KPIS)("$id: definition, formula, interval, fields, exclusions, caveats, benchmarks", async (kpi) => {
    const page = await check(["explain", kpi.id]);
    const text = flat(page);
    for (const part of [kpi.definition, kpi.formula, ...(kpi.caveats ?? [])]) expect(text.replace(/ • /gu, " ")).toContain(flat(part));
    expect(text).toContain("rows marked as spam, deleted or merged");
    if (kpi.unit !== "count") expect(text).toMatch(/Likely range .*95 %/u);
    for (const { range, source, year } of kpi.benchmarks ?? []) {
      expect(text).toContain("Context, no target:");
      expect(text).toContain(flat(range));
      expect(text).toContain(`(${source}, ${year ?? "no year given"})`);
    }
    const { kpis } = await json(kpi.id);
    expect(kpis).toHaveLength(1);
    expect(kpis[0]).toMatchObject({ kpi: kpi.id, definition: kpi.definition, formula: kpi.formula, needs: kpi.needs });
    expect(kpis[0].caveats.length).toBeGreaterThan(0);
    expect(await check(["explain", kpi.id.toUpperCase().replaceAll("_", "-")])).toBe(page);
  });

  test.each([60, 80, 160])("fits %d columns", async (width) => {
    const pages = [
      ["explain"],
      ...KPIS.map(({ id }) => ["explain", id, "--ascii"]),
      ["explain", "csat", "--file", ZENDESK, "--by", "agent,priority"],
    ];
    for (const page of pages) {
      const text = await check([...page, "--width", String(width)]);
      for (const line of text.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    }
  });
});

describe("how a figure came about", () => {
  test("as a page", async () => {
    expect(await check(["explain", "csat", "--file", ZENDESK, "--by", "channel"])).toMatchInlineSnapshot(`
      " Satisfied customers (CSAT): csat

       What it is    Share of ratings that are positive: 4–5 of 5, 6–7 of 7, 9–10 of
                     10, or good and happy words; a survey without an answer is left
                     out.
       Formula       100 × positive ratings ÷ all ratings
       Likely range  Wilson's interval of a share, 95 %

       File          zendesk-tickets.csv (Zendesk export)
       Read from     "Satisfaction Score" as csat, in words
       Rows          492 read − 3 deleted − 3 repeated = 486 that count

       Interactions  486 tickets, 1–31 Oct 2026
       Left out      338 without a rating, 282 of them asked
       Counted       148 ratings: 130 positive, 18 negative
       Result        87.8%, likely range 82 – 92%

       Channel      Rows  Left out  Counted  Positive  Negative  Result  Likely range
       ──────────────────────────────────────────────────────────────────────────────
       All           486       338      148       130        18   87.8%      82 – 92%

       Chat          187       134       53        45         8   84.9%      73 – 92%
       Email         157       109       48        40         8   83.3%      70 – 91%
       Web           142        95       47        45         2   95.7%      86 – 99%

       Times are as written in the file, which names no time zone.
       More on it, whatever the file: cs-metrics explain csat
      "
    `);
    const page = flat(await check(["explain", "fcr", ZENDESK, "--where", "status!=open", "--period", "2026-10"]));
    expect(page).toContain("Rule one-touch: resolved with at most one agent reply and never reopened");
    expect(page).toMatch(/Rows 492 read − 3 deleted − \d+ not matched by --where − 3 repeated = \d+ that count/u);
  });

  test("numerator, denominator and what is left out add up, group by group, to what a report says", async () => {
    for (const kpi of KPIS) {
      const flags = ["--by", "agent", "--where", "channel!=Chat", "--since", "2026-10-03"];
      const { groups, sources } = await json(kpi.id, "--file", ZENDESK, ...flags);
      const report = JSON.parse(await check(["report", ZENDESK, "--format", "json", "--quiet", "--kpi", `volume,${kpi.id}`, ...flags])) as {
        groups: { by: object; kpis: Record<string, { value: number | null; n: number; numerator?: number }> }[];
        sources: { rows: object }[];
      };
      expect(sources[0].rows).toMatchObject(report.sources[0].rows);
      if (groups.length === 0) {
        expect(report.groups[0].kpis[kpi.id]).toBeUndefined();
        continue;
      }
      expect(groups).toHaveLength(report.groups.length);
      groups.forEach(({ by, interactions, leftOut, n, numerator, value, parts }, i) => {
        const figures = report.groups[i].kpis;
        expect({ by, interactions, n, numerator, value }).toEqual({
          by: report.groups[i].by,
          interactions: figures["volume"].n,
          n: figures[kpi.id].n,
          numerator: figures[kpi.id].numerator,
          value: figures[kpi.id].value,
        });
        if (leftOut !== null) expect(leftOut + n).toBe(interactions);
        if (Object.keys(parts).length > 0) expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(n);
      });
    }
  });

  test("columns, scale and cells that could not be read", async () => {
    const csv = [
      "Ticket ID,Status,CSAT",
      ...Array.from({ length: 200 }, (_, i) => `${i},Solved,${(i % 5) + 1}`),
      "290,Solved,9",
      "291,Solved,",
    ];
    const cwd = folder();
    writeFileSync(join(cwd, "t.csv"), csv.join("\n"));
    const page = flat(await check(["explain", "csat", "--file", "t.csv", "--quiet"], { cwd }));
    expect(page).toContain('Read from "CSAT" as csat, scale 1-5');
    expect(page).toContain('Unreadable 1 cell of "CSAT", such as "9" in line 202');
    expect(page).toContain("Left out 2 without a rating");
    expect(page).toContain("Counted 200 ratings: 80 positive, 120 negative");
    const art = await json("art", "--file", ZENDESK);
    expect(art.sources[0].columns.filter(({ serves }) => serves)).toMatchObject([
      { field: "response_time", column: "First reply time in minutes" },
    ]);
    const long = await json("nps", "fixtures/traps/12-types-in-one-column.csv");
    expect(long.sources[0].columns.map(({ field, serves }) => [field, serves])).toEqual([
      ["survey_type", true],
      ["score", true],
    ]);
  });

  test("a KPI that the file does not carry", async () => {
    const { exit, stdout, stderr } = await runWith(["explain", "nps", "--file", ZENDESK]);
    expect({ exit, note: stderr.split("\n")[0] }).toEqual({ exit: 0, note: "note: nps is not available: no column for nps" });
    expect(stdout).toContain("Not in this file: NPS");
    expect(await json("nps", "--file", ZENDESK)).toMatchObject({ groups: [], unavailable: [{ kpi: "nps", needs: ["nps"] }] });
  });

  const FIXTURES = tables(6);

  test.each(FIXTURES)("%s", async (file) => {
    for (const kpi of ["csat", "resolution_time", "volume"]) {
      const ran = await runWith(["explain", kpi, "--file", file, "--format", "json", "--as-of", "2026-11-21"]);
      const reported = await runWith(["report", file, "--kpi", kpi, "--format", "json", "--as-of", "2026-11-21"]);
      expect(ran.exit).toBe(reported.exit);
      if (ran.exit !== 0) continue;
      expect(valid(JSON.parse(ran.stdout)), JSON.stringify(valid.errors)).toBe(true);
      const page = await check(["explain", kpi, "--file", file, "--quiet"]);
      // oxlint-disable-next-line no-control-regex -- what must not come out
      expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe("the command line", () => {
  test("says what to type instead", async () => {
    expect((await fail(2, ["explain", "cast"])).slice(0, 2)).toEqual(['cs-metrics: there is no KPI "cast"', "  Did you mean csat?"]);
    expect(await fail(2, ["explain", "--file", ZENDESK])).toEqual([
      "cs-metrics: explain needs to know which figure",
      `  For example: cs-metrics explain csat --file ${ZENDESK}`,
      "  All of them: cs-metrics explain",
    ]);
    expect((await fail(2, ["explain", "csat", "-o", "csat.csv"]))[0]).toBe('cs-metrics: no explanation can be written as ".csv"');
    const cwd = folder();
    writeFileSync(join(cwd, "tickets.csv"), "Id,Status\n1,Open\n");
    expect(await fail(3, ["explain", "csat", "--file", "ticket.csv"], { cwd })).toContain(
      "  Try: cs-metrics explain csat --file tickets.csv",
    );
    expect((await fail(2, ["explain", "csat", "--file", "tickets.csv", "-o", "tickets.csv", "--format", "json"], { cwd }))[0]).toContain(
      "would replace",
    );
  });

  test("-o csat.json writes JSON", async () => {
    const cwd = folder();
    expect(await check(["explain", "csat", "-o", "csat.json"], { cwd })).toBe("");
    expect(JSON.parse(readFileSync(join(cwd, "csat.json"), "utf8"))).toMatchObject({ schema: "cs-metrics.explain/1" });
  });
});
