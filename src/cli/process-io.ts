import { fstatSync, statfsSync, statSync, writeSync } from "node:fs";
import { availableParallelism, devNull, homedir, hostname, tmpdir } from "node:os";
import { errorCode } from "../text/system-error.ts";
import { EXIT } from "./exit.ts";
import type { Input, Io, Machine, Output, Terminal } from "./io.ts";

/** What a standard stream leads to. Devices such as /dev/null count as files. */
type Kind = "terminal" | "pipe" | "file";

/** Loaded only for what may be a terminal: node:tty brings the network modules along, which a start-up should not wait for. */
const isTerminal = (fd: number): boolean => process.getBuiltinModule("node:tty").isatty(fd);

const kindOf = (fd: number): Kind => {
  try {
    const stats = fstatSync(fd);
    if (stats.isFIFO() || stats.isSocket()) return "pipe";
    if (!stats.isCharacterDevice() || stats.rdev === statSync(devNull).rdev) return "file";
  } catch {
    // Windows cannot always stat a console.
    return isTerminal(fd) ? "terminal" : "pipe";
  }
  return isTerminal(fd) ? "terminal" : "file";
};

/** Bytes that fit into an empty pipe of Linux, macOS and the BSDs, so that writing them does not wait for the reader. */
const SMALL = 16_384;

/**
 * Writes bytes without a stream and returns how many were taken; fewer only where a pipe is full. Used for files too: Node's own stream
 * for files drops what a short write leaves over, so a disk that fills up in the middle would lose the rest without an error.
 */
const writeNow = (fd: number, bytes: Uint8Array): number => {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done);
  } catch (error) {
    if (errorCode(error) !== "EAGAIN") throw error;
  }
  return done;
};

/** Node's stream for terminals and pipes; its errors reach the caller of `write` and nobody else. */
const openStream = (fd: 1 | 2): NodeJS.WriteStream => {
  const stream = fd === 1 ? process.stdout : process.stderr;
  // Every write has a callback that gets the error too; without a listener the same error would end the process.
  stream.on("error", () => undefined);
  return stream;
};

const output = (fd: 1 | 2): Output => {
  let known: Kind | undefined;
  let opened: NodeJS.WriteStream | undefined;
  const kind = (): Kind => (known ??= kindOf(fd));
  const stream = (): NodeJS.WriteStream => (opened ??= openStream(fd));
  return {
    async write(text) {
      let bytes: Uint8Array = Buffer.from(text);
      const direct = kind() === "file" || (kind() === "pipe" && bytes.length <= SMALL && opened === undefined);
      if (direct) bytes = bytes.subarray(writeNow(fd, bytes));
      if (bytes.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        stream().write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    get isTTY() {
      return kind() === "terminal";
    },
    get columns() {
      return kind() === "terminal" ? stream().columns : undefined;
    },
  };
};

const input = (signal: AbortSignal): Input => ({
  get isTTY() {
    return kindOf(0) === "terminal";
  },
  async *[Symbol.asyncIterator]() {
    const stop = (): unknown => process.stdin.destroy(new Error("interrupted"));
    signal.addEventListener("abort", stop, { once: true });
    try {
      for await (const chunk of process.stdin) yield chunk as Uint8Array;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  },
});

/** A process that belongs to somebody else cannot be signalled, but it is there. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
};

const fileSystem = (path: string): number | null => {
  try {
    // Elsewhere the numbers mean something else.
    return process.platform === "linux" ? statfsSync(path).type : null;
  } catch {
    return null;
  }
};

const machine: Machine = {
  platform: process.platform,
  get home() {
    return homedir();
  },
  get host() {
    return hostname();
  },
  pid: process.pid,
  get processors() {
    return availableParallelism();
  },
  isAlive,
  fileSystem,
};

/** What ends a run from outside, and the exit code it leads to. A terminal that is closed sends SIGHUP. */
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

/** The terminal as prompts need it. It may be gone at any moment; they see its end, and its errors are of use to nobody. */
const openTerminal = (): Terminal => {
  process.stdin.on("error", () => undefined);
  return { input: process.stdin, output: openStream(2) };
};

/** Ends the process as the closing of its terminal would have done: leaving in order, Node stumbles over a terminal that is gone. */
export const hangUp = (): void => void process.removeAllListeners("SIGHUP").kill(process.pid, "SIGHUP");

/**
 * The real world. The first signal aborts the run so that it can clean up; the second ends the process at once. The listeners stay for
 * good: packages that watch for signals too would end the process themselves if they found none beside their own.
 */
export const processIo = (): Io => {
  const controller = new AbortController();
  for (const [signal, exit] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (!controller.signal.aborted) controller.abort(exit);
      // A terminal that closes may say so twice.
      else if (signal !== "SIGHUP") process.removeAllListeners(signal).kill(process.pid, signal);
    });
  }
  return {
    argv: process.argv.slice(2),
    stdin: input(controller.signal),
    stdout: output(1),
    stderr: output(2),
    env: process.env,
    cwd: process.cwd(),
    now: Date.now,
    tmpdir: tmpdir(),
    machine,
    terminal: openTerminal,
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
  };
};
