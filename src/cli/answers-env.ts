import { dirname } from "node:path";
import type { AnswersEnv } from "../answers/env.ts";
import { defaultAnswersPath } from "../answers/place.ts";
import type { Io } from "./io.ts";

/** The file in the user's data folder that earlier versions kept answers in. Throws where nobody's home folder is known. */
export const earlierAnswers = (io: Io): string => defaultAnswersPath(io.env, io.machine.platform, io.machine.home);

/** The file that takes answers for a store. */
export const besideStore = (path: string): string => `${path}-answers.csv`;

/** Of somebody without a home folder, the place for temporary files. */
export const dataFolderOf = (io: Io): string => {
  try {
    return dirname(earlierAnswers(io));
  } catch {
    return io.tmpdir;
  }
};

/** What the answers room needs to know of the world. */
export const answersEnv = (io: Io): AnswersEnv => {
  const { cwd, tmpdir, now, machine } = io;
  const { pid, host, isAlive } = machine;
  return { cwd, tmpdir, now, pid, host, isAlive, dataFolder: dataFolderOf(io) };
};
