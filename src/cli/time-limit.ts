import { ProblemError } from "../text/problem.ts";
import type { Io } from "./io.ts";

/** Timers know no longer time: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** Ends a run as a signal would that takes longer than so many milliseconds: it cleans up, and its exit code is 4. */
export const withinTime = async <Result>(io: Io, limit: number | undefined, work: () => Promise<Result>): Promise<Result> => {
  if (limit === undefined) return work();
  const timer = setTimeout(() => io.abort?.(new ProblemError(4, "timed-out", { limit })), Math.min(limit, LONGEST));
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
};
