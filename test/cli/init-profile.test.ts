import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { filled } from "../config/helpers.ts";
import { check, fail, folder, type Ran, runWith } from "./helpers.ts";

const THREE = "fixtures/init/three-open-questions.csv";

const ANSWERS = ["--date-format", "D/M/Y", "--map", "response_time:min=First response time", "--scale", "csat=1-5"];

const textOf = (cwd: string, name: string): string => readFileSync(join(cwd, name), "utf8");
const jsonOf = (cwd: string, name: string): Record<string, unknown> => JSON.parse(textOf(cwd, name)) as Record<string, unknown>;

const init = async (cwd: string, ...argv: string[]): Promise<Ran> => {
  const ran = await runWith(["init", ...argv], { cwd });
  expect(ran.exit, ran.stderr).toBe(0);
  return ran;
};

const withTickets = (): string => {
  const cwd = folder();
  copyFileSync(THREE, join(cwd, "tickets.csv"));
  return cwd;
};

/** A place without any config, whose user has this profile, and the same file under another name. */
const elsewhere = (from: string, profile: string, file: string): { cwd: string; env: Record<string, string> } => {
  const cwd = folder();
  const home = folder();
  mkdirSync(join(home, "cs-metrics", "profiles"), { recursive: true });
  copyFileSync(join(from, profile), join(home, "cs-metrics", "profiles", profile));
  copyFileSync(join(from, file), join(cwd, "other.csv"));
  return { cwd, env: { XDG_CONFIG_HOME: home } };
};

interface Json {
  readonly sources: readonly { readonly profile: string | null; readonly warnings: readonly object[]; readonly rows: object }[];
  readonly groups: readonly object[];
}

const figures = async (argv: readonly string[], world: { cwd: string; env?: Record<string, string> }): Promise<Json> =>
  JSON.parse(await check(["report", ...argv, "--format", "json", "--quiet"], world)) as Json;

