/** Exit codes of the contract. 2, 3, 4 are carried by a ProblemError; `missed` (a target, under `--check`) is a finished run's answer. */
export const EXIT = { done: 0, missed: 1, usage: 2, input: 3, output: 4, bug: 70, hungUp: 129, interrupted: 130, terminated: 143 } as const;
