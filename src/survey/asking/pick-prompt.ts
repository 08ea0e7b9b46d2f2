import { createPrompt } from "@inquirer/core";
import { isEnter, typedCharacter, types } from "./keys.ts";
import { above, indented } from "./layout.ts";
import { type Prompting, useTerminal } from "./use-terminal.ts";

export interface PickConfig extends Prompting {
  /** What stands above the commands, for a terminal of so many columns. */
  readonly head: (columns: number) => readonly (readonly string[])[];
  readonly keys: readonly { readonly key: string; readonly label: string }[];
}

/** Resolves to the key of the command whose key is pressed, at once; without commands to any key that types something, or Enter. */
export const pickPrompt = createPrompt<string, PickConfig>((config, done) => {
  const { size, show } = useTerminal(config, {
    onKey: (key) => {
      if (config.keys.length === 0) {
        if (isEnter(key) || typedCharacter(key) !== null) done(isEnter(key) ? "enter" : key.sequence);
        return;
      }
      const picked = config.keys.find((command) => (command.key === "enter" ? isEnter(key) : types(key, command.key)));
      if (picked !== undefined) done(picked.key);
    },
  });
  const widest = Math.max(0, ...config.keys.map(({ key }) => key.length));
  const shown = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
  const commands = config.keys.map(({ key, label }) => indented(`${shown(key).padEnd(widest)}  ${label}`));
  const head = config.head(size.columns);
  if (commands.length === 0) return show({ lines: above(head, size.rows).slice(0, -1), cursor: null });
  return show({ lines: [...above(head, size.rows - commands.length - 1), ...commands], cursor: null });
});
