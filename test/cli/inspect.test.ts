import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { INSPECT_FLAGS } from "../../src/cli/inspect-flags.ts";
import { REPORT_FLAGS } from "../../src/cli/report-flags.ts";
import { FIELDS } from "../../src/interaction/fields.ts";
import { displayWidth } from "../../src/text/width.ts";
import { check, fail, folder, runWith } from "./helpers.ts";
import { tables } from "../fixtures.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

const FIXTURES = tables(3);

interface Column {
  readonly header: string;
  readonly field: string | null;
  readonly evidence: string | null;
  readonly usable: number;
  readonly rows: number;
  readonly share: number | null;
  readonly sampled: boolean;
  readonly doubtful: boolean;
  readonly example: { readonly line: number | null; readonly value: string } | null;
  readonly vocabulary: readonly { readonly word: string; readonly means: string }[];
}

interface Json {
  readonly files: readonly {
    readonly file: string;
    readonly profile: { readonly id: string; readonly from: string; readonly headers: readonly string[] } | null;
    readonly text: Record<string, unknown>;
    readonly dates: readonly { readonly field: string; readonly format: string | null; readonly from: string | null }[];
    readonly zone: object;
    readonly rows: Record<string, unknown>;
    readonly columns: readonly Column[];
    readonly kpis: readonly {
      readonly kpi: string;
      readonly available: boolean;
      readonly obstacle: string | null;
      readonly missing: string[][];
    }[];
    readonly problems: readonly {
      readonly code: string;
      readonly header: string | null;
      readonly line: number | null;
      readonly details: readonly string[];
    }[];
  }[];
}

const json = async (files: readonly string[], flags: readonly string[] = [], cwd?: string): Promise<Json> =>
  JSON.parse(await check(["inspect", ...files, ...flags, "--format", "json", "--as-of", "2026-11-21"], { cwd })) as Json;

const columnOf = ({ files }: Json, header: string): Column => files[0].columns.find((column) => column.header === header)!;

let valid: ReturnType<Ajv2020["compile"]>;
beforeAll(() => {
  valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
    JSON.parse(readFileSync("docs/inspect.schema.json", "utf8")) as object,
  );
});

