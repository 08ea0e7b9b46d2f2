// Nothing of node:fs/promises: the modules behind it cost a small report noticeable time.
import { closeSync, createReadStream, fstatSync, openSync, read, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { checkContent } from "./content.ts";
import { folderProblem, openProblem } from "./missing.ts";

/** What the outside gives to open an input. */
export interface InputEnv {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Folder for temporary files. */
  readonly tmpdir: string;
  /** JSON is as welcome as CSV. */
  readonly takesJson?: boolean;
}

/** A file, or standard input, that can be read any number of times. */
export interface Input {
  /** As given; `-` is standard input. */
  readonly name: string;
  /** Stored bytes. */
  readonly size: number | null;
  readonly compression: "gzip" | null;
  /** The first bytes (decompressed), `HEAD` at most. */
  readonly head: Uint8Array;
  /** `head` is all there is. */
  readonly complete: boolean;
  /** The content (decompressed) in pieces of about 1 MiB; a piece is valid until the next one is asked for. */
  chunks(signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Stored bytes read by the iteration that runs, for progress. */
  consumed(): number;
  /** A stretch of a plain file; null when the input is compressed. */
  window(position: number, length: number): Uint8Array | null;
  /** SHA-256 of the stored bytes, hexadecimal. */
  sha256(): Promise<string>;
  close(): void;
}

const readFile = promisify(read);

const CHUNK = 1 << 20;
/** Bytes looked at before anything is decided. */
export const HEAD = 256 << 10;
/** The list of entries of a zip is at its end. */
const TAIL = 64 << 10;

/**
 * Opens a file or `-`. Throws exit 3 for what cannot be used (missing, a folder, empty, binary, a workbook), exit 4 when there is no room
 * for what can be read only once.
 */
export async function openInput(name: string, env: InputEnv): Promise<Input> {
  const file = name === "-" ? await spooled(name, env.stdin, env) : await openFile(name, env);
  try {
    const input = new FileInput(name, file, fstatSync(file).size);
    await input.look(env.takesJson ?? false);
    return input;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Resolves to a file descriptor. */
async function openFile(name: string, env: InputEnv): Promise<number> {
  const path = resolve(env.cwd, name);
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw folderProblem(name, env.cwd);
    if (stats.isFile()) return openSync(path, "r");
  } catch (error) {
    throw error instanceof ProblemError ? error : openProblem(name, env.cwd, error);
  }
  // A named pipe, or `<(command)` of a shell.
  return spooled(name, createReadStream(path), env);
}

const spooled = async (name: string, source: AsyncIterable<Uint8Array>, { tmpdir }: InputEnv): Promise<number> =>
  (await import("./spool.ts")).spool(name, source, tmpdir);

class FileInput implements Input {
  readonly name: string;
  readonly size: number;
  compression: "gzip" | null = null;
  head: Uint8Array = new Uint8Array(0);
  complete = true;
  private readonly file: number;
  private done = 0;

  constructor(name: string, file: number, size: number) {
    this.name = name;
    this.file = file;
    this.size = size;
  }

  /** Reads the head and checks that it can be a table. */
  async look(takesJson: boolean): Promise<void> {
    const start = this.bytesAt(0, HEAD + 1);
    let head = start.subarray(0, HEAD);
    this.complete = start.length <= HEAD;
    if (start[0] === 0x1f && start[1] === 0x8b) {
      this.compression = "gzip";
      this.complete = true;
      head = Buffer.alloc(0);
      for await (const chunk of this.chunks()) {
        const room = HEAD - head.length;
        this.complete = chunk.length <= room;
        head = Buffer.concat([head, chunk.subarray(0, room)]);
        if (!this.complete) break;
      }
    }
    this.head = head;
    const isZip = head[0] === 0x50 && head[1] === 0x4b;
    const tail = isZip && !this.complete ? this.bytesAt(Math.max(0, this.size - TAIL), TAIL) : new Uint8Array(0);
    checkContent(this.name, head, this.complete, tail, takesJson);
  }

  async *chunks(signal?: AbortSignal): AsyncIterable<Uint8Array> {
    if (this.complete && this.head.length > 0) {
      signal?.throwIfAborted();
      this.done = this.size;
      yield this.head;
      return;
    }
    const stored = this.stored();
    const pieces = this.compression === null ? stored : (await import("./gzip.ts")).gunzip(this.name, stored, CHUNK);
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      yield piece;
    }
  }

  consumed(): number {
    return this.done;
  }

  window(position: number, length: number): Uint8Array | null {
    return this.compression === null ? this.bytesAt(position, length) : null;
  }

  async sha256(): Promise<string> {
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256");
    for await (const chunk of this.stored()) hash.update(chunk);
    return hash.digest("hex");
  }

  close(): void {
    closeSync(this.file);
  }

  /** The stored bytes in pieces; the next one is read while a piece is worked on. */
  private async *stored(): AsyncGenerator<Uint8Array> {
    const size = Math.min(CHUNK, Math.max(this.size, 1));
    let piece = Buffer.allocUnsafeSlow(size);
    let next = Buffer.allocUnsafeSlow(size);
    this.done = 0;
    let coming = this.readAt(next, 0);
    try {
      for (let position = 0; ;) {
        const bytes = await coming;
        if (bytes === 0) return;
        position += bytes;
        [piece, next] = [next, piece];
        coming = this.readAt(next, position);
        this.done = position;
        yield piece.subarray(0, bytes);
      }
    } finally {
      // The file is not closed under a read.
      await coming.catch(() => undefined);
    }
  }

  /** Reads at a position what is there at once; resolves to the number of bytes, 0 at the end of the file. */
  private readAt(buffer: Buffer, position: number): Promise<number> {
    const coming = readFile(this.file, buffer, 0, buffer.length, position).then(
      ({ bytesRead }) => bytesRead,
      (cause: unknown) => {
        throw this.unreadable(cause);
      },
    );
    // Whoever waits for it learns of a failure; until then it is nobody's.
    coming.catch(() => undefined);
    return coming;
  }

  /** As many bytes from a position on as there are, `length` at most. */
  private bytesAt(position: number, length: number): Uint8Array {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    try {
      for (let bytes = -1; bytes !== 0 && filled < length; filled += bytes) {
        bytes = readSync(this.file, buffer, filled, length - filled, position + filled);
      }
    } catch (cause) {
      throw this.unreadable(cause);
    }
    return buffer.subarray(0, filled);
  }

  private unreadable(cause: unknown): ProblemError {
    return new ProblemError(3, "unreadable-file", { file: this.name, reason: errorCode(cause) }, { cause });
  }
}
