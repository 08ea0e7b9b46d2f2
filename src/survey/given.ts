import type { Completion } from "../answers/row.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { holds } from "./conditions.ts";
import type { GivenRecord } from "./given-records.ts";
import { answerOf, COMPLETIONS, expectedAnswer, instantOf, LONGEST } from "./given-values.ts";
import type { Answer, Answers, Context, Question, Survey } from "./model.ts";
import { SCORED_TYPES } from "./model.ts";

/** One response given in a file instead of at a prompt. */
export interface GivenResponse {
  readonly line: number;
  /** Null where the file gives none. */
  readonly id: string | null;
  readonly sent: number | null;
  readonly answeredAt: number | null;
  readonly answers: Answers;
  readonly complete: Completion;
  readonly context: Context;
}

/** What is wrong with one value. */
interface Fault {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  /** What is expected there. */
  readonly expected: string;
}

export interface GivenAnswers {
  readonly responses: readonly GivenResponse[];
  /** Columns that are not for this survey. */
  readonly ignored: readonly string[];
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Other names of the columns, in plain form. */
const CONTEXT_NAMES: Readonly<Record<string, keyof Context>> = {
  ticket: "ticket_id",
  ticketid: "ticket_id",
  agent: "agent",
  team: "team",
  channel: "channel",
  customer: "customer",
  language: "language",
  topic: "topic",
};
const ID_NAMES = new Set(["responseid"]);
const SENT_NAMES = new Set(["sent", "sentat"]);
const ANSWERED_NAMES = new Set(["answeredat", "answered", "date"]);
const TYPE_NAMES = new Set(["surveytype", "type"]);
const COMPLETE_NAMES = new Set(["complete"]);
const SCORE_NAMES = new Set(["score", "rating"]);
const COMMENT_NAMES = new Set(["comment", "feedback"]);

type Meaning =
  | { readonly kind: "id" | "sent" | "answered" | "type" | "complete" | "comment" }
  | { readonly kind: "context"; readonly column: keyof Context }
  | { readonly kind: "question"; readonly question: Question };

const meaningOf = (name: string, survey: Survey): Meaning | undefined => {
  const word = plain(name);
  const question = survey.questions.find(({ id }) => plain(id) === word);
  if (question !== undefined && !(question.type === "text" && question.about !== null)) return { kind: "question", question };
  const scales = survey.questions.filter((one) => "low" in one);
  if (SCORE_NAMES.has(word) && scales.length === 1) return { kind: "question", question: scales[0] };
  if (COMMENT_NAMES.has(word) && scales.length === 1) return { kind: "comment" };
  if (Object.hasOwn(CONTEXT_NAMES, word)) return { kind: "context", column: CONTEXT_NAMES[word] };
  if (ID_NAMES.has(word)) return { kind: "id" };
  if (SENT_NAMES.has(word)) return { kind: "sent" };
  if (ANSWERED_NAMES.has(word)) return { kind: "answered" };
  if (COMPLETE_NAMES.has(word)) return { kind: "complete" };
  return TYPE_NAMES.has(word) ? { kind: "type" } : undefined;
};

/** Understands one record; faults are added to `faults`. Null when it holds no answer at all. */
const understandRecord = (
  { line, values }: GivenRecord,
  meanings: ReadonlyMap<string, Meaning>,
  survey: Survey,
  faults: Fault[],
): GivenResponse | null => {
  const answers = new Map<string, Answer>();
  const context: Partial<Record<keyof Context, string>> = {};
  const times: { sent: number | null; answered: number | null } = { sent: null, answered: null };
  let id: string | null = null;
  let complete: Completion | null = null;
  let comment: string | null = null;
  const wrong = (column: string, value: unknown, expected: string): void =>
    void faults.push({ line, column, value: String(value), expected });
  for (const [column, value] of values) {
    const meaning = meanings.get(column);
    if (meaning === undefined) continue;
    const text = value === null || value === undefined ? "" : String(value).trim();
    if (meaning.kind === "question") {
      const answer = answerOf(meaning.question, value);
      if (answer === undefined) wrong(column, value, expectedAnswer(meaning.question));
      else if (answer !== null || !answers.has(meaning.question.id)) answers.set(meaning.question.id, answer);
    } else if (text === "") continue;
    else if (meaning.kind === "context") context[meaning.column] = text;
    else if (meaning.kind === "id") id = text;
    else if (meaning.kind === "comment") {
      if (text.length > LONGEST) wrong(column, value, `at most ${LONGEST} characters`);
      comment = text;
    } else if (meaning.kind === "complete") {
      complete = COMPLETIONS.find((word) => word === text.toLowerCase()) ?? null;
      if (complete === null) wrong(column, value, `one of ${COMPLETIONS.join(", ")}`);
    } else if (meaning.kind === "type") {
      if (text.toLowerCase() !== survey.name) wrong(column, value, survey.name);
    } else if (meaning.kind === "sent" || meaning.kind === "answered") {
      const time = instantOf(text);
      if (Number.isNaN(time)) wrong(column, value, "a date such as 2026-11-22 or 2026-11-22 14:03");
      times[meaning.kind] = time;
    }
  }
  const isAsked = (question: Question): boolean => holds(question.when, answers);
  const about = survey.questions.find((question) => question.type === "text" && question.about !== null && isAsked(question));
  if (comment !== null) {
    // The wording that fits the score does not matter here: any question about it leads to the comment's cell.
    const any = about ?? survey.questions.find((question) => question.type === "text" && question.about !== null);
    if (any !== undefined) answers.set(any.id, comment);
  }
  const isAnswered = [...answers.values()].some((answer) => answer !== null);
  if (!isAnswered && id === null && times.sent === null) return null;
  return { line, id, sent: times.sent, answeredAt: times.answered, answers, complete: complete ?? (isAnswered ? "yes" : "no"), context };
};

/** Faults shown one by one. */
const MOST = 10;

/**
 * Understands the records of an answers file for a survey. Throws exit 3 when any value cannot be an answer (all faults are named, and
 * nothing is to be kept), and when no column holds an answer.
 */
export const understandGiven = (records: readonly GivenRecord[], survey: Survey, file: string): GivenAnswers => {
  const columns = [...new Set(records.flatMap(({ values }) => [...values.keys()]))];
  const meanings = new Map<string, Meaning>();
  for (const column of columns) {
    const meaning = meaningOf(column, survey);
    if (meaning !== undefined) meanings.set(column, meaning);
  }
  const asked = survey.questions.filter((question) => !(question.type === "text" && question.about !== null)).map(({ id }) => id);
  if (![...meanings.values()].some(({ kind }) => kind === "question")) {
    const wanted = asked.length === 1 ? ["score"] : asked;
    throw new ProblemError(3, "answers-no-column", {
      file,
      columns,
      wanted,
      similar: columns.flatMap((column) => similar(column, wanted)),
    });
  }
  const faults: Fault[] = [];
  const responses = records.flatMap((record) => understandRecord(record, meanings, survey, faults) ?? []);
  if (faults.length > 0) throw new ProblemError(3, "answers-faults", { file, count: faults.length, faults: faults.slice(0, MOST) });
  return { responses, ignored: columns.filter((column) => !meanings.has(column)) };
};

/** Whether the answer to a survey of one score can be given by `--score`; that question. */
export const onlyScore = (survey: Survey): (Question & { low: number; high: number }) | undefined => {
  const scored = survey.questions.filter((question) => "low" in question);
  const others = survey.questions.some((question) => !("low" in question) && !(question.type === "text" && question.about !== null));
  return scored.length === 1 && !others && SCORED_TYPES.some((type) => type === scored[0].type) ? scored[0] : undefined;
};
