import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/text/width.ts";
import { check, fail, folder, runWith } from "./helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

const list = (rows: string, ...flags: readonly string[]): Promise<string> => check(["report", ZENDESK, "--rows", rows, ...flags]);

interface Json {
  readonly part: string;
  readonly groups: readonly { readonly by: object; readonly n: number; readonly numerator?: number; readonly rows: number }[];
  readonly rows: readonly (Record<string, unknown> & { readonly id: string; readonly line: number })[];
}

const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
  JSON.parse(readFileSync("docs/rows.schema.json", "utf8")) as object,
);

const json = async (rows: string, ...flags: readonly string[]): Promise<Json> => {
  const listed = JSON.parse(await list(rows, "--format", "json", ...flags)) as Json;
  expect(valid(listed), JSON.stringify(valid.errors)).toBe(true);
  return listed;
};

describe("as a table", () => {
  test("says what the rows are, and where they stand", async () => {
    expect(await list("csat:negative", "--where", "channel=Web")).toMatchInlineSnapshot(`
      " zendesk-tickets.csv   142 tickets created 1–30 Oct 2026   Zendesk export
       Times are as written in the file, which names no time zone.

       Satisfied customers (CSAT), negative: 2 of 47 ratings, newest first
       Id     Created           Solved            Channel  Agent         Line
       ──────────────────────────────────────────────────────────────────────────────
       48346  2026-10-21 16:01  2026-10-25 09:28  Web      Chiara Russo   352
       48041  2026-10-03 09:16  2026-10-04 09:03  Web      Dev Patel       45
      "
    `);
    expect(await list("art:slowest", "--limit", "2", "--by", "channel", "--where", "agent!=Dev Patel")).toMatchInlineSnapshot(`
      " zendesk-tickets.csv   389 tickets created 1–31 Oct 2026   by channel
       Times are as written in the file, which names no time zone.

       First reply (ART): 381 first replies, slowest first
       Channel  Id     Created           Solved            Agent            Time  Line
       ───────────────────────────────────────────────────────────────────────────────
       Chat     48358  2026-10-22 17:24                    Ana Pereira    2h 47m   364
       Chat     48282  2026-10-16 17:39  2026-10-17 23:40  Mei Tanaka     2h 41m   287

       Web      48068  2026-10-05 12:31  2026-10-08 17:40  Chiara Russo   2d 22h    72
       Web      48021  2026-10-01 20:14  2026-10-03 08:30  Chiara Russo  33h 11m    22

       Email    48399  2026-10-26 09:57  2026-10-30 01:20  Mei Tanaka     3d 15h   405
       Email    48449  2026-10-29 06:48  2026-11-01 21:05  Ana Pereira    2d 22h   456

       Each group's first rows; all of them: --limit 0, or --format csv
      "
    `);
  });

  test("shows fifty, ten of each group, or as many as asked for", async () => {
    const lines = (text: string): string[] => text.split("\n").filter((line) => /^ .*\b48\d{3}\b/u.test(line));
    const many = await list("volume");
    expect(lines(many)).toHaveLength(50);
    expect(many).toContain("The first 50 of 486 rows; all of them: --limit 0, or --format csv");
    expect(lines(await list("volume", "--limit", "3"))).toHaveLength(3);
    expect(lines(await list("volume", "--limit", "0"))).toHaveLength(486);
    expect(lines(await list("volume", "--by", "channel"))).toHaveLength(30);
  });

  test.each([60, 80, 100, 160])("fits %d columns", async (width) => {
    for (const flags of [
      ["csat"],
      ["art", "--by", "agent,priority"],
      ["fcr", "--ascii", "--by", "month"],
      ["art", "--by", "agent,priority,channel"],
      ["csat", "--by", "agent,priority,channel,week,topic"],
    ]) {
      const text = await list(flags[0], ...flags.slice(1), "--width", String(width));
      for (const line of text.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    }
  });

  test("tells of a part without rows, and of a KPI that the file does not carry", async () => {
    expect(await list("csat:negative", "--where", "id=48001")).toContain("Satisfied customers (CSAT), negative: none of ");
    const { exit, stdout, stderr } = await runWith(["report", ZENDESK, "--rows", "nps:detractors"]);
    expect({ exit, stderr: stderr.split("\n")[0] }).toEqual({ exit: 0, stderr: "note: nps is not available: no column for nps" });
    expect(stdout).toContain("Not in this file: NPS");
  });
});

describe("as CSV and JSON", () => {
  test("all rows, in columns that depend on the KPI alone", async () => {
    const first = (text: string): string => text.slice(0, text.indexOf("\n"));
    const csv = await list("csat:negative", "--format", "csv");
    expect(csv.trim().split("\n")).toHaveLength(1 + 18);
    expect(first(csv)).toBe("id,created,resolved,channel,agent,csat,verdict,file,line");
    expect(csv).toContain(
      "\n48476,2026-10-30T14:05:00.000Z,2026-10-31T03:42:00.000Z,Chat,Chiara Russo,negative,negative,fixtures/zendesk-tickets.csv,483\n",
    );
    expect(first(await list("art", "--format", "csv", "--by", "agent,week", "--time-unit", "min"))).toBe(
      "agent,week,id,created,resolved,channel,art_min,file,line",
    );
    expect(first(await list("fcr:no", "--format", "csv", "--limit", "1", "--comments"))).toBe(
      "id,created,resolved,channel,agent,verdict,file,line,comment",
    );
  });

  test("JSON has the figure beside its rows", async () => {
    const listed = await json("csat:no", "--by", "agent");
    expect(listed).toMatchObject({ part: "negative", order: "newest", dimensions: ["agent"] });
    for (const { by, n, numerator, rows } of listed.groups) {
      expect(rows).toBe(n - numerator!);
      const own = listed.rows.filter((row) => JSON.stringify(row["by"]) === JSON.stringify(by));
      if (Object.keys(by).length > 0) expect(own).toHaveLength(rows);
    }
    expect(listed.rows[0]).toEqual({
      by: { agent: "Chiara Russo" },
      id: "48476",
      created: "2026-10-30T14:05:00.000Z",
      resolved: "2026-10-31T03:42:00.000Z",
      channel: "Chat",
      agent: "Chiara Russo",
      value: "negative",
      verdict: "negative",
      file: ZENDESK,
      line: 483,
    });
    expect((await json("nps", "--quiet")).rows).toEqual([]);
    expect((await json("csat", "--limit", "4")).rows).toHaveLength(4);
  });

  test("-o chooses the format by its name and leaves the file alone where something fails", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "t.csv"), "Ticket ID,Status\n1,Open\n2,Solved\n");
    expect(await check(["report", "t.csv", "--rows", "resolution_rate:open", "-o", "rows.csv"], { cwd })).toBe("");
    expect(readFileSync(join(cwd, "rows.csv"), "utf8")).toBe("id,created,resolved,channel,agent,verdict,file,line\n1,,,,,open,t.csv,2\n");
    expect((await fail(2, ["report", "t.csv", "--rows", "volume", "-o", "t.csv"], { cwd }))[0]).toContain("would replace t.csv");
    expect(await fail(2, ["report", "t.csv", "--rows", "volume", "-o", "rows.md"], { cwd })).toEqual([
      "cs-metrics: rows can be written as a table, CSV or JSON, not as markdown",
      "  Write: --format csv",
    ]);
  });
});

