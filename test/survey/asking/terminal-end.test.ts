import { describe, expect, it } from "vitest";
import type { PtyScreen } from "../../pty/helpers.ts";
import { CHOICE, CHOICES, COMMENT, NPS, YES_NO, answers, drive, expectRestored, useDriver } from "./drive.ts";

useDriver();

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
    for (const script of [
      { steps: [NPS] },
      { steps: [COMMENT] },
      { steps: [{ say: ["wait"] }, 1000, NPS] },
      { steps: [NPS], plain: true },
    ]) {
      const terminal = drive(script);
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
