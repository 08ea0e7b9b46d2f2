import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { format } from "oxfmt";
import { describe, expect, test } from "vitest";
import { REPORT_FLAGS } from "../../src/cli/report-flags.ts";
import { SURVEY_FLAGS } from "../../src/cli/survey-flags.ts";
import { type Key, KEYS, type Keys, type Shape } from "../../src/config/keys.ts";
import { check } from "../cli/helpers.ts";
import { faultsIn, filled, settingsIn } from "./helpers.ts";
import { configSchema } from "./schema.ts";

const YAML_NAME = "cs-metrics.config.yaml";

const INTRO = `# Configuration

What you would type every time can stand in a file instead: the company's name, your time zone, how the files of your help desk are read. It is plain text in JSON or YAML; nothing in it is executed.

## A first one

Let it be written for you:

\`\`\`
cs-metrics init tickets.csv
\`\`\`

\`init\` shows how the file was understood and asks only what it leaves open, or what was assumed and would change figures: day or month first, units of bare times, scales, the time zone, columns and words of the status it is not sure of; then, if you like, the company's name, targets, opening hours. It shows the first lines of the report that your answers make, and writes \`cs-metrics.config.json\`; with \`--format yaml\` a file whose comments say what each line does. A config that is there is added to: what it says is never changed (\`--force\` begins anew and keeps the old one as \`.bak\`). \`--profile-out acme-desk.json\` writes a profile instead, which knows this export wherever it lies (docs/profiles.md).

Without a terminal, or with \`CI\` set, it writes what is sure (what flags such as \`--map\` say, and the order of day and month where cells prove it) and lists the open questions on stderr, each with its key; with \`--strict\` that is exit code 2, and nothing is written.

Or write it yourself. Save this as \`cs-metrics.config.json\` beside your exports:

\`\`\`json
{
  "company": "Acme",
  "timeZone": "Europe/Berlin",
  "files": [
    { "match": "tickets*.csv", "dateFormat": "D/M/Y", "map": { "resolved": "Closed at" } }
  ]
}
\`\`\`

or, as \`cs-metrics.config.yaml\`, with notes of your own:

\`\`\`yaml
company: Acme
timeZone: Europe/Berlin
files:
  - match: tickets*.csv        # every file whose name begins so
    dateFormat: D/M/Y          # 05/10/2026 is the fifth of October
    map:
      resolved: Closed at
\`\`\`

Then:

\`\`\`
cs-metrics config check            is everything right?
cs-metrics config show --origin    what counts here, and where does it come from?
\`\`\`

\`check\` names every fault at once, each with its file and line. An unknown key is a fault, so that a slip of the hand does not go unnoticed.

With \`"$schema"\` set to the place of [config.schema.json](config.schema.json), editors complete the keys of a JSON file and mark faults as you type.

## Where settings come from

Of several places that set the same thing, the first of these counts:

1. a flag, such as \`--tz Europe/Berlin\`
2. a variable of the environment, such as \`CS_METRICS_TIME_ZONE=Europe/Berlin\`
3. the file that \`--config FILE\` (or \`CS_METRICS_CONFIG\`) names
4. the project's file: \`cs-metrics.config.json\`, \`.yaml\` or \`.yml\` in the folder you are in, or the nearest one above it, up to the one with \`.git\` or your own
5. your own file, \`config.json\`, \`.yaml\` or \`.yml\` in \`cs-metrics\` of your folder for settings: \`$XDG_CONFIG_HOME\`, else \`~/.config\` (macOS also \`~/Library/Application Support\`; Windows \`%APPDATA%\`)
6. what is usual

\`--config none\` reads no file at all. A list replaces the list of a weaker place; groups such as \`vocabulary\` and \`scale\` are joined key by key. \`-o report.json\` goes before \`format\`.

## Keys
`;

const FILES = `## Opening hours and targets

\`businessHours\`, \`holidays\`, \`teamHours\` and \`sla\` say when the team works and what was agreed: [opening-hours.md](opening-hours.md).

## Files of different kinds

\`files\` says how some files are read. Each item has a \`match\`:

- a name with \`*\` (any characters) and \`?\` (one), wherever the file is: \`tickets*.csv\`. A packed \`tickets-10.csv.gz\` fits too, and a table of a zip archive by its own name or the archive's
- a path from the folder of the config, where it has a \`/\`: \`exports/2026/*.csv\`; \`**\` stands for folders too
- a profile, such as \`zendesk\`: all files recognised as that

Several items may fit one file. Then the later one counts, option by option. What stands outside \`files\` is for all files, and weaker than any item of the same config.

## What is decided stays decided

A setting is never replaced by a guess. Where a file shows something else than its config says, the run stops with exit code 3 and shows both:

\`\`\`text
cs-metrics: the dates in column "Created at" of tickets.csv are not day first, as cs-metrics.config.json:5 says
  Line 3 has "10/24/2026", which can only be month first.
  If the file is right, change cs-metrics.config.json:5; for this run alone: --date-format M/D/Y
\`\`\`

So it is with columns that are missing, scales that do not hold the scores (more than 1 in 20), units that the file's own dates speak against, and another delimiter, encoding, time zone or vendor. Flags go before the config, and are not held against it.
`;

