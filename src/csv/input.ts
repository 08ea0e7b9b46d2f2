import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { resolve } from "node:path";
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
  window(position: number, length: number): Promise<Uint8Array | null>;
  /** SHA-256 of the stored bytes, hexadecimal. */
  sha256(): Promise<string>;
  close(): Promise<void>;
}

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
  const handle = name === "-" ? await spooled(name, env.stdin, env) : await openFile(name, env);
  try {
    const input = new FileInput(name, handle, (await handle.stat()).size);
    await input.look();
    return input;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openFile(name: string, env: InputEnv): Promise<FileHandle> {
  const path = resolve(env.cwd, name);
  let regular: boolean;
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw await folderProblem(name, env.cwd);
    regular = stats.isFile();
    if (regular) return await open(path, "r");
  } catch (error) {
    throw error instanceof ProblemError ? error : await openProblem(name, env.cwd, error);
  }
  // A named pipe, or `<(command)` of a shell.
  return spooled(name, createReadStream(path), env);
}

/** Loaded only where it is needed: the modules behind it cost a small report noticeable time. */
const spooled = async (name: string, source: AsyncIterable<Uint8Array>, { tmpdir }: InputEnv): Promise<FileHandle> =>
  (await import("./spool.ts")).spool(name, source, tmpdir);

class FileInput implements Input {
  readonly name: string;
  readonly size: number;
  compression: "gzip" | null = null;
  head: Uint8Array = new Uint8Array(0);
  complete = true;
  private readonly handle: FileHandle;
  private read = 0;

  constructor(name: string, handle: FileHandle, size: number) {
    this.name = name;
    this.handle = handle;
    this.size = size;
  }

  /** Reads the head and checks that it can be a table. */
  async look(): Promise<void> {
    const start = (await this.window(0, 2)) ?? this.head;
    if (start[0] === 0x1f && start[1] === 0x8b) this.compression = "gzip";
    let head = new Uint8Array(0);
    for await (const chunk of this.chunks()) {
      const room = HEAD - head.length;
      this.complete = chunk.length <= room;
      head = Buffer.concat([head, chunk.subarray(0, room)]);
      if (!this.complete) break;
    }
    this.head = head;
    const isZip = head[0] === 0x50 && head[1] === 0x4b;
    const tail = isZip && !this.complete ? await this.window(Math.max(0, this.size - TAIL), TAIL) : null;
    checkContent(this.name, head, this.complete, tail ?? new Uint8Array(0));
  }

  async *chunks(signal?: AbortSignal): AsyncIterable<Uint8Array> {
    if (this.complete && this.head.length > 0) {
      signal?.throwIfAborted();
      this.read = this.size;
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
    return this.read;
  }

  async window(position: number, length: number): Promise<Uint8Array | null> {
    if (this.compression !== null) return null;
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, await this.fill(buffer, position));
  }

  async sha256(): Promise<string> {
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256");
    for await (const chunk of this.stored()) hash.update(chunk);
    return hash.digest("hex");
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private async *stored(): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK, Math.max(this.size, 1)));
    this.read = 0;
    let position = 0;
    for (;;) {
      const bytes = await this.fill(buffer, position);
      if (bytes === 0) return;
      position += bytes;
      this.read = position;
      yield buffer.subarray(0, bytes);
    }
  }

  /** Reads at a position; 0 at the end of the file. */
  private async fill(buffer: Buffer, position: number): Promise<number> {
    try {
      return (await this.handle.read(buffer, 0, buffer.length, position)).bytesRead;
    } catch (cause) {
      throw new ProblemError(3, "unreadable-file", { file: this.name, reason: errorCode(cause) }, { cause });
    }
  }
}
