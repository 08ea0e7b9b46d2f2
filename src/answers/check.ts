import { mkdir, stat } from "node:fs/promises";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { readStretch, sizeOf } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { isAnswersHeader } from "./format.ts";
import { HEAD, lookAtBeginning } from "./inspect.ts";
import { loadForeign } from "./load.ts";
import type { Target } from "./target.ts";

const otherFile = ({ shown }: Target, kind: unknown, cause?: unknown): ProblemError =>
  new ProblemError(2, "answers-other-file", { file: shown, kind }, { cause });

/** Throws exit 2 for a file that is there and holds something else than answers: nothing may be added to it. */
export const checkTarget = async (target: Target, env: AnswersEnv): Promise<void> => {
  try {
    const size = await sizeOf(target.path);
    if (size === null) return;
    const head = await readStretch(target.path, 0, Math.min(size, HEAD));
    if (lookAtBeginning(head, size).kind !== "foreign") return;
    if (!isAnswersHeader((await loadForeign(target.path, env)).header)) throw otherFile(target, "table");
    // Answers in it can be read, but it is no file to add to.
    if (/^(\u001f\u008b|PK)/u.test(head.toString("latin1", 0, 2))) throw otherFile(target, "packed");
  } catch (error) {
    if (error instanceof ProblemError && error.exit === 3) throw otherFile(target, error.problem.facts.kind ?? "binary", error);
    if (error instanceof ProblemError) throw error;
    const code = errorCode(error);
    if (code === "EISDIR") throw otherFile(target, "folder", error);
    if (code === "ENODEV") throw otherFile(target, "device", error);
    // Another program has it, or it may not be read: answers can still be set aside.
    if (code === "") throw error;
  }
};

/** The program's own folders are made; throws exit 3 where another one is missing, exit 4 where it cannot be made. */
export const checkFolder = async ({ folder, shown, dataFolder }: Target, isOwn = false): Promise<void> => {
  if (isOwn || folder === dataFolder) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new ProblemError(4, "answers-folder-failed", { folder, reason: errorCode(cause) }, { cause });
    }
  } else if (!(await isFolder(folder))) throw new ProblemError(3, "answers-no-folder", { file: shown, folder });
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    (error: unknown) => !["ENOENT", "ENOTDIR"].includes(errorCode(error)),
  );
