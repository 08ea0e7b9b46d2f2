import { type Interface, createInterface } from "node:readline";
import { Stopped } from "../model.ts";

interface Waiting {
  readonly take: (line: string) => void;
  readonly stop: () => void;
}

/** Lines of an input, in order. None is lost: those that come before they are asked for wait. */
export class LineReader {
  readonly #input: NodeJS.ReadStream;
  readonly #lines: string[] = [];
  #readline: Interface | null = null;
  #waiting: Waiting | null = null;
  #isClosed = false;

  constructor(input: NodeJS.ReadStream) {
    this.#input = input;
  }

  /** The next line; rejects with `Stopped` at the end of the input or when the signal is aborted. */
  next(signal: AbortSignal): Promise<string> {
    if (signal.aborted) return Promise.reject(new Stopped());
    const line = this.#lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#isClosed) return Promise.reject(new Stopped());
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        this.#waiting = null;
        signal.removeEventListener("abort", stop);
        // An input at rest does not keep the program from ending.
        this.#readline?.pause();
      };
      const stop = (): void => {
        finish();
        reject(new Stopped());
      };
      const take = (line: string): void => {
        finish();
        resolve(line);
      };
      signal.addEventListener("abort", stop);
      this.#waiting = { take, stop };
      this.#open().resume();
    });
  }

  #open(): Interface {
    if (this.#readline !== null) return this.#readline;
    this.#readline = createInterface({ input: this.#input, terminal: false, crlfDelay: Infinity });
    const closed = (): void => {
      this.#isClosed = true;
      this.#waiting?.stop();
    };
    this.#readline.on("line", (line) => {
      if (this.#waiting === null) this.#lines.push(line);
      else this.#waiting.take(line);
    });
    this.#readline.on("close", closed);
    this.#input.on("error", closed);
    return this.#readline;
  }
}
