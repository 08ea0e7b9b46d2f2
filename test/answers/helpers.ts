import { mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { AnswersEnv } from "../../src/answers/answers-file.ts";
import { HEADER } from "../../src/answers/format.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { describe } from "../../src/text/problems/index.ts";
import { folder } from "../cli/helpers.ts";
import { row } from "./rows.ts";

export { HEADER, row };

/** A process number that no process has. */
export const DEAD = 4_194_999;

export const TIME = Date.UTC(2026, 10, 21, 10, 15);

export interface World extends AnswersEnv {
  /** Where `responses.csv` is. */
  readonly folder: string;
  readonly file: string;
}

/** Three empty folders and a process; other processes are dead. */
export const world = (changes: Partial<AnswersEnv> = {}): World => {
  const base = realpathSync(folder());
  for (const name of ["work", "data", "tmp"]) mkdirSync(join(base, name));
  return {
    folder: join(base, "work"),
    file: join(base, "work", "responses.csv"),
    cwd: join(base, "work"),
    dataFolder: join(base, "data"),
    tmpdir: join(base, "tmp"),
    now: () => TIME,
    pid: process.pid,
    host: "here",
    isAlive: (pid) => pid === process.pid,
    patience: 300,
    ...changes,
  };
};

/** The row of `row(id)` as it stands in the file. */
export const line = (id: string, complete = "yes"): string => `${id},2026-11-21T10:15:00Z,nps,9,,,,,,,,,,${complete}`;

export const text = (path: string): string => readFileSync(path, "utf8");

/** Names in a folder without hidden ones. */
export const names = (path: string): string[] => readdirSync(path).filter((name) => !name.startsWith("."));

export const hidden = (path: string): string[] => readdirSync(path).filter((name) => name.startsWith("."));

/** Expects a problem with this exit code; gives its lines. */
export const problem = async (exit: number, work: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ exit });
  return describe((error as ProblemError).problem);
};
