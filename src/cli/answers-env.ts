import { dirname } from "node:path";
import type { AnswersEnv } from "../answers/env.ts";
import { defaultAnswersPath } from "../answers/place.ts";
import type { Io } from "./io.ts";

/** The answers file: `--to`, else the one in the user's data folder. */
export const answersPath = (io: Io, to: string | undefined): string =>
  to ?? defaultAnswersPath(io.env, io.machine.platform, io.machine.home);

/** Of somebody without a home folder, the place for temporary files. */
const dataFolderOf = (io: Io): string => {
  try {
    return dirname(answersPath(io, undefined));
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
