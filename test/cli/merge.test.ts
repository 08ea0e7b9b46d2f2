import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check, fail, folder, runWith } from "./helpers.ts";

const FILE = "fixtures/zendesk-tickets.csv";
const AS_OF = ["--as-of", "2026-11-01"];

/** The fixture's records dealt out to files, and a partial report of each. */
const partials = async (count: number, ...flags: readonly string[]): Promise<{ files: string[]; kept: string[] }> => {
  const at = folder();
  const [header, ...records] = readFileSync(FILE, "utf8").trimEnd().split("\n");
  const files: string[] = [];
  const kept: string[] = [];
  for (let part = 0; part < count; part++) {
    files.push(join(at, `part-${part}.csv`));
    kept.push(join(at, `part-${part}.partial`));
    writeFileSync(
      files[part],
      `${[header, ...records.slice((part * records.length) / count, ((part + 1) * records.length) / count)].join("\n")}\n`,
    );
    expect(await runWith(["report", files[part], ...AS_OF, ...flags, "--partial", kept[part]])).toEqual({
      exit: 0,
      stdout: "",
      stderr: "",
    });
  }
  return { files, kept };
};

test.each(["json", "csv", "table", "markdown"])("merge prints what report prints of all files, as %s", async (format) => {
  const by = ["--by", "channel,month"];
  const { files, kept } = await partials(3, ...by);
  const whole = await runWith(["report", ...files, ...AS_OF, ...by, "--format", format, "--width", "100"]);
  const put = await runWith(["merge", ...kept, "--format", format, "--width", "100"]);
  // People are compared, and the course of months is drawn, where the rows are at hand.
  const groups = ({ stdout }: { stdout: string }): unknown =>
    format === "json" ? JSON.parse(stdout) : format === "csv" ? stdout : stdout.split("\n").slice(0, 10).join("\n");
  expect(put.exit).toBe(0);
  expect(groups(put)).toEqual(groups(whole));
});

test("several partial reports may stand in one file, or come through a pipe with what other programs put around lines", async () => {
  const { kept } = await partials(2);
  const lines = kept.map((path) => readFileSync(path, "utf8"));
  const expected = await check(["merge", ...kept, "--quiet"]);
  const together = join(folder(), "all.partial");
  writeFileSync(together, lines.join(""));
  expect(await check(["merge", together, "--quiet"])).toBe(expected);
  expect(await check(["merge", "-", "--quiet"], { stdin: `${lines[0].trim()}\t\r\n\n${lines[1].trim()}` })).toBe(expected);
});

test("a partial report goes to standard output, too", async () => {
  const line = await check(["report", FILE, ...AS_OF, "--partial", "-", "--quiet"]);
  expect(line.trimEnd().split("\n")).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({ schema: "cs-metrics.partial/1", sources: [{ name: FILE }] });
  expect(await check(["merge", "-", "--quiet"], { stdin: line })).toContain("tickets");
});

test.each([
  [[], "--partial needs --as-of"],
  [[...AS_OF, "--brief"], "--partial does not go with --brief"],
  [[...AS_OF, "--target", "csat=85"], "--partial does not go with --target"],
  [[...AS_OF, "--format", "json"], "--partial does not go with --format"],
])("what a partial report cannot do is told: %s", async (flags, message) => {
  expect(await fail(2, ["report", FILE, "--partial", "x.partial", ...flags])).toContainEqual(expect.stringContaining(message));
});

test("what is no partial report, is cut short, or has rows twice, is told with its line", async () => {
  const { kept } = await partials(2);
  const at = folder();
  const damaged = join(at, "damaged.partial");
  writeFileSync(damaged, `${readFileSync(kept[0], "utf8")}${readFileSync(kept[1], "utf8").slice(0, 5000)}`);
  expect((await fail(3, ["merge", damaged]))[0]).toContain("damaged.partial is damaged (line 2)");
  expect((await fail(3, ["merge", FILE]))[0]).toContain(`${FILE} is no partial report (line 1)`);
  expect((await fail(3, ["merge", join(at, "nowhere")]))[0]).toContain("nowhere");
  expect((await fail(3, ["merge", kept[0], kept[0]]))[0]).toMatch(/has \d+ ids that partial reports before it have, too/u);
  expect((await fail(2, ["merge"]))[0]).toContain("no partial reports given");
  const json = join(at, "report.json");
  writeFileSync(json, await check(["report", FILE, "--format", "json", "--quiet"]));
  expect((await fail(3, ["merge", json]))[0]).toContain("is no partial report");
});
