import * as parse from "./parse.ts";
import type { Parse } from "./parse.ts";

/** Everything a flag is. The parser, `--help` and docs derive from the tables of flags, one for each command. */
export interface Flag<T> {
  readonly short?: string;
  /** What stands for its argument in help; null = a switch. */
  readonly argument: string | null;
  readonly help: string;
  /** Key of a heading in its command's help. */
  readonly group: string;
  readonly choices?: readonly string[];
  /** May be given several times: the parsed lists are joined. Otherwise the last one counts. */
  readonly many?: boolean;
  /** The formats it changes; a notice says when it has no effect. Undefined = all. */
  readonly formats?: readonly string[];
  readonly parse: Parse<T>;
}

/** The flags of a command, by name. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** What was given: flag → parsed value; undefined = not given. */
export type ValuesOf<T extends Flags> = { readonly [K in keyof T]?: ReturnType<T[K]["parse"]> };

type About<T> = Omit<Flag<T>, "argument" | "parse" | "choices">;

export const text = (argument: string, expected: string, about: About<string>): Flag<string> => ({
  ...about,
  argument,
  parse: parse.anyText(expected),
});
export const choice = <const T extends string>(choices: readonly T[], about: About<T> & { argument?: string }): Flag<T> => ({
  argument: choices.join("|"),
  ...about,
  choices,
  parse: parse.oneOf(choices),
});
export const onOff = (about: About<true>): Flag<true> => ({ ...about, argument: null, parse: () => true });

export const FILE_NAME = "the name of a file";
