import type { AnswerRow, Completion } from "../answers/row.ts";
import { holds } from "./conditions.ts";
import { fillScore } from "./definition/index.ts";
import { type Answer, type Asker, type Context, type Question, type Screen, Stopped, type Survey } from "./model.ts";
import { type Response, rowsOf } from "./response.ts";

/** Where answers go while a survey runs and when it ends. */
export interface Keeping {
  /** What has been said so far, in case this process is killed. */
  draft(rows: readonly AnswerRow[]): Promise<void>;
  /** Resolves once the rows are on disk. */
  keep(rows: readonly AnswerRow[]): Promise<void>;
}

/** What one respondent's survey needs. */
export interface Session {
  readonly survey: Survey;
  readonly asker: Asker;
  readonly screen: Screen;
  readonly context: Context;
  readonly keeping: Keeping;
  /** A fresh id for the response. */
  newId(): string;
  /** Epoch milliseconds. */
  now(): number;
}

/** The question's own words, with the score they speak of. */
const worded = (question: Question, survey: Survey, answers: ReadonlyMap<string, Answer>): Question => {
  if (question.type !== "text" || question.about === null) return question;
  const about = survey.questions.find(({ id }) => id === question.about);
  const score = answers.get(question.about);
  if (about === undefined || !("low" in about) || typeof score !== "number") return question;
  return { ...question, ask: fillScore(question.ask, about, score) };
};

/** The first question stands below the words that open the survey. */
const openingScreen = (screen: Screen, intro: string): Screen => {
  if (intro === "") return screen;
  return { ...screen, backstage: [...screen.backstage, ...(screen.backstage.length === 0 ? [] : [""]), intro] };
};

/**
 * Asks one person all questions that apply and keeps the answers; they are on disk before the thank-you. Resolves to the response.
 * Rejects with `Stopped` after keeping what was said so far as an incomplete response.
 */
export const conduct = async (session: Session): Promise<Response> => {
  const { survey, asker, screen, keeping } = session;
  const answers = new Map<string, Answer>();
  const id = session.newId();
  const sent = session.now();
  let answeredAt: number | null = null;
  const soFar = (complete: Completion): Response => ({ id, sent, answeredAt, answers, complete, context: session.context });
  const take = (question: Question, answer: Answer): void => {
    answers.set(question.id, answer);
    if (answer !== null) answeredAt = session.now();
  };
  try {
    for (const question of survey.questions) {
      if (!holds(question.when, answers)) continue;
      try {
        const shown = answers.size === 0 ? openingScreen(screen, survey.intro) : screen;
        take(question, await asker.ask(worded(question, survey, answers), shown));
      } catch (error) {
        // What stands in the line when somebody stops was said, if not confirmed.
        if (error instanceof Stopped && error.typed !== null) take(question, error.typed);
        throw error;
      }
      await keeping.draft(rowsOf(survey, soFar("no")));
    }
  } catch (error) {
    if (error instanceof Stopped && answers.size > 0) await keeping.keep(rowsOf(survey, soFar("no")));
    throw error;
  }
  const response = soFar("yes");
  await keeping.keep(rowsOf(survey, response));
  const thanks = survey.thanks.find(({ when }) => holds(when, answers));
  await asker.say([[survey.phrases.saved, thanks?.text].filter(Boolean).join(" ")], screen);
  return response;
};
