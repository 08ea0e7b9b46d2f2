import inquirer from "inquirer";
import { sanitize } from "../../text/sanitize.ts";
import { type Answer, type Asker, type ChoiceQuestion, type Question, type ScaleQuestion, type Screen, Stopped } from "../model.ts";
import { type ChoicesConfig, choicesPrompt } from "./choices-prompt.ts";
import { skipLetter } from "./keys.ts";
import { inAscii, paragraph, stack } from "./layout.ts";
import { choiceLines, yesNoLines } from "./list-view.ts";
import { type PickConfig, pickPrompt } from "./pick-prompt.ts";
import { scaleRows } from "./scale-view.ts";
import { type SelectConfig, selectPrompt } from "./select-prompt.ts";
import { type TextConfig, textPrompt } from "./text-prompt.ts";
import type { Prompting } from "./use-terminal.ts";

export interface TerminalStreams {
  readonly input: NodeJS.ReadStream;
  /** Where the prompts are drawn. */
  readonly output: NodeJS.WriteStream;
}

export interface TerminalOptions {
  /** Draws no symbols beyond ASCII; letters of the wording stay. */
  readonly ascii: boolean;
}

const PROMPTS = { select: selectPrompt, choices: choicesPrompt, text: textPrompt, pick: pickPrompt } as const;

interface Configs {
  readonly select: SelectConfig;
  readonly choices: ChoicesConfig;
  readonly text: TextConfig;
  readonly pick: PickConfig;
}

type Settings<Type extends keyof Configs> = Omit<Configs[Type], keyof Prompting>;

const PASTE_MARKS_ON = "\u001b[?2004h";
const PASTE_MARKS_OFF = "\u001b[?2004l";
const SHOW_CURSOR = "\u001b[?25h";
const ERASE_BELOW = "\r\u001b[J";
const CLEAR = "\u001b[H\u001b[2J\u001b[3J";

/** What inquirer rejects with when a prompt ends without an answer. */
const ENDINGS = ["ExitPromptError", "AbortPromptError", "CancelPromptError"];

class TerminalAsker implements Asker {
  readonly #streams: TerminalStreams;
  readonly #symbols: (text: string) => string;
  /** Ends the prompt that runs. */
  #end: (() => void) | null = null;
  #isClosed = false;
  /** The title that stands on the screen above what `say` has left there; null = none. */
  #standing: string | null = null;
  #isUnderText = false;

  constructor(streams: TerminalStreams, { ascii }: TerminalOptions) {
    this.#streams = streams;
    this.#symbols = ascii ? inAscii : (text) => text;
    const closed = (): void => {
      this.#isClosed = true;
      this.#end?.();
    };
    // For good: a terminal that goes away between two prompts must not end the process.
    for (const event of ["end", "close", "error"]) streams.input.on(event, closed);
    streams.output.on("error", closed);
  }

  ask(question: ScaleQuestion, screen: Screen): Promise<number | null>;
  ask(question: Question, screen: Screen): Promise<Answer>;
  async ask(question: Question, screen: Screen): Promise<Answer> {
    switch (question.type) {
      case "text":
        return this.#askText(question.ask, screen);
      case "choice":
      case "choices":
        return this.#askChoice(question, screen);
      case "yesno":
        return this.#askYesNo(question.ask, screen);
      default:
        return this.#askScale(question, screen);
    }
  }