describe("privacy and safety", () => {
  const evil = "\u001b]52;c;ZXZpbA==\u0007\u202eevil";
  const csv = `Ticket ID,Status,CSAT,Comments,Assignee\n1,Solved,Bad,"=cmd()|${evil} call 555-0199",${evil}\n2,Solved,Good,,Bo\n`;

  test("comments stand only where they are asked for", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "t.csv"), csv);
    const flags = ["report", "t.csv", "--rows", "csat:negative", "--map", "comment=Comments"];
    for (const format of ["table", "csv", "json"]) {
      const plain = await check([...flags, "--format", format], { cwd });
      expect(plain).not.toContain("555");
      const told = await check([...flags, "--format", format, "--comments", "--width", "140"], { cwd });
      expect(told).toContain("555-0199");
      // oxlint-disable-next-line no-control-regex -- what must not come out
      expect(told).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      if (format === "csv") expect(told).toContain("'=cmd()");
    }
  });

  test("--comments alone asks for nothing", async () => {
    expect(await fail(2, ["report", ZENDESK, "--comments"])).toEqual([
      "cs-metrics: --comments shows the comments of rows, but none are listed",
      "  Add: --rows csat:negative",
    ]);
  });
});

describe("wrong usage is exit 2 and says what there is", () => {
  test.each([
    [["--rows", "csat:negatve"], '--rows: csat has no part "negatve"'],
    [["--rows", "cast"], 'there is no KPI "cast"'],
    [["--rows", "csat", "--check"], "--rows lists the rows behind a figure; --check does not go with it"],
    [["--rows", "csat", "--kpi", "fcr"], "--rows lists the rows behind a figure; --kpi does not go with it"],
    [["--rows", "csat", "--by", "nobody"], 'there is no field or column "nobody" for --by'],
  ])("%j", async (flags, message) => {
    const [first] = await fail(2, ["report", ZENDESK, ...flags]);
    expect(first).toBe(`cs-metrics: ${message}`);
  });

  test("parts are listed", async () => {
    expect(await fail(2, ["report", ZENDESK, "--rows", "csat:negatve"])).toEqual([
      'cs-metrics: --rows: csat has no part "negatve"',
      "  Did you mean csat:negative?",
      "  It has: all, positive, negative, unanswered",
    ]);
  });
});

