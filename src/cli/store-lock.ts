import { mkdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { holderOf, type Lock, takeLock, whenSilent } from "../answers/lock.ts";
import { leftBehind } from "../answers/siblings.ts";
import type { StorePlace } from "../store/env.ts";
import { guarded } from "../store/failure.ts";
import { ProblemError } from "../text/problem.ts";
import type { Io } from "./io.ts";

/** Milliseconds to wait for another run. */
const PATIENCE = 10_000;

/** Milliseconds between two signs of life. */
const BEAT = 1000;

/** Where the lock stands: beside the file itself, not beside a link to it. */
export const lockedFile = (io: Pick<Io, "cwd">, { path }: StorePlace): string => {
  const named = resolve(io.cwd, path);
  const known = statSync(named, { throwIfNoEntry: false });
  return known === undefined ? named : realpathSync(named);
};

const take = async (io: Io, file: string, patience: number): Promise<Lock | null> => {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(file, io.machine, patience, (...about) => {
    io.signal?.throwIfAborted();
    return whenSilent(...about);
  });
  const { litter } = await leftBehind({ folder, name: basename(file) }, io.machine);
  for (const path of litter) rmSync(path, { recursive: true, force: true });
  return lock;
};

/** Does something to a store that no other run is to do meanwhile. Throws exit 4 where another one does, and says who. */
export const holdingStore = async <Result>(
  io: Io,
  place: StorePlace,
  work: () => Promise<Result>,
  patience = PATIENCE,
): Promise<Result> => {
  const taken = await guardedTake(io, place, patience);
  if (taken === null) return work();
  const { file, lock } = taken;
  if (lock === null) {
    const holder = await holderOf(file);
    throw new ProblemError(4, "store-held", {
      file: place.name,
      pid: holder?.pid ?? null,
      host: holder?.machine ?? null,
      since: holder === null ? null : new Date(holder.since).toISOString(),
    });
  }
  const beat = setInterval(() => void lock.beat(), BEAT);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await lock.release();
  }
};

interface Taken {
  readonly file: string;
  /** Null = another run has it. */
  readonly lock: Lock | null;
}

/** Null where there is a folder instead of a store, which is for those to say who open it. */
const guardedTake = async (io: Io, place: StorePlace, patience: number): Promise<Taken | null> => {
  try {
    const file = lockedFile(io, place);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) return null;
    return { file, lock: await take(io, file, patience) };
  } catch (error) {
    return guarded(place.name, () => {
      throw error;
    });
  }
};
