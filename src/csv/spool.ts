import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ProblemError } from "../text/problem.ts";

/**
 * Copies what can be read only once to a temporary file that has no name any more, so that it can be read again and vanishes with the
 * process. Throws exit 4 when the folder for temporary files cannot be used, exit 3 when the source cannot be read.
 */
export async function spool(name: string, source: AsyncIterable<Uint8Array>, folder: string): Promise<FileHandle> {
  const path = join(folder, `cs-metrics-${randomUUID()}`);
  let handle: FileHandle;
  try {
    handle = await open(path, "wx+", 0o600);
    await unlink(path);
  } catch (cause) {
    throw new ProblemError(4, "spool-failed", { folder, reason: reasonOf(cause) }, { cause });
  }
  try {
    await pipeline(guarded(name, source), handle.createWriteStream({ autoClose: false }));
    return handle;
  } catch (cause) {
    await handle.close();
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(4, "spool-failed", { folder, reason: reasonOf(cause) }, { cause });
  }
}

/** Tells failures of the source from failures to write. */
async function* guarded(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new ProblemError(3, "unreadable-file", { file: name, reason: reasonOf(cause) }, { cause });
  }
}

/** Words for the errors of the file system that a person can do something about; the code otherwise. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (code || String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  ENOTDIR: "it is no folder",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "it cannot be written to",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a folder",
  EIO: "the disk reports an error",
};
