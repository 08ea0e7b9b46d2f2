import type { ProblemError } from "../text/problem.ts";
import { VERSION } from "../text/version.ts";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";
import { print, tell, tellProblem } from "./print.ts";
import { hangUp, processIo } from "./process-io.ts";

const NAME = "cs-metrics";

/** What a bare `cs-metrics` prints. */
const SHORT_HELP = "Usage: cs-metrics report tickets.csv\nMore:  cs-metrics --help\n";

/** Words of a command line whose answer may stand in the help, which is loaded only then. */
const ASKS = new Set(["--help", "-h", "help", "--version", "-V"]);

/** A fault of this program: one line on what happened, one on where, one on how to report it. */
const tellFault = async (io: Io, error: unknown): Promise<void> => {
  const [what] = (error instanceof Error ? error.message : String(error)).split("\n");
  const { version: node, platform, arch } = process;
  await tellProblem(io, NAME, { code: "fault", facts: { what, version: VERSION, node, platform, arch } }, EXIT.bug);
  if (io.env.CS_METRICS_DEBUG && error instanceof Error) await tell(io, `${error.stack ?? ""}\n`);
};

/** By name: this file is bundled apart from the commands, so that a class of theirs is not the class seen here. */
const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

const failed = async (io: Io, error: unknown): Promise<number> => {
  if (isNamed(error, "ClosedPipe")) return EXIT.done;
  if (io.signal?.aborted) {
    const { reason } = io.signal;
    if (isNamed(reason, "ProblemError")) {
      const { problem, exit } = reason as ProblemError;
      await tellProblem(io, NAME, problem, exit);
      return exit;
    }
    await tellProblem(io, NAME, { code: "interrupted", facts: {} }, reason as number);
    return reason as number;
  }
  if (isNamed(error, "ProblemError")) {
    const { problem, exit } = error as ProblemError;
    await tellProblem(io, NAME, problem, exit);
    return exit;
  }
  await tellFault(io, error);
  return EXIT.bug;
};

/** The whole command line. Resolves to the exit code, never rejects and never ends the process. */
export const run = async (io: Io): Promise<number> => {
  try {
    if (io.argv.length === 0) {
      await tell(io, SHORT_HELP);
      return EXIT.usage;
    }
    if (io.argv.some((word) => ASKS.has(word))) {
      const { quickAnswer } = await import("./quick-answer.ts");
      const answer = quickAnswer(io.argv);
      if (answer !== undefined) {
        await print(io, answer);
        return EXIT.done;
      }
    }
    const { runProgram } = await import("./program.ts");
    return await runProgram(io);
  } catch (error) {
    return failed(io, error);
  }
};

/** Runs in this process; called by the launcher. */
export const main = async (): Promise<void> => {
  process.exitCode = await run(processIo());
  if (process.exitCode === EXIT.hungUp) hangUp();
};
