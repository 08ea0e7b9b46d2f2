import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Key, KEYS, type Settings } from "../../src/config/keys.ts";
import { originText } from "../../src/config/origin.ts";
import { folder, runWith } from "../cli/helpers.ts";
import { settingsIn } from "./helpers.ts";

/** Weakest first. */
const SOURCES = ["user", "project", "--config", "environment", "flag"] as const;
type Source = (typeof SOURCES)[number];

const FILES: Readonly<Record<"user" | "project" | "--config", string>> = {
  user: "home/.config/cs-metrics/config.json",
  project: "cs-metrics.config.json",
  "--config": "named.json",
};

interface Case {
  readonly key: string;
  readonly variable: string;
  /** Undefined = no flag has this setting's name; what a flag says of one file is in reading.test.ts. */
  readonly flag?: string;
  /** A value for each source, as a config has it. */
  readonly values: readonly string[];
  /** The file's value is a list. */
  readonly list?: boolean;
  /** The file's value is a group with this one key. */
  readonly within?: string;
}

/** Every setting that has a variable: from all five sources where a flag of its own goes before them. */
const CASES: readonly Case[] = [
  { key: "company", variable: "CS_METRICS_COMPANY", flag: "company", values: ["Amber", "Birch", "Cedar", "Dune", "Elm"] },
  { key: "language", variable: "CS_METRICS_LANGUAGE", flag: "language", values: ["en", "es", "de", "fr", "pt"] },
  {
    key: "timeZone",
    variable: "CS_METRICS_TIME_ZONE",
    flag: "tz",
    values: ["Asia/Tokyo", "Europe/Berlin", "America/Lima", "Asia/Dubai", "+03:00"],
  },
  { key: "format", variable: "CS_METRICS_FORMAT", flag: "format", values: ["csv", "json", "markdown", "table", "csv"] },
  { key: "color", variable: "CS_METRICS_COLOR", flag: "color", values: ["auto", "never", "always", "auto", "never"] },
  { key: "answers", variable: "CS_METRICS_ANSWERS", flag: "to", values: ["/a.csv", "/b.csv", "/c.csv", "/d.csv", "/e.csv"] },
  { key: "db", variable: "CS_METRICS_DB", flag: "db", values: ["/a.db", "/b.db", "/c.db", "/d.db", "/e.db"] },
  { key: "by", variable: "CS_METRICS_BY", flag: "by", list: true, values: ["agent", "team", "month", "channel", "priority"] },
  { key: "kpi", variable: "CS_METRICS_KPI", flag: "kpi", list: true, values: ["csat", "nps", "art", "fcr", "aht"] },
  {
    key: "targets",
    variable: "CS_METRICS_TARGETS",
    flag: "target",
    list: true,
    values: ["csat>=1", "csat>=2", "csat>=3", "csat>=4", "csat>=5"],
  },
  {
    key: "businessHours",
    variable: "CS_METRICS_BUSINESS_HOURS",
    values: ["Mon 08:00-12:00", "Tue 08:00-12:00", "Wed 08:00-12:00", "Thu 08:00-12:00"],
  },
  {
    key: "holidays",
    variable: "CS_METRICS_HOLIDAYS",
    list: true,
    values: ["2026-01-01", "2026-02-02", "2026-03-03", "2026-04-04"],
  },
  {
    key: "pseudonymize",
    variable: "CS_METRICS_PSEUDONYMIZE",
    flag: "pseudonymize",
    list: true,
    values: ["agent", "team", "customer", "organisation", "none"],
  },
  { key: "pseudonymKey", variable: "CS_METRICS_PSEUDONYM_KEY", values: ["amber key", "birch key", "cedar key", "dune key"] },
  { key: "dateFormat", variable: "CS_METRICS_DATE_FORMAT", values: ["D/M/Y", "M/D/Y", "Y/M/D", "unix"] },
  { key: "delimiter", variable: "CS_METRICS_DELIMITER", values: [",", ";", "|", "tab"] },
  { key: "encoding", variable: "CS_METRICS_ENCODING", values: ["utf-8", "windows-1252", "cp850", "macintosh"] },
  { key: "profile", variable: "CS_METRICS_PROFILE", values: ["zendesk", "jira", "front", "zoho"] },
  { key: "units", variable: "CS_METRICS_UNITS", within: "talk", values: ["s", "min", "h", "d"] },
  { key: "scale", variable: "CS_METRICS_SCALE", within: "csat", values: ["1-5", "1-7", "1-10", "0-10"] },
];

