import type { Asker, ChoiceQuestion, Phrases, Screen } from "../survey/model.ts";
import { en } from "../survey/wording/en.ts";
import { isProblem } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { sanitize } from "../text/sanitize.ts";
import { wrapWords } from "../text/wrap.ts";
import type { Setting, Typed } from "./init-question.ts";
import type { Io } from "./io.ts";
import { tell } from "./print.ts";

const PHRASES: Phrases = {
  ...en.phrases,
  skipHelp: "S leave it open · Ctrl-C stop, nothing is written",
  textHelp: "(Enter alone: none)",
  plainChoice: "Type the number of your answer, or s to leave it open",
  plainText: "Type your answer, or only Enter for none",
};

/** Columns of what is told between the questions. */
const WIDTH = 76;

/** An answer as it was given, and what it sets. */
export interface Given {
  readonly label: string;
  readonly sets: readonly Setting[];
}

/** Questions one under the other in a terminal, with the answers staying in view. All reject with `Stopped` when the person stops. */
export class Dialog {
  readonly #io: Io;
  readonly #asker: Asker;
  readonly #signal: AbortSignal;

  constructor(io: Io, asker: Asker) {
    this.#io = io;
    this.#asker = asker;
    this.#signal = io.signal ?? new AbortController().signal;
  }

  tell(text: string): Promise<void> {
    return tell(this.#io, `${text}\n`);
  }

  tellLines(lines: readonly string[]): Promise<void> {
    const short = lines.flatMap((line) => (line.length > WIDTH ? wrapWords(line.split(" "), WIDTH, 0) : [line]));
    return this.tell(short.map((line) => `  ${sanitize(line)}`).join("\n"));
  }

  /** An answer stays in view above the next question. */
  note(key: string, answer: string): Promise<void> {
    return this.tell(`  ${key}: ${sanitize(answer)}`);
  }

  /** Resolves to the place of the label that is chosen; null = none. */
  async choose(ask: string, labels: readonly string[], title = ""): Promise<number | null> {
    await this.tell("");
    const options = labels.map((label, place) => ({ value: String(place), label }));
    const question: ChoiceQuestion = { type: "choice", id: "choice", ask, when: [], options };
    const answer = await this.#asker.ask(question, this.#screen(title));
    return typeof answer === "string" ? Number(answer) : null;
  }

  /** Null = nothing is typed. */
  async text(ask: string, title = ""): Promise<string | null> {
    const answer = await this.#asker.ask({ type: "text", id: "text", ask, when: [], about: null }, this.#screen(title));
    return typeof answer === "string" ? answer : null;
  }

  /** Asks until the words can be an answer; null = nothing is typed. */
  async typed({ ask, read }: Typed, title = ""): Promise<Given | null> {
    for (;;) {
      const text = await this.text(ask, title);
      if (text === null) return null;
      const sets = await this.attempt(() => read(text));
      if (sets !== null) return { label: text, sets };
    }
  }

  /** Null where the words cannot be an answer, which is told. */
  async attempt<Value>(read: () => Promise<Value>): Promise<Value | null> {
    try {
      return await read();
    } catch (error) {
      if (!isProblem(error)) throw error;
      await this.tellLines(describe(error.problem));
      await this.tell("");
      return null;
    }
  }

  pick(lines: readonly string[], keys: readonly { readonly key: string; readonly label: string }[]): Promise<string> {
    return this.#asker.pick(lines, keys, this.#screen(""));
  }

  #screen(title: string): Screen {
    return { title, backstage: [], phrases: PHRASES, signal: this.#signal };
  }
}
