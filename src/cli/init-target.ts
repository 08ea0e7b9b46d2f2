import { constants, copyFileSync, existsSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { findConfigs } from "../config/find.ts";
import { configText } from "../config/read.ts";
import type { ConfigFormat } from "../config/write.ts";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { showFrom } from "./apply-config.ts";
import { placesOf } from "./config.ts";
import type { InitValues } from "./init-flags.ts";
import type { Io } from "./io.ts";
import { writeFile } from "./write-file.ts";

/** The config file to write. */
export interface Target {
  readonly path: string;
  /** As people are shown it. */
  readonly file: string;
  readonly format: ConfigFormat;
  /** What it says by now, and what is added to; null = there is none, or it is to be begun anew. */
  readonly text: string | null;
  /** Files to be kept under another name, as they would count beside the new one. */
  readonly replaced: readonly string[];
}

const formatOf = (path: string): ConfigFormat => (/\.ya?ml$/iu.test(path) ? "yaml" : "json");

/** A file that cannot be read is told by whoever reads the settings. */
const textOf = (path: string): string | null => {
  try {
    return configText(path);
  } catch {
    return null;
  }
};

/**
 * The project's config if there is one, as one in a folder below would hide it; else a new one in the working directory. Throws exit 2,
 * "init-other-format".
 */
export const findTarget = (io: Io, { format, force }: InitValues): Target => {
  const show = showFrom(io.cwd);
  const { project } = findConfigs(placesOf(io));
  const [existing] = project;
  if (existing === undefined || force === true) {
    const path = join(io.cwd, `cs-metrics.config.${format ?? "json"}`);
    const replaced = project.filter((one) => dirname(one) === io.cwd);
    return { path, file: show(path), format: format ?? "json", text: null, replaced };
  }
  const found = formatOf(existing);
  if (format !== undefined && format !== found) throw new ProblemError(2, "init-other-format", { file: show(existing), format });
  return { path: existing, file: show(existing), format: found, text: textOf(existing), replaced: [] };
};

/** A name that is free: `name.bak`, `name.bak2`. */
const backupOf = (path: string): string => {
  for (let count = 1; ; count++) {
    const name = `${path}.bak${count === 1 ? "" : count}`;
    if (!existsSync(name)) return name;
  }
};

/** Writes the config, whole or not at all; resolves to the names under which old ones are kept. Throws exit 2 "init-changed", exit 4. */
export const writeTarget = async (io: Io, { path, file, text, replaced }: Target, written: string): Promise<string[]> => {
  const now = replaced.includes(path) ? null : existsSync(path) ? textOf(path) : null;
  if (now !== text) throw new ProblemError(2, "init-changed", { file });
  const backups = new Map(replaced.map((one) => [one, backupOf(one)]));
  const move = (one: string, how: (from: string, to: string) => void): void => {
    const to = backups.get(one);
    try {
      if (to !== undefined) how(one, to);
    } catch (error) {
      throw new ProblemError(4, "output-failed", { file: basename(to!), reason: errorCode(error), existed: false }, { cause: error });
    }
  };
  move(path, (from, to) => copyFileSync(from, to, constants.COPYFILE_EXCL));
  await writeFile(io, path, written);
  // Only now: until the new one is there, the old ones count.
  for (const one of replaced) if (one !== path) move(one, renameSync);
  return [...backups.values()].map((name) => basename(name));
};
