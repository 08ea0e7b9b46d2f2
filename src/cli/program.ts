import { Command, CommanderError, Option } from "commander";
import { ProblemError } from "../text/problem.ts";
import { VERSION } from "../text/version.ts";
import { EXIT } from "./exit.ts";
import { type CommandName, COMMANDS, isCommand } from "./commands/index.ts";
import type { Flag, Flags } from "./flags.ts";
import { commandHelp, programHelp } from "./help.ts";
import type { Io } from "./io.ts";
import { print } from "./print.ts";
import { LOADERS } from "./run-command.ts";
import { withinTime } from "./time-limit.ts";

const toOption = (name: string, flag: Flag<unknown>, isFlag: (text: string) => boolean): Option => {
  const long = `--${name}`;
  const argument = flag.argument === null ? "" : ` <${flag.argument}>`;
  const option = new Option(`${flag.short === undefined ? "" : `-${flag.short}, `}${long}${argument}`, flag.help);
  if (flag.argument === null) return option;
  return option.argParser((text: string, before: unknown) => {
    if (isFlag(text)) throw new ProblemError(2, "missing-value", { flag: long, value: text, argument: flag.argument });
    const value = flag.parse(text, long);
    return flag.many && Array.isArray(before) ? [...before, ...(value as unknown[])] : value;
  });
};

/** Adds the flags of a table to a command; the returned function reads back what was given, by the table's names. */
const addFlags = (command: Command, flags: Flags): (() => Record<string, unknown>) => {
  const isFlag = (text: string): boolean => text.startsWith("--") && Object.hasOwn(flags, text.slice(2));
  const options = Object.entries(flags).map(([name, flag]) => ({ name, option: toOption(name, flag, isFlag) }));
  for (const { option } of options) command.addOption(option);
  return () => {
    const given = command.opts<Record<string, unknown>>();
    const entries = options.map(({ name, option }) => [name, given[option.attributeName()]] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
};

/** "error: unknown option '--buy'\n(Did you mean --by?)" → the same in the form of our other errors. */
const usageError = (error: CommanderError, argv: readonly string[]): ProblemError => {
  const [first, ...rest] = error.message.replace(/^error: /u, "").split("\n");
  const word = argv[0];
  const [, flag, argument] = /(--[\w-]+) <(.*)>' argument missing$/u.exec(first) ?? [];
  if (flag !== undefined) return new ProblemError(2, "missing-value", { flag, value: null, argument }, { cause: error });
  if (error.code === "commander.unknownCommand" && /[./\\]/u.test(word)) return new ProblemError(2, "file-without-command", { word });
  // `help nope` and a lone `--` end in commander's help, without a message.
  const named = argv[1] === undefined ? "a command is missing" : `unknown command '${argv[1]}'`;
  const message = error.code === "commander.help" ? named : first;
  const hints = rest.map((line) => line.replace(/^\((.*)\)$/u, "$1")).filter((line) => line !== "");
  const help = isCommand(word) ? `cs-metrics ${word} --help` : "cs-metrics --help";
  return new ProblemError(2, "command-line", { message, hints, help }, { cause: error });
};

/** Reads the command line and runs its command. Resolves to the exit code; wrong usage rejects with exit 2. */
export const runProgram = async (io: Io): Promise<number> => {
  let text = "";
  let exit: number = EXIT.done;
  const program = new Command("cs-metrics")
    .exitOverride()
    .configureOutput({ writeOut: (piece) => (text += piece), writeErr: () => undefined, outputError: () => undefined })
    .configureHelp({ formatHelp: (command) => (isCommand(command.name()) ? commandHelp(command.name() as CommandName) : programHelp()) })
    .version(VERSION);
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    const command = program.command(name).argument("[words...]");
    // Of the commands that this line cannot mean the flags are never asked for.
    const values = addFlags(command, io.argv.includes(name) ? COMMANDS[name].flags : {});
    command.action(async (words: string[]) => {
      const run = await LOADERS[name]();
      const given = values();
      const limit = given["timeout"] as number | undefined;
      exit = await withinTime(io, limit, () => run(io, words, given as never));
    });
  }
  try {
    await program.parseAsync(io.argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, io.argv);
    await print(io, text);
  }
  return exit;
};