const sourcesOf = ({ flag }: Case): readonly Source[] => (flag === undefined ? SOURCES.slice(0, -1) : SOURCES);

const put = (root: string, path: string, content: object): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
};

const valueOf = (one: Case, source: Source): string => one.values[SOURCES.indexOf(source)];

const originFor = (one: Case, source: Source): string => {
  if (source === "environment") return one.variable;
  return source === "flag" ? `--${one.flag}` : `${source === "user" ? "home/.config/cs-metrics/config.json" : FILES[source]}:1`;
};

/** What counts where exactly these sources set the key. */
const resolved = async (one: Case, set: readonly Source[]): Promise<{ value: unknown; origin: string }> => {
  const root = folder();
  const { within } = one;
  const own = (source: Source): string | string[] | object => {
    const value = valueOf(one, source);
    return one.list === true ? [value] : within === undefined ? value : { [within]: value };
  };
  const variable = valueOf(one, "environment");
  for (const source of set) if (source in FILES) put(root, FILES[source as keyof typeof FILES], { [one.key]: own(source) });
  const env = set.includes("environment") ? { [one.variable]: within === undefined ? variable : `${within}=${variable}` } : {};
  const flags = set.includes("flag")
    ? ({ [one.key]: { value: own("flag"), origin: { kind: "flag", name: `--${one.flag}` } } } as Settings)
    : {};
  const { settings } = await settingsIn(root, { env, flags, ...(set.includes("--config") ? { named: "named.json" } : {}) });
  const setting = settings[one.key as "company"]!;
  const { value, origin } = within === undefined ? setting : (setting as unknown as ReadonlyMap<string, typeof setting>).get(within)!;
  return { value, origin: originText(origin) };
};

describe("of two sources the stronger one counts", () => {
  for (const one of CASES) {
    for (const [strength, strong] of sourcesOf(one).entries()) {
      for (const weak of SOURCES.slice(0, strength)) {
        test(`${one.key}: ${strong} before ${weak}`, async () => {
          const value = valueOf(one, strong);
          expect(await resolved(one, [weak, strong])).toEqual({
            value: one.list === true ? [value] : value,
            origin: originFor(one, strong),
          });
        });
      }
    }
    test(`${one.key}: each source by itself, and all together`, async () => {
      const sources = sourcesOf(one);
      for (const source of sources) expect((await resolved(one, [source])).origin).toBe(originFor(one, source));
      expect((await resolved(one, sources)).origin).toBe(originFor(one, sources.at(-1)!));
    });
  }

  test("no setting with a variable is left out of these", () => {
    const withVariable = Object.entries<Key>(KEYS).flatMap(([key, { environment = [] }]) => (environment.length > 0 ? [key] : []));
    expect(CASES.map(({ key }) => key).toSorted()).toEqual(withVariable.toSorted());
    for (const { key, variable } of CASES) expect((KEYS as Readonly<Record<string, Key>>)[key].environment).toContain(variable);
  });
});

