import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Key, KEYS, type Shape } from "../../src/config/keys.ts";
import { fail, folder, runWith } from "../cli/helpers.ts";
import { faultsIn, faultsOf, filled, settingsIn } from "./helpers.ts";

const YAML = "cs-metrics.config.yaml";

/** One clear error in a moment: a first line that names the place, and no other fault. */
const oneFault = async (content: string | Uint8Array | object, name?: string): Promise<string> => {
  const before = performance.now();
  const lines = await faultsIn(content, name);
  expect(performance.now() - before).toBeLessThan(20_000);
  expect(lines[0]).toMatch(/^cs-metrics\.config\.(?:json|ya?ml)/u);
  return lines.join("\n");
};

describe("files that are no configuration", () => {
  test("a folder", async () => {
    const root = folder();
    mkdirSync(join(root, "cs-metrics.config.json"));
    expect((await faultsOf(settingsIn(root)))[0]).toBe("cs-metrics.config.json: this is a folder, not a config file");
    mkdirSync(join(root, "named"));
    expect((await faultsOf(settingsIn(root, { named: "named", cwd: root }))).join("\n")).toContain("named: this is a folder");
  });

  test("missing: what it could be is named", async () => {
    const root = filled({ "metrics.json": {}, ".git": "" });
    expect(await faultsOf(settingsIn(root, { named: "metric.json" }))).toEqual([
      "metric.json: there is no such file",
      "Did you mean metrics.json?",
    ]);
    expect((await faultsOf(settingsIn(root, { named: "nowhere/x.json" })))[0]).toBe("nowhere/x.json: there is no such file");
  });

  test.skipIf(process.getuid?.() === 0)("unreadable", async () => {
    const root = filled({ "cs-metrics.config.json": {} });
    chmodSync(join(root, "cs-metrics.config.json"), 0);
    expect((await faultsOf(settingsIn(root)))[0]).toBe("cs-metrics.config.json: it cannot be read: no permission");
  });

  test("larger than 1 MB", async () => {
    expect(await oneFault(" ".repeat((1 << 20) + 1))).toContain("too large");
    expect(await oneFault(`# ${"x".repeat(2 << 20)}`, YAML)).toContain("too large");
  });

  test("a device without end", async () => {
    expect((await faultsOf(settingsIn(folder(), { named: "/dev/zero" })))[0]).toBe("/dev/zero: the file is too large for a configuration");
    expect((await settingsIn(folder(), { named: "/dev/null" })).settings).toEqual({});
  });

  test("binary, or text of another encoding", async () => {
    expect(await oneFault(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0))).toContain("no text");
    expect(await oneFault(Uint8Array.of(0x7b, 0x22, 0xfc, 0x22, 0x7d))).toContain("no text");
    expect(await oneFault("{\0}")).toContain("no text");
  });

  test("two beside each other", async () => {
    const root = filled({ "cs-metrics.config.json": { company: "A" }, [YAML]: "company: B\n" });
    expect((await faultsOf(settingsIn(root)))[0]).toBe(
      "cs-metrics.config.json: there is cs-metrics.config.yaml beside it, and only one of them can count",
    );
  });
});

describe("files without settings", () => {
  for (const [what, content, name] of [
    ["empty", "", undefined],
    ["blank", "\n  \n", undefined],
    ["an empty group", "{}", undefined],
    ["empty YAML", "", YAML],
    ["only comments", "# nothing yet\n", YAML],
    ["a mark alone", "\ufeff", undefined],
  ] as const)
    test(what, async () => expect((await settingsIn(filled({ [name ?? "cs-metrics.config.json"]: content }))).settings).toEqual({}));
});

test("UTF-8 with a mark and UTF-16, as editors of Windows write them", async () => {
  const text = '{ "company": "Müller" }';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  for (const content of [`\ufeff${text}`, new Uint8Array(utf16)])
    expect((await settingsIn(filled({ "cs-metrics.config.json": content }))).settings.company?.value).toBe("Müller");
});

