import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { filesIn } from "./missing.ts";

/**
 * The files a pattern (`*` any characters, `?` one) stands for in its folder, sorted; itself where a file has that very name. Shells of
 * Windows hand patterns on as they are typed. Throws exit 3 when nothing matches.
 */
export function expandPattern(pattern: string, cwd: string): string[] {
  if (isThere(resolve(cwd, pattern))) return [pattern];
  const folder = dirname(pattern);
  const entries = filesIn(resolve(cwd, folder)) ?? [];
  const exact = matching(basename(pattern), entries, "u");
  const found = exact.length > 0 ? exact : matching(basename(pattern), entries, "iu");
  if (found.length === 0) throw new ProblemError(3, "no-match", { pattern, folder: resolve(cwd, folder) });
  return found.toSorted().map((name) => join(folder, name));
}

const isThere = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // What is wrong with it shows when it is opened.
    return true;
  }
};

const matching = (pattern: string, names: readonly string[], flags: string): string[] => {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/gu, "\\$&")
    .replaceAll("?", "[^]")
    .replace(/\*+/gu, "[^]*");
  const expression = new RegExp(`^${source}$`, flags);
  return names.filter((name) => expression.test(name));
};
