import type { Readers } from "../report/part.ts";
import type { Io } from "./io.ts";
import type { ThreadPool } from "./thread-pool.ts";

/** The file that a thread runs; empty where the program was not built. Set by the build. */
declare const CS_METRICS_THREAD: string;

/** More threads than this wait for each other's memory. */
const MOST = 8;
/** Bytes that take longer to read than a thread takes to begin. */
const LEAST = 12 << 20;
/**
 * The same where there are two processors: V8's compilers need one of them until the code is warm, so that one thread reads 214 MB in 1.1 s
 * and two in 1.2 s, and 428 MB take as long with either; from there on two win (2.2 GB: 4.7 s instead of 5.9 s).
 */
const LEAST_OF_TWO = 128 << 20;

export interface ReadingThreads {
  /** Undefined where everything is read in this thread. */
  readonly readers: Readers | undefined;
  /** Ends the threads. */
  finish(): Promise<void>;
}

/** Threads for large files, as many as there are processors or as were asked for; they begin when they are needed. */
export const makeReadingThreads = (io: Io, asked: number | null): ReadingThreads => {
  const count = asked ?? Math.min(io.machine.processors, MOST);
  if (count < 2 || CS_METRICS_THREAD === "") return { readers: undefined, finish: () => Promise.resolve() };
  let pool: Promise<ThreadPool> | undefined;
  const start = async (): Promise<ThreadPool> => (await import("./thread-pool.ts")).makePool(CS_METRICS_THREAD);
  return {
    readers: {
      count,
      least: asked === null && count === 2 ? LEAST_OF_TWO : LEAST,
      expect: (parts) => void (pool ??= start()).then(({ begin }) => begin(parts - 1)),
      read: async (part, progress) => (await (pool ??= start())).read(part, progress),
    },
    finish: async () => (await pool)?.end(),
  };
};
