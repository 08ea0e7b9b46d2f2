import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { StorePlace } from "../store/env.ts";
import { ProblemError } from "../text/problem.ts";
import { earlierAnswers } from "./answers-env.ts";
import type { Io } from "./io.ts";
import { mayWait } from "./with-answers.ts";

const NAME = "metrics.db";

/** Of the user, whom a bare environment may not know. */
const dataFolder = (io: Io): string => {
  try {
    return dirname(earlierAnswers(io));
  } catch (error) {
    throw new ProblemError(4, "store-nowhere", {}, { cause: error });
  }
};

/** The store: `--db`, by flag or config, else the one in the user's data folder. */
export const storePlace = (io: Io, db: string | undefined): StorePlace => {
  const path = db ?? join(dataFolder(io), NAME);
  return { path, name: db === undefined ? basename(path) : db };
};

/** Flags of files, which a store without files beside it has no use for. */
const OF_FILES = ["map", "profile", "date-format", "delimiter", "encoding", "rejects", "hash"] as const;

/**
 * The store that a report reads: without files the one there is, beside files only one that is asked for on the command line. Throws exit 2
 * where there is neither a file nor a store, and for flags of files without one.
 */
export const storeToRead = (
  io: Io,
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
  configured: string | undefined,
  command = "report",
): StorePlace | undefined => {
  if (files.length > 0) return given["db"] === undefined ? undefined : storePlace(io, configured);
  const place = storePlace(io, configured);
  if (configured === undefined && !existsSync(resolve(io.cwd, place.path)) && !mayWait(io, place)) {
    throw new ProblemError(2, "no-files", { command, piped: !io.stdin.isTTY, store: true });
  }
  const flag = OF_FILES.find((name) => given[name] !== undefined);
  if (flag !== undefined) throw new ProblemError(2, "store-has-no-file", { flag: `--${flag}`, store: place.name });
  return place;
};
