import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Part, Readers, ReadPart } from "../report/part.ts";
import { type Problem, ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";

/** What a thread says: how far it is, what it has read, or why it could not. */
export type Told =
  | { readonly progress: number }
  | { readonly done: ReadPart }
  | { readonly problem: Problem; readonly exit: ProblemError["exit"] };

export interface ThreadPool {
  /** Has so many threads at least. */
  begin(count: number): void;
  readonly read: Readers["read"];
  end(): Promise<void>;
}

/** Megabytes for new objects of a thread: there are few, as rows are read without any, and what is not limited is used. */
const YOUNG = 8;

/** A thread, and who waits for what it says. */
class Thread {
  readonly worker: Worker;
  #told: (message: Told) => void = () => undefined;
  #ended: (error: unknown) => void = () => undefined;
  /** What it ended with. */
  #error: unknown;

  constructor(script: string) {
    this.worker = new Worker(join(__dirname, script), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.worker.on("message", (message: Told) => this.#told(message));
    this.worker.on("error", (error) => {
      this.#error = error;
      this.#ended(error);
    });
  }

  read(part: Part, told: (message: Told) => void, ended: (error: unknown) => void): void {
    this.#told = told;
    this.#ended = ended;
    if (this.#error === undefined) this.worker.postMessage(part);
    else ended(this.#error);
  }
}

/** The system gives no more threads, or no memory for them. */
const isRefused = (error: unknown): boolean => errorCode(error).startsWith("ERR_WORKER_");

/** Threads that each read one part at a time. */
export const makePool = (script: string): ThreadPool => {
  const threads: Thread[] = [];
  const idle: Thread[] = [];
  const start = (): Thread => {
    const thread = new Thread(script);
    threads.push(thread);
    return thread;
  };
  const read = (part: Part, progress: (bytes: number) => void): Promise<ReadPart | null> =>
    new Promise((resolve, reject) => {
      const thread = idle.pop() ?? start();
      const told = (message: Told): void => {
        if ("progress" in message) {
          progress(message.progress);
          return;
        }
        idle.push(thread);
        if ("done" in message) resolve(message.done);
        else reject(new ProblemError(message.exit, message.problem.code, message.problem.facts));
      };
      thread.read(part, told, (error) => (isRefused(error) ? resolve(null) : reject(error as Error)));
    });
  const begin = (count: number): void => {
    while (threads.length < count) idle.push(start());
  };
  return { begin, read, end: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))) };
};
