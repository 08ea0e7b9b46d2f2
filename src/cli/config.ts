import { findConfigs, type Places, settingVariables } from "../config/find.ts";
import type { CommandName } from "./commands/index.ts";
import type { FileReading } from "../report/reading.ts";
import { isProblem, ProblemError } from "../text/problem.ts";
import type { Io } from "./io.ts";
import { ownProfiles, profileRules } from "./own-profiles.ts";
import type { Format } from "./report-flags.ts";

/** The values of flags, filled up from config and environment where they were not given. */
export interface Configured<Values> {
  readonly values: Values;
  /** Flag → where its value comes from, to be named in messages instead of it. */
  readonly places: Readonly<Record<string, string>>;
  /** How a config has files read. */
  readonly reading: FileReading;
  /** Of a report, where neither `--format` nor the name of its file says it. */
  readonly format?: Format;
  /** What pseudonyms are made with. */
  readonly pseudonymKey?: string;
}

/** No config says anything of files. */
export const NO_READING: FileReading = { rules: [], words: null };

/** Without config files there may still be profiles of the user's own. */
const readingWithoutConfig = async (io: Io): Promise<FileReading> => {
  const profiles = await ownProfiles(io);
  return profiles.length === 0 ? NO_READING : { ...NO_READING, rules: profileRules(profiles), profiles };
};

/** Runs something with values that a config may have filled in; problems with one of them name the config instead of the flag. */
export const blaming = async <T>(places: Configured<unknown>["places"], work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { code, facts } = error.problem;
    const place = places[String(facts.flag)];
    throw place === undefined ? error : new ProblemError(error.exit, code, { ...facts, flag: place }, { cause: error });
  }
};

/** Nobody's folder: where the system does not know the user. */
const homeOf = (io: Io): string | null => {
  try {
    return io.machine.home || null;
  } catch {
    return null;
  }
};

/** Where to look for config files. */
export const placesOf = (io: Io): Places => ({ cwd: io.cwd, env: io.env, platform: io.machine.platform, home: homeOf(io) });

/**
 * What flags, environment and config files say together. A run without config and variables pays for a few looks at folders. Throws exit 2
 * with everything that is wrong with the configuration.
 */
export const configured = async <Values extends { readonly config?: string }>(
  io: Io,
  command: CommandName,
  values: Values,
): Promise<Configured<Values>> => {
  if (values.config === undefined && settingVariables(io.env).length === 0) {
    const { project, user } = findConfigs(placesOf(io));
    if (project.length + user.length === 0) return { values, places: {}, reading: await readingWithoutConfig(io) };
  }
  const { applyConfig } = await import("./apply-config.ts");
  return applyConfig(io, command, values);
};
