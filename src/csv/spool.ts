import { randomUUID } from "node:crypto";
import { appendFileSync, closeSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";

/**
 * Copies what can be read only once to a temporary file that has no name any more, so that it can be read again and vanishes with the
 * process. Resolves to its descriptor. Throws exit 4 when the folder for temporary files cannot be used, exit 3 when the source cannot be read.
 */
export async function spool(name: string, source: AsyncIterable<Uint8Array>, folder: string): Promise<number> {
  const path = join(folder, `cs-metrics-${randomUUID()}`);
  let file: number;
  try {
    file = openSync(path, "wx+", 0o600);
    unlinkSync(path);
  } catch (cause) {
    throw new ProblemError(4, "spool-failed", { folder, reason: errorCode(cause) }, { cause });
  }
  try {
    for await (const chunk of guarded(name, source)) appendFileSync(file, chunk);
    return file;
  } catch (cause) {
    closeSync(file);
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(4, "spool-failed", { folder, reason: errorCode(cause) }, { cause });
  }
}

/** Tells failures of the source from failures to write. */
async function* guarded(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(3, "unreadable-file", { file: name, reason: errorCode(cause) }, { cause });
  }
}
