import { ProblemError } from "../../text/problem.ts";
import { findSurvey, inLanguage, SURVEY_NAMES, type SurveyDefinition } from "../../survey/definition/index.ts";
import type { Context, Survey } from "../../survey/model.ts";
import { quoteFile } from "../../text/quote.ts";
import { similar } from "../../text/suggest.ts";
import { advising } from "../advising.ts";
import { answersPlace } from "../answers-home.ts";
import { canAsk } from "../can-ask.ts";
import type { Io } from "../io.ts";
import { print } from "../print.ts";
import { CONTEXT_FLAGS, type SurveyValues } from "../survey-flags.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";

type Flag = keyof SurveyValues;

const ROUND: readonly Flag[] = [
  "where",
  "period",
  "since",
  "until",
  "sample",
  "again-after",
  "map",
  "profile",
  "date-format",
  "tz",
  "delimiter",
  "encoding",
];

/** Flags that mean nothing without another. */
const NEEDS: Readonly<Partial<Record<Flag, Flag>>> = {
  ...Object.fromEntries(ROUND.map((flag) => [flag, "from"])),
  comment: "score",
  idle: "loop",
};

/** Ways to take answers: one a run. */
const WAYS: readonly Flag[] = ["score", "answers", "from", "loop"];

const checkFlags = (values: SurveyValues): void => {
  const ways = WAYS.filter((flag) => values[flag] !== undefined);
  if (ways.length > 1) throw new ProblemError(2, "flags-exclude", { flags: ways.slice(0, 2).map((flag) => `--${flag}`) });
  for (const [flag, needed] of Object.entries(NEEDS) as [Flag, Flag][]) {
    if (values[flag] !== undefined && values[needed] === undefined)
      throw new ProblemError(2, "flag-needs-flag", { flag: `--${flag}`, needed: `--${needed}` });
  }
};

/** A survey by name, else by file. */
const findDefinition = async (io: Io, name: string): Promise<SurveyDefinition> => {
  const known = findSurvey(name.toLowerCase());
  if (known !== undefined) return known;
  if (!/[./\\]/u.test(name)) {
    const { existsSync } = await import("node:fs");
    const { resolve } = await import("node:path");
    if (!existsSync(resolve(io.cwd, name)))
      throw new ProblemError(2, "unknown-survey", { name, similar: similar(name, SURVEY_NAMES), surveys: SURVEY_NAMES });
  }
  const { readSurveyText } = await import("../../survey/files.ts");
  const { parseSurveyFile } = await import("../../survey/definition/file.ts");
  return parseSurveyFile(await advising("cs-metrics survey", () => readSurveyText(name, io.cwd)), name);
};

const contextOf = (values: SurveyValues): Context => {
  const given = Object.entries(CONTEXT_FLAGS).map(([flag, column]) => [column, values[flag as keyof typeof CONTEXT_FLAGS]]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Context;
};

const inWords = (definition: SurveyDefinition, values: SurveyValues, context: Context): Survey => ({
  ...inLanguage(definition, {
    language: values.language ?? definition.languages[0],
    company: values.company ?? null,
    agent: context.agent ?? null,
    customer: context.customer ?? null,
    ticket: context.ticket_id ?? null,
    aloud: values.script ?? false,
  }),
  withoutCustomer: values.anonymous ?? false,
});

/** `survey check FILE`, `survey preview NAME`. */
const show = async (io: Io, verb: "check" | "preview", name: string, values: SurveyValues): Promise<number> => {
  const definition = await findDefinition(io, name);
  if (verb === "check") {
    const { sanitize } = await import("../../text/sanitize.ts");
    const count = inWords(definition, values, {}).questions.length;
    const many = count === 1 ? "1 question" : `${count} questions`;
    await print(io, `${sanitize(name)}: fine; ${many}, in ${definition.languages.join(", ")}\n`);
    return EXIT.done;
  }
  const { previewText } = await import("../../survey/preview.ts");
  await print(io, previewText(inWords(definition, values, {}), io.stdout.columns ?? 80));
  return EXIT.done;
};

/** `cs-metrics survey`: asks in the terminal or takes answers from flags and files, and keeps them. Resolves to the exit code. */
export const runSurveyCommand = async (io: Io, words: readonly string[], given: SurveyValues): Promise<number> => {
  const [first, ...rest] = words;
  if (first === undefined) throw new ProblemError(2, "survey-which", { surveys: SURVEY_NAMES });
  const { values, reading, places } = await configured(io, "survey", given);
  if (first === "check" || first === "preview") {
    if (rest.length !== 1) throw new ProblemError(2, "survey-file-needed", { verb: first });
    return blaming(places, () => show(io, first, rest[0], values));
  }
  if (rest.length > 0) throw new ProblemError(2, "survey-one", { words: rest });
  checkFlags(given);
  const definition = await findDefinition(io, first);
  const context = contextOf(values);
  const wording = (about: Context): Survey => inWords(definition, values, about);
  // A language that the survey does not have is told once, with the place that says it.
  await blaming(places, () => Promise.resolve().then(() => wording(context)));
  const place = answersPlace(io, given, values);
  if (values.score !== undefined || values.answers !== undefined) {
    const { takeGiven } = await import("../take-given.ts");
    return takeGiven(io, wording(context), context, values, place);
  }
  if (!canAsk(io)) throw new ProblemError(2, "survey-needs-terminal", { survey: quoteFile(first) });
  const { askInTerminal } = await import("../ask-in-terminal.ts");
  return askInTerminal(io, { wording, context, values, reading, place });
};
