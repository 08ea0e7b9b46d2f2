import { describe, expect, test } from "vitest";
import { faultsIn, filled, settingsIn } from "./helpers.ts";

const said = async (text: string, name = "cs-metrics.config.json"): Promise<string> =>
  (await faultsIn(text, name)).join(" | ").replaceAll(name, "config");

describe("JSON", () => {
  test("every piece has its line", async () => {
    const text = '{\n  "company":\n    "Acme",\n  "by": [\n    "agent",\n    "team"\n  ],\n\n  "map": {\n    "csat": "Score"\n  }\n}\n';
    const { settings } = await settingsIn(filled({ "cs-metrics.config.json": text }));
    expect(settings.company?.origin).toMatchObject({ line: 3 });
    expect(settings.by?.origin).toMatchObject({ line: 4 });
    expect(settings.map?.get("csat")?.origin).toMatchObject({ line: 10 });
  });

  test("texts are those of JSON", async () => {
    const text = '{"company": "M\\u00fcller \\"&\\" \\\\ \\n\\t S\\u00f6hne 😀", "delimiter": "\\t"}';
    const { settings } = await settingsIn(filled({ "cs-metrics.config.json": text }));
    expect(settings.company?.value).toBe('Müller "&" \\ \n\t Söhne 😀');
    expect(settings.delimiter?.value).toBe("\t");
  });

  test.each([
    [
      '{\n  "company": "Acme",\n}',
      'config:3: a key between double quotes should stand before "}" | There is no comma after the last one in JSON.',
    ],
    ['{"by": ["a",\n]}', 'config:2: a value should stand before "]" | There is no comma after the last one in JSON.'],
    [
      '{\n  // ours\n  "company": "Acme"\n}',
      "config:2: JSON has no comments | Remove it, or write the file in YAML (cs-metrics.config.yaml).",
    ],
    ['{"company": "Acme" /* ours */}', "config:1: JSON has no comments | Remove it, or write the file in YAML (cs-metrics.config.yaml)."],
    [
      "{'company': 'Acme'}",
      "config:1: a key between double quotes should stand here, not a single quote | JSON has texts between double quotes.",
    ],
    ['{company: "Acme"}', 'config:1: a key between double quotes should stand here, not "company"'],
    ['{"company": Acme}', 'config:1: a value should stand here, not "Acme"'],
    [
      '{"company" "Acme"}',
      "config:1: a colon should stand here, not a quote | A comma may be missing, or this quote is not closed on its line; a backslash is written twice.",
    ],
    [
      '{"company": "Acme"\n "by": "agent"}',
      'config:2: a comma or "}" should stand here, not a quote | A comma may be missing, or this quote is not closed on its line; a backslash is written twice.',
    ],
    [
      '{"company": "Ac\nme"}',
      "config:1: a value should stand here, not a quote | A comma may be missing, or this quote is not closed on its line; a backslash is written twice.",
    ],
    [
      '{"answers": "C:\\data.csv"}',
      "config:1: a value should stand here, not a quote | A comma may be missing, or this quote is not closed on its line; a backslash is written twice.",
    ],
    ['{"company": "Acme"', 'config:1: the file ends where a comma or "}" should stand | A bracket or a quote may not be closed.'],
    ['{"company": "Acme"}\n}', 'config:2: the end of the file should stand here, not "}"'],
    ['{"company": "Acme"}\n{}', 'config:2: the end of the file should stand here, not "{"'],
    ['{"company": 01}', 'config:1: a value should stand here, not "01"'],
    ['{"company": NaN}', 'config:1: a value should stand here, not "NaN"'],
    ['{"company": "A", "company": "B"}', "config:1, company: this key is there twice | Remove one of them."],
    ['"Acme"', "config:1: a configuration begins with keys such as company and timeZone, not with a text"],
    ["null", null],
    ["[]", "config:1: a configuration begins with keys such as company and timeZone, not with a list"],
  ])("%j", async (text, expected) => {
    if (expected === null) expect((await settingsIn(filled({ "cs-metrics.config.json": text }))).settings).toEqual({});
    else expect(await said(text)).toBe(expected);
  });
});

