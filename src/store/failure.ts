import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";

/** SQLite's codes → what they mean to people. Its extended codes (`SQLITE_IOERR_WRITE`) begin with the plain ones. */
const MEANINGS: readonly (readonly [code: string, problem: string])[] = [
  ["SQLITE_BUSY", "store-locked"],
  ["SQLITE_LOCKED", "store-locked"],
  ["SQLITE_FULL", "store-full"],
  ["SQLITE_READONLY", "store-read-only"],
  ["SQLITE_PERM", "store-read-only"],
  ["SQLITE_CANTOPEN", "store-unopened"],
  ["SQLITE_NOTADB", "store-damaged"],
  ["SQLITE_CORRUPT", "store-damaged"],
  ["SQLITE_IOERR_SHORT_READ", "store-damaged"],
  // Of the file that readers and writers share, 32 KiB.
  ["SQLITE_IOERR_SHMSIZE", "store-full"],
  ["SQLITE_IOERR", "store-failed"],
];

/** The same for what the system says of files and folders. */
const SYSTEM: Readonly<Record<string, string>> = {
  EACCES: "store-read-only",
  EPERM: "store-read-only",
  EROFS: "store-read-only",
  ENOSPC: "store-full",
  EDQUOT: "store-full",
};

/** What SQLite failed with as a problem of the store (exit 4); anything else as it is. */
export const databaseFailure = (error: unknown, file: string): unknown => {
  const code = errorCode(error);
  const known = MEANINGS.find(([name]) => code.startsWith(name));
  return known === undefined ? error : new ProblemError(4, known[1], { file, reason: code }, { cause: error });
};

/** Opens or reads a store; what the database or the disk fails with is told as the store's failure. */
export const guarded = <Result>(file: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error);
    if (/^E[A-Z]+$/u.test(code)) throw new ProblemError(4, SYSTEM[code] ?? "store-failed", { file, reason: code }, { cause: error });
    throw databaseFailure(error, file);
  }
};
