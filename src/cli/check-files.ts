import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ProblemError } from "../text/problem.ts";
import type { Io } from "./io.ts";

/** What tells one file from another, by whatever names it goes: its number on its device; by path while it does not exist, null for devices. */
const identity = (path: string): string | null => {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : null;
  } catch {
    return path;
  }
};

/**
 * The files named on the command line, with patterns (`*.csv`) that the shell has left as they are put into the names of the files they
 * stand for. Throws exit 3 for a pattern that nothing matches.
 */
export const filesGiven = async (io: Io, words: readonly string[]): Promise<readonly string[]> => {
  if (!words.some((word) => /[*?]/u.test(word))) return words;
  const { expandPattern } = await import("../csv/pattern.ts");
  return words.flatMap((word) => (/[*?]/u.test(word) ? expandPattern(word, io.cwd) : [word]));
};

/**
 * Fails (exit 2) where a file to be written is one that is read, or two results go to one file, and where standard input is to be read
 * twice. `outputs`: flag → file it names, null = none.
 */
export const checkFiles = (io: Io, inputs: readonly string[], outputs: Readonly<Record<string, string | null>>): void => {
  if (inputs.filter((file) => file === "-").length > 1) throw new ProblemError(2, "stdin-twice");
  const written = new Map<string, string>();
  for (const [flag, file] of Object.entries(outputs)) {
    const key = file === null ? null : identity(resolve(io.cwd, file));
    if (key === null) continue;
    const other = written.get(key);
    if (other !== undefined) throw new ProblemError(2, "outputs-alike", { flags: [other, flag], file });
    written.set(key, flag);
  }
  if (written.size === 0) return;
  for (const input of inputs) {
    if (input === "-") continue;
    const key = identity(resolve(io.cwd, input));
    const flag = key === null ? undefined : written.get(key);
    if (flag !== undefined) throw new ProblemError(2, "output-is-input", { flag, input });
  }
};
