import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { filled } from "../config/helpers.ts";
import { check, fail, folder, type Ran, runWith } from "./helpers.ts";

const THREE = "fixtures/init/three-open-questions.csv";
const JSON_NAME = "cs-metrics.config.json";
const YAML_NAME = "cs-metrics.config.yaml";

/** A folder with the file of three open questions, by the name an export would have. */
const withTickets = (name = "tickets-2024-10.csv"): string => {
  const cwd = folder();
  copyFileSync(THREE, join(cwd, name));
  return cwd;
};

const textOf = (cwd: string, name: string): string => readFileSync(join(cwd, name), "utf8");
const jsonOf = (cwd: string): Record<string, unknown> => JSON.parse(textOf(cwd, JSON_NAME)) as Record<string, unknown>;

const init = async (cwd: string, ...argv: string[]): Promise<Ran> => {
  const ran = await runWith(["init", ...argv], { cwd });
  expect(ran.exit, ran.stderr).toBe(0);
  return ran;
};

const ALL_ANSWERS = ["--date-format", "D/M/Y", "--map", "response_time:min=First response time", "--scale", "csat=1-5"];

describe("without a terminal", () => {
  test("the sure part is written, and what is open is listed with its keys", async () => {
    const cwd = withTickets();
    const { stdout, stderr } = await init(cwd, "tickets-2024-10.csv");
    expect(jsonOf(cwd)).toEqual({ files: [{ match: "tickets-*.csv" }] });
    expect(stdout).toContain("Created on ");
    expect(stdout).toContain(`Wrote ${JSON_NAME}\n`);
    expect(stderr).toMatchInlineSnapshot(`
      "note: 3 questions are open, each with the key that its answer belongs to in cs-metrics.config.json
        dateFormat (files, tickets-*.csv):
          Day or month first in "Created on" (line 2: 01/02/2024)?
          - D/M/Y – day first: 1 February
          - M/D/Y – month first: 2 January
        units (files, tickets-*.csv):
          In which unit is "First response time" (line 2: 331)?
          - response_time: s – seconds: 331 is 5m 31s
          - response_time: min – minutes: 331 is 5h 31m
          - response_time: h – hours: 331 is 13d 19h
          - response_time: d – days: 331 is 331d
          - response_time: ms – milliseconds: 331 is 0.3s
        scale (files, tickets-*.csv):
          By its values, "CSAT" has scores 1–5. Is that the scale, and which end is
          good?
          - csat: 1-5 – 1–5, 5 is best
          - csat: 1-5:low – 1–5, 1 is best
          - csat: 1-7 – 1–7, 7 is best
          - csat: 1-10 – 1–10, 10 is best
          - csat: 0-10 – 0–10, 10 is best
        To be asked: cs-metrics init tickets-2024-10.csv in a terminal
      "
    `);
  });

  test("YAML says what each line does, and has what is open as comments", async () => {
    const cwd = withTickets();
    await init(cwd, "tickets-2024-10.csv", "--format", "yaml", "--company", "Acme: North");
    expect(textOf(cwd, YAML_NAME)).toMatchInlineSnapshot(`
      "# Settings of cs-metrics for this folder and those below it, written by cs-metrics init. Change what you like.
      # Is everything right? cs-metrics config check    What counts here? cs-metrics config show --origin

      # the company's name, as customers know it
      company: "Acme: North"

      # Open (targets): if you like; what the figures should reach
      # targets:
      #   - csat>=85
      #   - art.p90<=8h

      # Open (businessHours): if you like; when the team works
      # businessHours: Mon-Fri 09:00-17:00

      # how some files are read
      files:
        # which files: * stands for any characters
        - match: tickets-*.csv
          # Open (tickets-*.csv, dateFormat): Day or month first in "Created on" (line 2: 01/02/2024)?
          # dateFormat: D/M/Y
          # Open (tickets-*.csv, units): In which unit is "First response time" (line 2: 331)?
          # units:
          #   response_time: s
          # Open (tickets-*.csv, scale): By its values, "CSAT" has scores 1–5. Is that the scale, and which end is good?
          # scale:
          #   csat: "1-5"
      "
    `);
    await check(["config", "check"], { cwd });
  });

  test("lines that are open count once their # is taken away", async () => {
    const cwd = withTickets();
    await init(cwd, "tickets-2024-10.csv", "--format", "yaml");
    const text = textOf(cwd, YAML_NAME);
    writeFileSync(join(cwd, YAML_NAME), text.replace(/^( *)# (?!Open|which|how|Settings|Is )/gmu, "$1"));
    const { stderr } = await init(cwd, "tickets-2024-10.csv");
    expect(stderr).toBe("");
    await check(["report", "tickets-2024-10.csv", "--kpi", "csat,art"], { cwd });
  });

  test("what flags say is kept, so that the report needs none of them", async () => {
    const cwd = withTickets();
    const { stdout, stderr } = await init(cwd, "tickets-2024-10.csv", ...ALL_ANSWERS, "--tz", "Europe/Berlin", "--target", "csat=85");
    expect(stderr).toBe("");
    expect(stdout).toContain("Next: cs-metrics report tickets-2024-10.csv\n");
    expect(jsonOf(cwd)).toEqual({
      timeZone: "Europe/Berlin",
      targets: ["csat=85"],
      files: [{ match: "tickets-*.csv", dateFormat: "D/M/Y", scale: { csat: "1-5" }, map: { "response_time:min": "First response time" } }],
    });
    // A later file of the same name is read alike.
    copyFileSync(THREE, join(cwd, "tickets-2024-11.csv"));
    const page = await check(["report", "tickets-2024-11.csv"], { cwd });
    expect(page).toContain("created 1 Feb – 11 Dec 2024");
    expect(page).toContain("First reply (ART)");
    const report = JSON.parse(await check(["report", "tickets-2024-11.csv", "--format", "json"], { cwd })) as {
      sources: { warnings: object[] }[];
    };
    expect(report.sources[0].warnings).toEqual([]);
  });

  test.each([["1"], ["true"], ["yes"]])("CI=%s is none of a person's terminals", async (ci) => {
    const cwd = withTickets();
    const ran = await runWith(["init", "tickets-2024-10.csv"], { cwd, stdinIsTTY: true, stderrIsTTY: true, terminal: 80, env: { CI: ci } });
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toContain("3 questions are open");
    expect(existsSync(join(cwd, JSON_NAME))).toBe(true);
  });

  test("--strict writes nothing while something is open", async () => {
    const cwd = withTickets();
    const lines = await fail(2, ["init", "tickets-2024-10.csv", "--strict"], { cwd });
    expect(lines[0]).toBe("cs-metrics: nothing was written: 3 questions are open, and --strict was given");
    expect(lines.join("\n")).toContain("dateFormat (files, tickets-*.csv):");
    expect(readdirSync(cwd)).toEqual(["tickets-2024-10.csv"]);
    await init(cwd, "tickets-2024-10.csv", "--strict", ...ALL_ANSWERS);
    expect(existsSync(join(cwd, JSON_NAME))).toBe(true);
  });

  test("an order that the file proves is kept for months that do not prove it", async () => {
    const cwd = filled({
      "t-10.csv": "Id,Created at,Resolved at\n1,25/10/2024,26/10/2024\n",
      "t-11.csv": "Id,Created at,Resolved at\n1,01/11/2024,02/11/2024\n",
    });
    const { stderr } = await init(cwd, "t-10.csv", "--format", "yaml");
    expect(stderr).toBe("");
    expect(textOf(cwd, YAML_NAME)).toContain(
      '    # how dates are written: "Created at" (line 2: 25/10/2024) can be nothing else\n    dateFormat: D/M/Y\n',
    );
    expect(await check(["report", "t-11.csv"], { cwd })).toContain("created 1 Nov 2024");
  });

  test("an order is not kept where another column shows the other, or both", async () => {
    const both = filled({ "t.csv": "Id,Created at,Resolved at\n1,25/10/2024,10/26/2024\n" });
    await init(both, "t.csv");
    expect(jsonOf(both)).toEqual({ files: [{ match: "t.csv" }] });
    const torn = filled({ "t.csv": "Id,Created at,Resolved at\n1,25/10/2024,10/26/2024\n2,25/10/2024,26/10/2024\n" });
    const { stderr } = await init(torn, "t.csv");
    expect(stderr).toContain("no setting fits both");
    expect(jsonOf(torn)).toEqual({ files: [{ match: "t.csv" }] });
  });

  test("words of the status, columns without use, guessed letters, units that dates speak against", async () => {
    const rows = ["1,2024-10-01 10:00,Parked,5", "2,2024-10-02 10:00,Solved,4"];
    const words = filled({ "t.csv": `Id,Created at,Status,CSAT\n${rows.join("\n")}\n` });
    expect((await init(words, "t.csv")).stderr).toContain('What does "Parked" in "Status" say of a ticket?');

    const latin = filled({ "t.csv": Buffer.from("Id,Created on,Agent\n1,2024-10-01,Jos\u00e9\n", "latin1") });
    expect((await init(latin, "t.csv")).stderr).toMatch(/read as Windows-1252 \(Latin-1\) it says "José"\. Are\s+the letters right\?/u);
    await init(latin, "t.csv", "--encoding", "windows-1252");
    expect(jsonOf(latin)).toEqual({ files: [{ match: "t.csv", encoding: "windows-1252" }] });
    await check(["report", "t.csv"], { cwd: latin });

    const hours = ["10:00,2024-10-01 11:00,1", "10:00,2024-10-01 12:00,2", "10:00,2024-10-01 13:00,3", "10:00,2024-10-01 15:00,5"];
    const suspect = filled({
      "t.csv": `Id,Created at,First reply at,First reply time in minutes\n${hours.map((row, i) => `${i},2024-10-01 ${row}`).join("\n")}\n`,
    });
    const { stderr } = await init(suspect, "t.csv");
    expect(stderr.replace(/\s+/gu, " ")).toContain(
      "Its name says one thing, the file's own dates another. - response_time: h – hours: 1 is 1h 00m timeZone",
    );
    expect(stderr).not.toContain("response_time: min");
  });

  test("a file that names its zone, or has days alone, is not asked for one", async () => {
    for (const created of ["2024-10-01T10:00Z", "2024-10-01"]) {
      const cwd = filled({ "t.csv": `Id,Created at\n1,${created}\n` });
      expect((await init(cwd, "t.csv")).stderr).toBe("");
    }
    const cwd = filled({ "t.csv": "Id,Created at\n1,2024-10-01 10:00\n" });
    const { stderr } = await runWith(["init", "t.csv"], { cwd, env: { TZ: "Europe/Berlin" } });
    expect(stderr).toContain("- Europe/Berlin, as this computer");
  });
});

describe("a column that is said not to be used", () => {
  const text = "Id,Created at,Score\n1,2024-10-01T10:00Z,3\n2,2024-10-02T10:00Z,4\n";

  test("can be answered so, and stays decided in the config", async () => {
    const cwd = filled({ "t.csv": text });
    const { stderr } = await init(cwd, "t.csv");
    expect(stderr).toContain("map (files, t.csv):\n    What is in the column");
    expect(stderr).toContain("- ignore: Score – something else: it is not used");
    const said = { files: [{ match: "t.csv", ignore: ["Score"] }] };
    writeFileSync(join(cwd, JSON_NAME), JSON.stringify(said));
    expect((await init(cwd, "t.csv")).stderr).toBe("");
    expect(jsonOf(cwd)).toEqual(said);
    // Nor does a profile made of it use the column.
    await init(cwd, "t.csv", "--profile-out", "p.json");
    expect((JSON.parse(textOf(cwd, "p.json")) as { columns: object }).columns).toMatchObject({ Score: null });
    const home = filled({ "cs-metrics/profiles/p.json": textOf(cwd, "p.json") });
    const elsewhere = { cwd: filled({ "u.csv": text }), env: { XDG_CONFIG_HOME: home } };
    expect(await runWith(["init", "u.csv", "--strict"], elsewhere)).toMatchObject({ exit: 0, stderr: "" });
  });
});

describe("the pattern", () => {
  test.each([
    ["tickets-2024-10.csv", "tickets-*.csv"],
    ["tickets (1).csv", "tickets*.csv"],
    ["Support October 2024.csv", "Support *.csv"],
    ["export_20241001_120000.csv", "export_*.csv"],
    ["2024-10.csv", "????-??.csv"],
    ["tickets.csv", "tickets.csv"],
    ["zendesk", "zendesk*"],
    [" odd name.csv", "?odd name.csv"],
    ["a\nb'\"2.csv", "a\nb'\"*.csv"],
  ])("of %j is %j, and finds the file", async (name, match) => {
    const cwd = filled({ [name]: "Id,Created on\n1,25/10/2024\n" });
    await init(cwd, name);
    expect(jsonOf(cwd)).toEqual({ files: [{ match, dateFormat: "D/M/Y" }] });
    writeFileSync(join(cwd, name), "Id,Created on\n1,10/11/2024\n");
    expect(await check(["report", name], { cwd })).toContain("created 10 Nov 2024");
  });

  test("can be said, and has to fit", async () => {
    const cwd = withTickets();
    expect(await fail(2, ["init", "tickets-2024-10.csv", "--match", "calls*.csv"], { cwd })).toEqual([
      'cs-metrics: --match "calls*.csv" does not fit tickets-2024-10.csv',
      "  Write a name with * for any characters, such as tickets-*.csv, or leave --match out.",
    ]);
    await fail(2, ["init", "tickets-2024-10.csv", "--match", "word"], { cwd });
    await init(cwd, "tickets-2024-10.csv", "--match", "*-2024-*.csv");
    expect(jsonOf(cwd)).toEqual({ files: [{ match: "*-2024-*.csv" }] });
  });

  test("files of one pattern share an item, others have their own", async () => {
    const cwd = filled({
      "a-1.csv": "Id,Created on\n1,25/10/2024\n",
      "a-2.csv": "Id,Created on\n2,25/11/2024\n",
      "b-1.csv": "Id,Opened on\n1,10/25/2024\n",
    });
    await init(cwd, "a-1.csv", "a-2.csv", "b-1.csv");
    expect(jsonOf(cwd)).toEqual({
      files: [
        { match: "a-*.csv", dateFormat: "D/M/Y" },
        { match: "b-*.csv", dateFormat: "M/D/Y" },
      ],
    });
  });
});

describe("a config that is there", () => {
  const OWN_YAML =
    "# ours\ncompany:   Acme   # never change\n\ntargets: [csat>=85]\nfiles:\n- match: other.csv # another\n  dateFormat: M/D/Y\n";

  test("in YAML is added to: what it says stays, comments too", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, YAML_NAME), OWN_YAML);
    const { stdout } = await init(cwd, "tickets-2024-10.csv", ...ALL_ANSWERS, "--target", "art=4h");
    expect(stdout).toContain(`Added to ${YAML_NAME}\n`);
    expect(textOf(cwd, YAML_NAME)).toBe(
      "# ours\ncompany: Acme # never change\n\ntargets: [csat>=85, art=4h]\nfiles:\n- match: other.csv # another\n  dateFormat: M/D/Y\n" +
        "# which files: * stands for any characters\n- match: tickets-*.csv\n  # how dates are written\n  dateFormat: D/M/Y\n" +
        '  # scale of a score, such as 1-5, or 1-7\n  scale:\n    csat: "1-5"\n' +
        "  # which column is which\n  map:\n    response_time:min: First response time\n",
    );
    expect(existsSync(join(cwd, JSON_NAME))).toBe(false);
  });

  test("in JSON is added to, in its own layout", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, JSON_NAME), '{\n\t"company": "Acme",\n\t"files": [{ "match": "other.csv", "dateFormat": "M/D/Y" }]\n}\n');
    await init(cwd, "tickets-2024-10.csv", "--date-format", "D/M/Y");
    expect(textOf(cwd, JSON_NAME)).toContain('\n\t"company": "Acme",\n');
    expect(jsonOf(cwd)).toEqual({
      company: "Acme",
      files: [
        { match: "other.csv", dateFormat: "M/D/Y" },
        { match: "tickets-*.csv", dateFormat: "D/M/Y" },
      ],
    });
  });

  test("an item for the file takes what is new, whatever its pattern", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, JSON_NAME), JSON.stringify({ files: [{ match: "*.csv", dateFormat: "D/M/Y" }] }));
    const { stderr } = await init(cwd, "tickets-2024-10.csv", "--scale", "csat=1-5");
    expect(jsonOf(cwd)).toEqual({ files: [{ match: "*.csv", dateFormat: "D/M/Y", scale: { csat: "1-5" } }] });
    expect(stderr).toContain("1 question is open");
    expect(stderr).toContain("units (files, *.csv):");
  });

  test("that says all this already is left as it is", async () => {
    const cwd = withTickets();
    await init(cwd, "tickets-2024-10.csv", ...ALL_ANSWERS, "--format", "yaml");
    const before = statSync(join(cwd, YAML_NAME));
    const { stdout } = await init(cwd, "tickets-2024-10.csv", ...ALL_ANSWERS);
    expect(stdout).toContain(`${YAML_NAME} says all this already\n`);
    expect(statSync(join(cwd, YAML_NAME)).mtimeMs).toBe(before.mtimeMs);
  });

  test("with open questions is left as it is while they stay open", async () => {
    const cwd = filled({
      "t.csv": "Id,Created at,CSAT,Status\n1,2024-10-01 10:00,5,Parked\n2,2024-10-01 10:00,5,Stuck\n3,2024-10-01,4,Solved\n",
    });
    await init(cwd, "t.csv", "--format", "yaml");
    const text = textOf(cwd, YAML_NAME);
    expect(text.match(/Open \((?:timeZone|vocabulary|t\.csv, scale)\)/gu)).toHaveLength(4);
    expect((await init(cwd, "t.csv")).stdout).toContain(`${YAML_NAME} says all this already`);
    expect(textOf(cwd, YAML_NAME)).toBe(text);
    await init(cwd, "t.csv", "--tz", "UTC");
    expect(textOf(cwd, YAML_NAME).match(/Open \((?:timeZone|vocabulary|t\.csv, scale)\)/gu)).toHaveLength(3);
  });

  test("what was open goes when it is answered", async () => {
    const cwd = withTickets();
    await init(cwd, "tickets-2024-10.csv", "--format", "yaml");
    await init(cwd, "tickets-2024-10.csv", "--date-format", "D/M/Y", "--company", "Acme");
    const text = textOf(cwd, YAML_NAME);
    expect(text).not.toMatch(/Open \((?:tickets-\*\.csv, dateFormat|company)\)/u);
    expect(text).not.toContain("# dateFormat");
    expect(text).toMatch(/Open \(tickets-\*\.csv, units\)/u);
    await init(cwd, "tickets-2024-10.csv", ...ALL_ANSWERS);
    expect(textOf(cwd, YAML_NAME)).not.toContain("tickets-*.csv,");
  });

  test("of a folder above is the one that is added to: another one here would hide it", async () => {
    const root = folder();
    const cwd = join(root, "exports");
    mkdirSync(cwd);
    writeFileSync(join(root, JSON_NAME), JSON.stringify({ company: "Acme" }));
    copyFileSync(THREE, join(cwd, "tickets.csv"));
    const { stdout } = await init(cwd, "tickets.csv", "--date-format", "D/M/Y");
    expect(stdout).toContain(`Added to ${join("..", JSON_NAME)}\n`);
    expect(existsSync(join(cwd, JSON_NAME))).toBe(false);
    expect(jsonOf(root)).toEqual({ company: "Acme", files: [{ match: "tickets.csv", dateFormat: "D/M/Y" }] });
  });

  test("is never changed where it says something else", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, YAML_NAME), OWN_YAML);
    expect(await fail(2, ["init", "--company", "Beta"], { cwd })).toEqual([
      'cs-metrics: cs-metrics.config.yaml says something else already: company is "Acme", not "Beta"',
      "  What it says is never changed. Change it there,",
      "  or begin anew, with the old file kept beside the new one: --force",
    ]);
    expect(textOf(cwd, YAML_NAME)).toBe(OWN_YAML);
    expect(await check(["init", "--company", "Acme"], { cwd })).toBe(`${YAML_NAME} says all this already\n`);
  });

  test("of the other format is not joined by a second one", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, YAML_NAME), OWN_YAML);
    const lines = await fail(2, ["init", "tickets-2024-10.csv", "--format", "json"], { cwd });
    expect(lines[0]).toBe("cs-metrics: there is cs-metrics.config.yaml already, and a second config in JSON cannot count beside it");
    expect(readdirSync(cwd).toSorted()).toEqual([YAML_NAME, "tickets-2024-10.csv"]);
  });

  test("that is broken, or refers to other places in itself, is left alone", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, YAML_NAME), "company: [\n");
    expect((await fail(2, ["init", "tickets-2024-10.csv"], { cwd })).join("\n")).toMatch(/cs-metrics\.config\.yaml:\d+: .*--force/su);
    const text = "files: &all\n  - match: x.csv\n    map: &m\n      id: Id\n  - match: tickets*.csv\n    map: *m\n";
    writeFileSync(join(cwd, YAML_NAME), text);
    const lines = await fail(2, ["init", "tickets-2024-10.csv", "--map", "id=Ticket ID"], { cwd });
    expect(lines[0]).toMatch(/refers to another place in the file|has no column "Id"|fit the file/u);
    expect(textOf(cwd, YAML_NAME)).toBe(text);
  });

  test("is kept beside the new one by --force, each time under another name", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, YAML_NAME), "company: [\n");
    const { stdout } = await init(cwd, "tickets-2024-10.csv", "--force", "--company", "Beta");
    expect(stdout).toContain(`Wrote ${JSON_NAME}; the old one is kept as ${YAML_NAME}.bak\n`);
    expect(textOf(cwd, `${YAML_NAME}.bak`)).toBe("company: [\n");
    await init(cwd, "--force", "--company", "Gamma");
    await init(cwd, "--force", "--company", "Delta");
    expect(readdirSync(cwd).toSorted()).toEqual([
      JSON_NAME,
      `${JSON_NAME}.bak`,
      `${JSON_NAME}.bak2`,
      `${YAML_NAME}.bak`,
      "tickets-2024-10.csv",
    ]);
    expect(jsonOf(cwd)).toEqual({ company: "Delta" });
    expect(textOf(cwd, `${JSON_NAME}.bak2`)).toContain("Gamma");
  });
});

