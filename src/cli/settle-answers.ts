import type { AnswersEnv } from "../answers/env.ts";
import { Gathered } from "../answers/gather.ts";
import { type Forgotten, forgetCustomer } from "../answers/forget.ts";
import { fitFiles, handOver, hasFiles, isWaiting } from "../answers/hand-over.ts";
import { reasonOf } from "../answers/journal.ts";
import { type Answers, readAnswers } from "../answers/read.ts";
import type { AnswerRow } from "../answers/row.ts";
import { answersIn, forgetInAnswers, isOurs, takeAnswers } from "../store/answers.ts";
import type { StorePlace } from "../store/env.ts";
import { hasStore, openIfMade, openStore, type Store, transaction } from "../store/open.ts";
import { isProblem, type Problem, ProblemError } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { answersEnv } from "./answers-env.ts";
import { type AnswersHome, filesOf } from "./answers-home.ts";
import type { Io } from "./io.ts";

export { answersHome } from "./answers-home.ts";

/** What became of the answers that waited for a store. */
export interface Settled {
  /** Rows that it did not have. */
  readonly taken: number;
  /** Half-finished responses of runs that were cut off. */
  readonly recovered: number;
  /** Under which name answers of an earlier version stay, now that the store has them. */
  readonly copies: readonly string[];
  /** Files with answers as surveys write them that the store could not take in: to be read beside it. */
  readonly left: readonly string[];
  /** Why it could not; null = it did, or another run is writing to it and the next one will take them in. */
  readonly problem: Problem | null;
}

export interface Settling {
  /** Where there is no store, one is made. */
  readonly mayMake: boolean;
  /** Milliseconds to wait for others that write. */
  readonly patience: number;
}

/** Nobody is to wait for an import that is under way: the answers are read beside the store then. */
const PATIENCE = 250;
const LONG_PATIENCE = 10_000;

/** What kept a store from taking answers in; null = another run that writes. */
const problemOf = (error: unknown, { path }: StorePlace): Problem | null => {
  if (isProblem(error)) return error.problem.code === "store-locked" ? null : error.problem;
  const reason = reasonOf(error);
  return reason === "held" ? null : { code: "answers-busy", facts: { file: path, reason } };
};

/** What is to be said where answers were left beside a store: that they count all the same, or what its owner has to do. */
export const leftNote = ({ name }: StorePlace, problem: Problem | null): Problem => {
  if (problem?.code === "answers-not-ours") return problem;
  const why = describe(problem ?? { code: "store-locked", facts: { file: name } })[0];
  return { code: "answers-waiting", facts: { file: name, why } };
};

const readable = async (home: AnswersHome, env: AnswersEnv): Promise<string[]> =>
  (await Promise.all(filesOf(home).map(({ path }) => fitFiles(path, env, isOurs)))).flat();

/** Has the store take in the answers that wait for it. Never fails because it cannot: what is left stays where it is. */
export const settleAnswers = async (
  io: Io,
  home: AnswersHome,
  { mayMake, patience }: Settling = { mayMake: false, patience: PATIENCE },
): Promise<Settled> => {
  const env = answersEnv(io);
  const { place } = home;
  const waiting: ReturnType<typeof filesOf>[number][] = [];
  for (const file of filesOf(home)) if (await isWaiting(file.path, env)) waiting.push(file);
  const settled = { taken: 0, recovered: 0, copies: [] as string[], problem: null as Problem | null };
  if (waiting.length === 0) return { ...settled, left: [] };
  if (!mayMake && !hasStore(place.path, io)) return { ...settled, left: await readable(home, env) };
  let store: Store | null = null;
  const take = async (rows: readonly AnswerRow[], path: string): Promise<boolean> => {
    if (!rows.every(isOurs)) {
      settled.problem ??= { code: "answers-not-ours", facts: { file: path } };
      return false;
    }
    const open = (store ??= openStore(place, { cwd: io.cwd, now: io.now, patience }));
    settled.taken += await transaction(open, true, () => Promise.resolve(takeAnswers(open, rows, io.now())));
    return true;
  };
  try {
    for (const { path, keepsCopy } of waiting) {
      try {
        const { recovered, copies } = await handOver(path, env, { take: (rows) => take(rows, path) }, { patience, keepsCopy });
        settled.recovered += recovered;
        settled.copies.push(...copies);
      } catch (error) {
        // The other file may have better luck.
        settled.problem ??= problemOf(error, place);
      }
    }
  } finally {
    (store as Store | null)?.close();
  }
  return { ...settled, left: await readable(home, env) };
};

