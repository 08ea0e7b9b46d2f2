import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../src/interaction/profiles/index.ts";
import { displayWidth } from "../../src/text/width.ts";
import { check, runWith } from "./helpers.ts";

/** A home with files for profiles of the user's own. */
const homeWith = (files: Readonly<Record<string, string>>): { readonly env: Readonly<Record<string, string>>; readonly folder: string } => {
  const home = mkdtempSync(join(tmpdir(), "profiles-"));
  const folder = join(home, "cs-metrics", "profiles");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { env: { XDG_CONFIG_HOME: home }, folder };
};

const OWN = `id: acme-desk
name: Acme Desk
fingerprint: [Case Ref, Queue]
columns:
  Case Ref: id
  Work time: { field: handle, unit: min }
`;

describe("cs-metrics profiles", () => {
  it("lists every export with how sure it is and what tells it", async () => {
    const text = await check(["profiles", "--width", "120"]);
    for (const { id, name, certainty } of PROFILES)
      expect(text).toMatch(new RegExp(`^ ${id} +${name.replace(/[()]/gu, ".")} +${certainty} `, "mu"));
    expect(text).toContain('"Initial channel" and "First response time (s)"');
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(120);
  });

  it.each([60, 80])("keeps to %d columns", async (width) => {
    for (const argv of [["profiles"], ["profiles", "show", "zendesk"], ["profiles", "show", "front"]]) {
      const text = await check([...argv, "--width", String(width)]);
      expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  it("lists as JSON", async () => {
    const { schema, profiles } = JSON.parse(await check(["profiles", "--format", "json"])) as {
      schema: string;
      profiles: { id: string }[];
    };
    expect(schema).toBe("cs-metrics.profiles/1");
    expect(profiles.map(({ id }) => id)).toEqual(PROFILES.map(({ id }) => id));
  });

  it("shows what one export is read as, and which to take", async () => {
    const text = await check(["profiles", "show", "Zendesk", "--width", "120"]);
    expect(text).toContain("Take      the CSV export of all tickets");
    expect(text).toMatch(/^ First reply time in minutes +response_time +in minutes$/mu);
    expect(text).toMatch(/Not used: Summation column/u);
    expect(await check(["profiles", "show", "jira"])).toContain("are what is left until");
  });

  it("says in ASCII what it says", async () => {
    const text = await check(["profiles", "show", "intercom", "--ascii"]);
    // eslint-disable-next-line no-control-regex
    expect(text).toMatch(/^[\x00-\x7f]*$/u);
  });

  it.each([["list"], ["show"], ["show", "zendesk", "jira"]])("takes no other words: %s %s %s", async (...words) => {
    const ran = await runWith(["profiles", ...words.filter((word) => word !== undefined)]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("cs-metrics profiles show zendesk");
  });

  it("names what there is where a name is unknown", async () => {
    const ran = await runWith(["profiles", "show", "zendsk"]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain('there is no profile "zendsk"');
  });
});

describe("profiles of the user's own", () => {
  it("are listed first and shown", async () => {
    const { env } = homeWith({ "acme.yaml": OWN });
    const text = await check(["profiles", "--width", "120"], { env });
    expect(text.split("\n")[2]).toMatch(/^ acme-desk +Acme Desk +seen +"Case Ref" and "queue"$/u);
    expect(await check(["profiles", "show", "acme-desk"], { env })).toMatch(/^ Work time +handle +in minutes$/mu);
  });

  it("are recognised in reports and inspections, and may be named in a config", async () => {
    const { env, folder } = homeWith({ "acme.yaml": OWN });
    const stdin = "Case Ref,Queue,Work time\nA-1,Billing,5\nA-2,Billing,7\n";
    const found = JSON.parse(await check(["report", "-", "--format", "json"], { env, stdin })) as {
      sources: { profile: string }[];
      groups: { kpis: { aht: { value: number } } }[];
    };
    expect(found.sources[0].profile).toBe("acme-desk");
    expect(found.groups[0].kpis.aht.value).toBe(360);
    expect(await check(["inspect", "-"], { env, stdin })).toContain('Acme Desk (has "Case Ref", "Queue")');
    writeFileSync(join(folder, "..", "config.yaml"), "files:\n  - match: acme-desk\n    units: { handle: h }\n");
    const inHours = JSON.parse(await check(["report", "-", "--format", "json"], { env, stdin })) as typeof found;
    expect(inHours.groups[0].kpis.aht.value).toBe(21_600);
  });

  it("begin with one of ours", async () => {
    const { env, folder } = homeWith({});
    const file = join(folder, "mine.json");
    await check(["profiles", "show", "zendesk", "-o", file], { env });
    const copy = JSON.parse(readFileSync(file, "utf8")) as { id: string };
    writeFileSync(file, JSON.stringify({ ...copy, id: "mine" }));
    expect(await check(["profiles", "show", "mine"], { env })).toContain("--profile mine");
  });

  it.each([
    ["acme.json", '{"id": "acme", "fingerprint": ["x"], "columns": {"A": "csta"}}', '"columns, A" cannot be "csta"'],
    ["acme.yaml", "id: [", "acme.yaml"],
    ["acme.json", "[]", "acme.json"],
    ["acme.yaml", "id: acme\nfingerprint: &a [*a]\n", "acme.yaml"],
    ["acme.json", '{"id": "acme", "fingerprint": ["x"], "__proto__": {"zone": "UTC"}}', 'a profile has no key "__proto__"'],
    ["acme.json", `${"[".repeat(5000)}${"]".repeat(5000)}`, "acme.json"],
    ["acme.json", `{"id": "acme", "name": "${"x".repeat(2_000_000)}"}`, "acme.json"],
    ["acme.json", '{"id": 5, "fingerprint": ["x"]}', '"id" cannot be'],
    ["acme.json", '{"id": "acme", "fingerprint": ["x"], "columns": {}, "dateFormat": "D.M"}', '"dateFormat" cannot be "D.M"'],
    ["acme.json", '{"id": "acme", "fingerprint": ["x"], "columns": {}, "encoding": "klingon"}', '"encoding" cannot be "klingon"'],
    ["acme.json", '{"id": "acme", "fingerprint": ["x"], "columns": {"A": {"field": "agent", "time": "B"}}}', "only dates have it"],
    [
      "acme.json",
      '{"id": "acme", "fingerprint": ["x"], "columns": {"A": {"field": "status", "words": {"b": "good"}}}}',
      "one of solved, open",
    ],
  ])("are refused with their file and key: %s", async (name, text, said) => {
    const { env } = homeWith({ [name]: text });
    const ran = await runWith(["profiles"], { env });
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain(said);
    expect(ran.stderr).toContain(name);
  });

  it("may be a folder by mistake, which is told", async () => {
    const { env, folder } = homeWith({});
    mkdirSync(join(folder, "acme.json"));
    const ran = await runWith(["profiles"], { env });
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("acme.json");
  });

  it("know words of the status, whatever they are called", async () => {
    const profile = {
      id: "acme",
      fingerprint: ["Ref", "Stage"],
      columns: { Ref: "id", Stage: { field: "status", words: { over: "solved", closed: "open" } } },
    };
    const { env } = homeWith({ "acme.json": JSON.stringify(profile) });
    const stdin = "Ref,Stage\n1,Over\n2,Closed\n3,constructor\n4,toString\n5,Solved\n";
    const report = JSON.parse(await check(["report", "-", "--format", "json"], { env, stdin })) as {
      groups: { kpis: { resolution_rate: { numerator: number; n: number } } }[];
    };
    expect(report.groups[0].kpis.resolution_rate).toMatchObject({ numerator: 2, n: 5 });
  });
});
