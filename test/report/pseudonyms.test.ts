import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, fail, folder, runWith } from "../cli/helpers.ts";
import { filled } from "../config/helpers.ts";

const FILE = join(process.cwd(), "fixtures/pseudonyms/people.csv");
const KEY = "a key for tests that nobody else has";
const env = { CS_METRICS_PSEUDONYM_KEY: KEY };

const AGENTS = ["Ana Pereira", "Bo Lindqvist", "Çelik Öz", "Dora <b>", "=Eve Quinn"];
const CUSTOMERS = Array.from({ length: 12 }, (_, i) => `user${i}@example.com`);
const ORGANISATIONS = ["Umbrella GmbH", "Hooli", "Initech"];
const TEAMS = ["Billing Squad 0", "Billing Squad 1"];
const EVERYBODY = ["--pseudonymize", "agent,team,customer,organisation"];

/** Anything that could be one of them: whole names and their parts, in any case. */
const NAMES = /pereira|ana\b|lindqvist|bo\b|celik|çelik|öz|dora|quinn|eve\b|billing squad|user\d+@|example\.com|umbrella|hooli|initech/iu;

const DIGITS = { agent: 8, team: 8, customer: 12, organisation: 12 };

/** As anybody with the key can work it out: HMAC-SHA-256 of the kind and the name in lower case. */
const pseudonym = (kind: keyof typeof DIGITS, name: string): string =>
  `${kind}-${createHmac("sha256", KEY).update(`${kind}\n${name.toLowerCase()}`).digest("hex").slice(0, DIGITS[kind])}`;

const BY_NAME = new Map([
  ...AGENTS.map((name) => [name.toLowerCase(), pseudonym("agent", name)] as const),
  ...CUSTOMERS.map((name) => [name.toLowerCase(), pseudonym("customer", name)] as const),
  ...ORGANISATIONS.map((name) => [name.toLowerCase(), pseudonym("organisation", name)] as const),
  ...TEAMS.map((name) => [name.toLowerCase(), pseudonym("team", name)] as const),
]);

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Longer ones first: user11 before user1. A leading quote keeps a spreadsheet from taking a name for a formula. */
const ANY = new RegExp(
  [...BY_NAME.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => `'?${escaped(name)}`)
    .join("|"),
  "giu",
);