  async say(lines: readonly string[], screen: Screen): Promise<void> {
    if (this.#isClosed || screen.signal.aborted) throw new Stopped();
    const { columns } = this.#streams.output;
    const parts = [this.#title(screen, columns), lines.flatMap((line) => (line === "" ? [""] : this.#paragraph(line, columns)))];
    await this.#write(`${this.#gap()}${stack(...parts).join("\n")}\n`);
    this.#standing = screen.title;
    this.#isUnderText = true;
  }

  pick(lines: readonly string[], keys: PickConfig["keys"], screen: Screen): Promise<string> {
    const labelled = keys.map(({ key, label }) => ({ key, label: this.#symbols(sanitize(label)) }));
    const head = (columns: number): string[][] => [
      this.#title(screen, columns),
      this.#backstage(screen, columns),
      lines.flatMap((line) => (line === "" ? [""] : this.#paragraph(line, columns))),
    ];
    return this.#run<"pick", string>("pick", { head, keys: labelled }, screen);
  }

  async clear(): Promise<void> {
    this.#standing = null;
    this.#isUnderText = false;
    await this.#write(CLEAR);
  }

  #askScale(question: ScaleQuestion, screen: Screen): Promise<number | null> {
    const { phrases } = screen;
    const skip = skipLetter(phrases.skipHelp);
    return this.#run<"select", number | null>(
      "select",
      {
        range: question,
        up: 1,
        letters: new Map(),
        head: this.#head(question.ask, screen),
        body: (chosen, columns) => scaleRows(question, chosen, columns),
        help: this.#help([phrases.scaleHelp, phrases.skipHelp]),
        skip,
      },
      screen,
    );
  }

  async #askChoice({ type, ask, options }: ChoiceQuestion, screen: Screen): Promise<Answer> {
    const { phrases } = screen;
    const labels = options.map(({ label }) => label);
    const skip = skipLetter(phrases.skipHelp);
    const head = this.#head(ask, screen);
    if (type === "choices") {
      const help = this.#help([phrases.choicesHelp, phrases.skipHelp]);
      const settings = { labels, head, help, skip, pointer: this.#symbols("›") };
      const marked = await this.#run<"choices", readonly number[] | null>("choices", settings, screen);
      return marked && marked.map((index) => options[index].value);
    }
    const chosen = await this.#run<"select", number | null>(
      "select",
      {
        range: { low: 1, high: options.length },
        up: -1,
        letters: new Map(),
        head,
        body: (chosen, columns, rows) => choiceLines(labels, chosen, columns, rows),
        help: this.#help([phrases.choiceHelp, phrases.skipHelp]),
        skip,
      },
      screen,
    );
    return chosen === null ? null : options[chosen - 1].value;
  }

  async #askYesNo(ask: string, screen: Screen): Promise<boolean | null> {
    const { phrases } = screen;
    const labels = [phrases.yes, phrases.no];
    const skip = skipLetter(phrases.skipHelp);
    const initials = labels.map((label, index): [string, number] => [label.trim().slice(0, 1).toLowerCase(), index + 1]);
    const chosen = await this.#run<"select", number | null>(
      "select",
      {
        range: { low: 1, high: 2 },
        up: -1,
        letters: new Map([["y", 1], ["n", 2], ...initials.filter(([letter]) => letter !== skip)]),
        head: this.#head(ask, screen),
        body: (chosen) => yesNoLines(labels, chosen),
        help: this.#help([phrases.yesNoHelp, phrases.skipHelp]),
        skip,
      },
      screen,
    );
    return chosen === null ? null : chosen === 1;
  }

  async #askText(ask: string, screen: Screen): Promise<string | null> {
    let typed = "";
    const head = (columns: number): string[][] => [
      this.#title(screen, columns),
      this.#backstage(screen, columns),
      [...this.#paragraph(ask, columns), ...this.#paragraph(screen.phrases.textHelp, columns)],
    ];
    const settings = {
      head,
      lead: `${this.#symbols("›")} `,
      typed: (text: string) => {
        typed = text;
      },
    };
    try {
      return await this.#run<"text", string | null>("text", settings, screen);
    } catch (error) {
      throw error instanceof Stopped ? new Stopped(typed === "" ? null : typed) : error;
    }
  }

  /** Runs a prompt with inquirer until it is answered, and leaves the terminal as it was found. */
  async #run<Type extends keyof Configs, Value>(type: Type, settings: Settings<Type>, { signal }: Screen): Promise<Value> {
    const { input, output } = this.#streams;
    if (this.#isClosed || signal.aborted || input.readableEnded || input.destroyed) throw new Stopped();
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    this.#end = stop;
    signal.addEventListener("abort", stop, { once: true });
    try {
      await this.#drain(stop);
      // What was typed since the last prompt may stand on the line.
      await this.#write(`${ERASE_BELOW}${this.#gap()}${PASTE_MARKS_ON}`);
      const prompt = inquirer.createPromptModule({ input, output, signal: controller.signal, clearPromptOnDone: true });
      prompt.registerPrompt(type, PROMPTS[type]);
      const prompting: Prompting = { output, stop, wiped: () => (this.#standing = null) };
      const question = { ...settings, ...prompting, type, name: "answer", message: "" };
      const answers: Record<string, unknown> = await prompt(question as never);
      return answers.answer as Value;
    } catch (error) {
      throw error instanceof Error && ENDINGS.includes(error.name) ? new Stopped() : error;
    } finally {
      this.#end = null;
      signal.removeEventListener("abort", stop);
      if (input.isRaw) input.setRawMode(false);
      await this.#write(PASTE_MARKS_OFF + SHOW_CURSOR);
    }
  }

  /** Drops what was typed before there was a question: inquirer alone drops it only when it arrives at once. */
  async #drain(stop: () => void): Promise<void> {
    const { input } = this.#streams;
    const drop = (typed: Buffer | string): void => {
      if (/[\u0003\u0004]/u.test(String(typed))) stop();
    };
    input.setRawMode(true);
    input.on("data", drop);
    input.resume();
    // One may come before the terminal is read; by the second it has been.
    for (let turns = 0; turns < 3; turns++) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    input.pause();
    input.removeListener("data", drop);
  }

  /** A blank line under text that stands. */
  #gap(): string {
    const gap = this.#isUnderText ? "\n" : "";
    this.#isUnderText = false;
    return gap;
  }

  /** Resolves when the terminal has taken the text, or is gone. */
  #write(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#streams.output.write(text, () => resolve());
    });
  }

  #paragraph(text: string, columns: number): string[] {
    return paragraph(this.#symbols(text), columns);
  }

  /** Once is enough where the title stands above what was said before. */
  #title({ title }: Screen, columns: number): string[] {
    return title === this.#standing ? [] : this.#paragraph(title, columns);
  }

  #backstage({ backstage }: Screen, columns: number): string[] {
    return backstage.flatMap((line) => this.#paragraph(line, columns));
  }

  #head(ask: string, screen: Screen): (columns: number) => string[][] {
    return (columns) => [this.#title(screen, columns), this.#backstage(screen, columns), this.#paragraph(ask, columns)];
  }

  #help(lines: readonly string[]): (columns: number) => string[] {
    return (columns) => lines.flatMap((line) => this.#paragraph(line, columns));
  }
}

/** Asks with prompts that draw on the terminal and take single keys. Nothing it rejects with leaves the terminal changed. */
export const createTerminalAsker = (streams: TerminalStreams, options: TerminalOptions): Asker => new TerminalAsker(streams, options);