describe("Zendesk's export", () => {
  test("80 columns", async () => {
    expect(await check(["inspect", ZENDESK, "--width", "80"])).toMatchInlineSnapshot(`
      " zendesk-tickets.csv   492 rows, 32 columns

       Read as   Zendesk ticket export (has "Satisfaction Score", "Assignee stations")
                 what is known of it was checked against a real export
       Text      UTF-8, commas, column names on line 1
       Dates     year-month-day, 2026-10-01 03:32; no time zone named
       Solved    Closed, Solved; not solved: Open, Pending, New, Hold
       Rows      486 tickets + 3 deleted + 3 repeated by "Id" (latest kept)

       Column in the file              Used as                   Usable  Example
       ──────────────────────────────────────────────────────────────────────────────
       Id                              id                          100%  48003
       Created at                      created                     100%  2026-10-01
       Solved at                       resolved                     88%  2026-10-02
       Status                          status                      100%  Solved
       Via                             channel                     100%  Mail=Email
       Assignee                        agent                        97%  Chiara Russo
       Satisfaction Score              csat, Good or Bad            30%  Good
       First reply time in minutes     response_time, minutes       98%  1283
       Full resolution time in minutes resolution_time, minutes     88%  1289
       Replies                         replies                     100%  1
       Reopens                         reopens                     100%  0
       + 5 more used (customer, team, priority, topic, updated), 16 not needed;
       all: --all

       Can report  CSAT, FCR, first reply, solving time, solved, reopened
       Cannot      NPS, CES: no column with scores 0–10 or 1–7 (nps, ces)
                   AHT, speed of answer, abandoned: nothing on phone calls (handle or
                   talk, wait, abandoned or answered)
                   SLA: no verdict on it (sla)
                   In brackets: what to name with --map, as in --map nps="Header"

       Please check
       • line 49   Full resolution time in minutes is -35, which no time can be.
         line 175  The same. Both tickets count, without a solving time.

       A column read wrongly? Try --map resolution_time="Resolution time", then keep
       it for good with: cs-metrics init fixtures/zendesk-tickets.csv
      "
    `);
  });

  test("120 columns, everything", async () => {
    expect(await check(["inspect", ZENDESK, "--width", "120", "--all"])).toMatchInlineSnapshot(`
      " zendesk-tickets.csv   492 rows, 32 columns

       Read as   Zendesk ticket export (has "Satisfaction Score", "Assignee stations")
                 what is known of it was checked against a real export
       Text      UTF-8, commas, column names on line 1
       Dates     year-month-day, 2026-10-01 03:32; no time zone named
       Solved    Closed, Solved; not solved: Open, Pending, New, Hold
       Rows      486 tickets + 3 deleted + 3 repeated by "Id" (latest kept)

       Column in the file                                    Used as                       Told by  Usable  Example
       ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       Id                                                    id                            Zendesk    100%  48003
       Created at                                            created                       Zendesk    100%  2026-10-01 08:23
       Solved at                                             resolved                      Zendesk     88%  2026-10-02 05:52
       Status                                                status                        Zendesk    100%  Solved
       Via                                                   channel                       Zendesk    100%  Mail=Email
       Assignee                                              agent                         Zendesk     97%  Chiara Russo
       Satisfaction Score                                    csat, Good or Bad             Zendesk     30%  Good
       First reply time in minutes                           response_time, minutes        Zendesk     98%  1283
       Full resolution time in minutes                       resolution_time, minutes      Zendesk     88%  1289
       Replies                                               replies                       Zendesk    100%  1
       Reopens                                               reopens                       Zendesk    100%  0
       Requester                                             customer                      Zendesk    100%  Customer 1316
       Group                                                 team                          Zendesk    100%  Support
       Tags                                                  tags                          Zendesk      0%
       Priority                                              priority                      Zendesk    100%  Low
       Ticket type                                           topic                         Zendesk    100%  Question
       Updated at                                            updated                       Zendesk    100%  2026-10-02 05:52
       Organization                                          organisation                  Zendesk      0%
       Due date                                              due                           Zendesk      0%
       Summation column                                      –                                        100%  1
       Requester id                                          – (could be customer)                    100%  9000093
       Requester email                                       – (could be customer)                      0%
       Submitter                                             –                                          0%
       Subject                                               –                                          0%
       Assigned at                                           –                                        100%  2026-10-01 08:23
       Initially assigned at                                 –                                        100%  2026-10-01 08:23
       Resolution time                                       – (could be resolution_time)              89%  21
       Group stations                                        –                                        100%  1
       Assignee stations                                     –                                        100%  1
       First reply time in minutes within business hours     – (could be response_time)                98%  513
       Full resolution time in minutes within business hours – (could be resolution_time)              89%  451
       Product [list]                                        –                                        100%  Pro

       Can report  CSAT, FCR, first reply, solving time, solved, reopened, came back
                   within 7 days, solved with at most one reply, backlog, answered
                   when asked, won back, customers at risk
       Cannot      NPS, CES: no column with scores 0–10 or 1–7 (nps, ces)
                   AHT, speed of answer, abandoned: nothing on phone calls (handle or
                   talk, wait, abandoned or answered)
                   SLA: no verdict on it (sla)
                   answered within 20 seconds: no waiting times (wait)
                   transferred: not marked (transferred or reassignments)
                   escalated: not marked (escalated)
                   handled without a human: no mark of a bot (bot)
                   solved by the due date: nothing usable in "Due date"
                   outside opening hours: it takes opening hours, and none are given
                   In brackets: what to name with --map, as in --map nps="Header"

       Please check
       • line 49   Full resolution time in minutes is -35, which no time can be.
         line 175  The same. Both tickets count, without a solving time.

       A column read wrongly? Try --map resolution_time="Resolution time", then keep
       it for good with: cs-metrics init fixtures/zendesk-tickets.csv
      "
    `);
  });

  test("counts what can be used, not what is filled", async () => {
    const inspected = await json([ZENDESK]);
    const [header, ...rows] = readFileSync(ZENDESK, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const count = (name: string, isUsable: (cell: string) => boolean): number =>
      rows.filter((cells) => isUsable(cells[header.indexOf(name)])).length;
    const usable = (name: string): number => columnOf(inspected, name).usable;
    expect(usable("Satisfaction Score")).toBe(count("Satisfaction Score", (cell) => cell === "Good" || cell === "Bad"));
    expect(usable("Full resolution time in minutes")).toBe(
      count("Full resolution time in minutes", (cell) => cell !== "" && Number(cell) >= 0),
    );
    expect(usable("Solved at")).toBe(count("Solved at", (cell) => cell !== ""));
    expect(usable("Assignee")).toBe(count("Assignee", (cell) => cell !== "-"));
    expect(usable("Group stations")).toBe(count("Group stations", (cell) => cell !== ""));
    expect(columnOf(inspected, "Id")).toMatchObject({ usable: 492, rows: 492, share: 100, sampled: false });
  });
});

/** Flags that the words of a page name, whether alone or in a command. */
const flagsIn = (text: string): string[] => [...text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/gu)].map(([, name]) => name);

