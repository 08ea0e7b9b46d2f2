import { createPrompt, useState } from "@inquirer/core";
import { isEnter, typedCharacter, types } from "./keys.ts";
import { above, rowsBetween } from "./layout.ts";
import { listLines } from "./list-view.ts";
import { type Prompting, useTerminal } from "./use-terminal.ts";

/** Any number of options. */
export interface ChoicesConfig extends Prompting {
  readonly labels: readonly string[];
  /** What stands above the options, for a terminal of so many columns. */
  readonly head: (columns: number) => readonly (readonly string[])[];
  /** What the keys do. */
  readonly help: (columns: number) => readonly string[];
  /** The letter that skips, small. */
  readonly skip: string;
  /** One column that points at the option which the space bar marks. */
  readonly pointer: string;
}

/** Options that have a number to type. */
const NUMBERED = 9;

/** Resolves to the places (from 0, ascending) of the marked options; null when the question is skipped or Enter finds nothing marked. */
export const choicesPrompt = createPrompt<readonly number[] | null, ChoicesConfig>((config, done) => {
  const [focus, setFocus] = useState(0);
  const [marked, setMarked] = useState<readonly number[]>([]);
  const { labels } = config;
  const toggle = (index: number): void =>
    setMarked(marked.includes(index) ? marked.filter((one) => one !== index) : [...marked, index].sort((a, b) => a - b));
  const { size, show } = useTerminal(config, {
    onKey: (key) => {
      const character = typedCharacter(key);
      if (isEnter(key)) done(marked.length === 0 ? null : marked);
      else if (types(key, config.skip)) done(null);
      else if (character === " ") toggle(focus);
      else if (character !== null && /^[1-9]$/u.test(character) && Number(character) <= labels.length) {
        setFocus(Number(character) - 1);
        toggle(Number(character) - 1);
      } else if (key.name === "up") setFocus(Math.max(0, focus - 1));
      else if (key.name === "down") setFocus(Math.min(labels.length - 1, focus + 1));
      else if (key.name === "home") setFocus(0);
      else if (key.name === "end") setFocus(labels.length - 1);
    },
  });
  const { columns, rows } = size;
  const lead = (index: number): string => {
    const number = index < NUMBERED ? String(index + 1) : " ";
    return `${index === focus ? config.pointer : " "} [${marked.includes(index) ? "x" : " "}] ${number}  `;
  };
  const head = config.head(columns);
  const below = ["", ...config.help(columns)];
  const tail = [...listLines(labels, lead, focus, columns, rowsBetween(head, below.length, rows)), ...below];
  return show({ lines: [...above(head, rows - tail.length), ...tail], cursor: null });
});
