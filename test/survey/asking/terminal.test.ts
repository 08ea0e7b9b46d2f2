import { describe, expect, it } from "vitest";
import type { Question } from "../../../src/survey/model.ts";
import type { PtyScreen } from "../../pty/helpers.ts";
import { CES, COMMENT, CSAT, NPS, drive, useDriver } from "./drive.ts";

useDriver();

const LEFT = "\u001b[D";
const RIGHT = "\u001b[C";
const UP = "\u001b[A";
const DOWN = "\u001b[B";
const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

const CHOICE: Question = {
  id: "reason",
  type: "choice",
  ask: "What was it about?",
  when: [],
  options: [
    { value: "bill", label: "Billing" },
    { value: "ship", label: "Delivery" },
    { value: "other", label: "Something else" },
  ],
};
const CHOICES: Question = { ...CHOICE, type: "choices", ask: "What went well?" };
const YES_NO: Question = { id: "solved", type: "yesno", ask: "Is your problem solved?", when: [] };

/** The answers the driver printed. */
const answers = (terminal: PtyScreen): unknown[] =>
  [...terminal.raw.matchAll(/= (.*)\r\n/gu)].map((match) => JSON.parse(match[1]) as unknown);

/** Everything is as it was before the program began. */
const expectRestored = (terminal: PtyScreen): void => {
  const last = (on: string, off: string): boolean => terminal.raw.lastIndexOf(on) < terminal.raw.lastIndexOf(off);
  expect(last("\u001b[?25l", "\u001b[?25h"), "cursor shown").toBe(true);
  expect(last("\u001b[?2004h", "\u001b[?2004l"), "paste marks off").toBe(true);
};

