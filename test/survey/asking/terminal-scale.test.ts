import { describe, expect, it } from "vitest";
import type { ScaleQuestion } from "../../../src/survey/model.ts";
import { CES, COMMENT, CSAT, DOWN, LEFT, NPS, RIGHT, UP, YES_NO, answersTo, drive, paste, useDriver } from "./drive.ts";

useDriver();

describe("a scale in the terminal", () => {
  it("looks as it was drawn, in 60 columns as in 120", async () => {
    for (const columns of [60, 120]) {
      const terminal = drive({ steps: [NPS] }, { columns });
      await terminal.waitFor("S skip");
      terminal.keys("9");
      expect(await terminal.waitFor("[ 9 ]")).toBe(
        [
          "  Acme Support",
          "",
          "  How likely are you to recommend Acme to a friend",
          "  or colleague?",
          "",
          "    0    1    2    3    4    5    6    7    8  [ 9 ]  10",
          "  not at all likely                     extremely likely",
          "",
          "  Type a number or use ← →, then Enter",
          "  S skip · Ctrl-C stop",
        ].join("\n"),
      );
    }
  });

  it("takes keys", async () => {
    const cases: [ScaleQuestion, string[], number | null][] = [
      [NPS, ["9", "\r"], 9],
      [NPS, ["1", "0", "\r"], 10],
      [NPS, ["10\r"], 10],
      [NPS, ["9", "3", "\r"], 3],
      [NPS, ["1", "0", "4", "\r"], 4],
      [NPS, [LEFT, LEFT, "\r"], 9],
      [NPS, [RIGHT, "\r"], 0],
      [NPS, ["5", UP, UP, DOWN, "\r"], 6],
      [CSAT, ["9", "0", "4", "7", "\r"], 4],
      [CES, ["\r", "\r", "6", "\r"], 6],
      [NPS, ["8", "\u007f", "\r", "7", "\r"], 7],
      [NPS, ["s"], null],
      [CSAT, ["3", "S"], null],
      [NPS, ["x", "\t", " ", "\u001b[15~", "\u001b\u001b", "q", "?", "é", "漢", "\u0000", "8", "\r"], 8],
      [NPS, [paste("3\n"), "8", paste("1"), "\r"], 8],
      [NPS, [paste("\u0003\u0004s\r"), "8", "\r"], 8],
    ];
    expect(await answersTo(cases.map(([question, keys]) => [question, keys]))).toEqual(cases.map(([, , expected]) => expected));
  });

  it("draws nothing at keys that mean nothing", async () => {
    const terminal = drive({ steps: [NPS] });
    const before = await terminal.waitFor("S skip");
    for (const key of [
      "x",
      "\r",
      "\n",
      "\t",
      " ",
      "é",
      "漢",
      "😀",
      "\u001b[15~",
      "\u001b[2~",
      "\u0001",
      "\u001a",
      "\u000c",
      paste("hello\n9"),
    ]) {
      terminal.keys(key);
      expect(await terminal.settle(40)).toBe(before);
    }
    terminal.keys("7");
    const chosen = await terminal.waitFor("[ 7 ]");
    terminal.keys("x\t ");
    expect(await terminal.settle()).toBe(chosen);
  });

  it("ignores what was typed before it was there", async () => {
    const terminal = drive({ steps: [NPS] });
    terminal.keys("3\r5");
    await terminal.waitFor("S skip");
    expect(await terminal.settle()).not.toContain("[");
    terminal.keys("9\r");
    await terminal.waitFor("= 9");
  });

  it("leaves the screen to the next question, and what is said stands", async () => {
    const terminal = drive({ steps: [NPS, COMMENT, { say: ["Saved. Thank you for taking the time."] }] });
    await terminal.waitFor("S skip");
    terminal.keys("9\r");
    const second = await terminal.waitFor("optional");
    expect(second).not.toContain("How likely");
    expect(second).toBe("= 9\n  Acme Support\n\n  9 out of 10. Thank you! What did we do well?\n  (optional, Enter to finish)\n\n  ›");
    terminal.keys("\r");
    await terminal.exit;
    expect(await terminal.waitFor("done")).toBe('= 9\n= null\n  Acme Support\n\n  Saved. Thank you for taking the time.\n= "done, cooked"');
  });

  it("says an introduction once, above all questions", async () => {
    const terminal = drive({ steps: [{ say: ["Three short questions."] }, CSAT, CES] });
    await terminal.waitFor("S skip");
    terminal.keys("4\r");
    const screen = await terminal.waitFor("easy for me");
    expect(screen.match(/Acme Support/gu)).toHaveLength(1);
    expect(screen).toMatch(/^ {2}Acme Support\n\n {2}Three short questions\.\n\n= 4\n {2}Acme made it easy/u);
  });

  it("speaks Spanish and plain ASCII", async () => {
    const spanish = drive({ steps: [YES_NO], spanish: true });
    expect(await spanish.waitFor("O omitir · Ctrl-C salir")).toContain("Sí");
    spanish.keys("s");
    await spanish.waitFor("[ Sí ]");
    spanish.keys("\r");
    await spanish.waitFor("= true");

    const ascii = drive({ steps: [NPS, COMMENT], ascii: true });
    expect(await ascii.waitFor("S skip")).toMatch(/^[ -~\n]*$/u);
    ascii.keys("9\r");
    expect(await ascii.waitFor("  >")).toMatch(/^[ -~\n]*$/u);
  });
});
