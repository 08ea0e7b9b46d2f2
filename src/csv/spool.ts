import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";

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
    throw new ProblemError(4, "spool-failed", { folder, reason: errorCode(cause) }, { cause });
  }
  try {
    for await (const chunk of guarded(name, source)) await handle.appendFile(chunk);
    return handle;
  } catch (cause) {
    await handle.close();
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(4, "spool-failed", { folder, reason: errorCode(cause) }, { cause });
  }
}

/** Tells failures of the source from failures to write. */
async function* guarded(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new ProblemError(3, "unreadable-file", { file: name, reason: errorCode(cause) }, { cause });
  }
}