describe("init --profile-out", () => {
  test("writes what was understood and said, and nothing else", async () => {
    const cwd = withTickets();
    const { stdout, stderr } = await init(cwd, "tickets.csv", "--profile-out", "acme-desk.json", ...ANSWERS);
    expect(stderr).toBe("");
    expect(stdout).toContain("Wrote acme-desk.json, the profile acme-desk\n");
    expect(readdirSync(cwd).toSorted()).toEqual(["acme-desk.json", "tickets.csv"]);
    expect(jsonOf(cwd, "acme-desk.json")).toEqual({
      id: "acme-desk",
      name: "acme-desk",
      certainty: "seen",
      fingerprint: ["Ticket ID", "Created on", "Status", "Agent", "First response time", "CSAT"],
      columns: {
        "Ticket ID": "id",
        "Created on": "created",
        Status: "status",
        Agent: "agent",
        "First response time": { field: "response_time", unit: "min" },
        CSAT: { field: "csat", scale: "1-5" },
      },
      dateFormat: "D/M/Y",
      headers: ["Ticket ID", "Created on", "Status", "Agent", "First response time", "CSAT"],
      advice: { take: "an export such as tickets.csv" },
    });
  });

  test.each([["acme.json"], ["acme.yaml"], ["Acmé Desk.yml"]])("%s is found by later reports, which need nothing else", async (name) => {
    const cwd = withTickets();
    await init(cwd, "tickets.csv", "--profile-out", name, ...ANSWERS);
    const wanted = await figures(["tickets.csv", ...ANSWERS], { cwd });
    const world = elsewhere(cwd, name, "tickets.csv");
    const found = await figures(["other.csv"], world);
    expect(found.sources[0]).toMatchObject({ profile: name.startsWith("acme") ? "acme" : "acme-desk", warnings: [] });
    expect(found.groups).toEqual(wanted.groups);
    // Nothing is left to ask.
    expect((await runWith(["init", "other.csv"], world)).stderr).toBe("");
    expect(await check(["inspect", "other.csv"], world)).toContain('(has "Ticket ID", "Created on"');
  });

  test("units, scales, zones, words, dates in two columns, verdicts, lengths in business hours", async () => {
    const rows = Array.from({ length: 12 }, (_, i) => {
      const day = String(i + 1).padStart(2, "0");
      const status = ["Parked", "Done by us", "Test"][i % 3];
      return `T${i},${day}.10.2024,09:${day}:00,${status},${i % 2 === 0 ? "Correct" : "Nope"},${i % 7},${i},${i * 2},1,${i % 2 === 0 ? "met" : "missed"}`;
    });
    const header = "Ref,Opened date,Opened time,State,Fixed first time,Mood,Call length,Worked (business hours),Queue,SLA result";
    const config = {
      timeZone: "Europe/Berlin",
      vocabulary: { status: { resolved: ["Done by us"], open: ["Parked"], excluded: ["Test"] }, yes: ["Correct"], no: ["Nope"] },
      files: [
        {
          match: "calls.csv",
          map: {
            id: "Ref",
            created: "Opened date + Opened time",
            "talk:min": "Call length",
            "csat:0-6": "Mood",
            fcr: "Fixed first time",
            status: "State",
          },
        },
      ],
    };
    const cwd = filled({ "calls.csv": `${header}\n${rows.join("\n")}\n`, "cs-metrics.config.json": config });
    const { stderr } = await init(cwd, "calls.csv", "--profile-out", "calls-desk.json", "--date-format", "D/M/Y");
    expect(stderr).toBe("");
    const wanted = await figures(["calls.csv", "--date-format", "D/M/Y", "--by", "day"], { cwd });
    const found = await figures(["other.csv", "--by", "day"], elsewhere(cwd, "calls-desk.json", "calls.csv"));
    expect(found.sources[0].profile).toBe("calls-desk");
    expect(found.groups).toEqual(wanted.groups);
    expect(found.sources[0].rows).toEqual(wanted.sources[0].rows);
  });

  test("what is not answered is not in it, and told", async () => {
    const cwd = withTickets();
    const { stderr } = await init(cwd, "tickets.csv", "--profile-out", "acme.json");
    expect(stderr).toContain("note: 3 questions are open, of which acme.json says nothing\n");
    expect(stderr).toContain("To be asked: cs-metrics init tickets.csv --profile-out acme.json --force in a terminal\n");
    const written = jsonOf(cwd, "acme.json");
    expect(written.dateFormat).toBeUndefined();
    expect(written.columns).toMatchObject({ "First response time": "response_time", CSAT: "csat" });
    const lines = await fail(2, ["init", "tickets.csv", "--profile-out", "acme2.json", "--strict"], { cwd });
    expect(lines[0]).toContain("nothing was written: 3 questions are open");
    expect(existsSync(join(cwd, "acme2.json"))).toBe(false);
  });

  test("what a profile cannot hold is told", async () => {
    const rows = ["1;2024-10-01T10:00Z;Blower;5", "2;2024-10-02T10:00Z;Email;4"];
    const cwd = filled({
      "t.csv": `Ref;Created at;Channel;CSAT\n${rows.join("\n")}\n`,
      "cs-metrics.config.json": {
        vocabulary: { channel: { Phone: ["Blower"] } },
        files: [{ match: "t.csv", delimiter: ";", scale: { csat: "1-5" } }],
      },
    });
    const { stderr } = await init(cwd, "t.csv", "--profile-out", "a.json");
    expect(stderr).toContain(
      "note: a.json cannot say all that was decided\n    not in it: the delimiter\n    not in it: words for channels\n",
    );
  });

  test("a file of a known vendor keeps what is known of it", async () => {
    const cwd = folder();
    copyFileSync("fixtures/zendesk-tickets.csv", join(cwd, "z.csv"));
    await init(cwd, "z.csv", "--profile-out", "our-zendesk.json");
    const wanted = await figures(["z.csv"], { cwd });
    const found = await figures(["other.csv"], elsewhere(cwd, "our-zendesk.json", "z.csv"));
    expect([wanted.sources[0].profile, found.sources[0].profile]).toEqual(["zendesk", "our-zendesk"]);
    expect(found.groups).toEqual(wanted.groups);
  });

  test("common headers alone do not take other vendors' exports for one's own", async () => {
    const cwd = filled({ "t.csv": "Status,Priority,Agent,Created time,Wing\n1,Low,Ana,2024-10-01T10:00Z,North\n" });
    await init(cwd, "t.csv", "--profile-out", "own.json");
    expect(jsonOf(cwd, "own.json").fingerprint).toContain("Wing");
    const world = elsewhere(cwd, "own.json", "t.csv");
    for (const vendor of ["freshdesk", "zoho", "gorgias"]) {
      const file = join(process.cwd(), "fixtures/vendors", `${vendor}.csv`);
      if (existsSync(file)) expect((await figures([file], world)).sources[0].profile).toBe(vendor);
    }
  });

  test("dates in the other order are refused, with the profile's name", async () => {
    const cwd = withTickets();
    await init(cwd, "tickets.csv", "--profile-out", "acme.json", ...ANSWERS);
    const world = elsewhere(cwd, "acme.json", "tickets.csv");
    const [header] = textOf(cwd, "tickets.csv").split("\n");
    writeFileSync(join(world.cwd, "wrong.csv"), `${header}\n1,01/25/2024,Solved,Ana,5,5\n2,02/26/2024,Solved,Ana,5,5\n`);
    const lines = await fail(3, ["report", "wrong.csv"], world);
    expect(lines.join("\n")).toContain("acme.json");
    expect(lines.join("\n")).toContain("01/25/2024");
  });

  test("in the folder where profiles are, it is made if need be and counts at once", async () => {
    const cwd = withTickets();
    const home = folder();
    const file = join(home, "cs-metrics", "profiles", "acme.json");
    mkdirSync(join(home, "cs-metrics"));
    const world = { cwd, env: { XDG_CONFIG_HOME: home } };
    const ran = await runWith(["init", "tickets.csv", "--profile-out", file, ...ANSWERS], world);
    expect(ran).toMatchObject({ exit: 0, stderr: "" });
    expect(ran.stdout).not.toContain("once it is in");
    expect((await figures(["tickets.csv"], world)).sources[0].profile).toBe("acme");
    // From a file that is recognised by it, it can be written anew.
    expect((await runWith(["init", "tickets.csv", "--profile-out", file, "--force"], world)).exit).toBe(0);
    expect((await figures(["tickets.csv"], world)).sources[0].profile).toBe("acme");
  });
});

