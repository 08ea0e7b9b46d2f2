import { describe, expect, test } from "vitest";
import { isMeant } from "../../src/config/match.ts";

describe("a name", () => {
  test.each([
    ["tickets*.csv", "/w/a/tickets-10.csv", true],
    ["tickets*.csv", "/w/a/TICKETS.CSV", true],
    ["tickets*.csv", "/w/a/my-tickets.csv", false],
    ["tickets*.csv", "/w/tickets.csv/other.csv", false],
    ["tickets*.csv", "/w/tickets-10.csv.gz", true],
    ["tickets*.gz", "/w/tickets-10.csv.gz", true],
    ["tickets*.csv", "/w/export.zip/tickets.csv", true],
    ["export.zip", "/w/export.zip/tickets.csv", true],
    ["export.zip", "/w/export.zip/in/side/tickets.csv", true],
    ["*.csv", "/w/a.csvx", false],
    ["t?.csv", "/w/t1.csv", true],
    ["t?.csv", "/w/t.csv", false],
    ["t?.csv", "/w/t😀.csv", true],
    ["a+b (1).[x].csv", "/w/a+b (1).[x].csv", true],
    ["a.csv", "/w/aXcsv", false],
    ["*", "/w/anything", true],
    ["**.csv", "/w/a.csv", true],
    ["", "/w/a.csv", false],
  ])("%s for %s: %s", (pattern, path, expected) => expect(isMeant(pattern, "/w", path)).toBe(expected));
});

describe("a path from the config's folder", () => {
  test.each([
    ["a/*.csv", "/w/a/t.csv", true],
    ["./a/*.csv", "/w/a/t.csv", true],
    ["a\\*.csv", "/w/a/t.csv", true],
    ["a/*.csv", "/w/a/b/t.csv", false],
    ["a/**/t.csv", "/w/a/b/c/t.csv", true],
    ["a/*.csv", "/x/w/a/t.csv", false],
    ["/x/*.csv", "/x/t.csv", true],
    ["/x/*.csv", "/w/x/t.csv", false],
    ["a/*.csv", "/w/a/t.csv.gz", true],
  ])("%s for %s: %s", (pattern, path, expected) => expect(isMeant(pattern, "/w", path)).toBe(expected));

  test("signs of patterns in the folder's own name mean themselves", () => {
    expect(isMeant("a/*.csv", "/w*", "/w*/a/t.csv")).toBe(true);
    expect(isMeant("a/*.csv", "/w*", "/www/a/t.csv")).toBe(false);
  });
});
