import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { AnswersEnv } from "./env.ts";
import { mark } from "./owner.ts";

/** The file that answers belong in. */
export interface Target {
  /** As it was named. */
  readonly shown: string;
  /** Absolute and without links, so that everybody who means the file waits at the same lock. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** Stands for the path in names of files that are kept elsewhere. */
  readonly mark: string;
  /** Where answers may be set aside, the best place first: beside the file, in the user's data, among temporary files. */
  readonly places: readonly string[];
  /** The second of these, which need not exist yet. */
  readonly dataFolder: string;
}

/** Links undone as far as the path exists. */
const real = async (path: string): Promise<string> => {
  const found = await realpath(path).catch(() => null);
  if (found !== null) return found;
  const parent = dirname(path);
  return parent === path ? path : join(await real(parent), basename(path));
};

/** The file itself need not exist. */
export const locate = async (shown: string, env: Pick<AnswersEnv, "cwd" | "dataFolder" | "tmpdir">): Promise<Target> => {
  const path = await real(resolve(env.cwd, shown));
  const folder = dirname(path);
  const dataFolder = await real(resolve(env.cwd, env.dataFolder));
  const places = [...new Set([folder, dataFolder, await real(env.tmpdir)])];
  return { shown, path, folder, name: basename(path), mark: mark(path), places, dataFolder };
};