describe("refusals", () => {
  test.each([
    [["init", "-"], "init needs the name of a file"],
    [["init", "--map", "id=Id"], "--map says how a file is read, but no file is given"],
    [["init"], "there is nothing to write"],
    [["init", "--target", "frt=3"], 'there is no KPI "frt"'],
    [["init", "--business-hours", "lunch"], "--business-hours needs opening hours"],
    [["init", "--tz", "Mars"], 'there is no time zone "Mars"'],
    [["init", "t.csv", "--map", "id=Nope"], '--map id: there is no column "Nope"'],
  ])("%j", async (argv, expected) => {
    const cwd = filled({ "t.csv": "Id,Created on\n1,2024-10-25\n" });
    const lines = await fail(2, argv, { cwd });
    expect(lines[0]).toContain(expected);
    expect(readdirSync(cwd)).toEqual(["t.csv"]);
  });

  test("flags that the file contradicts", async () => {
    const cwd = filled({ "t.csv": "Id,Created on\n1,10/25/2024\n" });
    const lines = await fail(2, ["init", "t.csv", "--date-format", "D/M/Y"], { cwd });
    expect(lines[0]).toBe(
      'cs-metrics: what is to be written does not fit the file: the dates in column "Created on" of t.csv are not day first, as the command says',
    );
    expect(readdirSync(cwd)).toEqual(["t.csv"]);
  });

  test("a file that is missing, or none", async () => {
    const cwd = filled({ "tickets.csv": "Id\n1\n", "empty.csv": "" });
    expect((await fail(3, ["init", "ticket.csv"], { cwd })).join("\n")).toContain("Try: cs-metrics init tickets.csv");
    await fail(3, ["init", "empty.csv"], { cwd });
    expect(readdirSync(cwd).toSorted()).toEqual(["empty.csv", "tickets.csv"]);
  });

  it.skipIf(process.getuid?.() === 0)("a folder that cannot be written to", async () => {
    const cwd = withTickets();
    chmodSync(cwd, 0o555);
    const ran = await runWith(["init", "tickets-2024-10.csv"], { cwd });
    chmodSync(cwd, 0o755);
    expect(ran.exit).toBe(4);
    expect(readdirSync(cwd)).toEqual(["tickets-2024-10.csv"]);
  });
});

