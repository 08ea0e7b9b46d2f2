import { ProblemError, type Problem } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { exists } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { Gathered } from "./gather.ts";
import { isAnswersHeader } from "./format.ts";
import { type Loaded, loadAnswers, rowsIn } from "./load.ts";
import type { AnswerRow } from "./row.ts";
import { siblingsOf } from "./siblings.ts";
import { locate } from "./target.ts";

/** A file that belongs to the answers and could not be read. */
export interface Unread {
  readonly file: string;
  readonly problem: Problem;
}

export interface Answers {
  /** In the order of the files; each answer once. */
  readonly rows: readonly AnswerRow[];
  /** The files they stand in: the answers file, then those with answers set aside. Empty when there is none. */
  readonly files: readonly string[];
  /** Files of answers set aside that cannot be read; they are named, not lost. */
  readonly unread: readonly Unread[];
  /** Lines in the files that are no records. */
  readonly rejected: number;
}

/** Loads what has to be a file of answers. Throws exit 3 when it is not, or cannot be read. */
export const loadAsAnswers = async (path: string, shown: string, env: AnswersEnv): Promise<Loaded> => {
  let loaded: Loaded;
  try {
    loaded = await loadAnswers(path, env);
  } catch (error) {
    const reason = errorCode(error);
    if (reason === "") throw error;
    throw new ProblemError(3, "unreadable-file", { file: shown, reason }, { cause: error });
  }
  if (isAnswersHeader(loaded.header)) return loaded;
  throw new ProblemError(3, "answers-other-file", { file: shown, kind: "table" });
};

/**
 * All answers kept for a file: those in it and those set aside while it could not be written, in whatever form a spreadsheet saved them.
 * A file that is not there has no answers. Throws exit 3 when the file itself is there and cannot be read.
 */
export const readAnswers = async (path: string, env: AnswersEnv): Promise<Answers> => {
  const target = await locate(path, env);
  const unread: Unread[] = [];
  const aside: [file: string, loaded: Loaded][] = [];
  // Before the file itself, so that what is merged meanwhile is seen twice rather than never.
  for (const file of await siblingsOf(target, "aside")) {
    try {
      aside.push([file, await loadAsAnswers(file, file, env)]);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      unread.push({ file, problem: error.problem });
    }
  }
  const itself: typeof aside = (await exists(target.path)) ? [[target.shown, await loadAsAnswers(target.path, target.shown, env)]] : [];
  const gathered = new Gathered();
  let rejected = 0;
  for (const [, loaded] of [...itself, ...aside]) {
    gathered.add(rowsIn(loaded));
    rejected += loaded.rejects.length;
  }
  return { rows: gathered.rows(), files: [...itself, ...aside].map(([file]) => file), unread, rejected };
};
