import { openInput } from "../csv/input.ts";
import { readTable } from "../csv/table.ts";
import { type GivenResponse, onlyScore, understandGiven } from "../survey/given.ts";
import { type GivenRecord, jsonRecords, tableRecords } from "../survey/given-records.ts";
import { expectedAnswer } from "../survey/given-values.ts";
import type { Context, Survey } from "../survey/model.ts";
import { responseId, rowsOf } from "../survey/response.ts";
import { ProblemError } from "../text/problem.ts";
import { advising } from "./advising.ts";
import type { AnswersHome } from "./answers-home.ts";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";
import { type Keeper, openKeeper } from "./keeper.ts";
import { tellProblem } from "./print.ts";
import { printKept } from "./print-kept.ts";
import { randomBytes } from "./random.ts";
import type { SurveyValues } from "./survey-flags.ts";

/** `--score N --comment TEXT`. Throws exit 2 where the survey has no such answer. */
const fromFlags = (survey: Survey, score: number, comment: string | undefined): GivenRecord => {
  const question = onlyScore(survey);
  if (question === undefined) throw new ProblemError(2, "score-of-several", { survey: survey.name });
  if (score < question.low || score > question.high)
    throw new ProblemError(2, "score-outside", { score, survey: survey.name, expected: expectedAnswer(question) });
  return {
    line: 1,
    values: new Map<string, unknown>([
      ["score", score],
      ["comment", comment],
    ]),
  };
};

/** JSON begins with a bracket or a brace; everything else is CSV. */
const looksLikeJson = (head: Uint8Array): boolean => /^\ufeff?\s*[[{]/u.test(new TextDecoder().decode(head.subarray(0, 256)));

const fromFile = async (io: Io, name: string, survey: string): Promise<GivenRecord[]> => {
  const { cwd, stdin, tmpdir } = io;
  const input = await advising(`cs-metrics survey ${survey} --answers`, () => openInput(name, { cwd, stdin, tmpdir, takesJson: true }));
  try {
    if (!looksLikeJson(input.head)) return tableRecords(await readTable(input, {}), name);
    const pieces: Buffer[] = [];
    for await (const piece of input.chunks(io.signal)) pieces.push(Buffer.from(piece));
    return jsonRecords(new TextDecoder().decode(Buffer.concat(pieces)), name);
  } finally {
    input.close();
  }
};

/** Leaves out what is kept already, so that a file given twice counts once. */
const withoutKnown = async (keeper: Keeper, given: readonly GivenResponse[]): Promise<readonly GivenResponse[]> => {
  if (given.every(({ id }) => id === null)) return given;
  const known = new Set((await keeper.known()).map(({ response_id }) => response_id));
  return given.filter(({ id }) => id === null || !known.has(id));
};

/** Keeps answers given by flags or in a file; all of them or, where one cannot be an answer, none. Resolves to the exit code. */
export const takeGiven = async (
  io: Io,
  survey: Survey,
  context: Context,
  values: SurveyValues,
  place: string | AnswersHome,
): Promise<number> => {
  const file = values.answers ?? "--score";
  const records =
    values.answers === undefined ? [fromFlags(survey, values.score!, values.comment)] : await fromFile(io, values.answers, survey.name);
  const { responses, ignored } = understandGiven(records, survey, file);
  const keeper = await openKeeper(io, place);
  const fresh = await withoutKnown(keeper, responses);
  const now = io.now();
  const rows = fresh.flatMap((given) =>
    rowsOf(survey, {
      ...given,
      id: given.id ?? responseId(survey.anonymous ? null : now, randomBytes),
      answeredAt: given.answeredAt ?? (given.complete === "yes" ? now : null),
      context: { ...context, ...(values.language === undefined ? {} : { language: values.language }), ...given.context },
    }),
  );
  // Another run may be given the same file at the same moment.
  await (fresh.every(({ id }) => id === null) ? keeper.keep(rows) : keeper.keepNew(rows));
  const saved = new Set(keeper.kept.map(({ response_id: id }) => id)).size;
  if (!values.quiet) {
    if (ignored.length > 0) await tellProblem(io, "note", { code: "answers-ignored", facts: { file, columns: ignored } });
    const already = responses.length - saved;
    if (already > 0) await tellProblem(io, "note", { code: "answers-already", facts: { count: already, file: keeper.path } });
  }
  await keeper.tellNotes(io);
  await printKept(io, keeper, saved, values.format);
  return EXIT.done;
};