describe("groups are joined key by key", () => {
  test("words, scales and columns of a weaker source stay where the stronger says nothing of them", async () => {
    const root = folder();
    put(root, FILES.user, { vocabulary: { yes: ["Aye"], status: { resolved: ["Over"] } }, scale: { csat: "1-7", ces: "1-5" } });
    put(root, FILES.project, { vocabulary: { no: ["Nay"], status: { open: ["Waits"] } }, scale: { csat: "1-10" } });
    const { settings } = await settingsIn(root);
    expect(settings.vocabulary?.yes?.value).toEqual(["Aye"]);
    expect(settings.vocabulary?.no?.value).toEqual(["Nay"]);
    expect(settings.vocabulary?.status).toMatchObject({ resolved: { value: ["Over"] }, open: { value: ["Waits"] } });
    expect([...settings.scale!].map(([kpi, { value }]) => [kpi, value])).toEqual([
      ["csat", "1-10"],
      ["ces", "1-5"],
    ]);
  });

  test("a list of the stronger source replaces the whole list", async () => {
    const root = folder();
    put(root, FILES.user, { by: ["agent", "team"] });
    put(root, FILES.project, { by: ["channel"] });
    expect((await settingsIn(root)).settings.by?.value).toEqual(["channel"]);
  });

  test("what all files are read by stands before what some are, source by source", async () => {
    const root = folder();
    put(root, FILES.user, { dateFormat: "mdy", files: [{ match: "a*.csv" }] });
    put(root, FILES.project, { delimiter: ";", files: [{ match: "b*.csv" }, { match: "c*.csv" }] });
    const { rules } = await settingsIn(root, { env: { CS_METRICS_ENCODING: "latin1" } });
    expect(rules.map(({ match }) => match?.value ?? null)).toEqual([null, "a*.csv", null, "b*.csv", "c*.csv", null]);
  });
});

test("--config none, or a variable of that value, reads no file at all; the environment still counts", async () => {
  const root = folder();
  put(root, FILES.user, { company: "User" });
  put(root, FILES.project, { company: "Project" });
  expect((await settingsIn(root, { named: "none" })).settings).toEqual({});
  expect((await settingsIn(root, { env: { CS_METRICS_CONFIG: "None" } })).settings).toEqual({});
  const env = { CS_METRICS_COMPANY: "Env" };
  expect((await settingsIn(root, { named: "none", env })).settings.company?.value).toBe("Env");
});

test("--config goes before CS_METRICS_CONFIG, and that counts as --config does", async () => {
  const root = folder();
  put(root, "one.json", { company: "One" });
  put(root, "two.json", { company: "Two" });
  put(root, FILES.project, { company: "Project" });
  const env = { CS_METRICS_CONFIG: "one.json" };
  expect((await settingsIn(root, { env })).settings.company?.value).toBe("One");
  expect((await settingsIn(root, { env, named: "two.json" })).settings.company?.value).toBe("Two");
});

test("a variable that is set to nothing is not set", async () => {
  const root = folder();
  put(root, FILES.project, { company: "Project" });
  expect((await settingsIn(root, { env: { CS_METRICS_COMPANY: "", CS_METRICS_CONFIG: "" } })).settings.company?.value).toBe("Project");
});

test("the variable of the flag's name will do where that of the key is not set", async () => {
  const root = folder();
  const both = { CS_METRICS_TZ: "Asia/Tokyo", CS_METRICS_TIME_ZONE: "Asia/Dubai" };
  expect((await settingsIn(root, { env: both })).settings.timeZone?.value).toBe("Asia/Dubai");
  expect((await settingsIn(root, { env: { CS_METRICS_TZ: "Asia/Tokyo" } })).settings.timeZone?.value).toBe("Asia/Tokyo");
});