/** Types keys into one question and gives its answer. */
const answer = async (question: Question, keys: readonly string[], columns = 80): Promise<unknown> => {
  const terminal = drive({ steps: [question] }, { columns });
  await terminal.waitFor("Acme Support");
  for (const key of keys) {
    terminal.keys(key);
    await terminal.settle(60);
  }
  const { code } = await terminal.exit;
  await terminal.settle(0);
  expect(code).toBe(0);
  expectRestored(terminal);
  expect(answers(terminal).at(-1)).toBe("done, cooked");
  return answers(terminal)[0];
};

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

  it.each([
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
  ])("%#: takes keys", async (question, keys, expected) => {
    expect(await answer(question, keys)).toBe(expected);
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

describe("the end of a prompt without an answer", () => {
  const stopped = async (terminal: PtyScreen, typed: string | null = null): Promise<void> => {
    expect(await terminal.exit).toEqual({ code: 130, signal: 0 });
    await terminal.settle(0);
    expect(answers(terminal).at(-1)).toEqual({ stopped: typed, raw: false });
    expectRestored(terminal);
    expect(terminal.screen()).not.toContain("Acme Support");
  };

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("comes with %s at any question", async (_name, key) => {
    for (const question of [NPS, COMMENT, CHOICE, CHOICES, YES_NO]) {
      const terminal = drive({ steps: [question] });
      await terminal.waitFor("Acme Support");
      await terminal.settle(50);
      terminal.keys(`3${key}`);
      await stopped(terminal, question === COMMENT ? "3" : null);
    }
  });

  it("comes with the signal, and keeps what was typed", async () => {
    const terminal = drive({ steps: [COMMENT], abortAfter: 2000 });
    await terminal.waitFor("optional");
    terminal.keys("half a sen");
    await terminal.waitFor("half a sen");
    await stopped(terminal, "half a sen");
  });

  it("comes with SIGTERM from outside", async () => {
    const terminal = drive({ steps: [NPS] });
    await terminal.waitFor("S skip");
    process.kill(terminal.pid, "SIGTERM");
    await stopped(terminal);
  });

  it("comes with Ctrl-C between two prompts", async () => {
    const terminal = drive({ steps: [NPS, 1500, COMMENT] });
    await terminal.waitFor("S skip");
    terminal.keys("9\r");
    await terminal.waitFor("= 9");
    terminal.keys("\u0003");
    await stopped(terminal);
  });

  it("comes when the terminal is closed, with nothing left behind", async () => {
    for (const question of [NPS, COMMENT]) {
      const terminal = drive({ steps: [question] });
      await terminal.waitFor("Acme Support");
      await terminal.settle(50);
      terminal.close();
      await terminal.waitUntil(() => {
        try {
          process.kill(terminal.pid, 0);
          return false;
        } catch {
          return true;
        }
      }, "for the program to end");
    }
  });
});

describe("a change of the terminal's size", () => {
  it.each([
    ["the scale", NPS, "S skip"],
    ["the comment", COMMENT, "optional"],
    ["a list", CHOICES, "S skip"],
    ["a comment with the cursor in its midst", COMMENT, "optional"],
  ])("leaves no trace of %s", async (name, question, sign) => {
    const terminal = drive({ steps: [{ say: ["above"] }, question] }, { columns: 120 });
    await terminal.waitFor(sign);
    if (question === COMMENT) {
      terminal.keys("a comment that is long enough to take more than one line of a narrow terminal, and then some more");
      await terminal.waitFor("some more");
      if (name.includes("midst")) terminal.keys("\u0001");
    }
    const widest = await terminal.settle();
    terminal.resize(60);
    expect(await terminal.settle(200)).toBe(widest);
    // From here on the terminal wraps the lines before they are drawn anew; what stood above goes with them.
    for (const columns of [40, 30, 50, 35, 100, 120]) {
      terminal.resize(columns);
      const shown = await terminal.settle(200);
      expect(terminal.history()).toBe(shown);
      expect(shown.match(/thank you!|how likely|what went/giu), shown).toHaveLength(1);
      expect(shown.replace(/\s+/gu, " ")).toContain(question === COMMENT ? "and then some more" : "S skip");
      for (const line of shown.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
    }
    const title = "  Acme Support\n\n";
    expect(terminal.screen()).toBe(question === CHOICES ? widest : widest.replace(/^.*above\n\n/su, title));
  });

  it("keeps what was chosen and lets one go on", async () => {
    const terminal = drive({ steps: [NPS] }, { columns: 120 });
    await terminal.waitFor("S skip");
    terminal.keys("1");
    await terminal.waitFor("[ 1 ]");
    terminal.resize(40);
    await terminal.waitFor("[1]");
    terminal.keys("0");
    await terminal.waitFor("[10]");
    terminal.keys("\r");
    await terminal.waitFor("= 10");
    await terminal.exit;
    expect(terminal.screen()).toBe('= 10\n= "done, cooked"');
  });

  it("works in a low terminal", async () => {
    const terminal = drive({ steps: [NPS, COMMENT, CHOICES] }, { columns: 60, rows: 7 });
    expect(await terminal.waitFor("S skip")).toContain("0    1    2");
    terminal.keys("9\r");
    await terminal.waitFor("optional");
    terminal.keys("word ".repeat(100));
    await terminal.settle();
    terminal.keys("\r");
    await terminal.waitFor("S skip");
    terminal.keys("2\r");
    await terminal.exit;
    expect(answers(terminal)).toEqual([9, "word ".repeat(100).trim(), ["ship"], "done, cooked"]);
    expect(terminal.history()).not.toContain("How likely");
  });
});

describe("a comment", () => {
  it.each([
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
  ])("%s", async (_name, keys, expected) => {
    expect(await answer(COMMENT, keys)).toBe(expected);
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

describe("choices", () => {
  it.each([
    [CHOICE, ["2", "\r"], "ship"],
    [CHOICE, ["\r", DOWN, DOWN, "\r"], "ship"],
    [CHOICE, [UP, "\r"], "other"],
    [CHOICE, ["4", "0", "3", "\r"], "other"],
    [CHOICE, ["1", "s"], null],
    [CHOICES, [" ", DOWN, DOWN, " ", "\r"], ["bill", "other"]],
    [CHOICES, ["3", "1", "3", "\r"], ["bill"]],
    [CHOICES, ["\r"], null],
    [CHOICES, ["1", "s"], null],
    [YES_NO, ["y", "\r"], true],
    [YES_NO, ["\r", "N", "\r"], false],
    [YES_NO, ["y", RIGHT, "\r"], false],
    [YES_NO, ["s"], null],
  ])("%#: take keys", async (question, keys, expected) => {
    expect(await answer(question, keys)).toEqual(expected);
  });

  it("look like this", async () => {
    const terminal = drive({ steps: [CHOICE, CHOICES, YES_NO], backstage: ["Ticket 4711 · Maria Lopez"] });
    await terminal.waitFor("S skip");
    terminal.keys("2");
    expect(await terminal.waitFor("[ 2 ]")).toBe(
      [
        "  Acme Support",
        "",
        "  Ticket 4711 · Maria Lopez",
        "",
        "  What was it about?",
        "",
        "    1   Billing",
        "  [ 2 ] Delivery",
        "    3   Something else",
        "",
        "  Use ↑ ↓, then Enter",
        "  S skip · Ctrl-C stop",
      ].join("\n"),
    );
    terminal.keys("\r");
    await terminal.waitFor("Space marks");
    terminal.keys("2");
    expect(await terminal.waitFor("[x]")).toContain("    [ ] 1  Billing\n  › [x] 2  Delivery\n    [ ] 3  Something else");
    terminal.keys("\r");
    await terminal.waitFor("Is your problem solved?");
    terminal.keys("n");
    expect(await terminal.waitFor("[ No ]")).toContain("    Yes     [ No ]");
  });
});

describe("commands", () => {
  const COMMANDS = [
    { key: "a", label: "ask now" },
    { key: "n", label: "not reached" },
    { key: "enter", label: "next" },
  ];

  it("are picked by a single key", async () => {
    const terminal = drive({ steps: [1, 2, 3].map(() => ({ pick: ["Ticket 4711"], keys: COMMANDS })) });
    expect(await terminal.waitFor("ask now")).toBe(
      "  Acme Support\n\n  Ticket 4711\n\n  A      ask now\n  N      not reached\n  Enter  next",
    );
    terminal.keys("x");
    await terminal.settle();
    terminal.keys("A");
    await terminal.waitFor('= "a"');
    await terminal.waitFor("ask now");
    await terminal.settle();
    terminal.keys("\r");
    await terminal.waitFor('= "enter"');
    await terminal.settle();
    terminal.keys("\u0003");
    expect((await terminal.exit).code).toBe(130);
  });

  it("may be any key", async () => {
    const terminal = drive({ steps: ["clear", { pick: ["Press any key to begin"], keys: [] }, "clear", NPS] });
    expect(await terminal.waitFor("begin")).toBe("  Acme Support\n\n  Press any key to begin");
    terminal.keys("\u001b[15~ ");
    expect(await terminal.waitFor("S skip")).not.toContain("begin");
  });

  it("leave nothing to see after clear", async () => {
    const terminal = drive({ steps: [{ say: ["secret"] }, "clear", CSAT] });
    await terminal.waitFor("S skip");
    expect(terminal.history()).not.toContain("secret");
    expect(terminal.screen().startsWith("  Acme Support\n")).toBe(true);
  });
});
