import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Part, Readers, ReadPart } from "../report/part.ts";
import { type Problem, ProblemError } from "../text/problem.ts";

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

/** Threads that each read one part at a time. */
export const makePool = (script: string): ThreadPool => {
  const threads: Worker[] = [];
  const idle: Worker[] = [];
  const start = (): Worker => {
    const thread = new Worker(join(__dirname, script), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    threads.push(thread);
    return thread;
  };
  const read = (part: Part, progress: (bytes: number) => void): Promise<ReadPart> =>
    new Promise((resolve, reject) => {
      const thread = idle.pop() ?? start();
      const failed = (error: Error): void => reject(error);
      const told = (message: Told): void => {
        if ("progress" in message) {
          progress(message.progress);
          return;
        }
        thread.off("error", failed);
        thread.off("message", told);
        idle.push(thread);
        if ("done" in message) resolve(message.done);
        else reject(new ProblemError(message.exit, message.problem.code, message.problem.facts));
      };
      thread.on("error", failed);
      thread.on("message", told);
      thread.postMessage(part);
    });
  const begin = (count: number): void => {
    while (threads.length < count) idle.push(start());
  };
  return { begin, read, end: async () => void (await Promise.all(threads.map((thread) => thread.terminate()))) };
};
