import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteFile } from "../quote.ts";
import { wrapWords } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

/** Longest piece of a file or a config that is repeated. */
const REPEATED = 60;

const shown = (value: unknown): string => {
  const text = String(value);
  return `"${text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text}"`;
};

interface Open {
  readonly ask: string;
  readonly place: string;
  readonly answers: readonly string[];
}

const many = (count: number): string => (count === 1 ? "1 question is" : `${count} questions are`);

/** The questions, each with the key of the config that its answer belongs to. */
const questionLines = ({ questions }: Facts): string[] =>
  (questions as readonly Open[]).flatMap(({ ask, place, answers }) => [
    `${place}:`,
    ...wrapWords(ask.split(" "), WIDTH - 2, 0).map((line) => `  ${line}`),
    ...answers.map((answer) => `  - ${answer}`),
  ]);

const command = ({ files, flags = "" }: Facts): string =>
  `cs-metrics init ${(files as readonly string[]).map(quoteFile).join(" ")}${String(flags)}`;

const countOf = ({ questions }: Facts): number => (questions as readonly Open[]).length;

const anew = (begin: string): string => `${begin} anew, with the old file kept beside the new one: --force`;

/** Making a config file. */
export const initMessages: Messages = {
  "init-open": (facts) => [
    `${many(countOf(facts))} open, each with the key that its answer belongs to in ${String(facts.file)}`,
    ...questionLines(facts),
    `To be asked: ${command(facts)} in a terminal`,
  ],
  "init-open-strict": (facts) => [
    `nothing was written: ${many(countOf(facts))} open, and --strict was given`,
    ...questionLines(facts),
    `Answer them with flags, or in a terminal: ${command(facts)}`,
  ],
  "init-profile-open": (facts) => [
    `${many(countOf(facts))} open, of which ${String(facts.file)} says nothing`,
    ...questionLines(facts),
    `To be asked: ${command(facts)} --force in a terminal`,
  ],
  "init-profile-name": ({ file }) => [
    `a profile is a file of JSON or YAML with a name of letters or digits, not ${shown(file)}`,
    "Its name is what --profile takes. Write, for example: --profile-out acme-desk.json",
  ],
  "init-profile-exists": ({ file }) => [
    `${String(file)} is there already; nothing was written`,
    "Give another name, or --force: the old file is kept beside the new one, as .bak.",
  ],
  "init-profile-kinds": ({ files }) => [
    "a profile is for one kind of export, but these files have different headers",
    ...(files as readonly string[]).map((file) => `  ${file}`),
    "Run the command for each kind with a --profile-out of its own.",
  ],
  "init-profile-useless": ({ file, column }) => [
    column === null
      ? `no column of ${String(file)} is recognised, so there is nothing to put into a profile`
      : `each row of ${String(file)} holds figures over many interactions (column "${String(column)}"): a profile of it would give no figures`,
    `Name what its columns are: --map created="Header" --map id="Header"`,
  ],
  "init-profile-lost": ({ file, lost }) => [
    `${String(file)} cannot say all that was decided`,
    ...(lost as readonly string[]).map((what) => `  not in it: ${what}`),
    "Keep that in a config, which goes before profiles: the same command without --profile-out",
  ],
  "init-stopped": ({ file }) => [`stopped; nothing was written to ${String(file)}`],
  "init-stdin": () => [
    "init needs the name of a file: what it keeps is for files of that name",
    "Save the export as a file, then: cs-metrics init tickets.csv",
  ],
  "init-needs-file": ({ flag }) => [
    `${String(flag)} ${flag === "--profile-out" ? "is made from a file" : "says how a file is read"}, but no file is given`,
    "Write, for example: cs-metrics init tickets.csv",
  ],
  "init-other-format": ({ file, format }) => [
    `there is ${String(file)} already, and a second config in ${String(format).toUpperCase()} cannot count beside it`,
    "To add to it, leave --format out.",
    anew("To begin"),
  ],
  "init-changed": ({ file }) => [
    `${String(file)} has been changed by somebody else meanwhile; nothing was written`,
    "Run the command again.",
  ],
  "init-match": ({ match, file }) => [
    `--match ${shown(match)} does not fit ${String(file)}`,
    "Write a name with * for any characters, such as tickets-*.csv, or leave --match out.",
  ],
  "init-faulty": ({ lines }) => [...(lines as readonly unknown[]).map(String), anew("Or begin")],
  "init-nothing": () => [
    "there is nothing to write: no file is given, and no setting",
    "For a file: cs-metrics init tickets.csv",
    "For a setting: cs-metrics init --company Acme",
    "For all that can be set, in comments: cs-metrics init --format yaml",
  ],
  "init-contradicted": ({ lines }) => {
    const [first, ...rest] = (lines as readonly unknown[]).map(String);
    return [`what is to be written does not fit the file: ${first}`, ...rest];
  },
  "config-contradicted": ({ file, key, found, wanted }) => [
    `${String(file)} says something else already: ${String(key)} is ${found === null ? "set" : shown(found)}, not ${shown(wanted)}`,
    "What it says is never changed. Change it there,",
    anew("or begin"),
  ],
  "config-not-extended": ({ file, key }) => [
    `${String(key)} of ${String(file)} refers to another place in the file, so nothing can be added to it`,
    "Write it out there,",
    anew("or begin"),
  ],
};
