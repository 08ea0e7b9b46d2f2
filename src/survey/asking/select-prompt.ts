import { createPrompt, useState } from "@inquirer/core";
import { isEnter, types } from "./keys.ts";
import { above, rowsBetween } from "./layout.ts";
import { NOTHING, type Range, select } from "./selection.ts";
import { type Prompting, useTerminal } from "./use-terminal.ts";

/** One choice out of a range of numbers: a scale, a list by its places, yes or no. */
export interface SelectConfig extends Prompting {
  readonly range: Range;
  /** Step of the up arrow: 1 on a scale, -1 in a list. */
  readonly up: 1 | -1;
  /** Letters that choose a number, in small letters. */
  readonly letters: ReadonlyMap<string, number>;
  /** What stands above the choice, for a terminal of so many columns. */
  readonly head: (columns: number) => readonly (readonly string[])[];
  /** The choice itself in at most `rows` lines. */
  readonly body: (chosen: number | null, columns: number, rows: number) => readonly string[];
  /** What the keys do. */
  readonly help: (columns: number) => readonly string[];
  /** The letter that skips, small. */
  readonly skip: string;
}

/** Resolves to the chosen number, or to null when the question is skipped. Nothing is chosen at the start, and Enter then does nothing. */
export const selectPrompt = createPrompt<number | null, SelectConfig>((config, done) => {
  const [selection, setSelection] = useState(NOTHING);
  const { size, show } = useTerminal(config, {
    onKey: (key) => {
      const letter = [...config.letters.keys()].find((letter) => types(key, letter));
      if (isEnter(key)) {
        if (selection.chosen !== null) done(selection.chosen);
      } else if (letter !== undefined) {
        setSelection({ chosen: config.letters.get(letter) ?? null, typed: "" });
      } else if (types(key, config.skip)) {
        done(null);
      } else {
        setSelection(select(selection, key, config.range, config.up));
      }
    },
  });
  const { columns, rows } = size;
  const head = config.head(columns);
  const below = ["", ...config.help(columns)];
  const tail = [...config.body(selection.chosen, columns, rowsBetween(head, below.length, rows)), ...below];
  return show({ lines: [...above(head, rows - tail.length), ...tail], cursor: null });
});
