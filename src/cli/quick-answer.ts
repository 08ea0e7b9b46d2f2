import { VERSION } from "../text/version.ts";
import { isCommand } from "./commands/index.ts";
import { commandHelp, programHelp } from "./help.ts";

/** Answers that need neither a parser nor a command, so that they cost little more than starting Node. */
export const quickAnswer = (argv: readonly string[]): string | undefined => {
  const [first, second] = argv;
  const asksHelp = (word: string): boolean => word === "--help" || word === "-h";
  if (argv.length === 1 && (asksHelp(first) || first === "help")) return programHelp();
  if (argv.length === 1 && (first === "--version" || first === "-V")) return `${VERSION}\n`;
  if (argv.length === 2 && isCommand(first) && asksHelp(second)) return commandHelp(first);
  return argv.length === 2 && first === "help" && isCommand(second) ? commandHelp(second) : undefined;
};
