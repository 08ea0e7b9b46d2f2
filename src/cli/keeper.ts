import { type AnswersFile, openAnswers } from "../answers/answers-file.ts";
import type { AnswerRow } from "../answers/row.ts";
import type { Keeping } from "../survey/conduct.ts";
import { describe } from "../text/problems/index.ts";
import type { Problem } from "../text/problem.ts";
import { answersEnv, answersPath } from "./answers-env.ts";
import type { Io } from "./io.ts";
import { tellProblem } from "./print.ts";

/** An open answers file and what is to be said about it when the screen is free. */
export interface Keeper extends Keeping {
  /** The file as people should be shown it. */
  readonly path: string;
  /** Rows kept by this run, in order. */
  readonly kept: AnswerRow[];
  /** Says what has to be known of where the answers went; each thing once. */
  tellNotes(io: Io): Promise<void>;
}

/** Opens the answers file before anything is asked, so that a file that cannot take answers costs none. */
export const openKeeper = async (io: Io, to: string | undefined): Promise<Keeper> => {
  const path = answersPath(io, to);
  const file: AnswersFile = await openAnswers(path, answersEnv(io));
  const kept: AnswerRow[] = [];
  const notes: Problem[] = [];
  if (file.recovered > 0) notes.push({ code: "drafts-recovered", facts: { count: file.recovered, file: path } });
  return {
    path,
    kept,
    draft: (rows) => file.draft(rows),
    async keep(rows) {
      if (rows.length === 0) return;
      const { aside } = await file.append(rows);
      kept.push(...rows);
      if (aside !== null) notes.push(aside.problem);
    },
    async tellNotes(io) {
      const distinct = new Map(notes.splice(0).map((note) => [describe(note).join("\n"), note]));
      for (const note of distinct.values()) await tellProblem(io, "note", note);
    },
  };
};
