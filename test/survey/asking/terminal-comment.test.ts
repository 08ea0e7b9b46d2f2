import { describe, expect, it } from "vitest";
import { COMMENT, LEFT, answers, answersTo, drive, paste, useDriver } from "./drive.ts";

useDriver();

describe("a comment", () => {
  it("is taken as it was typed or pasted", async () => {
    const cases: [string, string[], string | null][] = [
      ["typed", ["fine", "\r"], "fine"],
      ["left out", ["\r"], null],
      ["of blanks", ["   ", "\r"], null],
      ["corrected", ["finne", "\u007f\u007f", "e", "\u0001", "Very ", "\r"], "Very fine"],
      ["with words taken back", ["one two", "\u0017", "three", "\r"], "one three"],
      ["begun anew", ["nonsense", "\u0015", "good", "\r"], "good"],
      ["in Japanese", ["とても", "良かった", "\r"], "とても良かった"],
      ["with emoji", ["👍🏽 ", "👨‍👩‍👧", "x", "\u007f", "\r"], "👍🏽 👨‍👩‍👧"],
      ["pasted", [paste("one\r\ntwo\n\nthree\n"), "\r"], "one two three"],
      ["pasted into the middle", ["ad", LEFT, paste("b\nc"), "\r"], "ab cd"],
      ["pasted with escapes and controls", [paste("a\u001b[31mb\u0007c\u0003d\u0004"), "\r"], "abcd"],
      ["pasted where pastes are not marked", ["one\rtwo\rthree", "\r"], "one two three"],
      ["with the letter that skips elsewhere", ["s", "\r"], "s"],
    ];
    const given = await answersTo(cases.map(([, keys]) => [COMMENT, keys]));
    expect(cases.map(([name], index) => [name, given[index]])).toEqual(cases.map(([name, , expected]) => [name, expected]));
  });

  it("has its cursor where the next character goes, also among wide ones", async () => {
    const terminal = drive({ steps: [COMMENT] }, { columns: 40 });
    await terminal.waitFor("optional");
    expect(terminal.cursor()).toEqual({ row: 6, column: 4 });
    terminal.keys("日本語");
    await terminal.waitFor("日本語");
    expect(terminal.cursor()).toEqual({ row: 6, column: 10 });
    terminal.keys(LEFT);
    await terminal.settle();
    expect(terminal.cursor()).toEqual({ row: 6, column: 8 });
    terminal.keys("\u0005, and some words that go on to the next line");
    expect(await terminal.waitFor("next line")).toContain("› 日本語, and some words that go on");
    expect(terminal.cursor()).toEqual({ row: 7, column: 20 });
    terminal.keys("\u0001");
    await terminal.settle();
    expect(terminal.cursor()).toEqual({ row: 6, column: 4 });
    terminal.keys("\u001b[15~");
    await terminal.settle();
    expect(terminal.cursor()).toEqual({ row: 6, column: 4 });
  });

  it("takes 2,000 characters and shows those around the cursor", async () => {
    const terminal = drive({ steps: [COMMENT] }, { columns: 60, rows: 12 });
    await terminal.waitFor("optional");
    terminal.keys(paste("0123456789 ".repeat(300)));
    const screen = await terminal.settle(300);
    expect(screen.split("\n").length).toBeLessThanOrEqual(12);
    expect(screen).toContain("What did we do well?");
    terminal.keys("\r");
    await terminal.exit;
    await terminal.settle(0);
    expect(answers(terminal)[0]).toBe("0123456789 ".repeat(300).slice(0, 2000).trim());
    expect(terminal.history()).not.toContain("What did we do well?");
  });
});
