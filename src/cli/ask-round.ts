import type { FileReading } from "../report/reading.ts";
import type { Session } from "../survey/conduct.ts";
import type { Context } from "../survey/model.ts";
import { chooseCandidates } from "../survey/round/candidates.ts";
import { runRound } from "../survey/round/round.ts";
import { VERSION } from "../text/version.ts";
import { advising } from "./advising.ts";
import type { Io } from "./io.ts";
import type { Keeper } from "./keeper.ts";
import { tellProblem } from "./print.ts";
import { makeProgress } from "./progress.ts";
import { toRequest } from "./request.ts";
import type { SurveyValues } from "./survey-flags.ts";

export interface RoundSetting {
  readonly sessionOf: (about: Context) => Session;
  readonly keeper: Keeper;
  /** What is known of all conversations, from flags. */
  readonly about: Context;
  readonly values: SurveyValues;
  /** How a config has the files read. */
  readonly reading: FileReading;
}

/** 30 days, in milliseconds. */
const AGAIN_AFTER = 30 * 864e5;

/** Asks about the solved, unrated tickets of an export, one customer after the other. Rejects with `Stopped` when the agent leaves. */
export const askRound = async (io: Io, { sessionOf, keeper, about, values, reading: rules }: RoundSetting): Promise<void> => {
  const from = values.from!;
  const { survey } = sessionOf(about);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const answers = await keeper.known();
  const { where, period, since, until, map, profile, "date-format": dateFormat, tz, delimiter, encoding } = values;
  const reading = { where, period, since, until, map, profile, "date-format": dateFormat, tz, delimiter, encoding };
  const progress = makeProgress(io, values.quiet ?? false);
  const round = await advising(`cs-metrics survey ${survey.name} --from`, () =>
    chooseCandidates(
      {
        rows: toRequest([from], reading, "table", rules),
        survey,
        sample: values.sample ?? null,
        againAfter: values["again-after"] ?? AGAIN_AFTER,
        answers,
      },
      { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report },
    ),
  ).finally(progress.finish);
  if (!values.quiet) for (const notice of round.notices) await tellProblem(io, "note", notice);
  await runRound({ ...round, about, language: survey.language, sessionOf });
};
