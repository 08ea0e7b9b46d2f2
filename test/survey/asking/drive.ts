import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect } from "vitest";
import type { Question, ScaleQuestion } from "../../../src/survey/model.ts";
import { type PtyScreen, type TerminalOptions, openTerminal } from "../../pty/helpers.ts";
import type { Script } from "./driver.ts";

let driver = "";

/** Builds the driver before the tests of a file: Node 20 runs no TypeScript. */
export const useDriver = (): void => {
  const folder = mkdtempSync(join(tmpdir(), "cs-metrics-driver-"));
  beforeAll(async () => {
    driver = join(folder, "driver.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("driver.ts", import.meta.url))],
      outfile: driver,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
      logLevel: "error",
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
};

/** The driver in a terminal, at work on the script. */
export const drive = (script: Script, options?: TerminalOptions): PtyScreen =>
  openTerminal(process.execPath, [driver, JSON.stringify(script)], options);

/** The same without a terminal: for what is piped in. */
export const driverCommand = (script: Script): [string, string[]] => [process.execPath, [driver, JSON.stringify(script)]];

export const NPS: ScaleQuestion = {
  id: "nps",
  type: "nps",
  ask: "How likely are you to recommend Acme to a friend or colleague?",
  when: [],
  low: 0,
  high: 10,
  lowLabel: "not at all likely",
  highLabel: "extremely likely",
};

export const CSAT: ScaleQuestion = {
  id: "csat",
  type: "csat",
  ask: "How satisfied are you with the support you received from Acme?",
  when: [],
  low: 1,
  high: 5,
  lowLabel: "very dissatisfied",
  highLabel: "very satisfied",
};

export const CES: ScaleQuestion = {
  id: "ces",
  type: "ces",
  ask: "Acme made it easy for me to handle my issue.",
  when: [],
  low: 1,
  high: 7,
  lowLabel: "strongly disagree",
  highLabel: "strongly agree",
};

export const COMMENT: Question = {
  id: "comment",
  type: "text",
  ask: "9 out of 10. Thank you! What did we do well?",
  when: [],
  about: "nps",
};

export const CHOICE: Question = {
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

export const CHOICES: Question = { ...CHOICE, type: "choices", ask: "What went well?" };

export const YES_NO: Question = { id: "solved", type: "yesno", ask: "Is your problem solved?", when: [] };

export const LEFT = "\u001b[D";
export const RIGHT = "\u001b[C";
export const UP = "\u001b[A";
export const DOWN = "\u001b[B";

/** What a terminal sends for text that is pasted. */
export const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

/** The answers the driver printed. */
export const answers = (terminal: PtyScreen): unknown[] =>
  [...terminal.raw.matchAll(/= (.*)\r\n/gu)].map((match) => JSON.parse(match[1]) as unknown);

/** The terminal is as it was before the program began. */
export const expectRestored = (terminal: PtyScreen): void => {
  const isLast = (off: string, on: string): boolean => terminal.raw.lastIndexOf(on) < terminal.raw.lastIndexOf(off);
  expect(isLast("\u001b[?25h", "\u001b[?25l"), "cursor shown").toBe(true);
  expect(isLast("\u001b[?2004l", "\u001b[?2004h"), "paste marks off").toBe(true);
};

/** Asks the questions one after the other, types the keys of each, one by one, and gives the answers. */
export const answersTo = async (cases: readonly (readonly [Question, readonly string[]])[]): Promise<unknown[]> => {
  const terminal = drive({ steps: cases.map(([question]) => question) });
  for (const [index, [, keys]] of cases.entries()) {
    await terminal.waitUntil(() => terminal.raw.split("\u001b[?2004h").length === index + 2, `for question ${index}`);
    await terminal.waitFor("Acme Support");
    for (const [at, key] of keys.entries()) {
      terminal.keys(key);
      if (at < keys.length - 1) await terminal.settle(40);
    }
    await terminal.waitUntil(() => answers(terminal).length > index, `for answer ${index} to ${JSON.stringify(keys)}`);
  }
  expect((await terminal.exit).code).toBe(0);
  expectRestored(terminal);
  const given = answers(terminal);
  expect(given.pop()).toBe("done, cooked");
  return given;
};
