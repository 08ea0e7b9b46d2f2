import { describe, expect, it } from "vitest";
import type { Key } from "../../../src/survey/asking/keys.ts";
import { NOTHING, select } from "../../../src/survey/asking/selection.ts";
import { key } from "./key.ts";

const after = (keys: string, low: number, high: number, up: 1 | -1 = 1): number | null =>
  keys.split(" ").reduce((selection, name) => select(selection, key(name), { low, high }, up), NOTHING).chosen;

describe("a selection", () => {
  it.each([
    ["9", 9],
    ["0", 0],
    ["1 0", 10],
    ["9 3", 3],
    ["1 0 4", 4],
    ["1 1", 1],
    ["1 0 0", 0],
    ["0 1", 1],
    ["0 1 0", 10],
    ["1 right 0", 0],
    ["1 backspace 0", 0],
    ["7 x", 7],
    ["７", 7],
  ])("of 0 to 10 by digits: %s is %s", (keys, expected) => {
    expect(after(keys, 0, 10)).toBe(expected);
  });

  it.each([
    ["0", null],
    ["6", null],
    ["3 9", 3],
    ["3 0", 3],
    ["1 0", 1],
    ["4 2", 2],
  ])("of 1 to 5 takes no digit outside: %s is %s", (keys, expected) => {
    expect(after(keys, 1, 5)).toBe(expected);
  });

  it("of a long list takes two digits", () => {
    expect(after("1 2", 1, 14)).toBe(12);
    expect(after("1 5", 1, 14)).toBe(5);
    expect(after("2 3", 1, 25)).toBe(23);
  });

  it("begins at the end that the arrow comes from, and stays within the scale", () => {
    expect(after("right", 0, 10)).toBe(0);
    expect(after("left", 0, 10)).toBe(10);
    expect(after("right right", 0, 10)).toBe(1);
    expect(after("left right", 0, 10)).toBe(10);
    expect(after("right left", 1, 5)).toBe(1);
    expect(after("home", 1, 7)).toBe(1);
    expect(after("end left", 1, 7)).toBe(6);
  });

  it("goes up on a scale and down in a list", () => {
    expect(after("5 up", 0, 10)).toBe(6);
    expect(after("5 down", 0, 10)).toBe(4);
    expect(after("down", 1, 5, -1)).toBe(1);
    expect(after("down down", 1, 5, -1)).toBe(2);
    expect(after("3 up", 1, 5, -1)).toBe(2);
  });

  it("is taken back by Backspace", () => {
    expect(after("9 backspace", 0, 10)).toBe(null);
    expect(after("backspace", 0, 10)).toBe(null);
  });

  it("stays the same at keys that mean nothing", () => {
    const chosen = { chosen: 3, typed: "3" };
    const keys: Key[] = [key("x"), key("f5"), key("tab"), key("escape"), { ...key("5"), ctrl: true }, { ...key("5"), meta: true }];
    for (const one of keys) expect(select(chosen, one, { low: 0, high: 10 }, 1)).toBe(chosen);
  });
});
