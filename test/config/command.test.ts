import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, fail } from "../cli/helpers.ts";
import { filled } from "./helpers.ts";

const root = (): string =>
  filled({
    ".git": "",
    "home/.config/cs-metrics/config.yaml": "company: Acme\ncolor: never\n",
    "work/cs-metrics.config.json": {
      company: "Birch",
      files: [{ match: "t*.csv", map: { "talk:min": "Länge" } }],
      vocabulary: { yes: ["Ja", "Jo"] },
    },
  });

describe("config show", () => {
  test("every key, its value and where it comes from", async () => {
    const path = root();
    const text = await check(["config", "show", "--origin"], {
      cwd: join(path, "work"),
      home: join(path, "home"),
      env: { CS_METRICS_TIME_ZONE: "Asia/Tokyo" },
    });
    const lines = text.split("\n");
    expect(lines[0]).toBe("From cs-metrics.config.json, then ../home/.config/cs-metrics/config.yaml");
    const row = (name: string): string =>
      lines
        .find((line) => line.startsWith(name))!
        .slice(name.length)
        .trim()
        .replaceAll(/ {2,}/gu, "  ");
    expect(row("company")).toBe("Birch  cs-metrics.config.json:2");
    expect(row("color")).toBe("never  ../home/.config/cs-metrics/config.yaml:2");
    expect(row("timeZone")).toBe("Asia/Tokyo  CS_METRICS_TIME_ZONE");
    expect(row("format")).toBe("table  default");
    expect(row("by")).toBe("–");
    expect(row("vocabulary · yes")).toBe("Ja, Jo  cs-metrics.config.json:12");
    expect(row("files 1 · map · talk:min")).toBe("Länge  cs-metrics.config.json:7");
  });

  test("as JSON, for scripts", async () => {
    const path = root();
    const shown = JSON.parse(
      await check(["config", "show", "--format", "json"], { cwd: join(path, "work"), home: join(path, "home") }),
    ) as {
      schema: string;
      files: object[];
      settings: { key: string[]; value: unknown; origin: object }[];
    };
    expect(shown.schema).toBe("cs-metrics.settings/1");
    expect(shown.files).toEqual([
      { layer: "user", file: "../home/.config/cs-metrics/config.yaml" },
      { layer: "project", file: "cs-metrics.config.json" },
    ]);
    const of = (...key: string[]): object | undefined => shown.settings.find((one) => one.key.join() === key.join());
    expect(of("company")).toEqual({ key: ["company"], value: "Birch", origin: { kind: "file", file: "cs-metrics.config.json", line: 2 } });
    expect(of("format")).toEqual({ key: ["format"], value: "table", origin: { kind: "default" } });
    expect(of("by")).toEqual({ key: ["by"], value: null, origin: { kind: "default" } });
    expect(of("files 1", "map", "talk:min")).toMatchObject({ value: ["Länge"] });
  });

  test("without any config", async () => {
    expect(await check(["config", "show"], { cwd: filled({ ".git": "" }) })).toMatch(/^No config file\n\ncompany +–\n/u);
  });

  test("values cannot act on the terminal", async () => {
    const cwd = filled({ "cs-metrics.config.json": { company: "A\u001b[31mB", vocabulary: { channel: { "\u202eX": ["y"] } } } });
    const text = await check(["config", "show"], { cwd });
    expect(text).toContain("A\\x1b[31mB");
    expect(text).not.toMatch(/[\u001b\u202e]/u);
  });
});

describe("config check", () => {
  test("a file, or what a run from here would use", async () => {
    const path = root();
    const world = { cwd: join(path, "work"), home: join(path, "home") };
    expect(await check(["config", "check", "../home/.config/cs-metrics/config.yaml"], world)).toBe(
      "../home/.config/cs-metrics/config.yaml: fine; 2 settings\n",
    );
    expect(await check(["config", "check"], world)).toBe(
      "../home/.config/cs-metrics/config.yaml, cs-metrics.config.json: fine; 5 settings\n",
    );
    expect(await check(["config", "check"], { cwd: filled({ ".git": "" }), home: "/home/me" })).toBe(
      "No config file; looked for\n" +
        "  cs-metrics.config.json or .yaml in this folder or one above\n" +
        "  config.json or .yaml in /home/me/.config/cs-metrics\n",
    );
  });

  test("what is wrong, with exit code 2", async () => {
    const cwd = filled({ "a.json": { compny: "A" } });
    expect((await fail(2, ["config", "check", "a.json"], { cwd }))[0]).toContain("a.json:2, compny");
    expect((await fail(2, ["config", "check", "b.json"], { cwd }))[1]).toBe("  Did you mean a.json?");
  });
});

test("other words are wrong usage", async () => {
  expect((await fail(2, ["config"]))[0]).toBe("cs-metrics: config needs a word more: show or check");
  expect((await fail(2, ["config", "edit"]))[0]).toBe('cs-metrics: config knows show and check [FILE], not "edit"');
  await fail(2, ["config", "show", "x.json"]);
  await fail(2, ["config", "check", "x.json", "y.json"]);
});

test("a value that a file does not bear is blamed on the config, not on a flag", async () => {
  const cwd = filled({ "cs-metrics.config.json": { by: "prodct" }, "t.csv": "Ticket,Product\n1,A\n" });
  const [first] = await fail(2, ["report", "t.csv"], { cwd });
  expect(first).toContain("cs-metrics.config.json:2, by");
});