describe("names of columns that would break a config", () => {
  const HOSTILE = [
    "__proto__",
    "constructor",
    "a: b # c",
    "- x",
    "*.csv",
    "&anchor",
    "!tag",
    "null",
    "yes",
    "1e5",
    "~",
    "{a}",
    "[b]",
    "'single' \"double\"",
    "back\\slash \\n",
    "tab\there",
    "bell\u0007 escape\u001b[31m del\u007f",
    "c1\u0085 line\u2028 bidi\u202e mark\ufeff",
    "é ü 日本 🎉",
    "=SUM(A1)",
    "%TAG",
    "@at `tick`",
    "> folded",
    "| literal",
    "? key",
    "x".repeat(20_000),
  ];

  test.each(["json", "yaml"])("survive the way through %s", async (format) => {
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    for (const header of HOSTILE) {
      const cwd = filled({ "t.csv": `Id,Created on,${quote(header)}\n1,2024-10-25,here\n` });
      const { stdout, stderr } = await init(cwd, "t.csv", "--format", format, "--map", `topic=${header}`);
      expect(stderr).toBe("");
      // oxlint-disable-next-line no-control-regex -- what must come out nowhere
      const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufeff]/u;
      expect(stdout).not.toMatch(unsafe);
      const name = `cs-metrics.config.${format}`;
      expect(textOf(cwd, name)).not.toMatch(unsafe);
      const inspected = JSON.parse(await check(["inspect", "t.csv", "--format", "json"], { cwd })) as {
        files: { columns: { header: string; field: string | null; evidence: string | null }[] }[];
      };
      const column = inspected.files[0].columns[2];
      expect(column, header).toMatchObject({ field: "topic", evidence: "config" });
      // Once more: what was written is read, and nothing is to be added.
      expect((await init(cwd, "t.csv")).stdout).toContain(`${name} says all this already`);
    }
  });
});
