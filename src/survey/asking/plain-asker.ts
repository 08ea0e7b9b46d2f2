import { sanitize } from "../../text/sanitize.ts";
import {
  type Answer,
  type Asker,
  type ChoiceQuestion,
  type Phrases,
  type Question,
  type ScaleQuestion,
  type Screen,
  Stopped,
} from "../model.ts";
import { skipLetter } from "./keys.ts";
import { EMPTY_LINE, insert } from "./line-editor.ts";
import { LineReader } from "./line-reader.ts";
import type { Range } from "./selection.ts";
import type { TerminalStreams } from "./prompt-runner.ts";

/** What a line means: an answer, or undefined when it is none. */
type Reading<Value> = (line: string) => Value | undefined;

/** What is said before a line is read, and again with `wrong` above it after a line that is no answer. */
interface Instruction {
  readonly help: readonly string[];
  readonly wrong: readonly string[];
}

const fill = (phrase: string, { low, high }: Range): string => phrase.replaceAll("{low}", String(low)).replaceAll("{high}", String(high));

/** Small letters without accents and blanks around, so that "Si" and "sí" are one. */
const bare = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "");

const numberIn = (text: string, { low, high }: Range): number | undefined => {
  const digits = text.normalize("NFKC").trim();
  if (!/^\d{1,9}$/u.test(digits)) return undefined;
  const number = Number(digits);
  return number >= low && number <= high ? number : undefined;
};

const placesIn = (text: string, range: Range): number[] | undefined => {
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== "");
  const numbers = parts.map((part) => numberIn(part, range));
  if (numbers.length === 0 || numbers.includes(undefined)) return undefined;
  return [...new Set(numbers as number[])].sort((a, b) => a - b);
};

/** Yes and no by their words, their first letters, y and n; the letter that skips is neither. */
const yesOrNo = (line: string, { yes, no, skipHelp }: Phrases): boolean | undefined => {
  const said = bare(line);
  if (said === "" || said === skipLetter(skipHelp)) return undefined;
  if ([bare(yes), bare(yes).slice(0, 1), "y"].includes(said)) return true;
  return [bare(no), bare(no).slice(0, 1), "n"].includes(said) ? false : undefined;
};

class PlainAsker implements Asker {
  readonly #output: NodeJS.WriteStream;
  readonly #reader: LineReader;
  /** The title that was written last. */
  #title = "";
  #isFirst = true;

  constructor({ input, output }: TerminalStreams) {
    this.#output = output;
    this.#reader = new LineReader(input);
    output.on("error", () => undefined);
  }

  ask(question: ScaleQuestion, screen: Screen): Promise<number | null>;
  ask(question: Question, screen: Screen): Promise<Answer>;
  async ask(question: Question, screen: Screen): Promise<Answer> {
    const { phrases } = screen;
    switch (question.type) {
      case "text":
        await this.#begin([...screen.backstage, question.ask, phrases.plainText], screen);
        return insert(EMPTY_LINE, (await this.#reader.next(screen.signal)).trim()).text.trim() || null;
      case "choice":
      case "choices":
        return this.#askChoice(question, screen);
      case "yesno":
        await this.#begin([...screen.backstage, question.ask], screen);
        return this.#read({ help: [phrases.plainYesNo], wrong: [] }, (line) => yesOrNo(line, phrases), screen);
      default:
        return this.#askScale(question, screen);
    }
  }

  say(lines: readonly string[], screen: Screen): Promise<void> {
    if (screen.signal.aborted) return Promise.reject(new Stopped());
    return this.#begin(lines, screen);
  }

  async pick(lines: readonly string[], keys: readonly { readonly key: string; readonly label: string }[], screen: Screen): Promise<string> {
    await this.#begin([...screen.backstage, ...lines], screen);
    if (keys.length === 0) {
      await this.#reader.next(screen.signal);
      return "enter";
    }
    const help = keys.map(({ key, label }) => `${key}: ${label}`);
    for (;;) {
      await this.#write(help);
      const said = bare(await this.#reader.next(screen.signal));
      const picked = keys.find(({ key }) => key === said || (key === "enter" && said === ""));
      if (picked !== undefined) return picked.key;
    }
  }

  /** Scrolls what was said out of view. */
  async clear(): Promise<void> {
    this.#title = "";
    this.#isFirst = true;
    await this.#write(Array.from({ length: this.#output.rows || 1 }, () => ""));
  }

  async #askScale({ ask, low, high, lowLabel, highLabel }: ScaleQuestion, screen: Screen): Promise<number | null> {
    const { phrases } = screen;
    const range = { low, high };
    const ends = [lowLabel === "" ? "" : `${low}: ${lowLabel}.`, highLabel === "" ? "" : `${high}: ${highLabel}.`];
    await this.#begin([...screen.backstage, ask, ends.join(" ").trim()], screen);
    const instruction = { help: [fill(phrases.plainScale, range)], wrong: [fill(phrases.plainWrong, range)] };
    return this.#read(instruction, (line) => numberIn(line, range), screen);
  }

  async #askChoice({ type, ask, options }: ChoiceQuestion, screen: Screen): Promise<Answer> {
    const { phrases } = screen;
    const range = { low: 1, high: options.length };
    await this.#begin([...screen.backstage, ask, ...options.map(({ label }, index) => `${index + 1}: ${label}`)], screen);
    const wrong = [fill(phrases.plainWrong, range)];
    if (type === "choices") {
      const places = await this.#read({ help: [phrases.plainChoices], wrong }, (line) => placesIn(line, range), screen);
      return places && places.map((place) => options[place - 1].value);
    }
    const place = await this.#read({ help: [phrases.plainChoice], wrong }, (line) => numberIn(line, range), screen);
    return place === null ? null : options[place - 1].value;
  }

  /** Takes lines until one is an answer or skips. */
  async #read<Value>({ help, wrong }: Instruction, reading: Reading<Value>, { phrases, signal }: Screen): Promise<Value | null> {
    const skip = bare(skipLetter(phrases.skipHelp));
    await this.#write(help);
    for (;;) {
      const line = await this.#reader.next(signal);
      if (bare(line) === skip) return null;
      const value = reading(line);
      if (value !== undefined) return value;
      await this.#write([...wrong, ...help]);
    }
  }

  /** Writes lines under a blank one, with the title where it changes. */
  #begin(lines: readonly string[], { title }: Screen): Promise<void> {
    const said = lines.filter((line) => line !== "");
    const above = title === this.#title || title === "" ? [] : [title, ""];
    const gap = this.#isFirst ? [] : [""];
    this.#title = title;
    this.#isFirst = false;
    return this.#write([...gap, ...above, ...said]);
  }

  /** Resolves when the terminal has taken the lines, or is gone. */
  #write(lines: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      this.#output.write(`${lines.map(sanitize).join("\n")}\n`, () => resolve());
    });
  }
}

/** Asks line by line, for screen readers: no cursor moves, no escape sequences, every answer ends with Enter. */
export const createPlainAsker = (streams: TerminalStreams): Asker => new PlainAsker(streams);
