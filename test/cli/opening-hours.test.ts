import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { check, fail, folder, runWith } from "./helpers.ts";

const FILE = "fixtures/opening-hours/tickets.csv";
const OFFICE = "Mon-Fri 09:00-17:00";
const NOW = ["--as-of", "2026-10-30T17:00"];
const report = (...flags: string[]): Promise<string> => check(["report", FILE, ...NOW, ...flags]);

/** A folder with this config and the tickets. */
const configured = (config: object): string => {
  const cwd = folder();
  writeFileSync(join(cwd, "cs-metrics.config.json"), JSON.stringify(config, null, 2));
  writeFileSync(join(cwd, "tickets.csv"), readFileSync(FILE));
  return cwd;
};

const ajv = new Ajv2020({ strict: false });
const valid = (text: string, schema: string): ReturnType<typeof JSON.parse> => {
  const json = JSON.parse(text);
  const validate = ajv.compile(JSON.parse(readFileSync(`docs/${schema}.schema.json`, "utf8")));
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  return json;
};

const note = (text: string): string =>
  / • (Times count.*?|First reply counts.*?)\n(?: •|\n)/su.exec(text)?.[1].replaceAll(/\s+/gu, " ") ?? "";

describe("--business-hours", () => {
  it("says which hours count, below the figures", async () => {
    expect(note(await report("--business-hours", OFFICE))).toBe("Times count opening hours only: Mon-Fri 09:00-17:00.");
    expect(note(await report("--business-hours", OFFICE, "--tz", "Europe/Berlin"))).toBe(
      "Times count opening hours only: Mon-Fri 09:00-17:00 in Europe/Berlin.",
    );
    expect(note(await report("--business-hours", `${OFFICE} UTC`))).toBe("Times count opening hours only: Mon-Fri 09:00-17:00 UTC.");
    expect(note(await report("--business-hours", OFFICE, "--clock", "calendar"))).toBe(
      "Times count nights and weekends; for opening hours only: --clock business",
    );
    expect(note(await report("--clock", "business"))).toBe(
      'Times count nights and weekends: the file has none in opening hours. Say when the team works: --business-hours "Mon-Fri 09:00-17:00"',
    );
    const own =
      "Ticket ID,Status,Created at,Resolved at,First response time in business hours (minutes)\n1,Open,2026-10-19,2026-10-20,60\n";
    expect(note(await check(["report", "-", "--clock", "business"], { stdin: own }))).toBe(
      "First reply counts opening hours as the export gives them; solving time counts nights and weekends, as the file has no other.",
    );
  });

  it("says so in JSON, and explains and lists by the same clock", async () => {
    const json = valid(await report("--business-hours", OFFICE, "--format", "json"), "report");
    expect(json.period).toMatchObject({ clock: "business", openingHours: { hours: OFFICE, timeZone: "UTC" } });
    expect(json.groups[0].kpis.art.value).toBe(8100);
    const rows = valid(await report("--business-hours", OFFICE, "--rows", "art:slowest", "--format", "json"), "rows");
    expect(rows.rows.map((row: { id: string; value: number }) => [row.id, row.value / 3600])).toEqual([
      ["6", 8],
      ["2", 2],
      ["3", 2],
      ["1", 1],
      ["4", 0.5],
      ["5", 0],
    ]);
    const explained = await check(["explain", "art", "--file", FILE, ...NOW, "--business-hours", OFFICE, "--format", "json"]);
    const { period, groups, sources } = valid(explained, "explain");
    expect(period).toMatchObject({ clock: "business", openingHours: { hours: OFFICE } });
    expect(groups[0]).toMatchObject({ value: 8100, n: 6 });
    expect(sources[0].columns.flatMap(({ field, serves }: { field: string; serves: boolean }) => (serves ? [field] : []))).toEqual([
      "created",
      "first_response",
    ]);
  });

  it("explains for which hours a file's times are counted", async () => {
    const said = await check(["explain", "art", "--file", FILE, ...NOW, "--business-hours", OFFICE]);
    expect(said).toContain("opening hours only: Mon-Fri 09:00-17:00");
    expect(await check(["explain", "art", "--file", FILE, ...NOW, "--clock", "business"])).toContain("nights and weekends");
  });

  it("says so beside groups, rows and in a brief", async () => {
    const said = "opening hours only: Mon-Fri 09:00-17:00";
    expect(await report("--business-hours", OFFICE, "--by", "channel")).toContain(said);
    expect(await report("--business-hours", OFFICE, "--rows", "art:slowest")).toContain(said);
    expect(await report("--by", "channel")).not.toContain("opening hours");
    const row = (n: number): string => `${n},Open,2026-10-19 16:00,2026-10-20 10:00`;
    const stdin = `Ticket ID,Status,Created at,First response at\n${Array.from({ length: 12 }, (_, n) => row(n)).join("\n")}\n`;
    const brief = await check(["report", "-", "--brief", "--business-hours", OFFICE], { stdin });
    expect(brief).toContain("irst reply in opening hours: half of 12 tickets within 2h 00m");
  });

  it("makes the share outside them known, in reports and inspections", async () => {
    const flags = ["--business-hours", OFFICE, "--kpi", "after_hours_share", "--format", "csv"];
    expect((await report(...flags)).split("\n")[1].slice(0, 8)).toBe("42.85714");
    const inspected = JSON.parse(await check(["inspect", FILE, "--business-hours", OFFICE, "--format", "json"]));
    const known = inspected.files[0].kpis.find(({ kpi }: { kpi: string }) => kpi === "after_hours_share");
    expect(known).toMatchObject({ obstacle: null });
  });

  it.each([
    ["Mon-Fri 9-5", "9-5 ends before it begins: write both times in full, 09:00-17:00 for a day or 22:00-06:00 for a night"],
    ["lunch", '"lunch" is no day and no times: days are Mon Tue Wed Thu Fri Sat Sun, times such as 09:00-17:00'],
  ])("%s is exit code 2", async (spec, line) => {
    expect(await fail(2, ["report", FILE, "--business-hours", spec])).toEqual([
      `cs-metrics: --business-hours needs opening hours such as "Mon-Fri 09:00-17:00; Sat 10:00-14:00", not "${spec}"`,
      `  ${line}`,
    ]);
  });
});

