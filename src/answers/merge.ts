import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Problem, ProblemError } from "../text/problem.ts";
import { checkFolder, checkTarget } from "./check.ts";
import { exists, keepCopy, replaceFile } from "./disk.ts";
import { takeUpDrafts } from "./draft.ts";
import type { AnswersEnv } from "./env.ts";
import { HEADER, rowsText } from "./format.ts";
import { Gathered } from "./gather.ts";
import { Journal, reasonOf, stillHeld } from "./journal.ts";
import { rowsIn } from "./load.ts";
import type { Lock } from "./lock.ts";
import { loadAsAnswers, type Unread } from "./read.ts";
import { siblingPath, siblingsOf } from "./siblings.ts";
import { locate, type Target } from "./target.ts";
import { tornKeeper } from "./torn.ts";

export interface Merged {
  /** Rows that were added to the answers file. */
  readonly merged: number;
  /** Rows that stood in it already. */
  readonly already: number;
  /** Files whose rows are all in the answers file now, and which are gone. */
  readonly files: readonly string[];
  /** Files that stay, because they could not be read or not to their end. */
  readonly unread: readonly Unread[];
  /** The answers file as it was, where it had to be brought into our form first. */
  readonly backup: string | null;
  /** Lines of that file that are no records and stand only in the backup. */
  readonly rejected: number;
  /** Half-finished responses of processes that ended, which were added too. */
  readonly recovered: number;
}

/** Whoever names the file that answers were set aside in means the one they belong to. */
const meant = (path: string): string => join(dirname(path), basename(path).replace(/\.aside-\d{8}T\d{6}Z-[0-9a-f]{8}\.csv$/u, ""));

interface Taken {
  readonly merged: number;
  readonly already: number;
  /** Why the file stays; null = it is gone. */
  readonly problem: Problem | null;
}

class Merge {
  private readonly target: Target;
  private readonly env: AnswersEnv;
  private readonly journal: Journal;
  private readonly gathered = new Gathered();

  constructor(target: Target, env: AnswersEnv) {
    this.target = target;
    this.env = env;
    this.journal = this.journalOf(target.path);
  }

  run(): Promise<Merged> {
    const { target, env } = this;
    return this.journal.locked(async (lock) => {
      const old = await this.intoOurForm(lock);
      const recovered = await takeUpDrafts(target, this.journal, lock, env);
      const there = await exists(target.path);
      if (there) this.gathered.add(rowsIn(await loadAsAnswers(target.path, target.shown, env)));
      const asides = await siblingsOf(target, "aside");
      if (!there && asides.length === 0) throw new ProblemError(3, "answers-missing", { file: target.shown });
      const result = { merged: 0, already: 0, files: [] as string[], unread: [] as Unread[] };
      for (const file of asides) {
        const { merged, already, problem } = await this.take(file, lock);
        result.merged += merged;
        result.already += already;
        if (problem === null) result.files.push(file);
        else result.unread.push({ file, problem });
      }
      return { ...result, ...old, recovered };
    });
  }

  private journalOf(path: string): Journal {
    return new Journal(path, this.env, tornKeeper(this.target, this.env));
  }

  /** Mends the end of the answers file; one that was saved in another form is written anew, and the old one kept. */
  private async intoOurForm(lock: Lock): Promise<Pick<Merged, "backup" | "rejected">> {
    const { target, env } = this;
    if (await this.journal.mendUnder(lock)) return { backup: null, rejected: 0 };
    const loaded = await loadAsAnswers(target.path, target.shown, env);
    const backup = siblingPath(target, target.folder, "backup", env);
    await keepCopy(target.path, backup);
    try {
      await stillHeld(lock);
      await replaceFile(target.path, `${HEADER}\n${rowsText(rowsIn(loaded), "\n")}`, env);
    } catch (error) {
      await rm(backup, { force: true });
      throw error;
    }
    return { backup, rejected: loaded.rejects.length };
  }

  /** Adds the rows of one file and removes it, while its owner cannot add to it. Throws only where the answers file fails. */
  private async take(file: string, lock: Lock): Promise<Taken> {
    const taken = { merged: 0, already: 0 };
    try {
      const journal = this.journalOf(file);
      const rejected = await journal.locked(async (own) => {
        await journal.mendUnder(own);
        const loaded = await loadAsAnswers(file, file, this.env);
        const rows = rowsIn(loaded);
        const fresh = this.gathered.add(rows);
        if (fresh.length > 0) await this.journal.appendUnder(lock, fresh).catch((error: unknown) => Promise.reject(this.failure(error)));
        taken.merged = fresh.length;
        taken.already = rows.length - fresh.length;
        if (loaded.rejects.length === 0) await rm(file);
        return loaded.rejects.length;
      });
      return { ...taken, problem: rejected === 0 ? null : { code: "answers-unreadable-lines", facts: { file, count: rejected } } };
    } catch (error) {
      if (error instanceof ProblemError && error.exit === 4) throw error;
      const problem = error instanceof ProblemError ? error.problem : null;
      return { ...taken, problem: problem ?? { code: "answers-file-stays", facts: { file, reason: reasonOf(error) } } };
    }
  }

  /** What the answers file failed with, as it is told. */
  failure(cause: unknown): ProblemError {
    if (cause instanceof ProblemError) return cause;
    return new ProblemError(4, "answers-busy", { file: this.target.shown, reason: reasonOf(cause) }, { cause });
  }
}

/**
 * Adds the answers that were set aside to the file they belong to, each once, and removes the files they stood in. Doing it again changes
 * nothing. Throws exit 2 for a file that holds something else, exit 3 where there is nothing to merge into, exit 4 where it cannot be
 * written.
 */
export const mergeAnswers = async (path: string, env: AnswersEnv): Promise<Merged> => {
  const target = await locate(meant(path), env);
  await checkFolder(target);
  await checkTarget(target, env);
  const merge = new Merge(target, env);
  try {
    return await merge.run();
  } catch (error) {
    throw merge.failure(error);
  }
};
