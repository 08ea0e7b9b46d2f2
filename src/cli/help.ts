import { wrapWords } from "../text/wrap.ts";
import { COMMANDS, type CommandInfo, type CommandName } from "./commands/index.ts";
import type { Flag } from "./flags.ts";

const WIDTH = 80;

/** Where the explanation of a flag starts; longer flags have theirs on the next line. */
const COLUMN = 29;

const row = (left: string, right: string): string[] => {
  const lines = wrapWords(right.split(" "), WIDTH - COLUMN, 0).map((line) => " ".repeat(COLUMN) + line);
  if (left.length > COLUMN - 2) return [left, ...lines];
  return [left.padEnd(COLUMN) + lines[0].trimStart(), ...lines.slice(1)];
};

const flagRow = ([name, { short, argument, help }]: [string, Flag<unknown>]): string[] =>
  row(`  ${short === undefined ? "" : `-${short}, `}--${name}${argument === null ? "" : ` ${argument}`}`, help);

const section = (title: string, lines: readonly string[]): string => `${title}\n${lines.join("\n")}\n`;

const exitCodes = (): string =>
  section("Exit codes", [
    ...row("  0", "done"),
    ...row("  1", "done, but a target was missed (--check)"),
    ...row("  2", "wrong usage: an unknown flag, field, KPI or column"),
    ...row("  3", "the input cannot be used: missing, empty, no CSV, or ambiguous"),
    ...row("  4", "the store or an output failed, or --timeout was reached"),
    ...row("  70", "a fault of this program"),
    ...row("  130, 143", "interrupted"),
  ]);

const pages = (...parts: readonly string[]): string => parts.join("\n");

/** What `cs-metrics --help` prints. */
export const programHelp = (): string =>
  pages(
    "cs-metrics: KPIs of customer support from the CSV your help desk exports\n",
    section("Examples", [
      "  cs-metrics report tickets.csv",
      "  cs-metrics report tickets.csv --by agent --period 2026-10",
      "  cs-metrics survey nps --company Acme",
    ]),
    section(
      "Commands",
      Object.values(COMMANDS).flatMap(({ usage, summary }) => row(`  ${usage}`, summary)),
    ),
    section("Flags", [
      ...row("  -h, --help", "this page; of a command: cs-metrics report --help"),
      ...row("  -V, --version", "the version"),
    ]),
    exitCodes(),
  );

const flagSection = (title: string, group: string, { flags }: CommandInfo): string => {
  const own = Object.entries(flags).filter(([, flag]) => flag.group === group);
  return section(title, own.flatMap(flagRow));
};

/** What `cs-metrics COMMAND --help` prints. */
export const commandHelp = (name: CommandName): string => {
  const command: CommandInfo = COMMANDS[name];
  return pages(
    `${command.title}\n`,
    section(
      "Examples",
      command.examples.map((line) => `  ${line}`),
    ),
    ...Object.entries(command.groups).map(([group, title]) => flagSection(title, group, command)),
    section("Other", row("  -h, --help", "this page")),
    exitCodes(),
  );
};
