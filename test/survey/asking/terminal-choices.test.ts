import { describe, expect, it } from "vitest";
import type { Question } from "../../../src/survey/model.ts";
import { CHOICE, CHOICES, CSAT, DOWN, NPS, RIGHT, UP, YES_NO, answers, answersTo, drive, useDriver } from "./drive.ts";

useDriver();

describe("choices", () => {
  it("take keys", async () => {
    const cases: [Question, string[], unknown][] = [
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
    ];
    expect(await answersTo(cases.map(([question, keys]) => [question, keys]))).toEqual(cases.map(([, , expected]) => expected));
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

describe("a long list in a low terminal", () => {
  const options = Array.from({ length: 14 }, (_, index) => ({ value: `v${index + 1}`, label: `Reason ${index + 1}` }));

  it("shows what is around the choice", async () => {
    for (const [question, keys, sign, expected] of [
      [{ ...CHOICE, options }, "12", "[ 12 ]", "v12"],
      [{ ...CHOICES, options }, `${DOWN.repeat(11)} `, "[x]", ["v12"]],
    ] as [Question, string, string, unknown][]) {
      const terminal = drive({ steps: [question] }, { rows: 13 });
      await terminal.waitFor("S skip");
      terminal.keys(keys);
      const screen = await terminal.waitFor(sign);
      expect(screen).toMatch(/^ {2}Acme Support\n\n {2}What .*\n\n {2}\.\.\.\n/u);
      expect(screen).toContain("Reason 12");
      expect(screen.split("\n").length).toBeLessThanOrEqual(13);
      terminal.keys("\r");
      await terminal.exit;
      await terminal.settle(0);
      expect(answers(terminal)[0]).toEqual(expected);
      expect(terminal.history()).not.toContain("What");
    }
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
