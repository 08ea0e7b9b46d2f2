/**
 * A problem is data: a code and the facts that fill its message. The wording stands in the tables under `problems/`, so that errors,
 * data warnings, JSON and tests share one source and no room formats text of its own.
 */
export type Facts = Readonly<Record<string, unknown>>;

export interface Problem {
  readonly code: string;
  readonly facts: Facts;
}

/** Exit codes of the contract; 1 (target missed) and 130/143 (signals) are never thrown. */
export type FailureCode = 2 | 3 | 4 | 70;

/** What stops a run: carries its exit code with the problem. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly exit: FailureCode;

  constructor(exit: FailureCode, code: string, facts: Facts = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = "ProblemError";
    this.exit = exit;
    this.problem = { code, facts };
  }
}

/** By name: parts of the program that are bundled apart have classes of their own. */
export const isProblem = (error: unknown): error is ProblemError => error instanceof Error && error.name === "ProblemError";
