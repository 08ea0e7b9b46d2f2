import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NewSettings } from "../../src/config/write-settings.ts";
import { writtenConfig } from "../../src/config/write.ts";
import { isProblem } from "../../src/text/problem.ts";
import { filled, settingsIn } from "./helpers.ts";

const NOTHING: NewSettings = { head: ["Settings"], entries: [], open: [], itemsNote: "how files are read", items: [] };

const FORMATS = ["json", "yaml"] as const;

const company = (value: string): NewSettings => ({ ...NOTHING, entries: [{ key: "company", value, note: "the name" }] });

/** The company and the column named for `topic`, as the program reads them from a file of this text. */
const readBack = async (format: string, text: string): Promise<(string | readonly string[] | undefined)[]> => {
  const { settings } = await settingsIn(filled({ [`cs-metrics.config.${format}`]: text }));
  return [settings.company?.value, settings.files?.[0]?.map?.get("topic")?.value];
};

describe("any text", () => {
  test.each(FORMATS)("survives the way through %s", async (format) => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("__proto__", "no", "1e3", "#", "- a"),
    );
    const property = fc.asyncProperty(texts, texts, async (name, header) => {
      fc.pre(name.trim() !== "" && header.trim() !== "");
      const settings = {
        ...company(name),
        items: [
          { match: "t*.csv", note: "which", entries: [{ key: "map", value: new Map([["topic", header]]), note: "columns" }], open: [] },
        ],
      };
      const text = writtenConfig(format, null, "c", settings);
      const [foundName, foundHeader] = await readBack(format, text);
      expect(foundName).toBe(name);
      expect(foundHeader).toEqual([header.trim()]);
      // Adding the same again changes nothing.
      expect(writtenConfig(format, text, "c", settings)).toBe(text);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test("shows nothing that an editor would hide or turn round", () => {
    for (const format of FORMATS) {
      const text = writtenConfig(format, null, "c", company("a\u0000b\u0085c\u2028d\u202ee\ufefff\u001b"));
      expect(text).not.toMatch(/[^\n -~]/u);
    }
  });
});

describe("an own file", () => {
  const more: NewSettings = {
    ...NOTHING,
    entries: [{ key: "targets", value: ["csat>=85", "art<=4h"], note: "targets" }],
    items: [{ match: "new.csv", note: "which", entries: [{ key: "dateFormat", value: "D/M/Y", note: "dates" }], open: [] }],
  };

  test.each([
    ["empty", ""],
    ["of comments", "# nothing yet\n"],
    ["with keys of nothing", "targets:\nfiles:\n"],
    ["in flow style", "{company: Acme, targets: [csat>=85], files: []}\n"],
    ["in JSON", '{"company": "Acme", "targets": ["csat>=85"]}\n'],
    ["with the lines of Windows", "company: Acme\r\nfiles:\r\n  - match: a.csv\r\n"],
    ["with more than a screen of comments", `company: Acme # the name\n${"# more\n".repeat(50)}`],
    ["with anchors elsewhere", "by: &by [channel]\nkpi: *by\n"],
    ["with texts over lines", "company: >\n  Acme\n  North\nby:\n- channel\n"],
  ])("%s is added to, and then left as it is", (_what, text) => {
    const written = writtenConfig("yaml", text, "c", more);
    expect(written).toContain("art<=4h");
    expect(written).toContain("new.csv");
    for (const line of text.split(/\r?\n/u).filter((one) => one.startsWith("#"))) expect(written).toContain(line);
    expect(written.includes("\r\n")).toBe(text.includes("\r\n"));
    expect(writtenConfig("yaml", written, "c", more)).toBe(written);
  });

  test.each([["a: &all\n  - match: a.csv\nfiles: *all\n"], ["a: &t [csat>=85]\ntargets: *t\n"]])(
    "that refers to another place is refused (%#)",
    (text) => {
      let problem: unknown;
      try {
        writtenConfig("yaml", text, "c.yaml", more);
      } catch (error) {
        problem = isProblem(error) ? error.problem : error;
      }
      expect(problem).toMatchObject({ code: "config-not-extended", facts: { file: "c.yaml" } });
    },
  );

  test("keeps members of JSON that would be something else in a program", () => {
    const text = '{\n  "__proto__": {"x": 1},\n  "company": "Acme"\n}\n';
    const written = writtenConfig("json", text, "c.json", more);
    expect(Object.keys(JSON.parse(written) as object)).toEqual(["__proto__", "company", "targets", "files"]);
    expect(written).toContain('"__proto__": {');
  });
});
