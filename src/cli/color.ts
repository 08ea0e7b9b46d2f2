import { plainStyle } from "../text/style.ts";
import type { Style } from "../text/style.ts";
import type { Io } from "./io.ts";

export type ColorChoice = "auto" | "always" | "never";

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";
const isOff = (value: string | undefined): boolean => value === "0" || value === "false";

/** Whether a stream gets colour: `--color`, then NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, then the terminal. */
export const wantsColor = (choice: ColorChoice, env: Io["env"], isTTY: boolean): boolean => {
  if (choice !== "auto") return choice === "always";
  if (isSet(env.NO_COLOR)) return false;
  if (isSet(env.FORCE_COLOR)) return !isOff(env.FORCE_COLOR);
  if (isSet(env.CLICOLOR_FORCE) && !isOff(env.CLICOLOR_FORCE)) return true;
  if (env.CLICOLOR === "0" || env.TERM === "dumb") return false;
  return isTTY;
};

/** The style for a stream; chalk is loaded only when there is something to colour. */
export const makeStyle = async (color: boolean): Promise<Style> => {
  if (!color) return plainStyle;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  // chalk joins all its arguments, and `lines.map(style.dim)` hands over three.
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    red: (text) => chalk.red(text),
    green: (text) => chalk.green(text),
    yellow: (text) => chalk.yellow(text),
  };
};
