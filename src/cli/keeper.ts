import { type AnswersFile, openAnswers } from "../answers/answers-file.ts";
import { readAnswers } from "../answers/read.ts";
import type { AnswerRow } from "../answers/row.ts";
import type { Keeping } from "../survey/conduct.ts";
import { describe } from "../text/problems/index.ts";
import type { Problem } from "../text/problem.ts";
import { answersEnv } from "./answers-env.ts";
import { type AnswersHome, checkStore } from "./answers-home.ts";
import type { Io } from "./io.ts";
import { tellProblem } from "./print.ts";

/** Where answers are kept, and what is to be said about it when the screen is free. */
export interface Keeper extends Keeping {
  /** The file or the store as people should be shown it. */
  readonly path: string;
  /** Rows kept by this run, in order. */
  readonly kept: AnswerRow[];
  /** Keeps only responses that are not there yet; resolves once they are on disk. */
  keepNew(rows: readonly AnswerRow[]): Promise<void>;
  /** Rows kept by all runs. Throws exit 3 or 4 where they cannot be read. */
  known(): Promise<readonly AnswerRow[]>;
  /** Says what has to be known of where the answers went; each thing once. */
  tellNotes(io: Io): Promise<void>;
}

/** Opens what takes the answers before anything is asked, so that a place that cannot take answers costs none. */
export const openKeeper = async (io: Io, place: string | AnswersHome): Promise<Keeper> =>
  typeof place === "string" ? fileKeeper(io, place) : storeKeeper(io, place);

const fileKeeper = async (io: Io, path: string): Promise<Keeper> => {
  const file: AnswersFile = await openAnswers(path, answersEnv(io));
  const notes = new Notes(file, path);
  return {
    path,
    kept: notes.kept,
    draft: (rows) => file.draft(rows),
    keep: (rows) => notes.keep(rows),
    keepNew: (rows) => notes.keep(rows, true),
    known: async () => (await readAnswers(path, answersEnv(io))).rows,
    tellNotes: () => notes.tell(io),
  };
};

/** Nobody who answers is to wait for others that write to the store. */
const PATIENCE = 100;

/** Milliseconds in which a kiosk brings its answers to the store once: the binding lets go of what was opened only with time. */
const EVERY = 10 * 60_000;

/**
 * Each answer is on the disk beside the store before it is thanked for; then the store takes it in. Where it cannot at the moment, later
 * runs see to it: an import may hold it for minutes, and no answer waits for that.
 */
const storeKeeper = async (io: Io, home: AnswersHome): Promise<Keeper> => {
  checkStore(io, home.place);
  const { path } = home.place;
  const file = await openAnswers(home.file, answersEnv(io), true);
  const notes = new Notes(file, path, path);
  let settling: Promise<unknown> = Promise.resolve();
  let settled = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const settle = async (): Promise<void> => {
    const { leftNote, settleAnswers } = await import("./settle-answers.ts");
    const { copies, left, problem } = await settleAnswers(io, home, { mayMake: true, patience: PATIENCE });
    notes.dropAsides((at) => !left.includes(at));
    for (const copy of copies) notes.add({ code: "answers-moved", facts: { file: path, copy } });
    if (problem !== null) notes.add(leftNote(home.place, problem));
  };
  const begin = (): void => {
    isDue = false;
    settled = performance.now();
    settling = settling.then(settle);
    // Whoever tells the notes learns of a failure; until then it is nobody's.
    settling.catch(() => undefined);
  };
  const keep = async (rows: readonly AnswerRow[], onlyNew: boolean): Promise<void> => {
    await notes.keep(rows, onlyNew);
    isDue = true;
    if (performance.now() - settled >= EVERY) begin();
  };
  return {
    path,
    kept: notes.kept,
    draft: (rows) => file.draft(rows),
    keep: (rows) => keep(rows, false),
    keepNew: (rows) => keep(rows, true),
    known: async () => (await (await import("./settle-answers.ts")).storedAnswers(io, home)).rows,
    async tellNotes() {
      if (isDue) begin();
      await settling;
      await notes.tell(io);
    },
  };
};

/** Rows that were kept, and what is to be said of it later. */
class Notes {
  readonly kept: AnswerRow[] = [];
  readonly #file: AnswersFile;
  readonly #notes: Problem[] = [];
  readonly #store: string | null;

  /** `path`: as people should be shown it; `store`: the store that takes the answers in later. */
  constructor(file: AnswersFile, path: string, store: string | null = null) {
    this.#file = file;
    this.#store = store;
    if (file.recovered > 0) this.add({ code: "drafts-recovered", facts: { count: file.recovered, file: path } });
  }

  add(note: Problem): void {
    this.#notes.push(note);
  }

  async keep(rows: readonly AnswerRow[], onlyNew = false): Promise<void> {
    if (rows.length === 0) return;
    const { rows: kept, aside } = await this.#file.append(rows, onlyNew);
    this.kept.push(...kept);
    if (aside === null) return;
    const { code, facts } = aside.problem;
    this.add({ code, facts: { ...facts, store: this.#store } });
  }

  /** What was set aside has come to where it belongs after all. */
  dropAsides(isGone: (file: string) => boolean): void {
    const stays = this.#notes.filter(({ code, facts }) => code !== "answers-aside" || !isGone(String(facts.file)));
    this.#notes.splice(0, Infinity, ...stays);
  }

  async tell(io: Io): Promise<void> {
    const distinct = new Map(this.#notes.splice(0).map((note) => [describe(note).join("\n"), note]));
    for (const note of distinct.values()) await tellProblem(io, "note", note);
  }
}