/** Whether there is a store to read; another run may be just making it. */
export const isMade = (io: Io, place: StorePlace): boolean => {
  const store = openIfMade(place, { cwd: io.cwd, now: io.now });
  store?.close();
  return store !== null;
};

/** All answers of a store: those in it and those that wait for it, each once. Throws exit 3 or 4 where they cannot be read. */
export const storedAnswers = async (io: Io, home: AnswersHome): Promise<Answers & { readonly notes: readonly Problem[] }> => {
  const env = answersEnv(io);
  const { problem } = await settleAnswers(io, home);
  const { place } = home;
  // Before the store, so that what it takes in meanwhile is seen twice rather than never.
  const waiting: Answers[] = [];
  for (const { path } of filesOf(home)) waiting.push(await readAnswers(path, env));
  const gathered = new Gathered();
  const store = openIfMade(place, { cwd: io.cwd, now: io.now });
  try {
    if (store !== null) gathered.add(answersIn(store));
  } finally {
    store?.close();
  }
  for (const { rows } of waiting) gathered.add(rows);
  return {
    rows: gathered.rows(),
    files: waiting.flatMap(({ files }) => files),
    unread: waiting.flatMap(({ unread }) => unread),
    rejected: waiting.reduce((sum, one) => sum + one.rejected, 0),
    notes: problem === null ? [] : [leftNote(place, problem)],
  };
};

/** Files beside a store that may name a customer: answers that wait, and copies of what earlier versions kept. */
export const forgetInFiles = async (io: Io, home: AnswersHome, customer: string): Promise<Forgotten> => {
  const env = answersEnv(io);
  const all: Forgotten[] = [];
  for (const { path } of filesOf(home)) if (await hasFiles(path, env)) all.push(await forgetCustomer(path, customer, env, false));
  return {
    responses: all.reduce((sum, { responses }) => sum + responses, 0),
    files: all.flatMap(({ files }) => files),
    unread: all.flatMap(({ unread }) => unread),
  };
};

/**
 * Blanks customer, ticket and comment in all answers of a customer, in the store and in the files beside it; scores and tickets stay. Throws
 * exit 3 where there are no answers, exit 4 where the store cannot be changed.
 */
export const forgetAnswers = async (io: Io, home: AnswersHome, customer: string): Promise<Forgotten> => {
  const { left, problem } = await settleAnswers(io, home, { mayMake: false, patience: LONG_PATIENCE });
  const { place } = home;
  if (!hasStore(place.path, io)) {
    const env = answersEnv(io);
    const found = await Promise.all(filesOf(home).map(({ path }) => hasFiles(path, env)));
    if (!found.includes(true)) throw new ProblemError(3, "answers-missing", { file: place.path });
    return forgetInFiles(io, home, customer);
  }
  if (problem !== null && problem.code !== "answers-not-ours") throw new ProblemError(4, problem.code, problem.facts);
  const store = openStore(place, { cwd: io.cwd, now: io.now });
  let responses: number;
  try {
    responses = await forgetInAnswers(store, customer);
  } finally {
    store.close();
  }
  const beside = await forgetInFiles(io, home, customer);
  const waiting = left.length === 0 ? 0 : beside.responses;
  return { ...beside, responses: responses + waiting, files: [...(responses > 0 ? [place.path] : []), ...beside.files] };
};