describe("a config", () => {
  const run = (cwd: string, ...flags: string[]): Promise<string> => check(["report", "tickets.csv", ...NOW, ...flags], { cwd });

  it("gives hours, holidays, and hours of teams", async () => {
    const cwd = configured({ businessHours: OFFICE, holidays: ["2026-10-26"], teamHours: { "Night desk": "22:00-06:00" } });
    expect(note(await run(cwd))).toBe("Times count nights and weekends; for opening hours only: --clock business");
    expect(note(await run(cwd, "--clock", "business"))).toBe(
      "Times count opening hours only: Mon-Fri 09:00-17:00, without 1 holiday; some teams have hours of their own.",
    );
    // 1 + 2 + 1 + 0 and the nights' 1 + 4 of 6 replies.
    expect(JSON.parse(await run(cwd, "--clock", "business", "--format", "json")).groups[0].kpis.art.value).toBe((9 * 3600) / 6);
    // The flag is for everybody, without the holiday: 1 + 2 + 1 + 0 + 0 + 8.
    expect(JSON.parse(await run(cwd, "--business-hours", OFFICE, "--format", "json")).groups[0].kpis.art.value).toBe(2 * 3600);
  });

  it("gives targets for the SLA", async () => {
    const cwd = configured({
      businessHours: OFFICE,
      sla: { firstResponse: { default: "4h", urgent: "1h" }, resolution: { default: "8h" } },
    });
    const json = valid(await run(cwd, "--format", "json"), "report");
    expect(json.groups[0].kpis.sla).toMatchObject({ numerator: 4, n: 7, near_miss: 1, rule: "own targets in opening hours" });
    const table = (await run(cwd)).replaceAll(/\s+/gu, " ");
    expect(table).toContain(
      "SLA by own targets in opening hours: 1 met with 80–100% of the time used; those missed ran over by 36h 40m on average.",
    );
    const explained = await check(["explain", "sla", "--file", "tickets.csv", ...NOW], { cwd });
    expect(explained.replaceAll(/\s+/gu, " ")).toContain(
      "Rule own targets in opening hours: first reply within 4h, urgent 1h; solved within 8h",
    );
    const csv = (await run(cwd, "--kpi", "sla", "--format", "csv", "--time-unit", "h")).split("\n");
    expect(csv[0]).toBe("sla,sla_n,sla_low,sla_high,sla_numerator,sla_rule,sla_near_miss,sla_overrun_h");
    expect(csv[1]).toMatch(/,1,36\.66666/u);
    const rows = JSON.parse(await run(cwd, "--rows", "sla:breached", "--format", "json"));
    expect(rows.rows.map(({ id }: { id: string }) => id)).toEqual(["7", "6", "2"]);
    const near = JSON.parse(await run(cwd, "--rows", "sla:near_miss", "--format", "json"));
    expect(near.rows.map(({ id }: { id: string }) => id)).toEqual(["1"]);
  });

  it("is checked strictly", async () => {
    const cwd = configured({
      businessHours: "Mon-Fri 9-5",
      teamHours: { Night: "always" },
      sla: { firstResponse: { "agent=Mei": "4h", default: "2d" }, answer: { default: "1h" } },
    });
    const { exit, stderr } = await runWith(["config", "check"], { cwd });
    expect(exit).toBe(2);
    expect(stderr.replaceAll(/\s+/gu, " ")).toContain(
      'businessHours needs opening hours such as "Mon-Fri 09:00-17:00; Sat 10:00-14:00", not "Mon-Fri 9-5"',
    );
    expect(stderr.replaceAll(/\s+/gu, " ")).toContain("Night needs opening hours");
    expect(stderr.replaceAll(/\s+/gu, " ")).toContain(
      "agent=Mei needs default, a priority such as urgent, or channel=Chat and priority=urgent",
    );
    expect(stderr.replaceAll(/\s+/gu, " ")).toContain("default needs a time in hours and minutes, such as 4h or 1h 30min");
    expect(stderr.replaceAll(/\s+/gu, " ")).toContain("answer");
  });

  it("with hours for a team alone is refused", async () => {
    const cwd = configured({ teamHours: { "Night desk": "22:00-06:00" } });
    expect((await fail(2, ["report", "tickets.csv"], { cwd }))[0]).toBe(
      'cs-metrics: cs-metrics.config.json:3: team "Night desk" has opening hours, but there are none for everybody else',
    );
  });
});

describe("docs/opening-hours.md", () => {
  const page = readFileSync("docs/opening-hours.md", "utf8");

  it("shows configs that are right", async () => {
    const configs = [...page.matchAll(/```yaml\n(.*?)```/gsu)].map(([, text]) => text);
    expect(configs).toHaveLength(2);
    for (const text of configs) {
      const cwd = folder();
      writeFileSync(join(cwd, "cs-metrics.config.yaml"), text);
      expect(await runWith(["config", "check"], { cwd })).toMatchObject({ exit: 0 });
    }
  });

  it("shows hours that can be written", async () => {
    const table = page.slice(page.indexOf("|---|"), page.indexOf("In a config they stand"));
    const specs = [...table.matchAll(/^\| (.+?) \|/gmu)].flatMap(([, cell]) => [...cell.matchAll(/`(.+?)`/gu)].map(([, spec]) => spec));
    expect(specs.length).toBeGreaterThan(7);
    for (const spec of specs) await report("--business-hours", spec, "--kpi", "volume");
  });
});