describe("contents that are out to do harm", () => {
  test("deep", async () => {
    expect(await oneFault(`{"company":${"[".repeat(100_000)}`)).toContain("without end");
    expect(await oneFault(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`)).toContain("without end");
    expect(await oneFault(`company: ${"[".repeat(20_000)}`, YAML)).toMatch(/without end|bracket|cannot be read/u);
    expect(await oneFault(`company: ${"[".repeat(400)}${"]".repeat(400)}`, YAML)).toContain("without end");
    const stairs = Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}a:\n`).join("");
    expect(await oneFault(stairs, YAML)).toContain("without end");
  });

  test("references in a circle", async () => {
    expect(await oneFault("company: &a [*a]\n", YAML)).toContain("without end");
    expect(await oneFault("files: &a\n  - match: x.csv\n    map: *a\n", YAML)).toContain("without end");
    expect(await oneFault("vocabulary: &v\n  yes: *v\n", YAML)).toContain("without end");
  });

  test("references that multiply", async () => {
    const lines = Array.from({ length: 10 }, (_, i) => `k${i + 1}: &k${i + 1} [${Array(10).fill(`*k${i}`).join(", ")}]`);
    expect(await oneFault(`k0: &k0 [lol]\n${lines.join("\n")}\n`, YAML)).toContain("without end");
  });

  test("keys of JavaScript's own", async () => {
    for (const key of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      expect(await oneFault(`{"${key}": {"company": "Evil"}}`)).toContain(`there is no setting "${key}" here`);
      expect(await oneFault(`${key}: { company: Evil }\n`, YAML)).toContain(`there is no setting "${key}" here`);
      expect(await oneFault(`{"files": [{"match": "x.csv", "${key}": 1}]}`)).toContain(`there is no setting "${key}" here`);
      expect(await oneFault(`{"map": {"${key}": "Column"}}`)).toContain(`there is no field "${key.toLowerCase()}"`);
      expect(await oneFault(`{"units": {"${key}": "h"}}`)).toContain("needs one of");
      expect(await oneFault(`{"scale": {"${key}": "1-5"}}`)).toContain("csat, nps or ces");
    }
    expect(({} as { company?: unknown }).company).toBeUndefined();
  });

  test("values of another type than the key has: one fault, with its line and key", async () => {
    const OTHERS: Readonly<Record<Shape["kind"], readonly unknown[]>> = {
      text: [5, true, { a: "b" }, ["a", "b"], [["a"]]],
      list: [5, true, { a: "b" }, [["a"]], [{ a: "b" }]],
      table: [5, true, ["a"], "text"],
      group: [5, true, ["a"], "text"],
      items: [5, true, ["a"], [5], "text", { match: "x" }],
    };
    for (const [key, { shape }] of Object.entries<Key>(KEYS)) {
      for (const value of OTHERS[shape.kind]) {
        for (const content of [JSON.stringify({ [key]: value }), `{${JSON.stringify(key)}:\n${JSON.stringify(value)}}`]) {
          const lines = await faultsIn(content);
          expect([lines[0], key, value]).toEqual([
            expect.stringMatching(new RegExp(`^cs-metrics\\.config\\.json:\\d, ${key}`, "u")),
            key,
            value,
          ]);
          expect(lines.length).toBeLessThan(8);
        }
      }
    }
  });

  test("a word of the user's own may be called anything", async () => {
    const { settings } = await settingsIn(filled({ [YAML]: "vocabulary:\n  channel:\n    __proto__: [Portal]\n    constructor: Mail\n" }));
    expect([...settings.vocabulary!.channel!.keys()]).toEqual(["__proto__", "constructor"]);
  });

  test("tags that ask for objects", async () => {
    expect(await oneFault("company: !!js/function 'function () { process.exit(1) }'\n", YAML)).toContain("a word with !");
    expect(await oneFault("company: !!binary aGk=\n", YAML)).toContain("cs-metrics.config.yaml:1");
  });

  test("many repeated or unknown keys are told in no time, the first fifty", async () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `key${i}: 1`).join("\n");
    const before = performance.now();
    const lines = await faultsIn(keys, YAML);
    expect(performance.now() - before).toBeLessThan(20_000);
    expect(lines[0]).toBe("20000 things in the configuration are wrong");
    expect(lines.at(-1)).toBe("… and 19950 more");
  });

  test("of very many values that are wrong the first are told in no time", async () => {
    const files = Array.from({ length: 10_000 }, (_, i) => ({ match: "x.csv", timeZone: `Europe/Berl${i}` }));
    const before = performance.now();
    const lines = await faultsIn(JSON.stringify({ files }));
    expect(performance.now() - before).toBeLessThan(20_000);
    expect(lines[0]).toBe("at least 50 things in the configuration are wrong");
    expect(lines.at(-1)).toBe("… the rest has not been looked at");
  });

  test("very many items that are right do not hold a report up", async () => {
    const files = Array.from({ length: 5000 }, (_, i) => ({ match: `x${i}*.csv`, map: { csat: "S" } }));
    const root = filled({ "cs-metrics.config.json": JSON.stringify({ files }), "t.csv": "Ticket,Created at\n1,2026-10-05\n" });
    const before = performance.now();
    expect((await runWith(["report", "t.csv"], { cwd: root })).exit).toBe(0);
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test("very long texts and lists", async () => {
    const long = "x".repeat(1_000_000);
    expect((await settingsIn(filled({ "cs-metrics.config.json": { company: long } }))).settings.company?.value).toHaveLength(long.length);
    expect((await settingsIn(filled({ [YAML]: `company: ${long}` }))).settings.company?.value).toHaveLength(long.length);
    expect(await oneFault(`{"company": "${long}`)).toContain("a value should stand here");
    expect(await oneFault(`{"${"\\\\".repeat(400_000)}": 1}`)).toContain("there is no setting");
    expect((await settingsIn(filled({ "cs-metrics.config.json": { by: Array(50_000).fill("agent") } }))).settings.by?.value).toHaveLength(
      50_000,
    );
    expect(await oneFault({ files: [{ match: long.slice(0, 900) }] })).toContain("a short pattern");
  });

  test("signs that terminals act on are shown, not sent", async () => {
    const lines = await faultsIn({ "com\u001b[31mpany": "x", company: 5 });
    expect(lines.join("\n")).toContain("\\x1b[31m");
    expect(lines.join("\n")).not.toContain("\u001b");
  });

  test("a pattern that would take for ever is looked at step by step", async () => {
    const root = filled({
      "cs-metrics.config.json": { files: [{ match: `${"*a".repeat(200)}b.csv`, dateFormat: "dmy" }] },
      [`${"a".repeat(200)}.csv`]: "Ticket,Created at\n1,2026-10-05\n",
    });
    const { exit, stderr } = await runWith(["report", `${"a".repeat(200)}.csv`], { cwd: root });
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
  });
});

test("in a run: exit 2, nothing on standard output, nothing written", async () => {
  const root = filled({ "cs-metrics.config.json": { compny: "Acme" }, "t.csv": "Ticket\n1\n" });
  expect(await fail(2, ["report", "t.csv"], { cwd: root })).toEqual([
    'cs-metrics: cs-metrics.config.json:2, compny: there is no setting "compny" here',
    "  Did you mean company?",
  ]);
  for (const argv of [
    ["inspect", "t.csv"],
    ["survey", "nps", "--score", "9", "--to", "x.csv"],
    ["responses"],
    ["config", "show"],
    ["config", "check"],
  ])
    expect((await fail(2, argv, { cwd: root }))[0]).toContain("cs-metrics.config.json:2");
  expect((await runWith(["report", "t.csv", "--config", "none"], { cwd: root })).exit).toBe(0);
});

test("a user's own folder that is a file, or missing, is no config", async () => {
  const root = folder();
  writeFileSync(join(root, "home"), "");
  expect((await settingsIn(root, { home: join(root, "home"), cwd: root })).files).toEqual([]);
});