const shapeText = (shape: Shape): string => {
  switch (shape.kind) {
    case "text":
      return shape.choices === undefined ? "text" : shape.choices.map((choice) => `\`${choice}\``).join(", ");
    case "list":
      return "list of texts, or one with commas";
    case "table":
      return `group; its keys: ${shape.keys}`;
    case "group":
      return "group";
    case "items":
      return "list of groups";
  }
};

const keyRows = (keys: Keys, path: readonly string[]): string[] =>
  Object.entries<Key>(keys).flatMap(([name, { shape, help, example, standard, environment, flag }]) => {
    const usual = standard === undefined ? "" : `; default: ${standard}`;
    const also = [...(flag === undefined ? [] : [`--${flag}`]), ...(environment ?? [])].map((one) => `\`${one}\``).join(", ");
    const cells = [`\`${[...path, name].join(".")}\``, help + usual, shapeText(shape), `\`${JSON.stringify(example)}\``, also];
    const row = `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    const below = shape.kind === "group" || shape.kind === "items" ? keyRows(shape.keys, [...path, name]) : [];
    return [row, ...below];
  });

const HEAD = ["| key | | | example | flag and variable that go before it |", "|---|---|---|---|---|"];

/** docs/config.md, made from the table of keys. Renew it with `npx vitest run test/config -u`. */
const page = (): string => `${INTRO}\n${[...HEAD, ...keyRows(KEYS, [])].join("\n")}\n\n${FILES}`;

const ajv = new Ajv2020({ strict: false });
const validate = ajv.compile(configSchema(KEYS));

describe("documents made from the table of keys", () => {
  test("docs/config.schema.json", async () => {
    const { code } = await format("config.schema.json", JSON.stringify(configSchema(KEYS), null, 2), { printWidth: 140 });
    await expect(code).toMatchFileSnapshot("../../docs/config.schema.json");
  });

  test("docs/config.md", async () => {
    await expect(page()).toMatchFileSnapshot("../../docs/config.md");
  });

  test("its examples are right", async () => {
    const json = /```json\n(.*?)```/su.exec(INTRO)![1];
    const yaml = /```yaml\n(.*?)```/su.exec(INTRO)![1];
    const [one, other] = [
      (await settingsIn(filled({ "cs-metrics.config.json": json }))).settings,
      (await settingsIn(filled({ [YAML_NAME]: yaml }))).settings,
    ];
    expect(validate(JSON.parse(json))).toBe(true);
    expect(one.files?.[0].map?.get("resolved")?.value).toEqual(other.files?.[0].map?.get("resolved")?.value);
    const shown = /```text\n(.*?)```/su.exec(FILES)![1];
    const root = filled({
      "cs-metrics.config.json": { files: [{ match: "tickets.csv", dateFormat: "dmy" }] },
      "tickets.csv": "Ticket,Created at\n1,05/10/2026\n2,10/24/2026\n",
    });
    const { runWith } = await import("../cli/helpers.ts");
    expect((await runWith(["report", "tickets.csv"], { cwd: root })).stderr).toBe(shown);
  });
});

describe("the table of keys", () => {
  test("each example passes the checks and the schema", async () => {
    for (const [name, { example }] of Object.entries<Key>(KEYS)) {
      expect([name, validate({ [name]: example }), validate.errors]).toEqual([name, true, null]);
      const { settings } = await settingsIn(filled({ "cs-metrics.config.json": { [name]: example } }));
      expect(Object.keys(settings)).toEqual([name]);
    }
    for (const [name, { example }] of Object.entries<Key>(KEYS.files.shape.keys)) {
      const config = { files: [{ match: "x.csv", [name]: example }] };
      expect([name, validate(config), validate.errors]).toEqual([name, true, null]);
      expect((await settingsIn(filled({ "cs-metrics.config.json": config }))).settings.files).toHaveLength(1);
    }
  });

  test("the schema refuses what the checks refuse", async () => {
    const wrong: readonly object[] = [
      { compny: "Acme" },
      { company: 5 },
      { company: "" },
      { format: "xlsx" },
      { kpi: ["cst"] },
      { scale: { csat: "5" } },
      { scale: { fcr: "1-5" } },
      { units: { talk: "minutes" } },
      { units: { csat: "h" } },
      { map: { resolvd: "Closed at" } },
      { map: ["resolved"] },
      { files: [{ dateFormat: "dmy" }] },
      { files: [{ match: "x.csv", zone: "UTC" }] },
      { files: {} },
      { vocabulary: { oui: ["x"] } },
      { holidays: ["25.12.2026"] },
      { targets: ["csta>=85"] },
      [],
    ];
    for (const config of wrong) {
      expect([config, validate(config)]).toEqual([config, false]);
      expect((await faultsIn(config)).length).toBeGreaterThan(0);
    }
  });

  test("flags that it names are there", () => {
    const flags = { ...REPORT_FLAGS, ...SURVEY_FLAGS };
    for (const { flag } of Object.values<Key>(KEYS)) if (flag !== undefined) expect(flags).toHaveProperty([flag]);
  });

  test("the config of the fixtures fits the schema it names", async () => {
    const config = JSON.parse(readFileSync("fixtures/config/team/cs-metrics.config.json", "utf8")) as object;
    expect([validate(config), validate.errors]).toEqual([true, null]);
    expect(await check(["config", "check", "fixtures/config/team/cs-metrics.config.json"])).toBe(
      "fixtures/config/team/cs-metrics.config.json: fine; 14 settings\n",
    );
  });
});
