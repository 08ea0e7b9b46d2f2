import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isProblem, ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import type { Io } from "./io.ts";
import { pieces, type Text } from "./print.ts";

const existing = async (path: string): Promise<Stats | undefined> => {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** Milliseconds after which no run can still be writing to what it began. */
const ABANDONED = 24 * 3_600_000;

const isBegun = (name: string): boolean => /^\.cs-metrics-[0-9a-f]{12}\.tmp$/u.test(name);

/** Removes from a folder what runs left that were killed while they wrote. */
const clear = async (folder: string, now: number): Promise<void> => {
  for (const name of (await readdir(folder)).filter(isBegun)) {
    const path = join(folder, name);
    const { mtimeMs } = (await existing(path)) ?? { mtimeMs: now };
    if (now - mtimeMs > ABANDONED) await rm(path, { force: true });
  }
};

/** Writes beside the target and renames, so that a reader sees the old file or the new one, never a part. */
const replace = async (target: string, old: Stats | undefined, text: Text, signal: AbortSignal | undefined): Promise<void> => {
  const temporary = join(dirname(target), `.cs-metrics-${randomBytes(6).toString("hex")}.tmp`);
  const handle = await open(temporary, "wx", 0o666);
  try {
    try {
      if (old !== undefined) await handle.chmod(old.mode & 0o7777);
      for (const piece of pieces(text)) {
        signal?.throwIfAborted();
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // The output is written: a folder that cannot be listed, or files of others, are no reason to fail.
  await clear(dirname(target), Date.now()).catch(() => undefined);
};

/** Devices and named pipes are written to as they are: they have no content to keep and must not be replaced by a file. */
const writeThrough = async (target: string, text: Text): Promise<void> => {
  const handle = await open(target, "w");
  try {
    for (const piece of pieces(text)) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
};

/** Writes a whole file or nothing: on failure the old file stays and the run ends with exit 4. `path` is relative to the run's folder. */
export const writeFile = async (io: Io, path: string, text: Text): Promise<void> => {
  const named = resolve(io.cwd, path);
  let old: Stats | undefined;
  try {
    old = await existing(named);
    if (old === undefined) return await replace(named, old, text, io.signal);
    if (old.isFile()) return await replace(await realpath(named), old, text, io.signal);
    return await writeThrough(named, text);
  } catch (error) {
    // What fails while a piece is made is no failure of the output.
    if (io.signal?.aborted || isProblem(error) || errorCode(error) === "") throw error;
    throw new ProblemError(4, "output-failed", { file: path, reason: errorCode(error), existed: old?.isFile() ?? false }, { cause: error });
  }
};
