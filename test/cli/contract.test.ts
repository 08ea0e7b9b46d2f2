import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { runWith } from "./helpers.ts";
import { tables } from "../fixtures.ts";

/** What holds for every input: the account of rows, the JSON schema, the columns of CSV, the same bytes every time. */

const FIXTURES = tables(3);

const VARIANTS: readonly (readonly string[])[] = [
  [],
  ["--by", "channel,month", "--tz", "America/New_York"],
  ["--by", "agent", "--where", "status!=Open", "--since", "2026-10-03", "--hash"],
  ["--kpi", "nps,art,csat", "--across", "weekday", "--date-basis", "resolved", "--clock", "business"],
];

interface Json {
  readonly dimensions: readonly string[];
  readonly sources: readonly { readonly rows: Record<string, number> & { readonly filteredBy: Record<string, number> } }[];
  readonly groups: readonly {
    readonly by: Record<string, string>;
    readonly kpis: Record<string, Record<string, number | null> & { readonly waiting?: object }>;
  }[];
}

let valid: ReturnType<Ajv2020["compile"]>;
beforeAll(() => {
  valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false }).compile(
    JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object,
  );
});

const run = (file: string, flags: readonly string[], format: string): ReturnType<typeof runWith> =>
  runWith(["report", file, ...flags, "--format", format, "--as-of", "2026-11-21"]);

/** The columns that flags have given so far. */
const headers = new Map<readonly string[], string>();

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n"));

describe.each(FIXTURES)("%s", (file) => {
  test.each(VARIANTS.map((flags) => [flags.join(" "), flags] as const))("report %s", async (_, flags) => {
    const { exit, stdout, stderr } = await run(file, flags, "json");
    if (exit !== 0) {
      expect({ exit, stdout }).toEqual({ exit: 3, stdout: "" });
      expect(stderr).toMatch(/^cs-metrics: \S.*\n/u);
      return;
    }
    const json = JSON.parse(stdout) as Json;
    expect(valid(json), JSON.stringify(valid.errors)).toBe(true);
    for (const { rows } of json.sources) {
      expect(rows.used + rows.filtered + rows.duplicates + rows.rejected + rows.notData).toBe(rows.read);
      expect(Object.values(rows.filteredBy).reduce((sum, count) => sum + count, 0)).toBe(rows.filtered);
    }
    expect(json.groups[0].by).toEqual({});
    for (const { by, kpis } of json.groups.slice(1)) {
      expect(Object.keys(by)).toEqual(json.dimensions);
      expect(Object.keys(kpis)).toEqual(Object.keys(json.groups[0].kpis));
    }
    for (const { kpis } of json.groups) {
      for (const [id, { value, n, low, high }] of Object.entries(kpis)) {
        if (n === 0 && value !== 0) expect([value, low, high]).toEqual([null, null, null]);
        // The adjusted Wald interval is centred on an adjusted score; of one or two answers it need not reach as far as the score itself.
        if (id === "nps" && (n ?? 0) < 3) continue;
        if (typeof low === "number" && typeof high === "number" && typeof value === "number") {
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        }
      }
      if (kpis["art"] !== undefined) expect(Object.keys(kpis["art"].waiting ?? {})).toEqual(["count", "oldest"]);
    }
    expect((await run(file, flags, "json")).stdout).toBe(stdout);

    const header = firstLine((await run(file, flags, "csv")).stdout);
    expect(header).toBe(headers.get(flags) ?? header);
    headers.set(flags, header);
    expect((await run(file, flags, "table")).exit).toBe(0);
  });
});

test("the machine's own time zone and language play no part", async () => {
  const before = { TZ: process.env.TZ, LANG: process.env.LANG };
  const reports: string[] = [];
  for (const [TZ, LANG] of [
    ["America/New_York", "de_DE.UTF-8"],
    ["Asia/Tokyo", "tr_TR.UTF-8"],
  ]) {
    Object.assign(process.env, { TZ, LANG });
    for (const format of ["json", "table"]) {
      const ran = await run("fixtures/zendesk-tickets.csv", ["--by", "day,hour", "--period", "last-month"], format);
      reports.push(ran.stdout);
    }
  }
  Object.assign(process.env, before);
  for (const name of ["TZ", "LANG"] as const) if (before[name] === undefined) delete process.env[name];
  expect(reports.slice(2)).toEqual(reports.slice(0, 2));
});
