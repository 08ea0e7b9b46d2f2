import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import type { StorePlace } from "../store/env.ts";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { besideStore, earlierAnswers } from "./answers-env.ts";
import type { Io } from "./io.ts";
import { lockedFile } from "./store-lock.ts";
import { storePlace } from "./store-place.ts";

/** Where the answers of surveys go: into a store, by way of a file beside it, which takes them whatever the store is busy with. */
export interface AnswersHome {
  readonly place: StorePlace;
  /** The file beside the store. */
  readonly file: string;
  /** The file that earlier versions kept answers in, and may add to again; null = its answers belong to another store. */
  readonly earlier: string | null;
}

/** Files with answers that the store is to take in, the older first; a copy is kept of what earlier versions wrote. */
export const filesOf = ({ file, earlier }: AnswersHome): { readonly path: string; readonly keepsCopy: boolean }[] => [
  ...(earlier === null ? [] : [{ path: earlier, keepsCopy: true }]),
  { path: file, keepsCopy: false },
];

const earlierFile = (io: Io): string | null => {
  try {
    return earlierAnswers(io);
  } catch {
    // Of somebody without a home folder.
    return null;
  }
};

/** Beside the store itself, not beside a link to it. */
const fileOf = (io: Io, place: StorePlace): string => {
  try {
    return besideStore(lockedFile(io, place));
  } catch {
    // Whoever writes there tells what is wrong with its folder.
    return besideStore(resolve(io.cwd, place.path));
  }
};

/**
 * Where the answers of a store go. `isNamed`: the command line names it, so that it need not be the user's own one, which the answers of
 * earlier versions belong to. Throws exit 4.
 */
export const answersHome = (io: Io, place: StorePlace, isNamed: boolean): AnswersHome => {
  const earlier = earlierFile(io);
  const isOwn = !isNamed || (earlier !== null && resolve(io.cwd, place.path) === resolve(storePlace(io, undefined).path));
  return { place, file: fileOf(io, place), earlier: isOwn ? earlier : null };
};

/** Flags that say where answers are kept. */
interface Where {
  readonly to?: string;
  readonly db?: string;
}

/** The file that was asked for, else the store: a flag goes before what a config says. Throws exit 2. */
export const answersPlace = (io: Io, given: Where, { to, db }: Where): string | AnswersHome => {
  if (given.to !== undefined && given.db !== undefined) throw new ProblemError(2, "flags-exclude", { flags: ["--to", "--db"] });
  if (to !== undefined && given.db === undefined) return to;
  return answersHome(io, storePlace(io, db), given.db !== undefined);
};

const MAGIC = "SQLite format 3\0";

/** A look at what is to be a store, without the database: throws exit 4 for what is none. What cannot be read now is for later to say. */
export const checkStore = (io: Pick<Io, "cwd">, { path, name }: StorePlace): void => {
  const head = Buffer.alloc(MAGIC.length);
  let length = 0;
  try {
    const opened = openSync(resolve(io.cwd, path), "r");
    try {
      length = readSync(opened, head, 0, head.length, 0);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (errorCode(error) === "EISDIR") throw new ProblemError(4, "store-foreign", { file: name }, { cause: error });
    return;
  }
  if (length > 0 && head.toString("latin1") !== MAGIC) throw new ProblemError(4, "store-damaged", { file: name });
};
