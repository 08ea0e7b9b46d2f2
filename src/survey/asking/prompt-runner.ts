import inquirer from "inquirer";
import { Stopped } from "../model.ts";
import { type ChoicesConfig, choicesPrompt } from "./choices-prompt.ts";
import { type PickConfig, pickPrompt } from "./pick-prompt.ts";
import { type SelectConfig, selectPrompt } from "./select-prompt.ts";
import { type TextConfig, textPrompt } from "./text-prompt.ts";
import { type Prompting, sizeOf } from "./use-terminal.ts";

export interface TerminalStreams {
  readonly input: NodeJS.ReadStream;
  /** Where the prompts are drawn. */
  readonly output: NodeJS.WriteStream;
}

const PROMPTS = { select: selectPrompt, choices: choicesPrompt, text: textPrompt, pick: pickPrompt } as const;

/** What each prompt is told, and what it resolves to. */
interface Prompts {
  readonly select: { readonly config: SelectConfig; readonly value: number | null };
  readonly choices: { readonly config: ChoicesConfig; readonly value: readonly number[] | null };
  readonly text: { readonly config: TextConfig; readonly value: string | null };
  readonly pick: { readonly config: PickConfig; readonly value: string };
}

export type Settings<Type extends keyof Prompts> = Omit<Prompts[Type]["config"], keyof Prompting>;

/** How a prompt begins and ends. */
export interface Run extends Pick<Prompting, "wiped"> {
  readonly signal: AbortSignal;
  /** What is written before the prompt is drawn. */
  readonly before: string;
}

const PASTE_MARKS_ON = "\u001b[?2004h";
const PASTE_MARKS_OFF = "\u001b[?2004l";
const SHOW_CURSOR = "\u001b[?25h";
const ERASE_BELOW = "\r\u001b[J";

/** What inquirer rejects with when a prompt ends without an answer. */
const ENDINGS = ["ExitPromptError", "AbortPromptError", "CancelPromptError"];

/** Runs prompts on a terminal, one at a time, with inquirer. */
export class PromptRunner {
  readonly #streams: TerminalStreams;
  /** Ends the prompt that runs. */
  #end: (() => void) | null = null;
  #isGone = false;

  constructor(streams: TerminalStreams) {
    this.#streams = streams;
    const gone = (): void => {
      this.#isGone = true;
      this.#end?.();
    };
    // For good: a terminal that goes away between two prompts must not end the process.
    for (const event of ["end", "close", "error"]) streams.input.on(event, gone);
    streams.output.on("error", gone);
  }

  /** Whether the terminal has been closed. */
  get isGone(): boolean {
    const { input } = this.#streams;
    return this.#isGone || input.readableEnded || input.destroyed;
  }

  get columns(): number {
    return sizeOf(this.#streams.output).columns;
  }

  /** Resolves to what is answered, and leaves the terminal as it was found. Rejects with `Stopped` when the person or the terminal goes. */
  async run<Type extends keyof Prompts>(
    type: Type,
    settings: Settings<Type>,
    { signal, before, wiped }: Run,
  ): Promise<Prompts[Type]["value"]> {
    const { input, output } = this.#streams;
    if (this.isGone || signal.aborted) throw new Stopped();
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    this.#end = stop;
    signal.addEventListener("abort", stop, { once: true });
    try {
      await this.#drain(stop);
      // What was typed since the last prompt may stand on the line.
      await this.write(ERASE_BELOW + before + PASTE_MARKS_ON);
      if (controller.signal.aborted) throw new Stopped();
      const prompt = inquirer.createPromptModule({ input, output, signal: controller.signal, clearPromptOnDone: true });
      prompt.registerPrompt(type, PROMPTS[type]);
      const prompting: Prompting = { output, stop, wiped };
      const question = { ...settings, ...prompting, type, name: "answer", message: "" };
      const answers: Record<string, unknown> = await prompt(question as never);
      return answers.answer as Prompts[Type]["value"];
    } catch (error) {
      // A terminal that goes at an odd moment makes for errors of many kinds.
      const isStopped = controller.signal.aborted || (error instanceof Error && ENDINGS.includes(error.name));
      throw isStopped ? new Stopped() : error;
    } finally {
      this.#end = null;
      signal.removeEventListener("abort", stop);
      if (input.isRaw) input.setRawMode(false);
      await this.write(PASTE_MARKS_OFF + SHOW_CURSOR);
    }
  }

  /** Resolves when the terminal has taken the text, or is gone. */
  write(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#streams.output.write(text, () => resolve());
    });
  }

  /** Drops what was typed before there was a question: inquirer drops it only where it arrives at once. */
  async #drain(stop: () => void): Promise<void> {
    const { input } = this.#streams;
    const drop = (typed: Buffer | string): void => {
      if (/[\u0003\u0004]/u.test(String(typed))) stop();
    };
    input.setRawMode(true);
    input.on("data", drop);
    input.resume();
    // The first may come before the terminal is read; by the next it has been.
    for (let turns = 0; turns < 3; turns++) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    input.pause();
    input.removeListener("data", drop);
  }
}
