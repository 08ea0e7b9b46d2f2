import { isProblem, ProblemError } from "../text/problem.ts";

/** Runs something that opens files; where it fails, the advice names the command that was typed (up to the file) instead of `report`. */
export const advising = async <T>(command: string, open: () => T | Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { code, facts } = error.problem;
    throw new ProblemError(error.exit, code, { ...facts, command }, { cause: error });
  }
};
