import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { errorCode } from "../text/system-error.ts";

/** The problem of a file that could not be opened, with what might have been meant instead. */
export function openProblem(name: string, cwd: string, cause: unknown): ProblemError {
  const code = errorCode(cause);
  if (code !== "ENOENT" && code !== "ENOTDIR") {
    return new ProblemError(3, "unreadable-file", { file: name, reason: code }, { cause });
  }
  const folder = resolve(cwd, dirname(name));
  const entries = filesIn(folder);
  if (entries === null) return new ProblemError(3, "no-such-folder", { file: name, folder }, { cause });
  const names = similarFiles(basename(name), entries);
  const first = names[0] === undefined ? null : besides(name, names[0]);
  return new ProblemError(3, "no-such-file", { file: basename(name), folder, similar: names, suggestion: first }, { cause });
}

/** The problem of a folder given for a file, with a file of it that could be meant. */
export function folderProblem(name: string, cwd: string): ProblemError {
  const entries = filesIn(resolve(cwd, name)) ?? [];
  const tables = entries.filter((entry) => /\.(csv|tsv|tab|txt)(\.gz)?$/iu.test(entry)).sort();
  const suggestion = tables[0] === undefined ? null : join(name, tables[0]);
  return new ProblemError(3, "is-folder", { file: name, files: tables.slice(0, 3), more: Math.max(0, tables.length - 3), suggestion });
}

/** Same name but for case or ending first, then slips of the finger, then names that begin alike; at most three. */
function similarFiles(name: string, entries: readonly string[]): string[] {
  const stem = (file: string): string => file.toLowerCase().replace(/\.[a-z]{1,4}(\.gz)?$/u, "");
  const wanted = stem(name);
  const alike = (file: string): boolean => wanted.length >= 3 && (stem(file).startsWith(wanted) || wanted.startsWith(stem(file)));
  const slips = similar(wanted, new Set(entries.map(stem)));
  const slipped = slips.flatMap((near) => entries.filter((file) => stem(file) === near));
  const same = entries.filter((file) => stem(file) === wanted);
  const begins = entries.filter(alike).sort((a, b) => a.length - b.length);
  return [...new Set([...same, ...slipped, ...begins])].slice(0, 3);
}

/** Names of the visible files in a folder; null where there is no such folder. */
export function filesIn(folder: string): string[] | null {
  try {
    if (!statSync(folder).isDirectory()) return null;
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith(".")).map((entry) => entry.name);
  } catch {
    return null;
  }
}

/** Another file of the same folder, named the way the first one was. */
const besides = (name: string, file: string): string => (dirname(name) === "." ? file : join(dirname(name), file));
