import { type Facts, isProblem, ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";

/** A value of a config that cannot be; `words` are what might have been meant. */
export const badSetting = (key: string, value: string, expected: string, words: readonly string[] = []): ProblemError =>
  new ProblemError(2, "bad-value", { flag: key, value, expected, similar: similar(value, words) });

/**
 * Runs the check of a flag for a config's value. What it says of flags is said anew: `expected` gives what is to be written instead, from
 * the code and facts of the problem; null = its own words will do.
 */
export const saidAnew = (check: () => unknown, key: string, value: string, expected: (facts: Facts) => string | null): void => {
  try {
    check();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const wanted = expected({ code: error.problem.code, ...error.problem.facts });
    throw wanted === null ? error : badSetting(key, value, wanted);
  }
};
