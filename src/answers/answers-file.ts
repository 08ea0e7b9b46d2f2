import { type Problem, ProblemError } from "../text/problem.ts";
import { Aside } from "./aside.ts";
import { checkFolder, checkTarget } from "./check.ts";
import { Draft, takeUpDrafts } from "./draft.ts";
import type { AnswersEnv } from "./env.ts";
import { PRIVATE } from "./disk.ts";
import { HEADER, rowsText } from "./format.ts";
import { type Choose, Journal, type Reason, reasonOf } from "./journal.ts";
import { readAnswers } from "./read.ts";
import type { AnswerRow } from "./row.ts";
import { leftBehind } from "./siblings.ts";
import { locate, type Target } from "./target.ts";
import { tornKeeper } from "./torn.ts";

export type { AnswersEnv } from "./env.ts";

/** Where rows were written to. */
export interface Kept {
  /** All of them; or those that were new, where only such were to be written. */
  readonly rows: readonly AnswerRow[];
  readonly file: string;
  /** Null = in the answers file; else the file they were set aside in, and why. */
  readonly aside: { readonly file: string; readonly problem: Problem } | null;
}

/** An answers file that is open for more. Calls are done one after the other, in the order they were made. */
export interface AnswersFile {
  /** As it was named. */
  readonly path: string;
  /** Half-finished responses of processes that ended, found and appended when it was opened. */
  readonly recovered: number;
  /**
   * Keeps whole rows, on the disk when this resolves, and ends this process's draft. Where the answers file cannot be written they are set
   * aside. Throws exit 4, with the rows in the message, when no place takes them. `onlyNew`: responses that are there already are left out,
   * those too that another process writes at the same moment.
   */
  append(rows: readonly AnswerRow[], onlyNew?: boolean): Promise<Kept>;
  /** Keeps a response so far, in place of what was drafted before; never fails because of the disk. */
  draft(rows: readonly AnswerRow[]): Promise<void>;
  dropDraft(): Promise<void>;
}

/** Once a lock could not be had in time, a queue of people is not to wait as long again. */
const SHORT_PATIENCE = 1000;

class OpenAnswers implements AnswersFile {
  readonly path: string;
  readonly recovered: number;
  private readonly target: Target;
  private readonly env: AnswersEnv;
  private readonly journal: Journal;
  private readonly aside: Aside;
  private readonly own: Draft;
  private patience: number | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(target: Target, journal: Journal, recovered: number, env: AnswersEnv) {
    this.path = target.shown;
    this.recovered = recovered;
    this.target = target;
    this.env = env;
    this.journal = journal;
    this.aside = new Aside(target, env);
    this.own = new Draft(target, env);
  }

  append(rows: readonly AnswerRow[], onlyNew = false): Promise<Kept> {
    return this.next(async () => {
      const tried = rows.length === 0 ? rows : await this.tried(rows, onlyNew ? this.notThere : undefined);
      const kept =
        typeof tried === "string" ? { rows, ...(await this.setAside(rows, tried)) } : { rows: tried, file: this.path, aside: null };
      await this.own.drop();
      return kept;
    });
  }

  draft(rows: readonly AnswerRow[]): Promise<void> {
    return this.next(() => this.own.write(rows));
  }

  dropDraft(): Promise<void> {
    return this.next(() => this.own.drop());
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  private readonly notThere: Choose = async (rows) => {
    const { rows: there } = await readAnswers(this.target.path, this.env);
    const known = new Set(there.map(({ response_id }) => response_id));
    return rows.filter(({ response_id }) => !known.has(response_id));
  };

  /** The rows that the answers file took, or why it did not. */
  private async tried(rows: readonly AnswerRow[], choose: Choose | undefined): Promise<readonly AnswerRow[] | Reason> {
    try {
      const written = await this.journal.append(rows, this.patience, choose);
      this.patience = undefined;
      return written;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === "held") this.patience = SHORT_PATIENCE;
      return reason;
    }
  }

  private async setAside(rows: readonly AnswerRow[], reason: Reason): Promise<Omit<Kept, "rows">> {
    const file = await this.aside.keep(rows);
    if (typeof file === "string") {
      return { file, aside: { file, problem: { code: "answers-aside", facts: { target: this.path, file, reason } } } };
    }
    const { shown, path } = this.target;
    // In an object, so that long answers are not cut.
    const lines = { csv: [HEADER, ...rows.map((row) => rowsText([row], "\n").trimEnd())] };
    throw new ProblemError(4, "answers-not-kept", { file: shown, path, reason, refusals: file, lines });
  }
}

/**
 * Opens a file for answers before anything is asked, and takes up what ended processes had drafted. `isOwn`: the file is the program's and
 * nobody else's, in a folder that is made where it is missing. Throws exit 2 for a file that holds something else, exit 3 where its folder
 * is missing, exit 4 where it cannot be made.
 */
export const openAnswers = async (path: string, env: AnswersEnv, isOwn = false): Promise<AnswersFile> => {
  const target = await locate(path, env);
  await checkFolder(target, isOwn);
  await checkTarget(target, env);
  const journal = new Journal(target.path, env, tornKeeper(target, env), isOwn ? PRIVATE : undefined);
  let recovered = 0;
  const { drafts, litter } = await leftBehind(target, env);
  if (drafts.length + litter.length > 0) {
    try {
      recovered = await journal.locked((lock) => takeUpDrafts(target, journal, lock, env));
    } catch (error) {
      // The drafts stay for the next time.
      reasonOf(error);
    }
  }
  return new OpenAnswers(target, journal, recovered, env);
};
