import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { StorePlace } from "../store/env.ts";
import { besideStore, dataFolderOf } from "./answers-env.ts";
import type { Io } from "./io.ts";
import { tellProblem } from "./print.ts";

/** What there is to read. */
interface Beside {
  /** Undefined where none is asked for, or where answers wait for one that is still to be made. */
  readonly store: StorePlace | undefined;
  /** Files with answers that are not in it yet. */
  readonly answers: readonly string[];
}

/** What earlier versions called their file. */
const EARLIER = "responses.csv";

/** A look at the names in the folders where answers may wait: few runs have any, and only those need the code that takes them in. */
export const mayWait = (io: Io, store: StorePlace): boolean => {
  const named = resolve(io.cwd, store.path);
  const path = existsSync(named) ? realpathSync(named) : named;
  const files = [besideStore(basename(path)), EARLIER];
  const isOne = (entry: string): boolean =>
    files.some((file) => entry === file || entry.startsWith(`${file}.aside-`) || entry.startsWith(`.${file}.draft-`));
  return [...new Set([dirname(path), dataFolderOf(io), io.tmpdir])].some((folder) => namesIn(folder).some(isOne));
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    // There is none, or it is closed.
    return [];
  }
};

/**
 * Does something with a store once it has taken in the answers of surveys that wait for it. Where it cannot, the files they wait in are
 * handed over, to be read beside it; a file that another program has changed is named. `given`: the flags of the command line.
 */
export const withAnswers = async <Result>(
  io: Io,
  store: StorePlace | undefined,
  given: Readonly<Record<string, unknown>>,
  work: (beside: Beside) => Promise<Result>,
): Promise<Result> => {
  if (store === undefined || !mayWait(io, store)) return work({ store, answers: [] });
  const { answersHome, isMade, settleAnswers } = await import("./settle-answers.ts");
  const home = answersHome(io, store, given["db"] !== undefined);
  for (let isFirst = true; ; isFirst = false) {
    const { left, problem } = await settleAnswers(io, home);
    if (isFirst && problem?.code === "answers-not-ours" && given["quiet"] !== true) await tellProblem(io, "note", problem);
    try {
      return await work({ store: left.length > 0 && !isMade(io, store) ? undefined : store, answers: left });
    } catch (error) {
      // Another run may have had the store take them in meanwhile.
      if (!isFirst || left.every((file) => existsSync(file))) throw error;
    }
  }
};
