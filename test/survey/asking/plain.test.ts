import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { skipLetter } from "../../../src/survey/asking/keys.ts";
import type { Question } from "../../../src/survey/model.ts";
import { es } from "../../../src/survey/wording/es.ts";
import type { Script } from "./driver.ts";
import { CES, COMMENT, NPS, drive, driverCommand, useDriver } from "./drive.ts";

useDriver();

const CHOICES: Question = {
  id: "good",
  type: "choices",
  ask: "What went well?",
  when: [],
  options: [
    { value: "fast", label: "Fast answer" },
    { value: "kind", label: "Kind\u001b[31m people" },
    { value: "clear", label: "Clear words" },
  ],
};
const CHOICE: Question = { ...CHOICES, type: "choice" };
const YES_NO: Question = { id: "solved", type: "yesno", ask: "Is your problem solved?", when: [] };

/** Runs the driver on lines that are piped in; answers on stdout, screens on stderr. */
const piped = (script: Omit<Script, "plain">, input: string): Promise<{ code: number | null; answers: unknown[]; shown: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(...driverCommand({ ...script, plain: true }), { stdio: "pipe" });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data) => (stdout += String(data)));
    child.stderr.on("data", (data) => (stderr += String(data)));
    child.on("error", reject);
    child.on("close", (code) => {
      const answers = stdout.split("\n").filter((line) => line !== "");
      resolve({ code, answers: answers.map((line) => JSON.parse(line.slice(2)) as unknown), shown: stderr });
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });

const answered = async (question: Question, input: string, spanish = false): Promise<unknown> => {
  const { code, answers } = await piped({ steps: [question], spanish }, input);
  expect(code).toBe(0);
  return answers[0];
};

describe("asking line by line", () => {
  it("reads like this", async () => {
    const { code, shown } = await piped(
      { steps: [NPS, COMMENT, { say: ["Saved. Thank you for taking the time."] }] },
      "eleven\n9\nquick and kind\n",
    );
    expect(code).toBe(0);
    expect(shown).toBe(
      [
        "Acme Support",
        "",
        "How likely are you to recommend Acme to a friend or colleague?",
        "0: not at all likely. 10: extremely likely.",
        "Type a number from 0 to 10, or s to skip",
        "That is no number from 0 to 10.",
        "Type a number from 0 to 10, or s to skip",
        "",
        "9 out of 10. Thank you! What did we do well?",
        "Type your answer, or only Enter for none",
        "",
        "Saved. Thank you for taking the time.",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [NPS, "10\n", 10],
    [NPS, " 7 \r\n", 7],
    [NPS, "\n11\n-1\n5.5\nten\n1e0\n0x1\n3\n", 3],
    [NPS, "s\n", null],
    [NPS, "７\n", 7],
    [CES, "0\n8\n1\n", 1],
    [COMMENT, "\n", null],
    [COMMENT, "s\n", "s"],
    [COMMENT, "  all \u001b[31mfine\u0007, 満足\t👍 \n", "all [31mfine, 満足 👍"],
    [COMMENT, `${"x".repeat(5000)}\n`, "x".repeat(2000)],
    [COMMENT, "no end of line", "no end of line"],
    [CHOICE, "4\n2\n", "kind"],
    [CHOICE, "S\n", null],
    [CHOICES, "3, 1\n", ["fast", "clear"]],
    [CHOICES, "2 2;3\n", ["kind", "clear"]],
    [CHOICES, "\n1,4\n1\n", ["fast"]],
    [CHOICES, "s\n", null],
    [YES_NO, "Y\n", true],
    [YES_NO, "maybe\nNo\n", false],
    [YES_NO, "s\n", null],
  ])("%#: takes a line", async (question, input, expected) => {
    expect(await answered(question, input)).toEqual(expected);
  });

  it("speaks Spanish, with and without accents", async () => {
    expect(await answered(YES_NO, "sí\n", true)).toBe(true);
    expect(await answered(YES_NO, "SI\n", true)).toBe(true);
    expect(await answered(YES_NO, `${skipLetter(es.phrases.skipHelp)}\n`, true)).toBe(null);
  });

  it("loses none of several lines that come at once", async () => {
    const { answers } = await piped({ steps: [NPS, 300, COMMENT, CES, 300, COMMENT] }, "9\nfirst\n7\nsecond\n");
    expect(answers).toEqual([9, "first", 7, "second", "done, cooked"]);
  });

  it("ends when the input does", async () => {
    for (const input of ["", "9\n", "9\nhalf a comment"]) {
      const { code, answers } = await piped({ steps: [NPS, COMMENT, CES] }, input);
      expect(code).toBe(130);
      expect(answers.at(-1)).toEqual({ stopped: null, raw: false });
    }
  });

  it("offers commands by letter", async () => {
    const keys = [
      { key: "a", label: "ask now" },
      { key: "enter", label: "next" },
    ];
    const step = { pick: ["Ticket 4711"], keys };
    const { answers, shown } = await piped({ steps: [step, step, { pick: ["Press any key to begin"], keys: [] }] }, "x\nA\n\nz\n");
    expect(answers).toEqual(["a", "enter", "enter", "done, cooked"]);
    expect(shown).toContain("Ticket 4711\na: ask now\nenter: next\na: ask now\n");
  });

  it("moves no cursor and writes no escape, in a terminal too", async () => {
    const terminal = drive({ plain: true, steps: [{ say: ["Hello\u001b[2J"] }, NPS, CHOICES, "clear", COMMENT] }, { columns: 60 });
    await terminal.waitFor("s to skip");
    terminal.keys("9\r");
    await terminal.waitFor("Clear words");
    terminal.keys("1\r");
    await terminal.waitFor("only Enter");
    terminal.keys("日本語 👍\r");
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
    await terminal.settle(0);
    expect(terminal.raw).toContain('= "日本語 👍"');
    expect(terminal.raw).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/u);
    expect(terminal.screen()).not.toContain("How likely");
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("ends with %s", async (_name, key) => {
    for (const question of [NPS, COMMENT]) {
      const terminal = drive({ plain: true, steps: [question] });
      await terminal.waitFor(question === NPS ? "s to skip" : "only Enter");
      terminal.keys(key);
      expect(await terminal.exit).toEqual({ code: 130, signal: 0 });
      await terminal.settle(0);
      expect(terminal.raw).toContain('= {"stopped":null,"raw":false}');
    }
  });

  it("ends with the signal", async () => {
    const terminal = drive({ plain: true, steps: [NPS], abortAfter: 700 });
    expect(await terminal.exit).toEqual({ code: 130, signal: 0 });
  });
});
