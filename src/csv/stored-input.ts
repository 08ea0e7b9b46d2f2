// Nothing of node:fs/promises: the modules behind it cost a small report noticeable time.
import { closeSync, read, readSync } from "node:fs";
import { promisify } from "node:util";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { checkContent } from "./content.ts";
import type { Input, Room } from "./input.ts";
import type { Stretch } from "./records.ts";

const readFile = promisify(read);

const CHUNK = 1 << 20;
/** Bytes looked at before anything is decided. */
const HEAD = 256 << 10;

/** The archive a table comes from. */
interface Archive {
  /** Of the archive as it is stored. */
  sha256(): Promise<string>;
  /** Called when the table is closed. */
  close(): void;
}

/** An input whose bytes are in a file, or in memory. */
export class StoredInput implements Input {
  readonly name: string;
  readonly size: number;
  compression: "gzip" | null = null;
  head: Uint8Array = new Uint8Array(0);
  complete = true;
  /** A file descriptor, or the bytes themselves. */
  private readonly content: number | Uint8Array;
  private readonly archive: Archive | null;
  private done = 0;

  constructor(name: string, content: number | Uint8Array, size: number, archive: Archive | null = null) {
    this.name = name;
    this.content = content;
    this.size = size;
    this.archive = archive;
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
    checkContent(this.name, head, this.complete, takesJson);
  }

  async *chunks(signal?: AbortSignal, stretch?: Stretch, room?: Room): AsyncIterable<Uint8Array> {
    if (stretch === undefined && this.complete && this.head.length > 0) {
      signal?.throwIfAborted();
      this.done = this.size;
      yield this.head;
      return;
    }
    const stored = room === undefined || this.file === undefined ? this.stored(stretch) : this.storedIn(room, this.file, stretch);
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
    if (this.archive !== null) return this.archive.sha256();
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256");
    for await (const chunk of this.stored()) hash.update(chunk);
    return hash.digest("hex");
  }

  get file(): number | undefined {
    return typeof this.content === "number" && this.compression === null ? this.content : undefined;
  }

  close(): void {
    if (typeof this.content === "number") closeSync(this.content);
    this.archive?.close();
  }

  /** The stored bytes in pieces; the next one is read while a piece is worked on. */
  private async *stored({ from, to }: Stretch = { from: 0, to: this.size }): AsyncGenerator<Uint8Array> {
    const { content } = this;
    if (typeof content !== "number") {
      this.done = this.size;
      yield content.subarray(from, to);
      return;
    }
    const end = this.endOf(to);
    const size = this.pieceSize;
    let piece = Buffer.allocUnsafeSlow(size);
    let next = Buffer.allocUnsafeSlow(size);
    this.done = 0;
    let coming = this.readAt(content, next, from, end);
    try {
      for (let position = from; ;) {
        const bytes = await coming;
        if (bytes === 0) return;
        position += bytes;
        [piece, next] = [next, piece];
        coming = this.readAt(content, next, position, end);
        this.done = position - from;
        yield piece.subarray(0, bytes);
      }
    } finally {
      // The file is not closed under a read.
      await coming.catch(() => undefined);
    }
  }

  /** The same of a plain file, read to where it is worked on; who waits for a signal gets a turn after each piece. */
  private async *storedIn(room: Room, file: number, { from, to }: Stretch = { from: 0, to: this.size }): AsyncGenerator<Uint8Array> {
    const end = this.endOf(to);
    for (let position = from; ;) {
      const piece = room(this.pieceSize);
      const bytes = this.readNow(file, piece, 0, Math.min(piece.length, end - position), position);
      if (bytes === 0) return;
      position += bytes;
      this.done = position - from;
      yield piece.subarray(0, bytes);
      await new Promise(setImmediate);
    }
  }

  /** What is written to the file behind its end is of the last stretch. */
  private endOf(to: number): number {
    return to === this.size ? Number.POSITIVE_INFINITY : to;
  }

  private get pieceSize(): number {
    return Math.min(CHUNK, Math.max(this.size, 1));
  }

  /** Reads at a position what is there at once; resolves to the number of bytes, 0 at `end` and at the end of the file. */
  private readAt(file: number, buffer: Buffer, position: number, end: number): Promise<number> {
    const coming = readFile(file, buffer, 0, Math.min(buffer.length, end - position), position).then(
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
  bytesAt(position: number, length: number): Uint8Array {
    const { content } = this;
    if (typeof content !== "number") return content.subarray(position, position + length);
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    for (let bytes = -1; bytes !== 0 && filled < length; filled += bytes) {
      bytes = this.readNow(content, buffer, filled, length - filled, position + filled);
    }
    return buffer.subarray(0, filled);
  }

  private readNow(file: number, buffer: Uint8Array, at: number, length: number, position: number): number {
    try {
      return readSync(file, buffer, at, length, position);
    } catch (cause) {
      throw this.unreadable(cause);
    }
  }

  private unreadable(cause: unknown): ProblemError {
    return new ProblemError(3, "unreadable-file", { file: this.name, reason: errorCode(cause) }, { cause });
  }
}
