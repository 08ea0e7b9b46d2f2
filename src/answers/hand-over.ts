import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { exists, sizeOf, syncFolder } from "./disk.ts";
import { takeUpDrafts } from "./draft.ts";
import type { AnswersEnv } from "./env.ts";
import { Journal, reasonOf, stillHeld } from "./journal.ts";
import { type Loaded, rowsIn } from "./load.ts";
import type { Lock } from "./lock.ts";
import { loadAsAnswers } from "./read.ts";
import type { AnswerRow } from "./row.ts";
import { leftBehind, siblingPath, siblingsOf } from "./siblings.ts";
import { locate, type Target } from "./target.ts";
import { tornKeeper } from "./torn.ts";

/** Who keeps answers from now on. */
export interface Keeper {
  /** Keeps rows, on the disk when this resolves; each once, however often it is brought. False = it cannot hold them. May throw. */
  take(rows: readonly AnswerRow[]): Promise<boolean>;
}

export interface HandingOver {
  /** Milliseconds to wait for another process that writes to the file. */
  readonly patience: number;
  /** The file itself is not removed, but stays under a dated name. */
  readonly keepsCopy: boolean;
}

export interface HandedOver {
  /** Half-finished responses of processes that ended. */
  readonly recovered: number;
  /** Under which name a file stays that is taken over. */
  readonly copies: readonly string[];
}

/** Files that wait for a keeper: an answers file and what was set aside of it. */
const waitingFor = async (target: Target): Promise<string[]> => {
  const size = await sizeOf(target.path).catch(() => null);
  return [...((size ?? 0) > 0 ? [target.path] : []), ...(await siblingsOf(target, "aside"))];
};

/** The files of an answers file that wait for a keeper. */
export const waitingFiles = async (path: string, env: AnswersEnv): Promise<string[]> => waitingFor(await locate(path, env));

/** Whether there is anything to hand over. */
export const isWaiting = async (path: string, env: AnswersEnv): Promise<boolean> => {
  const target = await locate(path, env);
  return (await waitingFor(target)).length > 0 || (await leftBehind(target, env)).drafts.length > 0;
};

/** Whether anything belongs to an answers file: itself, or what stands beside it. */
export const hasFiles = async (path: string, env: AnswersEnv): Promise<boolean> => {
  const target = await locate(path, env);
  if (await isWaiting(path, env)) return true;
  for (const kind of ["backup", "torn"] as const) if ((await siblingsOf(target, kind)).length > 0) return true;
  return false;
};

/** The files that wait and hold rows that are fit to be taken; what cannot be read is not among them. */
export const fitFiles = async (path: string, env: AnswersEnv, isFit: (row: AnswerRow) => boolean): Promise<string[]> => {
  const found: string[] = [];
  for (const file of await waitingFor(await locate(path, env))) {
    const loaded = await loadAsAnswers(file, file, env).catch(() => null);
    const rows = loaded === null ? [] : rowsIn(loaded);
    if (rows.length > 0 && rows.every(isFit)) found.push(file);
  }
  return found;
};

class HandOver {
  readonly copies: string[] = [];
  private readonly target: Target;
  private readonly env: AnswersEnv;
  private readonly keeper: Keeper;

  constructor(target: Target, env: AnswersEnv, keeper: Keeper) {
    this.target = target;
    this.env = env;
    this.keeper = keeper;
  }

  journalOf(path: string): Journal {
    return new Journal(path, this.env, tornKeeper(this.target, this.env));
  }

  /** Brings the rows of a file to the keeper, and puts the file away; its writers wait meanwhile. */
  async file(path: string, lock: Lock, keepsCopy: boolean): Promise<void> {
    // What a killed process had begun to write goes to a file of its own. Where the disk is full, the file stays for it.
    const isMended = await this.journalOf(path)
      .mendUnder(lock)
      .catch((error: unknown) => (reasonOf(error), false));
    const loaded = await this.load(path);
    if (loaded === null) return;
    const rows = rowsIn(loaded);
    if (rows.length > 0 && !(await this.keeper.take(rows))) return;
    await stillHeld(lock);
    if (rows.length + loaded.rejects.length > 0 && (keepsCopy || !isMended || loaded.rejects.length > 0)) {
      const copy = siblingPath(this.target, dirname(path), "backup", this.env);
      await rename(path, copy);
      this.copies.push(copy);
    } else await rm(path);
    await syncFolder(dirname(path));
  }

  /** Null when it cannot be read, or holds something else: it stays. */
  private async load(path: string): Promise<Loaded | null> {
    try {
      return await loadAsAnswers(path, path, this.env);
    } catch (error) {
      if (error instanceof ProblemError && error.exit === 3) return null;
      throw error;
    }
  }
}

/**
 * Brings the answers in a file, those set aside of it and what processes that ended had drafted to a keeper, and removes the files. Cut short
 * at any moment, it brings some of them again the next time. Throws what the keeper throws, and `NotWritten` or the system's error where
 * other processes cannot be kept from writing meanwhile; what is not brought then stays.
 */
export const handOver = async (
  path: string,
  env: AnswersEnv,
  keeper: Keeper,
  { patience, keepsCopy }: HandingOver,
): Promise<HandedOver> => {
  const target = await locate(path, env);
  const work = new HandOver(target, env, keeper);
  const journal = work.journalOf(target.path);
  return journal.locked(async (lock) => {
    // Where they cannot be written, they stay for the next time.
    const recovered = await takeUpDrafts(target, journal, lock, env).catch((error: unknown) => (reasonOf(error), 0));
    if (await exists(target.path)) await work.file(target.path, lock, keepsCopy);
    for (const file of await siblingsOf(target, "aside")) {
      await work.journalOf(file).locked((own) => work.file(file, own, false), patience);
    }
    return { recovered, copies: work.copies };
  }, patience);
};
