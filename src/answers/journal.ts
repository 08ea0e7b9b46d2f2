import { isUtf8 } from "node:buffer";
import { CR } from "../csv/tokenizer.ts";
import { errorCode } from "../text/system-error.ts";
import type { AnswersEnv } from "./env.ts";
import { appendBytes, cutTo, readStretch, sizeOf } from "./disk.ts";
import { HEADER, type LineEnd, rowsText } from "./format.ts";
import { type Form, HEAD, lookAtBeginning, lookAtEnd, splitRecords } from "./inspect.ts";
import { type Lock, takeLock } from "./lock.ts";
import type { AnswerRow } from "./row.ts";

const PATIENCE = 30_000;

/** Why rows could not be written: code of a system error, another process that would not let go, or a text that is not in our form. */
export type Reason = string | "held" | Form;

/** The rows are not in the file, which is as it was. */
export class NotWritten extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`not written: ${reason}`);
    this.name = "NotWritten";
    this.reason = reason;
  }
}

/** Why something could not be written. Throws what is no failure of the outside. */
export const reasonOf = (error: unknown): Reason => {
  if (error instanceof NotWritten) return error.reason;
  const code = errorCode(error);
  if (code === "") throw error;
  return code;
};

/** What was once seen to be in our form. */
interface Known {
  /** Length up to the end of the last whole record. */
  readonly whole: number;
  readonly lineEnd: LineEnd;
  readonly head: Buffer;
  /** The last bytes of the known part. */
  readonly tail: Buffer;
}

/** Bytes at either end of the known part that tell whether it is still the same: any other dialect changes the first or moves the last. */
const WINDOW = 1024;
const NOTHING = Buffer.alloc(0);

/** Throws `NotWritten` when another process took the lock: the moment before anything is changed. */
export const stillHeld = async (lock: Lock): Promise<void> => {
  if (!(await lock.held())) throw new NotWritten("held");
};

/** Leaves some of the rows out. */
export type Choose = (rows: readonly AnswerRow[]) => Promise<readonly AnswerRow[]>;

/** A file in our form that several processes append to: the answers file, or a file of answers set aside. */
export class Journal {
  readonly path: string;
  private readonly env: AnswersEnv;
  private readonly keepTorn: (bytes: Buffer) => Promise<void>;
  private readonly mode: number | undefined;
  private known: Known | null = null;

  /** `keepTorn` puts what a killed process had begun to write on the disk, before it is cut off. */
  constructor(path: string, env: AnswersEnv, keepTorn: (bytes: Buffer) => Promise<void>, mode?: number) {
    this.path = path;
    this.env = env;
    this.keepTorn = keepTorn;
    this.mode = mode;
  }

  /** Does something while no other process writes to the file. Throws `NotWritten` when that cannot be had in time. */
  async locked<T>(work: (lock: Lock) => Promise<T>, patience = this.env.patience ?? PATIENCE): Promise<T> {
    const lock = await takeLock(this.path, this.env, patience);
    if (lock === null) throw new NotWritten("held");
    try {
      return await work(lock);
    } finally {
      await lock.release();
    }
  }

  /**
   * Writes all rows or none, `choose` says which while nobody else writes; resolves to them when the disk has them. Throws `NotWritten` or
   * the system's error.
   */
  append(rows: readonly AnswerRow[], patience?: number, choose?: Choose): Promise<readonly AnswerRow[]> {
    return this.locked(async (lock) => {
      const chosen = choose === undefined ? rows : await choose(rows);
      await this.appendUnder(lock, chosen);
      return chosen;
    }, patience);
  }

  /** Mends the end of the file under a lock; false when its text is not in our form, and stays as it is. */
  async mendUnder(lock: Lock): Promise<boolean> {
    try {
      await this.appendUnder(lock, []);
      return true;
    } catch (error) {
      if (error instanceof NotWritten && error.reason !== "held") return false;
      throw error;
    }
  }

  /** Appends under a lock that is already held. Without rows the end of the file is mended all the same. */
  async appendUnder(lock: Lock, rows: readonly AnswerRow[]): Promise<void> {
    const { size, known, end } = await this.look(lock);
    const lineEnd = known?.lineEnd ?? "\n";
    const header = known === null && rows.length > 0 ? HEADER + lineEnd : "";
    const bytes = Buffer.from(end + header + rowsText(rows, lineEnd));
    if (bytes.length === 0) return;
    await stillHeld(lock);
    await appendBytes(this.path, size, bytes, this.mode);
    this.known = {
      whole: (size ?? 0) + bytes.length,
      lineEnd,
      head: known?.head ?? bytes.subarray(0, WINDOW),
      tail: Buffer.concat([known?.tail ?? NOTHING, bytes]).subarray(-WINDOW),
    };
  }

  /**
   * Looks at what is new since the last look, or at all of it, and mends its end. Size null: there is no file; `known` null: nothing in it.
   * `end` is what the last record still lacks.
   */
  private async look(lock: Lock): Promise<{ size: number | null; known: Known | null; end: string }> {
    const size = await sizeOf(this.path);
    if (size === null || size === 0) return { size, known: null, end: "" };
    const head = await readStretch(this.path, 0, Math.min(size, HEAD));
    const beginning = lookAtBeginning(head, size);
    if (beginning.kind === "foreign") throw new NotWritten(beginning.form);
    if (beginning.kind === "empty") {
      await stillHeld(lock);
      await cutTo(this.path, 0);
      return { size: 0, known: null, end: "" };
    }
    const before = await this.stillKnown(head, size);
    const from = before?.whole ?? 0;
    const bytes = await readStretch(this.path, from, size);
    const { whole } = await splitRecords(bytes, false);
    const rest = bytes.subarray(whole);
    const state = await lookAtEnd(rest);
    const good = state === "open" ? bytes : bytes.subarray(0, whole);
    if (!isUtf8(good)) throw new NotWritten("encoding");
    if (state === "damaged") throw new NotWritten("damaged");
    const length = from + good.length;
    if (state === "torn") {
      await stillHeld(lock);
      if (rest.toString("latin1").trim() !== "") await this.keepTorn(rest);
      await cutTo(this.path, length);
    }
    const { lineEnd } = beginning;
    const tail = Buffer.concat([before?.tail ?? NOTHING, good]).subarray(-WINDOW);
    const end = state !== "open" ? "" : rest.at(-1) === CR ? "\n" : lineEnd;
    return { size: length, known: { whole: length, lineEnd, head: head.subarray(0, Math.min(WINDOW, length)), tail }, end };
  }

  /** What is known of the file, if it has only grown since. */
  private async stillKnown(head: Buffer, size: number): Promise<Known | null> {
    const { known } = this;
    if (known === null || size < known.whole || !head.subarray(0, known.head.length).equals(known.head)) return null;
    const tail = await readStretch(this.path, known.whole - known.tail.length, known.whole);
    return tail.equals(known.tail) ? known : null;
  }
}
