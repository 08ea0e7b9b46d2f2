import { expect, test } from "vitest";
import { makeStyle, wantsColor } from "../../src/cli/color.ts";
import type { ColorChoice } from "../../src/cli/color.ts";

type Case = [choice: ColorChoice, env: Record<string, string>, isTTY: boolean, expected: boolean];

test.each<Case>([
  ["auto", {}, true, true],
  ["auto", {}, false, false],
  ["auto", { NO_COLOR: "1" }, true, false],
  ["auto", { NO_COLOR: "" }, true, true],
  ["auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ["auto", { FORCE_COLOR: "1" }, false, true],
  ["auto", { FORCE_COLOR: "0" }, true, false],
  ["auto", { CLICOLOR_FORCE: "1" }, false, true],
  ["auto", { CLICOLOR_FORCE: "0" }, false, false],
  ["auto", { CLICOLOR: "0" }, true, false],
  ["auto", { TERM: "dumb" }, true, false],
  ["auto", { TERM: "dumb", FORCE_COLOR: "1" }, true, true],
  ["always", { NO_COLOR: "1" }, false, true],
  ["never", { FORCE_COLOR: "1" }, true, false],
])("--color %s with %j on a terminal (%s) is %s", (choice, env, isTTY, expected) => {
  expect(wantsColor(choice, env, isTTY)).toBe(expected);
});

test("a style dresses text only when there is colour", async () => {
  expect((await makeStyle(true)).bold("x")).toBe("\u001b[1mx\u001b[22m");
  expect(["x"].map((await makeStyle(true)).dim)).toEqual(["\u001b[2mx\u001b[22m"]);
  expect((await makeStyle(false)).bold("x")).toBe("x");
});
