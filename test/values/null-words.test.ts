import { describe, expect, it } from "vitest";
import { isNullBytes, isNullWord } from "../../src/values/null-words.ts";

const inBytes = (text: string): boolean => {
  const bytes = Buffer.from(`x${text}y`);
  return isNullBytes(bytes, 1, bytes.length - 1);
};

describe("isNullWord", () => {
  it.each([
    "",
    "  ",
    "\t",
    "\u00a0",
    "-",
    "--",
    "—",
    "N/A",
    "n/a",
    "#N/A",
    "NA",
    "null",
    "NULL",
    "None",
    "nan",
    "NaN",
    "?",
    "(none)",
    "#NULL!",
    "[None]",
    "[Deleted]",
    "[No associated user]",
    "No replies",
    "Unassigned",
    " N/A ",
    "\u200b",
  ])("%j says nothing", (text) => {
    expect(isNullWord(text)).toBe(true);
    expect(inBytes(text)).toBe(true);
  });

  it.each([
    "0",
    "0.0",
    "no",
    "N",
    "nope",
    "none of these",
    "Nancy",
    "#NAME?",
    "-1",
    "- 5",
    "[Deleted] user",
    "Unassigned queue",
    "é",
    "      x",
  ])("%j is a value", (text) => {
    expect(isNullWord(text)).toBe(false);
    expect(inBytes(text)).toBe(false);
  });
});
