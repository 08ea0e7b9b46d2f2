import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
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