describe.each(FIXTURES)("%s", (file) => {
  test("fits the schema, gives the same account as a report, fits every width and names only flags that exist", async () => {
    const text = await check(["inspect", file, "--format", "json", "--as-of", "2026-11-21"]);
    const inspected = JSON.parse(text) as Json;
    expect(valid(inspected), JSON.stringify(valid.errors)).toBe(true);
    expect(await check(["inspect", file, "--format", "json", "--as-of", "2026-11-21"])).toBe(text);

    const reported = await runWith(["report", file, "--format", "json", "--as-of", "2026-11-21"]);
    const [{ rows, problems, columns }] = inspected.files;
    if (reported.exit === 0) {
      const [source] = (JSON.parse(reported.stdout) as { sources: { rows: object }[] }).sources;
      expect(rows).toEqual(source.rows);
    } else {
      expect(problems.map(({ code }) => code)).toContain("ambiguous-dates");
    }
    for (const column of columns) expect(column.usable).toBeLessThanOrEqual(column.rows);

    const known = new Set([...Object.keys(REPORT_FLAGS), ...Object.keys(INSPECT_FLAGS)]);
    for (const width of [60, 80, 160]) {
      const page = await check(["inspect", file, "--width", String(width), ...(width === 60 ? ["--ascii"] : ["--all"])]);
      for (const line of page.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
      expect(flagsIn(page).filter((name) => !known.has(name))).toEqual([]);
    }
  });
});

test("the schema knows every field", () => {
  const schema = JSON.parse(readFileSync("docs/inspect.schema.json", "utf8")) as { $defs: { field: { enum: string[] } } };
  expect(schema.$defs.field.enum).toEqual(Object.keys(FIELDS));
});

describe("what cannot be decided is asked, with both readings and the flag for each", () => {
  const FILE = "fixtures/inspect/open-questions.csv";

  test("as a page", async () => {
    const page = (await check(["inspect", FILE, "--width", "100"])).replace(/ +/gu, " ").replace(/\n /gu, " ");
    expect(page).toContain("Line 5 has 03/04/2026 10:00: 3 April or 4 March? All 7 dates fit both.");
    expect(page).toContain(`Day first: cs-metrics report ${FILE} --date-format D/M/Y`);
    expect(page).toContain(`Month first: cs-metrics report ${FILE} --date-format M/D/Y`);
    expect(page).toContain('--map resolution_time:min="Resolution time"');
    expect(page).toContain('The scores in "Rating" run from 4 to 11');
    expect(page).toContain("column names on line 4, below 3 lines of titles");
    expect(page).toMatch(/Opened +created, day or month first\? +its name +\? +03\/04\/2026/u);
    expect(page).toMatch(/solving time: day and month in "Opened" cannot be\s+told apart/u);
  });

  test("as JSON, where a report stops", async () => {
    await fail(3, ["report", FILE]);
    const inspected = await json([FILE]);
    expect(inspected.files[0].problems.map(({ code }) => code)).toEqual([
      "ambiguous-dates",
      "unit-unknown",
      "scores-unusable",
      "cells-unreadable",
      "records-rejected",
      "records-short",
      "column-not-used",
    ]);
    expect(inspected.files[0].dates).toMatchObject([
      { field: "created", format: null, from: null },
      { field: "resolved", format: null, from: null },
    ]);
    const obstacles = Object.fromEntries(inspected.files[0].kpis.map(({ kpi, obstacle }) => [kpi, obstacle]));
    expect(obstacles).toMatchObject({
      csat: "no-scale",
      resolution_time: "dates-undecided",
      resolution_rate: null,
      sla: null,
      nps: "no-column",
    });
  });

  test("and answered by those flags", async () => {
    const flags = ["--date-format", "D/M/Y", "--scale", "csat=1-10", "--map", "resolution_time:h=Resolution time"];
    const inspected = await json([FILE], flags);
    expect(inspected.files[0].problems.map(({ code }) => code)).not.toContain("ambiguous-dates");
    expect(inspected.files[0].dates).toMatchObject([{ format: "dmy", from: "flag" }, { format: "dmy" }]);
    expect(columnOf(inspected, "Rating")).toMatchObject({ field: "csat", usable: 6, rows: 9 });
    expect(columnOf(inspected, "Resolution time")).toMatchObject({ field: "resolution_time", evidence: "flag", unit: "h" });
    const available = inspected.files[0].kpis.filter((kpi) => kpi.available).map(({ kpi }) => kpi);
    expect(available).toEqual(expect.arrayContaining(["csat", "resolution_time", "resolution_rate", "sla"]));
  });
});

test("cells that cannot be read stand with their lines, what became of their rows, and what would mend them", async () => {
  const page = await check(["inspect", "fixtures/inspect/unreadable-cells.csv", "--width", "90"]);
  expect(page.slice(page.indexOf("Please check"))).toMatchInlineSnapshot(`
    "Please check
     • line 3  Resolved at is "2026-02-31 12:00", which is no date that exists or
               can be read. The ticket counts, without this value.
               Another way to write dates: --date-format, such as
               --date-format "DD.MM.YYYY HH:mm"
     • line 3  Talk time (min) is -3, which no time can be.
       line 4  Here it is six. Both tickets count, without a talk time.
     • line 4  Rating is 0, which is not on the scale 1–5. The ticket counts,
               without a rating.
     • line 4  Resolved at − Opened at is -21 h, which no time can be. The ticket
               counts, without a solving time.
     • "Parked" in "Status": no status that is known, so such rows count as not
       solved.
     • Column "Rating" was read as scores 1–5, judging by its values.
       Another scale: --scale csat=1-10

     A column read wrongly? Try --map resolved="Closed at", then keep it for good
     with: cs-metrics init fixtures/inspect/unreadable-cells.csv
    "
  `);
  expect(page).toContain('Rows      5 tickets + 1 spam + 1 repeated by "Case number" (latest kept)');
});

describe("several files", () => {
  const FILES = ["fixtures/report/split-created.csv", "fixtures/report/split-rated.csv"];

  test("one after the other, as a report of them reads them", async () => {
    const inspected = await json(FILES);
    const reported = JSON.parse(await check(["report", ...FILES, "--format", "json", "--as-of", "2026-11-21"])) as Json & {
      sources: { file: string; rows: object }[];
    };
    expect(inspected.files.map(({ file, rows }) => ({ file, rows }))).toEqual(reported.sources.map(({ file, rows }) => ({ file, rows })));
    const page = await check(["inspect", ...FILES]);
    expect(page.match(/^ split-\w+\.csv {3}\d rows, \d columns$/gmu)).toHaveLength(2);
    expect(page.match(/A column read wrongly\?/gu)).toHaveLength(1);
  });

  test("a header of --map need stand in one of them only", async () => {
    const inspected = await json(FILES, ["--map", "topic=Satisfaction Score"]);
    expect(inspected.files[1].columns.find(({ header }) => header === "Satisfaction Score")).toMatchObject({
      field: "topic",
      evidence: "flag",
    });
  });
});

test("columns not needed are folded, doubtful ones never; what is said of a sample says so", async () => {
  const cwd = folder();
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},2026-10-01 09:00,Solved,${i % 2 === 0 ? "x" : ""},${i % 3},9:15:00 AM`);
  writeFileSync(join(cwd, "t.csv"), `Id,Created at,Status,Extra,Talk,Answered at time\n${rows.join("\n")}\n`);
  const inspected = await json(["t.csv"], [], cwd);
  expect(columnOf(inspected, "Extra")).toMatchObject({ field: null, sampled: true });
  expect(columnOf(inspected, "Extra").share).toBeCloseTo(50, 0);
  expect(columnOf(inspected, "Talk")).toMatchObject({ field: "talk", sampled: false, usable: 20_000, rows: 20_000, doubtful: true });
  const page = await check(["inspect", "t.csv", "--quiet"], { cwd });
  expect(page).not.toMatch(/^ Extra/mu);
  expect(page).toMatch(/^ Talk +talk, seconds\? +100%/mu);
  const all = await check(["inspect", "t.csv", "--all"], { cwd });
  expect(all).toMatch(/^ Extra +– +~50% +x$/mu);
  expect(all).toMatch(/~ filled, in the \d+ rows looked at/u);
});

test("rows that are totals are no interactions", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "days.csv"), "Date,Calls handled,Avg handle time,Agent\n2026-10-01,12,300,Ana\n2026-10-02,15,310,Bo\n");
  const page = await check(["inspect", "days.csv"], { cwd });
  expect(page).toContain("Rows      2 rows, each with figures over many interactions");
  expect(page).toContain("Can report  nothing: its rows are no single interactions (see below)");
  expect(page).not.toContain("Cannot ");
});

describe("the command line", () => {
  test("a missing file is named with what to type instead", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "tickets.csv"), "Id,Status\n1,Open\n");
    expect(await fail(3, ["inspect", "ticket.csv"], { cwd })).toContain("  Try: cs-metrics inspect tickets.csv");
    expect(await fail(2, ["inspect"], { cwd, stdinIsTTY: true })).toEqual([
      "cs-metrics: inspect needs a file",
      "  Try: cs-metrics inspect tickets.csv",
      "  All flags: cs-metrics inspect --help",
    ]);
    expect((await fail(2, ["inspect", "tickets.csv", "-o", "seen.csv"], { cwd }))[0]).toBe(
      'cs-metrics: no inspection can be written as ".csv"',
    );
    expect((await fail(2, ["inspect", "tickets.csv", "-o", "tickets.csv", "--format", "json"], { cwd }))[0]).toContain("would replace");
  });

  test("-o seen.json writes JSON", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "tickets.csv"), "Id,Status\n1,Open\n");
    expect(await check(["inspect", "tickets.csv", "-o", "seen.json"], { cwd })).toBe("");
    expect(JSON.parse(readFileSync(join(cwd, "seen.json"), "utf8"))).toMatchObject({ schema: "cs-metrics.inspect/1" });
  });

  test("report and inspect name each other on a terminal, with the flags that decide the reading", async () => {
    const flags = ["--map", "topic=Ticket type", "--tz=Europe/Berlin"];
    const reported = await check(["report", ZENDESK, ...flags, "--kpi", "csat"], { terminal: 160, env: { NO_COLOR: "1" } });
    const again = 'fixtures/zendesk-tickets.csv --map "topic=Ticket type" --tz=Europe/Berlin';
    expect(reported.replace(/\s+/gu, " ")).toContain(`How the file was read: cs-metrics inspect ${again}`);
    const inspected = await check(["inspect", ZENDESK, ...flags, "--all"], { terminal: 160, env: { NO_COLOR: "1" } });
    expect(inspected.replace(/\s+/gu, " ")).toContain(`All as it should be? cs-metrics report ${again}`);
    expect(await check(["inspect", ZENDESK])).not.toContain("cs-metrics report");
  });

  test("what a file holds never steers the terminal", async () => {
    const cwd = folder();
    const evil = `\u001b]52;c;ZXZpbA==\u0007\u202eevil\u0085${"long".repeat(40)}`;
    writeFileSync(
      join(cwd, "t.csv"),
      `Id,${evil},Created at,Status,Talk\n1,${evil},2026-10-01${evil},${evil},${evil}\n2,b,2026-10-02,Open,x\n`,
    );
    for (const format of ["table", "json"]) {
      const text = await check(["inspect", "t.csv", "--all", "--format", format, "--map", `channel=${evil}`], { cwd });
      // oxlint-disable-next-line no-control-regex -- what must not come out
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});
