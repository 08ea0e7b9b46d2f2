import { describe, expect, it } from "vitest";
import { CHOICES, COMMENT, NPS, answers, drive, useDriver } from "./drive.ts";

useDriver();

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
