import { rm } from "node:fs/promises";
import { ProblemError } from "../text/problem.ts";
import { replaceFile } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { HEADER, rowsText } from "./format.ts";
import { type Journal, reasonOf } from "./journal.ts";
import { loadAnswers, rowsIn } from "./load.ts";
import type { Lock } from "./lock.ts";
import type { AnswerRow } from "./row.ts";
import { hiddenPath, leftBehind, siblingsOf } from "./siblings.ts";
import type { Target } from "./target.ts";

/** The response that is being given: a hidden file of its own, so that a killed process costs no answer. */
export class Draft {
  private readonly target: Target;
  private readonly env: AnswersEnv;
  /** Of the response at hand; null = nothing is drafted. A name of its own for each, since names tell their age. */
  private path: string | null = null;

  constructor(target: Target, env: AnswersEnv) {
    this.target = target;
    this.env = env;
  }

  /** Replaces it; on the disk when this resolves. A folder that takes no files has none: then nothing is kept before the end. */
  async write(rows: readonly AnswerRow[]): Promise<void> {
    const { folder, name } = this.target;
    const unfinished = rows.map((row): AnswerRow => ({ ...row, complete: "no" }));
    this.path ??= hiddenPath(folder, name, "draft", this.env);
    try {
      await replaceFile(this.path, `${HEADER}\n${rowsText(unfinished, "\n")}`, this.env);
    } catch (error) {
      reasonOf(error);
    }
  }

  async drop(): Promise<void> {
    if (this.path === null) return;
    await rm(this.path, { force: true }).catch(reasonOf);
    this.path = null;
  }
}

/** Null when the file cannot be read. */
const rowsOf = async (path: string, env: AnswersEnv): Promise<AnswerRow[] | null> => {
  try {
    return rowsIn(await loadAnswers(path, env));
  } catch (error) {
    if (!(error instanceof ProblemError)) reasonOf(error);
    return null;
  }
};

/**
 * Appends what processes that ended had drafted, as it is, and removes the drafts: half-finished responses are answers too. One whose
 * response was written after all is only removed. Resolves to the number of responses taken up. Throws as appending does; the drafts that
 * are not in the file then stay.
 */
export const takeUpDrafts = async (target: Target, journal: Journal, lock: Lock, env: AnswersEnv): Promise<number> => {
  const { drafts, litter } = await leftBehind(target, env);
  for (const path of litter) await rm(path, { recursive: true, force: true });
  if (drafts.length === 0) return 0;
  const known = new Set<unknown>();
  for (const path of [target.path, ...(await siblingsOf(target, "aside"))]) {
    for (const { response_id } of (await rowsOf(path, env)) ?? []) known.add(response_id);
  }
  let taken = 0;
  for (const path of drafts) {
    const rows = await rowsOf(path, env);
    if (rows === null) continue;
    const fresh = rows.filter(({ response_id }) => !known.has(response_id));
    if (fresh.length > 0) await journal.appendUnder(lock, fresh);
    const ids = new Set(fresh.map(({ response_id }) => response_id));
    for (const id of ids) known.add(id);
    taken += ids.size;
    await rm(path, { force: true });
  }
  return taken;
};
