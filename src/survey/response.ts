import { ANSWER_COLUMNS, type AnswerRow, type Completion } from "../answers/row.ts";
import { SCORED_TYPES, type Answer, type Answers, type Context, type Question, type Survey } from "./model.ts";

/** What one person said to a survey, whole or so far. */
export interface Response {
  readonly id: string;
  /** When the first question was put, epoch milliseconds; null = not known. */
  readonly sent: number | null;
  /** When the last answer was given; null = none was. */
  readonly answeredAt: number | null;
  readonly answers: Answers;
  readonly complete: Completion;
  readonly context: Context;
}

/** Crockford's base 32: no letters that are taken for digits. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A ULID: ten digits of time, so that ids sort as they were given, and sixteen at random. `time` null leaves the time out of it, for
 * answers that nobody is to recognise.
 */
export const responseId = (time: number | null, random: (count: number) => Uint8Array): string => {
  const bytes = random(26);
  let text = "";
  for (let digit = 9; digit >= 0; digit--) text += DIGITS[time === null ? bytes[digit] & 31 : Math.floor(time / 32 ** digit) % 32];
  for (let digit = 10; digit < 26; digit++) text += DIGITS[bytes[digit] & 31];
  return text;
};

const instant = (time: number | null): string | null => (time === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`);

/** What `survey_type` says of a question: scores known by name stand for themselves, the others belong to their survey. */
export const surveyType = (survey: Pick<Survey, "name">, { type, id }: Question): string =>
  SCORED_TYPES.some((scored) => scored === type) ? type : `${survey.name}.${id}`;

const inWords = (answer: Answer): string | null => {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  if (Array.isArray(answer)) return answer.join("; ");
  return answer === null ? null : String(answer);
};

const BLANK = Object.fromEntries(ANSWER_COLUMNS.map((column) => [column, null])) as AnswerRow;

/** What all rows of a response share. Anonymous surveys keep the day alone, and nothing that points at a person or a conversation. */
const sharedCells = (survey: Survey, { id, sent, answeredAt, complete, context }: Response): AnswerRow => {
  const shared = { ...BLANK, response_id: id, answered_at: instant(answeredAt), sent: instant(sent), complete, ...context };
  const unnamed = { ...shared, customer: null, ticket_id: null };
  if (!survey.anonymous) return survey.withoutCustomer ? unnamed : shared;
  const day = (time: number | null): string | null => instant(time)?.slice(0, 10) ?? null;
  return { ...unnamed, answered_at: day(answeredAt), sent: day(sent), agent: null };
};

/**
 * The rows of the answers file for a response: one for each question asked, in order; a comment on a score stands in that score's row.
 * An invitation that led to nothing is one row without score.
 */
export const rowsOf = (survey: Survey, response: Response): AnswerRow[] => {
  const { answers, complete } = response;
  const shared = sharedCells(survey, response);
  if (complete === "declined" || complete === "not reached") return [{ ...shared, survey_type: surveyType(survey, survey.questions[0]) }];
  const comments = new Map<string, string>();
  for (const question of survey.questions) {
    const answer = question.type === "text" && question.about !== null ? (answers.get(question.id) ?? null) : null;
    if (question.type !== "text" || question.about === null || answer === null) continue;
    const before = comments.get(question.about);
    comments.set(question.about, before === undefined ? String(answer) : `${before} ${String(answer)}`);
  }
  const own = survey.questions.filter((question) => answers.has(question.id) && !(question.type === "text" && question.about !== null));
  return own.map((question) => {
    const answer = answers.get(question.id)!;
    const isScore = typeof answer === "number";
    return {
      ...shared,
      survey_type: surveyType(survey, question),
      score: isScore ? answer : null,
      comment: isScore || answer === null ? (comments.get(question.id) ?? null) : inWords(answer),
    };
  });
};
