import { access, mkdir, readdir, readFile, rename, rm, rmdir, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../text/system-error.ts";
import type { AnswersEnv } from "./env.ts";
import { isGone, isSignature, mayTakeFrom, type Owner, ownerNamed, sign, WATCHED } from "./owner.ts";

export interface Lock {
  /** False when another process took it, believing this one dead: nothing may be written any more. */
  held(): Promise<boolean>;
  release(): Promise<void>;
  /** Shows others that its owner is alive. */
  beat(): Promise<void>;
}

/**
 * Says whether a lock may be taken from its owner, who gave the last sign of life at `beaten` (epoch milliseconds by the file system), and
 * was watched holding it without a further one for some milliseconds.
 */
type Rule = (owner: string, env: LockEnv, watched: number, beaten: number) => boolean;

type LockEnv = Pick<AnswersEnv, "pid" | "host" | "isAlive">;

/** What moving onto a lock that is held fails with; the last three are Windows'. */
const HELD = ["ENOTEMPTY", "EEXIST", "EPERM", "EACCES", "EBUSY"];

/** Whether it could be moved; false when somebody stands in the way. */
const moved = async (from: string, to: string, inTheWay: readonly string[]): Promise<boolean> => {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (inTheWay.includes(errorCode(error))) return false;
    throw error;
  }
};

/** The owner's signature; null when there is none, in which case an empty lock is cleared away. */
const signatureIn = async (path: string): Promise<string | null> => {
  let entries: string[];
  try {
    entries = await readdir(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
  const owner = entries.find(isSignature);
  if (owner !== undefined) return owner;
  for (const entry of entries) await rm(join(path, entry), { recursive: true, force: true });
  // Fails where an owner has moved in meanwhile, as it should.
  await rmdir(path).catch(() => undefined);
  return null;
};

const folderOf = (file: string): string => join(dirname(file), `.${basename(file)}.lock`);

/** Longest silence of an owner that is taken for alive, in milliseconds. */
const LONGEST_SILENCE = 5 * 60_000;

/**
 * For work that takes long and shows that it goes on: free where its owner ended or has been silent for minutes. A clock that was set does
 * not make a silence: whoever lives is soon heard of while it is waited for.
 */
export const whenSilent: Rule = (signature, env, watched, beaten) => {
  const owner = ownerNamed(signature);
  if (owner !== null && isGone(owner, env) === true) return true;
  return watched >= WATCHED && Math.abs(Date.now() - beaten) > LONGEST_SILENCE;
};

/** Who holds the lock of a file, with the name of the machine; null = nobody. */
export const holderOf = async (file: string): Promise<(Owner & { readonly machine: string }) | null> => {
  const folder = folderOf(file);
  const entries = await readdir(folder).catch((): string[] => []);
  const owner = entries.find(isSignature);
  if (owner === undefined) return null;
  const machine = await readFile(join(folder, owner), "utf8").catch(() => "");
  return { ...ownerNamed(owner)!, machine };
};

/**
 * Keeps other processes of this program from writing to a file. The lock is a folder beside it that holds one file, named by its owner's
 * signature. Moves of the file system are all it rests on: a folder made ready elsewhere moves onto the lock only when that is absent or
 * empty; of many who want a dead owner's lock, one can still move that owner's file; and releasing removes the owner's own file first, so
 * that a lock lost to another is left alone. At no moment does an empty folder count as held.
 *
 * Null when it could not be had for `patience` milliseconds; throws the system's error where the folder takes no lock.
 */
export const takeLock = async (
  file: string,
  env: LockEnv,
  patience: number,
  mayTake: Rule = (owner, machine, watched) => mayTakeFrom(owner, machine, watched),
): Promise<Lock | null> => {
  const path = folderOf(file);
  const signature = sign(env);
  const ready = `${path}-${signature}`;
  const lock: Lock = {
    held: () =>
      access(join(path, signature)).then(
        () => true,
        () => false,
      ),
    async beat() {
      const now = new Date();
      await utimes(join(path, signature), now, now).catch(() => undefined);
    },
    async release() {
      try {
        await unlink(join(path, signature));
        await rmdir(path);
      } catch {
        // Taken over or entered by another; or an end of the disk that the next owner will see.
      }
    },
  };
  await mkdir(ready);
  try {
    await writeFile(join(ready, signature), env.host, { flag: "wx" });
    const start = performance.now();
    let watched = { owner: "", beaten: 0, since: start };
    for (;;) {
      if (await moved(ready, path, HELD)) return lock;
      const owner = await signatureIn(path);
      const now = performance.now();
      if (owner !== null) {
        const beaten = await stat(join(path, owner)).then(
          ({ mtimeMs }) => mtimeMs,
          () => watched.beaten,
        );
        if (owner !== watched.owner || beaten !== watched.beaten) watched = { owner, beaten, since: now };
        const free = mayTake(owner, env, now - watched.since, beaten);
        if (free && (await moved(join(path, owner), join(path, signature), [...HELD, "ENOENT"]))) {
          await writeFile(join(path, signature), env.host);
          return lock;
        }
      }
      if (now - start >= patience) return null;
      await sleep(5 + Math.random() * 45);
    }
  } finally {
    await rm(ready, { recursive: true, force: true });
  }
};
