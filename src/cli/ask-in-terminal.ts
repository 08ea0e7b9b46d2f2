import type { AnswerColumn } from "../answers/row.ts";
import type { FileReading } from "../report/reading.ts";
import { conduct, type Session } from "../survey/conduct.ts";
import { type Asker, type Context, type Screen, Stopped, type Survey } from "../survey/model.ts";
import { responseId } from "../survey/response.ts";
import { sanitize } from "../text/sanitize.ts";
import { contextLabels } from "../survey/context-labels.ts";
import type { AnswersHome } from "./answers-home.ts";
import { createAsker } from "./create-asker.ts";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";
import { type Keeper, openKeeper } from "./keeper.ts";
import { tellProblem } from "./print.ts";
import { printKept } from "./print-kept.ts";
import { randomBytes } from "./random.ts";
import { CONTEXT_FLAGS, type SurveyValues } from "./survey-flags.ts";

/** What is to be asked, and how. */
export interface Asking {
  /** The survey with what is known of a conversation filled in. */
  readonly wording: (about: Context) => Survey;
  readonly context: Context;
  readonly values: SurveyValues;
  /** How a config has the files of a round read. */
  readonly reading: FileReading;
  /** Where the answers are kept: a file, or a store. */
  readonly place: string | AnswersHome;
}

/** Milliseconds without a key before a kiosk returns to its start. */
const IDLE = 60_000;

/** Whom an agent has before them: "Ticket 4711 · Maria Lopez". Nothing where a customer looks at the screen. */
const backstage = (survey: Survey, context: Context, isScript: boolean): string[] => {
  if (!isScript) return [];
  const labels = contextLabels(survey.language);
  const known = (["ticket_id", "customer", "agent", "team", "channel", "topic"] as const).filter((column) => context[column] !== undefined);
  return known.length === 0 ? [] : [known.map((column) => `${labels[column]} ${sanitize(context[column]!)}`).join(" · ")];
};

/** Asks the person who starts the survey for what `--ask` names and no flag gives. */
const askContext = async (asker: Asker, survey: Survey, screen: Screen, context: Context, values: SurveyValues): Promise<Context> => {
  const labels = contextLabels(survey.language);
  const found: Partial<Record<AnswerColumn, string>> = { ...context };
  for (const name of values.ask ?? []) {
    const column = CONTEXT_FLAGS[name];
    if (found[column] !== undefined) continue;
    const typed = await asker.ask({ type: "text", id: name, ask: labels[column], when: [], about: null }, screen);
    if (typeof typed === "string") found[column] = typed;
  }
  return found;
};

/** One survey, a kiosk or a round in the terminal. Resolves to the exit code. */
export const askInTerminal = async (io: Io, { wording, context, values, reading, place }: Asking): Promise<number> => {
  const keeper = await openKeeper(io, place);
  const terminal = io.terminal();
  const asker = await createAsker(terminal, values);
  const signal = io.signal ?? new AbortController().signal;
  const screenOf = (survey: Survey, about: Context): Screen => ({
    title: survey.title,
    backstage: backstage(survey, about, values.script ?? false),
    phrases: survey.phrases,
    signal,
  });
  const sessionOf = (about: Context): Session => {
    const survey = wording(about);
    return {
      survey,
      asker,
      screen: screenOf(survey, about),
      context: { language: survey.language, ...about },
      keeping: keeper,
      newId: () => responseId(survey.anonymous ? null : io.now(), randomBytes),
      now: io.now,
    };
  };
  try {
    const first = wording(context);
    const about = await askContext(asker, first, screenOf(first, {}), context, values);
    if (values.from !== undefined) {
      const { askRound } = await import("./ask-round.ts");
      await askRound(io, { sessionOf, keeper, about, values, reading });
    } else if (values.loop) {
      const { runKiosk } = await import("../survey/kiosk.ts");
      const onKey = (listener: () => void): (() => void) => {
        terminal.input.on("data", listener);
        return () => terminal.input.off("data", listener);
      };
      await runKiosk(sessionOf(about), { idle: values.idle ?? IDLE, onKey, signal });
    } else await conduct(sessionOf(about));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    await keeper.tellNotes(io);
    await tellStopped(io, keeper);
    return signal.aborted ? (signal.reason as number) : EXIT.interrupted;
  }
  await keeper.tellNotes(io);
  if (values.format !== undefined) await printKept(io, keeper, 1, values.format);
  return EXIT.done;
};

const tellStopped = (io: Io, { kept, path }: Keeper): Promise<void> => {
  const count = new Set(kept.map(({ response_id }) => response_id)).size;
  return tellProblem(io, "cs-metrics", { code: "survey-stopped", facts: { count, file: path } });
};