/** A text with a pseudonym in place of each name, in whatever case it is. */
const renamed = (text: string): string => text.replace(ANY, (name) => BY_NAME.get(name.replace(/^'/u, "").toLowerCase())!);

const WAYS: readonly (readonly string[])[] = [
  ["--by", "agent"],
  ["--by", "team,agent"],
  ["--by", "customer", "--limit", "0"],
  ["--by", "agent", "--across", "organisation"],
  ["--by", "channel,organisation"],
  // A column's own header names the same people.
  ["--by", "Assignee"],
  ["--by", "requester"],
  ["--by", "agent", "--period", "2026-10", "--compare", "previous"],
  ["--by", "agent,month"],
  ["--where", "agent=ana pereira"],
  ["--where", "Assignee!=Bo Lindqvist", "--by", "team"],
  ["--target", "csat>=85 where agent=Ana Pereira", "--target", "art<=1h where team!=Billing Squad 1"],
  ["--by", "agent", "--brief", "--period", "2026-10", "--compare", "previous", "--target", "csat>=99 where agent=Ana Pereira"],
  ["--kpi", "at_risk,repeat_contact_rate,recovery_rate", "--by", "customer"],
  ["--rows", "csat:negative"],
  ["--rows", "csat:negative", "--by", "agent"],
  ["--rows", "art:slowest", "--where", "agent=dora <B>"],
  ["--rows", "at_risk"],
  ["--rows", "repeat_contact_rate", "--by", "team"],
];

describe.each(WAYS.map((way) => [way.join(" "), way] as const))("report %s", (_title, way) => {
  it.each(["json", "csv"])("is the plain one with other names: %s", async (format) => {
    const plain = await runWith(["report", FILE, ...way, "--format", format]);
    const other = await runWith(["report", FILE, ...way, ...EVERYBODY, "--format", format], { env });
    expect(other).toEqual({ exit: plain.exit, stdout: renamed(plain.stdout), stderr: renamed(plain.stderr) });
    if (plain.exit === 0) expect(plain.stdout.length).toBeGreaterThan(200);
    // No part of a name is left either.
    expect(`${other.stdout}${other.stderr}`).not.toMatch(NAMES);
  });

  it("shows nobody in a table or in Markdown", async () => {
    for (const format of ["table", "markdown"]) {
      if (way.includes("--rows") && format === "markdown") continue;
      const plain = await runWith(["report", FILE, ...way, "--format", format]);
      const other = await runWith(["report", FILE, ...way, ...EVERYBODY, "--format", format], { env });
      expect([plain.exit, other.exit]).toEqual([0, 0]);
      expect(`${other.stdout}${other.stderr}`).not.toMatch(NAMES);
      expect(other.stdout.split("\n").length).toBeGreaterThan(3);
    }
  });
});

describe("pseudonyms", () => {
  it("are the same in every run with a key, and others with another", async () => {
    const page = async (key: string): Promise<string> =>
      check(["report", FILE, "--by", "agent", "--pseudonymize", "agent", "--format", "csv", "--quiet"], {
        env: { CS_METRICS_PSEUDONYM_KEY: key },
      });
    expect(await page(KEY)).toBe(await page(KEY));
    expect(await page(KEY)).toContain(pseudonym("agent", "Ana Pereira"));
    expect(await page("another")).not.toContain(pseudonym("agent", "Ana Pereira"));
  });

  it("leave out whom nobody asked for, and (none)", async () => {
    const text = await check(["report", FILE, "--by", "team,agent", "--pseudonymize", "team", "--format", "csv", "--quiet"], { env });
    expect(text).toContain("Ana Pereira");
    expect(text).toContain("(none)");
    expect(text).not.toContain("Billing Squad");
  });

  it("stand for any column that is named, with whom it names", async () => {
    const named = ["--pseudonymize", "private E-mail,Assignee", "--format", "csv", "--quiet"];
    const text = await check(["report", FILE, "--by", "Private e-mail", ...named], { env });
    expect(text).toMatch(/^private-e-mail-[\da-f]{12},/mu);
    expect(text).not.toContain("@mail.test");
    // The header stands for the field that it serves, too.
    expect(await check(["report", FILE, "--by", "agent", ...named], { env })).toContain(pseudonym("agent", "Bo Lindqvist"));
    expect(await check(["report", FILE, "--rows", "csat:negative", ...named], { env })).not.toMatch(/Pereira/iu);
  });

  it("stand for a column of the field's name, too, where another one serves the field", async () => {
    const cwd = filled({
      "t.csv": "Id,Created at,AGENT,Agent name\n1,2026-10-01T10:00Z,ana@acme.test,Ana\n2,2026-10-01T10:00Z,bo@acme.test,Bo\n",
    });
    for (const by of ["agent", "AGENT", "Agent name"]) {
      const text = await check(["report", "t.csv", "--by", by, "--pseudonymize", "agent", "--format", "csv", "--map", "agent=Agent name"], {
        cwd,
        env,
      });
      expect(text).toMatch(/^agent-[\da-f]{8},/mu);
      expect(text).not.toMatch(/acme|Ana|Bo\b/u);
    }
  });

  it("may be asked for by a config, with its key; none turns them off", async () => {
    const cwd = filled({ "cs-metrics.config.json": { pseudonymize: ["agent"], pseudonymKey: KEY } });
    expect(await check(["report", FILE, "--by", "agent", "--quiet"], { cwd })).toContain(pseudonym("agent", "Ana Pereira"));
    expect(await check(["report", FILE, "--by", "agent", "--quiet", "--pseudonymize", "none"], { cwd })).toContain("Ana Pereira");
    for (const argv of [["--origin"], ["--format", "json"]]) {
      const shown = await check(["config", "show", ...argv], { cwd });
      expect(shown).toContain("(set, not shown)");
      expect(shown).not.toContain(KEY);
    }
  });

  it("are in explain of a file", async () => {
    const argv = ["explain", "csat", "--file", FILE, "--by", "agent", "--where", "team=Billing Squad 1"];
    for (const format of ["table", "json"]) {
      const plain = await check([...argv, "--format", format]);
      const text = await check([...argv, "--format", format, "--pseudonymize", "agent,team"], { env });
      expect(plain).toContain("Ana Pereira");
      expect(text).toContain(pseudonym("agent", "Ana Pereira"));
      expect(text).not.toMatch(NAMES);
    }
  });

  it("are in what is told on stderr", async () => {
    const missed = await runWith(["report", FILE, ...EVERYBODY, "--target", "csat>=99 where agent=Ana Pereira", "--check"], { env });
    expect(missed.exit).toBe(1);
    expect(missed.stderr).toContain(`agent ${pseudonym("agent", "Ana Pereira")}`);
    expect(missed.stderr).not.toMatch(NAMES);
    const nobody = await runWith(["report", FILE, ...EVERYBODY, "--where", "agent=Nobody Known"], { env });
    expect(nobody.stderr).toContain(pseudonym("agent", "Nobody Known"));
    expect(nobody.stderr).not.toContain("Nobody");
  });

  it("are the same person's in another file", async () => {
    const [header, ...rows] = readFileSync(FILE, "utf8").trim().split("\n");
    const part = (month: string): string => [header, ...rows.filter((row) => row.includes(`2026-${month}-`))].join("\n");
    const cwd = filled({ "september.csv": part("09"), "october.csv": part("10") });
    const argv = ["report", "october.csv", "--by", "agent", "--compare", "september.csv", "--format", "json", "--quiet"];
    expect(await check([...argv, ...EVERYBODY], { cwd, env })).toBe(renamed(await check(argv, { cwd })));
  });
});

describe("wrong usage", () => {
  it("without a key it is told how to make one", async () => {
    const lines = await fail(2, ["report", FILE, "--by", "agent", "--pseudonymize", "agent"]);
    expect(lines[0]).toBe("cs-metrics: --pseudonymize needs a key that only you know");
    expect(lines.join("\n")).toContain("randomBytes(24)");
    expect(lines.join("\n")).toContain("CS_METRICS_PSEUDONYM_KEY");
    for (const argv of [
      ["report", FILE, "--rows", "csat:negative", "--pseudonymize", "agent"],
      ["explain", "csat", "--file", FILE, "--pseudonymize", "agent"],
    ])
      expect((await fail(2, argv))[0]).toContain("needs a key");
  });

  it("a name that is nobody's, or no people's", async () => {
    const lines = await fail(2, ["report", FILE, "--pseudonymize", "agnet"], { env });
    expect(lines[0]).toBe('cs-metrics: --pseudonymize: nobody is called "agnet" here');
    expect(lines.join("\n")).toContain("Did you mean agent?");
    expect((await fail(2, ["report", FILE, "--pseudonymize", "month"], { env }))[0]).toContain('"month"');
  });

  it("people whom no column names are told of, as their names may be elsewhere", async () => {
    const cwd = filled({ "t.csv": "Id,Created at,Kollege\n1,2026-10-01T10:00Z,Ana\n" });
    const { exit, stderr } = await runWith(["report", "t.csv", "--pseudonymize", "agent"], { cwd, env });
    expect(exit).toBe(0);
    expect(stderr).toContain("no column is read as agent");
  });

  it("rejected records would hold names", async () => {
    const cwd = folder();
    const lines = await fail(2, ["report", FILE, "--pseudonymize", "agent", "--rejects", "r.csv"], { cwd, env });
    expect(lines[0]).toContain("--rejects and --pseudonymize do not go together");
  });
});

describe("comments and contact data", () => {
  it("are in no report that did not ask for them", async () => {
    const ways = [
      ...WAYS.filter((way) => !way.join(" ").match(/customer|requester/u)),
      ["--by", "agent", "--compare", "year", "--period", "2026-10"],
      ["--rows", "volume"],
    ];
    for (const way of ways) {
      for (const format of ["table", "csv", "json"]) {
        const { stdout, stderr } = await runWith(["report", FILE, ...way, "--format", format]);
        expect(`${stdout}${stderr}`).not.toMatch(/\+49|yes please|@mail\.test/u);
      }
    }
    const explained = await check(["explain", "csat", "--file", FILE, "--by", "agent"]);
    expect(explained).not.toMatch(/\+49|yes please|@mail\.test/u);
  });

  it("comments come with --comments alone, and then it is told that they may name people", async () => {
    const argv = ["report", FILE, "--rows", "csat:negative", "--comments", "--pseudonymize", "agent", "--format", "csv"];
    const { stdout, stderr } = await runWith(argv, { env });
    expect(stdout).toContain("yes please call");
    expect(stderr).toContain("comments are shown as they were written, and may name people");
  });
});
