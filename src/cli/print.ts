import type { Problem } from "../text/problem.ts";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import type { Io } from "./io.ts";
import { isJsonLog, logLine } from "./log.ts";

/** The reader of our output went away (`| head`): stop quietly. */
export class ClosedPipe extends Error {
  override readonly name = "ClosedPipe";
}

/** All of it, or piece by piece. */
export type Text = string | Iterable<string>;

export const pieces = (text: Text): Iterable<string> => (typeof text === "string" ? [text] : text);

/** Writes a result to standard output. Throws `ClosedPipe`, exit 4 for a full disk and the like, and the signal's reason between two pieces. */
export const print = async (io: Io, text: Text): Promise<void> => {
  // What fails while a piece is made is no failure of the output.
  for (const piece of pieces(text)) {
    await printPiece(io, piece);
    if (typeof text === "string") return;
    // Into a file it is written at once: who waits for a signal gets a turn.
    await new Promise(setImmediate);
    io.signal?.throwIfAborted();
  }
};

const printPiece = async (io: Io, piece: string): Promise<void> => {
  try {
    await io.stdout.write(piece);
  } catch (error) {
    const code = errorCode(error);
    if (code === "EPIPE" || code === "EOF" || code === "ECONNRESET") throw new ClosedPipe();
    throw new ProblemError(4, "stdout-failed", { reason: code }, { cause: error });
  }
};

/** Writes to standard error. Where even that fails there is nobody left to tell. */
export const tell = (io: Io, text: string): Promise<void> => io.stderr.write(text).catch(() => undefined);

/**
 * A problem on standard error: `prefix: ` and its first line, further lines indented by two; under `--log-format json` an object on one line.
 * `exit`: what the run ends with because of it.
 */
export const tellProblem = async (io: Io, prefix: string, problem: Problem, exit: number | null = null): Promise<void> => {
  const { describe } = await import("../text/problems/index.ts");
  if (isJsonLog(io.argv)) {
    const level = prefix === "note" ? "note" : "error";
    await tell(io, logLine(problem, describe(problem), { level, exit, now: io.now() }));
    return;
  }
  await tell(io, `${prefix}: ${describe(problem).join("\n  ")}\n`);
};

/** Each once: files of one export give rise to the same notices. */
export const tellNotices = async (io: Io, notices: readonly Problem[]): Promise<void> => {
  if (notices.length === 0) return;
  const { describe } = await import("../text/problems/index.ts");
  const distinct = new Map(notices.map((notice) => [describe(notice).join("\n"), notice]));
  for (const notice of distinct.values()) await tellProblem(io, "note", notice);
};