describe("YAML", () => {
  const NAME = "cs-metrics.config.yml";

  test("every piece has its line; references are followed", async () => {
    const text =
      "# ours\ncompany: Acme\nfiles:\n  - match: a*.csv\n    map: &columns\n      csat: Score\n  - match: b*.csv\n    map: *columns\n";
    const { settings } = await settingsIn(filled({ [NAME]: text }));
    expect(settings.company?.origin).toMatchObject({ file: NAME, line: 2 });
    expect(settings.files?.[0].map?.get("csat")).toMatchObject({ value: ["Score"], origin: { line: 6 } });
    expect(settings.files?.[1].map?.get("csat")?.value).toEqual(["Score"]);
  });

  test.each([
    ["company: Acme\n\tby: agent\n", "config:2: a tab stands where blanks are needed | Indent with blanks only."],
    [
      "files:\n  - match: *.csv\n",
      'config:2: *.csv refers to nothing before it | Put a text that begins with * between double quotes: "*.csv"',
    ],
    ["company: Acme\ncompany: Birch\n", "config:2, company: this key is there twice | Remove one of them."],
    [
      "company: Acme: Support\n",
      "config:1: a second colon, or an indent that does not fit | A text with a colon in it goes between double quotes.",
    ],
    ["company: 4711\n", "config:1, company: a text is needed, not a number | Put it between double quotes."],
    ["company: yes\nby: true\n", "config:2, by: a text, or a list of texts is needed, not true or false"],
    ["company:\n", "config:1, company: a text is needed, not nothing"],
    ["Acme\n", "config:1: a configuration begins with keys such as company and timeZone, not with a text"],
    ["a: 1\n---\nb: 2\n", "config:2: a second document begins (---) | A file holds one configuration."],
  ])("%j", async (text, expected) => expect(await said(text, NAME)).toContain(expected));
});

describe("a file of another name is what it begins like", () => {
  test.each([
    ['\n {"company": "Acme"}', "Acme"],
    ["company: Birch\n", "Birch"],
  ])("%j", async (text, company) => {
    const root = filled({ "settings.conf": text });
    expect((await settingsIn(root, { named: "settings.conf" })).settings.company?.value).toBe(company);
  });
});

describe("faults", () => {
  test("of all files and variables are told at once, in order", async () => {
    const root = filled({
      "home/.config/cs-metrics/config.json": '{\n"compny": "A"}',
      "cs-metrics.config.yaml": "by: 5\nlangage: en\n",
    });
    const { faultsOf } = await import("./helpers.ts");
    const lines = await faultsOf(settingsIn(root, { env: { CS_METRICS_FORMAT: "xlsx", CS_METRICS_COMPNY: "A", CS_METRICS_HOOK: "ours" } }));
    expect(lines[0]).toBe("5 things in the configuration are wrong");
    expect(lines.filter((line) => !line.startsWith(" "))).toEqual([
      lines[0],
      'home/.config/cs-metrics/config.json:2, compny: there is no setting "compny"',
      "cs-metrics.config.yaml:1, by: a text, or a list of texts is needed, not a",
      'cs-metrics.config.yaml:2, langage: there is no setting "langage" here',
      'CS_METRICS_FORMAT, format: "xlsx" is not one of table, csv, json or markdown',
      "CS_METRICS_COMPNY: there is no setting of this name",
    ]);
  });

  test("a key that stands elsewhere is sent there", async () => {
    expect(await said('{"match": "x.csv"}')).toBe('config:1, match: there is no setting "match" here | It belongs into files.');
  });

  test("a variable holds what a file would: lists with commas, groups with =", async () => {
    const env = { CS_METRICS_BY: "agent, team", CS_METRICS_SCALE: "csat=1-7,ces=1-7:low", CS_METRICS_HOLIDAYS: "2026-12-25" };
    const { settings } = await settingsIn(filled({}), { env });
    expect(settings.by?.value).toEqual(["agent", "team"]);
    expect([...settings.scale!].map(([kpi, { value }]) => [kpi, value])).toEqual([
      ["csat", "1-7"],
      ["ces", "1-7:low"],
    ]);
    expect(settings.holidays?.value).toEqual(["2026-12-25"]);
  });
});
