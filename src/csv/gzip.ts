import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ProblemError } from "../text/problem.ts";

/** Unpacks gzip, in pieces of at most `size` bytes. Throws exit 3 when the data are damaged or cut off. */
export async function* gunzip(name: string, stored: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: size });
  const done = pipeline(copies(stored), unpacked).catch(() => {});
  try {
    yield* unpacked;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (!code.startsWith("Z_")) throw cause;
    throw new ProblemError(3, "damaged-gzip", { file: name, cut: code === "Z_BUF_ERROR" }, { cause });
  } finally {
    unpacked.destroy();
    await done;
  }
}

/** Pieces that stay valid while zlib works on them beside the next read. */
async function* copies(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of stored) yield Buffer.from(piece);
}