const fixturesIn = (folders: readonly string[]): string[] =>
  folders
    .flatMap((one) => readdirSync(join("fixtures", one)).map((name) => join("fixtures", one, name)))
    .filter((path) => path.endsWith(".csv"));

describe("a profile made without a question of", () => {
  it.each(fixturesIn(["vendors", "traps"]))("%s gives the same figures as the file alone", async (path) => {
    const cwd = folder();
    copyFileSync(path, join(cwd, "t.csv"));
    const plain = await runWith(["report", "t.csv", "--format", "json"], { cwd });
    const written = await runWith(["init", "t.csv", "--profile-out", "own.json"], { cwd });
    expect(written.exit, written.stderr).toBe(0);
    const world = elsewhere(cwd, "own.json", "t.csv");
    const ran = await runWith(["report", "other.csv", "--format", "json"], world);
    expect([ran.exit, ran.stderr.replaceAll("other.csv", "t.csv")]).toEqual([plain.exit, plain.stderr]);
    if (plain.exit !== 0) return;
    const [wanted, found] = [JSON.parse(plain.stdout), JSON.parse(ran.stdout.replaceAll("other.csv", "t.csv"))] as [Json, Json];
    expect(found.sources[0].profile).toBe("own");
    expect(found.groups).toEqual(wanted.groups);
    expect(found.sources[0].rows).toEqual(wanted.sources[0].rows);
    expect(found.sources[0].warnings).toEqual(wanted.sources[0].warnings);
  });
});

describe("a file that is there", () => {
  test("is kept unless --force says so, and then as .bak", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, "acme.json"), "mine");
    const lines = await fail(2, ["init", "tickets.csv", "--profile-out", "acme.json"], { cwd });
    expect(lines[0]).toBe("cs-metrics: acme.json is there already; nothing was written");
    expect(textOf(cwd, "acme.json")).toBe("mine");
    const { stdout } = await init(cwd, "tickets.csv", "--profile-out", "acme.json", "--force", ...ANSWERS);
    expect(stdout).toContain("; the old one is kept as acme.json.bak\n");
    expect(textOf(cwd, "acme.json.bak")).toBe("mine");
    expect(jsonOf(cwd, "acme.json").id).toBe("acme");
  });

  test("stays whole where nothing can be written, and no half of one is left", async () => {
    const cwd = withTickets();
    const lines = await fail(4, ["init", "tickets.csv", "--profile-out", "no/such/acme.json", ...ANSWERS], { cwd }).catch(() => []);
    const { exit, stderr } = await runWith(["init", "tickets.csv", "--profile-out", "no/such/acme.json", ...ANSWERS], { cwd });
    expect(exit, lines.join("\n")).toBe(4);
    expect(stderr).toContain("no/such/acme.json");
    expect(readdirSync(cwd)).toEqual(["tickets.csv"]);
  });
});

describe("wrong usage", () => {
  it("a file of totals, or of nothing that is known", async () => {
    const cwd = filled({ "t.csv": "Foo,Bar\na,b\n" });
    copyFileSync("fixtures/shapes/agent-totals.csv", join(cwd, "totals.csv"));
    expect((await runWith(["init", "t.csv", "--profile-out", "a.json"], { cwd })).stderr).toContain("no column of t.csv is recognised");
    const { exit, stderr } = await runWith(["init", "totals.csv", "--profile-out", "a.json"], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toContain("each row of totals.csv holds figures over many interactions");
    expect(existsSync(join(cwd, "a.json"))).toBe(false);
  });

  it.each([
    [["--profile-out", "a.json"], "--profile-out is made from a file, but no file is given"],
    [["tickets.csv", "--profile-out", "a.txt"], 'a profile is a file of JSON or YAML with a name of letters or digits, not "a.txt"'],
    [["tickets.csv", "--profile-out", "()!.json"], "with a name of letters or digits"],
    [["tickets.csv", "--profile-out", "a.json", "--company", "Acme"], "--profile-out and --company do not go together"],
    [["tickets.csv", "--profile-out", "a.json", "--match", "*.csv"], "--profile-out and --match do not go together"],
    [["tickets.csv", "--profile-out", "a.json", "--target", "csat=85"], "--profile-out and --target do not go together"],
    [
      ["tickets.csv", "other.csv", "--profile-out", "a.json"],
      "a profile is for one kind of export, but these files have different headers",
    ],
  ])("%j", async (argv, said) => {
    const cwd = withTickets();
    writeFileSync(join(cwd, "other.csv"), "Id,Created at\n1,2024-10-01T10:00Z\n");
    const ran = await runWith(["init", ...argv], { cwd });
    expect(ran.exit).toBe(2);
    expect(ran.stderr.split("\n")[0]).toContain(said);
    expect(existsSync(join(cwd, "a.json"))).toBe(false);
  });
});
