import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { StorePlace } from "../store/env.ts";
import { ProblemError } from "../text/problem.ts";
import { answersPath } from "./answers-env.ts";
import type { Io } from "./io.ts";

const NAME = "metrics.db";

/** The store: `--db`, by flag or config, else the one in the user's data folder. */
export const storePlace = (io: Io, db: string | undefined): StorePlace => {
  const path = db ?? join(dirname(answersPath(io, undefined)), NAME);
  return { path, name: db === undefined ? basename(path) : db };
};

/**
 * The store that a report reads: without files the one there is, beside files only one that is asked for on the command line. Throws exit 2
 * where there is neither a file nor a store.
 */
export const storeToRead = (
  io: Io,
  files: readonly string[],
  given: string | undefined,
  configured: string | undefined,
): StorePlace | undefined => {
  if (files.length > 0) return given === undefined ? undefined : storePlace(io, given);
  const place = storePlace(io, configured);
  if (configured !== undefined || existsSync(resolve(io.cwd, place.path))) return place;
  throw new ProblemError(2, "no-files", { command: "report", piped: !io.stdin.isTTY, store: true });
};