describe("in commands", () => {
  const CSV = "Ticket,Created at,Channel,Agent\n1,2026-10-05 10:00,Email,Ana\n2,2026-10-06 10:00,Chat,Ben\n";

  const world = (config: object): string => {
    const root = folder();
    put(root, "cs-metrics.config.json", config);
    writeFileSync(join(root, "t.csv"), CSV);
    return root;
  };

  const json = async (root: string, argv: readonly string[], env: Record<string, string> = {}): Promise<Record<string, never>> => {
    const { stdout, stderr } = await runWith(["report", "t.csv", ...argv], { cwd: root, env });
    expect(stderr).not.toMatch(/^cs-metrics/u);
    return JSON.parse(stdout) as Record<string, never>;
  };

  test("report: zone and grouping from flag, environment, file", async () => {
    const root = world({ timeZone: "Asia/Tokyo", by: "channel", format: "json", kpi: ["volume"] });
    expect(await json(root, [])).toMatchObject({ period: { timeZone: "Asia/Tokyo" }, dimensions: ["channel"] });
    const env = { CS_METRICS_TIME_ZONE: "Asia/Dubai", CS_METRICS_BY: "agent" };
    expect(await json(root, [], env)).toMatchObject({ period: { timeZone: "Asia/Dubai" }, dimensions: ["agent"] });
    expect(await json(root, ["--tz", "UTC", "--by", "agent,channel"], env)).toMatchObject({
      period: { timeZone: "UTC" },
      dimensions: ["agent", "channel"],
    });
    expect(await json(root, ["--config", "none", "--format", "json"])).toMatchObject({ period: { timeZone: "UTC" }, dimensions: [] });
  });

  test("report: the name given to -o goes before the format of a config, and --format before both", async () => {
    const root = world({ format: "json" });
    const written = async (argv: readonly string[]): Promise<string> => (await runWith(["report", "t.csv", ...argv], { cwd: root })).stdout;
    expect(await written([])).toMatch(/^\{/u);
    expect(await written(["--excel"])).toMatch(/^\ufeff/u);
    expect(await written(["--format", "csv"])).toMatch(/^[a-z]+,/u);
    expect((await runWith(["report", "t.csv", "-o", "x.html"], { cwd: root })).exit).toBe(2);
  });

  test("survey: company and language", async () => {
    const root = world({ company: "Acme", language: "es" });
    const shown = async (argv: readonly string[], env = {}): Promise<string> =>
      (await runWith(["survey", "preview", "nps", ...argv], { cwd: root, env })).stdout;
    expect(await shown([])).toContain("Acme");
    expect(await shown([])).toContain("¿");
    expect(await shown([], { CS_METRICS_COMPANY: "Birch", CS_METRICS_LANGUAGE: "en" })).toMatch(/Birch/u);
    expect(await shown(["--company", "Cedar"], { CS_METRICS_COMPANY: "Birch" })).toContain("Cedar");
  });

  test("survey: a language that it lacks is told with the place that says it", async () => {
    const root = world({ language: "fr" });
    const said = async (argv: readonly string[], env = {}): Promise<string> =>
      (await runWith(["survey", ...argv], { cwd: root, env })).stderr.split("\n")[0];
    const lacks = 'the survey "nps" has no words in "fr"';
    for (const argv of [
      ["nps", "--score", "9"],
      ["preview", "nps"],
    ]) {
      expect(await said(argv)).toMatch(/^cs-metrics: cs-metrics\.config\.json:\d+, language: the survey "nps" has no words in "fr"$/u);
      expect(await said([...argv, "--language", "fr"])).toBe(`cs-metrics: ${lacks}`);
      expect(await said(argv, { CS_METRICS_LANGUAGE: "fr" })).toBe(`cs-metrics: CS_METRICS_LANGUAGE: ${lacks}`);
    }
  });

  test("survey and responses: the answers file, from the config's own folder", async () => {
    const root = world({ answers: "answers.csv" });
    mkdirSync(join(root, "deep"));
    const cwd = join(root, "deep");
    expect((await runWith(["survey", "nps", "--score", "9"], { cwd })).exit).toBe(0);
    expect((await runWith(["responses", "--format", "csv"], { cwd })).stdout).toMatch(/,nps,9,/u);
    expect((await runWith(["responses", join(root, "answers.csv"), "--format", "csv"], { cwd })).stdout).toMatch(/,nps,9,/u);
  });

  test("flags that need one another look at flags alone", async () => {
    const root = world({ timeZone: "Asia/Tokyo", answers: "a.csv" });
    expect((await runWith(["survey", "nps", "--score", "9"], { cwd: root })).exit).toBe(0);
  });
});
