import { sanitize } from "../../text/sanitize.ts";
import { type Answer, type Asker, type ChoiceQuestion, type Question, type ScaleQuestion, type Screen, Stopped } from "../model.ts";
import { skipLetter } from "./keys.ts";
import { inAscii, paragraph, stack } from "./layout.ts";
import { choiceLines, yesNoLines } from "./list-view.ts";
import { PromptRunner, type Run, type Settings, type TerminalStreams } from "./prompt-runner.ts";
import { scaleRows } from "./scale-view.ts";

export interface TerminalOptions {
  /** Draws no symbols beyond ASCII; letters of the wording stay. */
  readonly ascii: boolean;
}

/** Blocks of lines for a terminal of so many columns. */
type Blocks = (columns: number) => string[][];

const CLEAR = "\u001b[H\u001b[2J\u001b[3J";

class TerminalAsker implements Asker {
  readonly #runner: PromptRunner;
  readonly #symbols: (text: string) => string;
  /** The title that stands on the screen above what `say` has left there; null = none. */
  #standing: string | null = null;
  /** Whether the cursor stands right under text that stays. */
  #isUnderText = false;

  constructor(streams: TerminalStreams, { ascii }: TerminalOptions) {
    this.#runner = new PromptRunner(streams);
    this.#symbols = ascii ? inAscii : (text) => text;
  }

  ask(question: ScaleQuestion, screen: Screen): Promise<number | null>;
  ask(question: Question, screen: Screen): Promise<Answer>;
  async ask(question: Question, screen: Screen): Promise<Answer> {
    switch (question.type) {
      case "text":
        return this.#askText(question.ask, screen);
      case "choice":
        return this.#askChoice(question, screen);
      case "choices":
        return this.#askChoices(question, screen);
      case "yesno":
        return this.#askYesNo(question.ask, screen);
      default:
        return this.#askScale(question, screen);
    }
  }

  async say(lines: readonly string[], screen: Screen): Promise<void> {
    if (this.#runner.isGone || screen.signal.aborted) throw new Stopped();
    const { columns } = this.#runner;
    await this.#runner.write(`${this.#gap()}${stack(this.#title(screen, columns), this.#texts(lines, columns)).join("\n")}\n`);
    this.#standing = screen.title;
    this.#isUnderText = true;
  }

  pick(lines: readonly string[], keys: Settings<"pick">["keys"], screen: Screen): Promise<string> {
    const labelled = keys.map(({ key, label }) => ({ key, label: this.#symbols(sanitize(label)) }));
    return this.#runner.run("pick", { head: this.#head(lines, screen), keys: labelled }, this.#run(screen));
  }

  async clear(): Promise<void> {
    this.#standing = null;
    this.#isUnderText = false;
    await this.#runner.write(CLEAR);
  }

  #askScale(question: ScaleQuestion, screen: Screen): Promise<number | null> {
    const { ask, lowLabel, highLabel } = question;
    const drawn = { ...question, lowLabel: this.#symbols(lowLabel), highLabel: this.#symbols(highLabel) };
    const body: Settings<"select">["body"] = (chosen, columns) => scaleRows(drawn, chosen, columns);
    const settings = { ...this.#common(ask, screen.phrases.scaleHelp, screen), range: question, up: 1, letters: new Map(), body } as const;
    return this.#runner.run("select", settings, this.#run(screen));
  }

  async #askChoice({ ask, options }: ChoiceQuestion, screen: Screen): Promise<string | null> {
    const labels = options.map(({ label }) => this.#symbols(label));
    const range = { low: 1, high: options.length };
    const body: Settings<"select">["body"] = (chosen, columns, rows) => choiceLines(labels, chosen, columns, rows);
    const settings = { ...this.#common(ask, screen.phrases.choiceHelp, screen), range, up: -1, letters: new Map(), body } as const;
    const chosen = await this.#runner.run("select", settings, this.#run(screen));
    return chosen === null ? null : options[chosen - 1].value;
  }

  async #askChoices({ ask, options }: ChoiceQuestion, screen: Screen): Promise<readonly string[] | null> {
    const labels = options.map(({ label }) => this.#symbols(label));
    const settings = { ...this.#common(ask, screen.phrases.choicesHelp, screen), labels, pointer: this.#symbols("›") };
    const marked = await this.#runner.run("choices", settings, this.#run(screen));
    return marked && marked.map((index) => options[index].value);
  }

  async #askYesNo(ask: string, screen: Screen): Promise<boolean | null> {
    const { phrases } = screen;
    const labels = [phrases.yes, phrases.no];
    const common = this.#common(ask, phrases.yesNoHelp, screen);
    const initials = labels.map((label, index): [string, number] => [label.trim().slice(0, 1).toLowerCase(), index + 1]);
    const letters = new Map([["y", 1], ["n", 2], ...initials.filter(([letter]) => letter !== common.skip)] as const);
    const body: Settings<"select">["body"] = (chosen) => yesNoLines(labels, chosen);
    const chosen = await this.#runner.run("select", { ...common, range: { low: 1, high: 2 }, up: -1, letters, body }, this.#run(screen));
    return chosen === null ? null : chosen === 1;
  }

  async #askText(ask: string, screen: Screen): Promise<string | null> {
    let typed = "";
    const settings: Settings<"text"> = {
      head: this.#head([ask, screen.phrases.textHelp], screen),
      lead: `${this.#symbols("›")} `,
      typed: (text) => {
        typed = text;
      },
    };
    try {
      return await this.#runner.run("text", settings, this.#run(screen));
    } catch (error) {
      throw error instanceof Stopped ? new Stopped(typed === "" ? null : typed) : error;
    }
  }

  /** A blank line under text that stands, and the title anew when the screen is wiped. */
  #run({ signal }: Screen): Run {
    const wiped = (): void => {
      this.#standing = null;
    };
    return { signal, before: this.#gap(), wiped };
  }

  #gap(): string {
    const gap = this.#isUnderText ? "\n" : "";
    this.#isUnderText = false;
    return gap;
  }

  /** What all questions but those for text share. */
  #common(ask: string, keysHelp: string, screen: Screen): Pick<Settings<"choices">, "head" | "help" | "skip"> {
    const { skipHelp } = screen.phrases;
    const help = (columns: number): string[] => this.#texts([keysHelp, skipHelp], columns);
    return { head: this.#head([ask], screen), help, skip: skipLetter(skipHelp) };
  }

  #head(lines: readonly string[], screen: Screen): Blocks {
    return (columns) => [this.#title(screen, columns), this.#texts(screen.backstage, columns), this.#texts(lines, columns)];
  }

  /** Once is enough where the title stands above what was said before. */
  #title({ title }: Screen, columns: number): string[] {
    return title === this.#standing ? [] : this.#texts([title], columns);
  }

  /** Paragraphs under each other; an empty one is a blank line where there are others. */
  #texts(texts: readonly string[], columns: number): string[] {
    return texts.flatMap((text) => (text === "" && texts.length > 1 ? [""] : paragraph(this.#symbols(text), columns)));
  }
}

/** Asks with prompts that draw on the terminal and take single keys. Nothing it rejects with leaves the terminal changed. */
export const createTerminalAsker = (streams: TerminalStreams, options: TerminalOptions): Asker => new TerminalAsker(streams, options);
