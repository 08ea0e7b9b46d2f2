import { existsSync } from "node:fs";
import type { StorePlace } from "../store/env.ts";
import type { Io } from "./io.ts";
import { tellProblem } from "./print.ts";

/**
 * Does something with a store once it has taken in the answers of surveys that wait for it. Where it cannot, the files they wait in are
 * handed over, to be read beside it; a file that another program has changed is named. `given`: the flags of the command line.
 */
export const withAnswers = async <Result>(
  io: Io,
  store: StorePlace | undefined,
  given: Readonly<Record<string, unknown>>,
  work: (files: readonly string[]) => Promise<Result>,
): Promise<Result> => {
  if (store === undefined) return work([]);
  const { answersHome, settleAnswers } = await import("./settle-answers.ts");
  const home = answersHome(io, store, given["db"] !== undefined);
  for (let isFirst = true; ; isFirst = false) {
    const { left, problem } = await settleAnswers(io, home);
    if (isFirst && problem?.code === "answers-not-ours" && given["quiet"] !== true) await tellProblem(io, "note", problem);
    try {
      return await work(left);
    } catch (error) {
      // Another run may have had the store take them in meanwhile.
      if (!isFirst || left.every((file) => existsSync(file))) throw error;
    }
  }
};
