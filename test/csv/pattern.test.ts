import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expandPattern } from "../../src/csv/pattern.ts";
import { check, fail, folder } from "../cli/helpers.ts";

const withFiles = (...names: string[]): string => {
  const cwd = folder();
  mkdirSync(join(cwd, "exports.csv"));
  for (const name of names) {
    mkdirSync(join(cwd, name, ".."), { recursive: true });
    writeFileSync(join(cwd, name), "Ticket ID,Status\n1,Open\n");
  }
  return cwd;
};

test("a pattern stands for the files of its folder, sorted, and for nothing else", () => {
  const cwd = withFiles("b.csv", "a.csv", "A (1).CSV", ".c.csv", "a.txt", "in/x.csv", "in/y+z.csv");
  expect(expandPattern("*.csv", cwd)).toEqual(["a.csv", "b.csv"]);
  expect(expandPattern("./?.csv", cwd)).toEqual(["a.csv", "b.csv"]);
  expect(expandPattern("*.CSV", cwd)).toEqual(["A (1).CSV"]);
  expect(expandPattern("B.*", cwd)).toEqual(["b.csv"]);
  expect(expandPattern("in/*+*.csv", cwd)).toEqual([join("in", "y+z.csv")]);
  for (const pattern of ["*.tsv", "exp*", "gone/*.csv"]) expect(() => expandPattern(pattern, cwd)).toThrow("no-match");
});

test.skipIf(process.platform === "win32")("a file of that very name is meant first", async () => {
  const cwd = withFiles("*.csv", "a.csv");
  expect(expandPattern("*.csv", cwd)).toEqual(["*.csv"]);
});

test("results may not replace what a pattern stands for", async () => {
  const cwd = withFiles("a.csv", "b.csv");
  expect((await fail(2, ["report", "*.csv", "-o", "a.csv"], { cwd }))[0]).toBe(
    "cs-metrics: --output would replace a.csv, which is to be read",
  );
  const { sources } = JSON.parse(await check(["report", "*.csv", "--format", "json"], { cwd })) as { sources: { file: string }[] };
  expect(sources.map(({ file }) => file)).toEqual(["a.csv", "b.csv"]);
});