describe("a missed target names the rows to read", () => {
  const missed = async (argv: readonly string[], cwd?: string): Promise<string[]> => {
    const { exit, stderr } = await runWith(["report", ...argv, "--check", "--quiet"], { cwd });
    expect(exit).toBe(1);
    return stderr.split("\n").filter((line) => line.includes("to read:"));
  };

  test("with the files and filters as typed, so that it can be pasted", async () => {
    const typed = [
      ZENDESK,
      "--period",
      "2026-10",
      "--where",
      "agent!=Dev Patel",
      "--tz=Europe/Madrid",
      "--by",
      "agent",
      "--format",
      "json",
    ];
    expect(await missed([...typed, "--target", "csat=99 where channel=Chat", "--target", "reopen_rate=1", "--target", "art=1h"])).toEqual([
      `  Tickets to read: cs-metrics report ${ZENDESK} --rows csat:negative --where channel=Chat --period 2026-10 --where 'agent!=Dev Patel' --tz=Europe/Madrid`,
      `  Tickets to read: cs-metrics report ${ZENDESK} --rows reopen_rate:reopened --period 2026-10 --where 'agent!=Dev Patel' --tz=Europe/Madrid`,
      `  Tickets to read: cs-metrics report ${ZENDESK} --rows art:slowest --period 2026-10 --where 'agent!=Dev Patel' --tz=Europe/Madrid`,
    ]);
    const where = ["--where", "channel=Chat", "--period", "2026-10", "--where", "agent!=Dev Patel", "--tz=Europe/Madrid"];
    const { groups, rows } = await json("csat:negative", ...where);
    const report = JSON.parse(await check(["report", ZENDESK, ...where, "--format", "json"])) as {
      groups: { kpis: { csat: { n: number; numerator: number } } }[];
    };
    const { n, numerator } = report.groups[0].kpis.csat;
    expect(rows).toHaveLength(n - numerator);
    expect(groups[0].rows).toBe(n - numerator);
  });

  test("but not where nothing can be read again, or nothing was judged", async () => {
    const stdin = readFileSync(ZENDESK, "utf8");
    const piped = await runWith(["report", "-", "--target", "csat=99", "--check", "--quiet"], { stdin });
    expect(piped.stderr).not.toContain("to read");
    expect(await missed([ZENDESK, "--target", "csat=99 where channel=Nowhere"])).toEqual([]);
    expect(await missed([ZENDESK, "--target", "volume>=9999"])).toEqual([]);
  });
});
