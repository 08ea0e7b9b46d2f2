import { constants, copyFile, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { errorCode } from "../text/system-error.ts";
import type { AnswersEnv } from "./env.ts";
import { hiddenPath } from "./siblings.ts";

/** For files outside the folder their owner chose: nobody else's business. */
export const PRIVATE = 0o600;
const SHARED = 0o666;

/** Whether anything bears this name. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => errorCode(error) !== "ENOENT",
  );

/** Size of a regular file; null = there is none. Throws the system's error, and EISDIR or ENODEV for what is no file. */
export const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return stats.size;
    throw Object.assign(new Error("no file"), { code: stats.isDirectory() ? "EISDIR" : "ENODEV" });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
};

/** The bytes from `from` to `until`, or to the end. */
export const readStretch = async (path: string, from: number, until: number): Promise<Buffer> => {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.allocUnsafe(Math.max(0, until - from));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
};

/** So that the name of a new file outlives a power cut. Not every system can. */
export const syncFolder = async (folder: string): Promise<void> => {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders; the file itself is on the disk.
  }
};

/**
 * Writes behind the `size` bytes that the file has, or makes it (null), and resolves when the disk has them. On failure the file is as it
 * was. Always at the end, so that what another program wrote meanwhile stays.
 */
export const appendBytes = async (path: string, size: number | null, bytes: Buffer, mode = SHARED): Promise<void> => {
  const file = await open(path, size === null ? "ax" : "a", mode);
  try {
    let written = 0;
    while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
    await file.sync();
  } catch (error) {
    await (size === null ? rm(path, { force: true }) : cutTo(path, size)).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  if (size === null) await syncFolder(dirname(path));
};

/** Drops what follows the first `size` bytes. */
export const cutTo = async (path: string, size: number): Promise<void> => {
  const file = await open(path, "r+");
  try {
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Puts new content in place of a file, or makes it; a reader sees the old file or the new one, never a part. */
export const replaceFile = async (path: string, bytes: string | Buffer, env: AnswersEnv): Promise<void> => {
  const old = await stat(path).catch(() => null);
  const next = hiddenPath(dirname(path), basename(path).replace(/^\./u, ""), "new", env);
  try {
    const file = await open(next, "wx", old === null ? PRIVATE : SHARED);
    try {
      if (old !== null) await file.chmod(old.mode & 0o7777);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
};

/** A copy that outlives a power cut, under a name that nothing has yet. */
export const keepCopy = async (path: string, copy: string): Promise<void> => {
  await copyFile(path, copy, constants.COPYFILE_EXCL);
  const file = await open(copy, "r+");
  await file.sync().finally(() => file.close());
  await syncFolder(dirname(copy));
};
