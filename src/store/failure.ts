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
  ["SQLITE_IOERR", "store-failed"],
];

/** What SQLite or the disk failed with as a problem of the store (exit 4); anything else as it is. */
export const storeFailure = (error: unknown, file: string): unknown => {
  const code = errorCode(error);
  const known = MEANINGS.find(([name]) => code.startsWith(name));
  if (known !== undefined) return new ProblemError(4, known[1], { file, reason: code }, { cause: error });
  return /^E[A-Z]+$/u.test(code) ? new ProblemError(4, "store-failed", { file, reason: code }, { cause: error }) : error;
};

/** Runs something that needs the store; what fails in it is told as the store's failure. */
export const guarded = <Result>(file: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw storeFailure(error, file);
  }
};
