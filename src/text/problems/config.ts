import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteArgument } from "../quote.ts";
import { wrapList, wrapWords } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

/** Longest piece of the file that is repeated. */
const REPEATED = 60;

const cut = (value: unknown): string => {
  const text = String(value);
  return text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text;
};

const shown = (value: unknown): string => `"${cut(value)}"`;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(cut) : []);

/** "a, b or c" */
const either = (value: unknown): string => {
  const words = texts(value);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
};

/** The likely word, else all that are possible. */
const meant = (facts: Facts, all: unknown, title: string): string =>
  texts(facts.similar).length > 0 ? `Did you mean ${either(facts.similar)}?` : `${title}: ${texts(all).join(", ")}`;

/** What to do about things the YAML parser stumbles over, by its code. */
const YAML: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  TAB_AS_INDENT: ["a tab stands where blanks are needed", "Indent with blanks only."],
  BLOCK_AS_IMPLICIT_KEY: ["a second colon, or an indent that does not fit", "A text with a colon in it goes between double quotes."],
  BAD_INDENT: ["an indent that does not fit, or a bracket that is not closed", "Keys of one group begin in the same column."],
  MISSING_CHAR: ["something is missing before this: a comma, or the dash of a list", "Items of a list begin with - in the same column."],
  UNEXPECTED_TOKEN: ["this does not belong here", "A comma, a colon or a bracket may be missing before it."],
  BAD_SCALAR_START: ["a text begins with a sign that has another meaning", "Put the text between double quotes."],
  BAD_DQ_ESCAPE: ["a backslash in double quotes that is followed by no known letter", "Write two backslashes, or use single quotes."],
  BAD_ALIAS: ["a text that begins with * has another meaning", 'Put it between double quotes: match: "*.csv"'],
  MULTIPLE_DOCS: ["a second document begins (---)", "A file holds one configuration."],
  RESOURCE_EXHAUSTION: ["groups within groups without end", "A configuration needs few levels."],
};

/** What stands where JSON wants something else. */
const jsonSaid = ({ expected, found }: Facts): Said => {
  if (expected === null) return ["groups within groups without end", "A configuration needs few levels."];
  if (found === null) return [`the file ends where ${cut(expected)} should stand`, "A bracket or a quote may not be closed."];
  if (found === "//" || found === "/*") return ["JSON has no comments", "Remove it, or write the file in YAML (cs-metrics.config.yaml)."];
  const isClosing = found === "}" || found === "]";
  if (isClosing && expected !== "the end of the file")
    return [`${cut(expected)} should stand before ${shown(found)}`, "There is no comma after the last one in JSON."];
  if (found === '"')
    return [
      `${cut(expected)} should stand here, not a quote`,
      "A comma may be missing, or this quote is not closed on its line; a backslash is written twice.",
    ];
  if (found === "'") return [`${cut(expected)} should stand here, not a single quote`, "JSON has texts between double quotes."];
  return [`${cut(expected)} should stand here, not ${shown(found)}`];
};

type Said = readonly [what: string, ...advice: string[]];

/** Each kind of fault in the configuration: what is wrong, and what to do. */
const FAULTS = {
  "missing-file": (facts) => [
    "there is no such file",
    texts(facts.similar).length > 0 ? `Did you mean ${either(facts.similar)}?` : "To run without a config file: --config none",
  ],
  folder: () => ["this is a folder, not a config file", "To run without a config file: --config none"],
  unreadable: ({ reason }) => [
    `it cannot be read: ${reason === "EACCES" || reason === "EPERM" ? "no permission" : String(reason)}`,
    "To run without a config file: --config none",
  ],
  "too-large": ({ largest }) => ["the file is too large for a configuration", `At most ${Number(largest) >> 20} MB.`],
  "no-text": () => ["the file is no text", "A config file is written in JSON or YAML, in UTF-8."],
  "two-files": ({ other }) => [`there is ${cut(other)} beside it, and only one of them can count`, "Remove one of them."],
  json: jsonSaid,
  syntax: ({ code, message }) =>
    YAML[String(code)] ?? [`this cannot be read: ${cut(message)}`, "Put texts with : # { } [ ] & * ! % @ in them between double quotes."],
  "open-quote": () => ["a quote that begins here has no end", "Close it on the same line."],
  tag: () => ["a word with ! in front, which has a meaning of its own here", "Put the text between double quotes."],
  "repeated-key": () => ["this key is there twice", "Remove one of them."],
  "unknown-reference": ({ name }) => [
    `*${cut(name)} refers to nothing before it`,
    'Put a text that begins with * between double quotes: "*.csv"',
  ],
  endless: () => [
    "groups within groups, or references to them, without end",
    "A configuration needs few levels, and its texts written out.",
  ],
  "no-config": ({ found }) => [`a configuration begins with keys such as company and timeZone, not with ${cut(found)}`],
  "unknown-key": (facts) => [
    `there is no setting ${shown(facts.name)} here`,
    facts.elsewhere === null || texts(facts.similar).length > 0
      ? meant(facts, facts.known, "Settings")
      : `It belongs into ${cut(facts.elsewhere)}.`,
  ],
  "missing-key": ({ name, example }) => [`${cut(name)} is missing`, `Write, for example: ${cut(name)}: ${cut(example)}`],
  "wrong-type": ({ expected, found }) => [
    `${cut(expected)} is needed, not ${cut(found)}`,
    ...(expected === "a text" && found !== "nothing" && found !== "a list" && found !== "a group of keys"
      ? ["Put it between double quotes."]
      : []),
  ],
  "several-columns": ({ name, several }) => [`one column is needed for ${cut(name)}, not several`, `Only ${cut(several)} has several.`],
  "empty-text": () => ["the text is empty", "Write a text, or remove the key."],
  "no-choice": (facts) => [
    `${shown(facts.text)} is not one of ${either(facts.choices)}`,
    ...(texts(facts.similar).length > 0 ? [meant(facts, [], "")] : []),
  ],
  refused: ({ lines }) => (Array.isArray(lines) ? lines.map(String) : []) as unknown as Said,
  "unknown-variable": (facts) => ["there is no setting of this name", meant(facts, [], "Settings")],
} satisfies Record<string, (facts: Facts) => Said>;

/** What can be wrong with the configuration. */
export type ConfigFaultKind = keyof typeof FAULTS;

interface Told {
  readonly first: string;
  readonly advice: readonly string[];
}

const tell = (fault: unknown): Told => {
  const { place, key, kind, facts } = fault as { place: string; key: string; kind: ConfigFaultKind; facts: Facts };
  const [what, ...advice]: Said = FAULTS[kind](facts);
  return { first: `${place}${key === "" ? "" : `, ${cut(key)}`}: ${what}`, advice };
};

const ORDERS: Readonly<Record<string, string>> = { dmy: "day first", mdy: "month first", ymd: "year first" };

const UNITS: Readonly<Record<string, string>> = { ms: "milliseconds", s: "seconds", min: "minutes", h: "hours", d: "days" };

const SIGNS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

const lineOf = (example: unknown): string | null => {
  if (typeof example !== "object" || example === null) return null;
  const { line, value } = example as { line: number; value: string };
  return `Line ${line} has ${shown(value)}`;
};

/** What to do when a file is no longer as the config has it. */
const change = (origin: unknown, flag: string): string[] => [`If the file is right, change ${cut(origin)}; for this run alone: ${flag}`];

const scaleText = (value: unknown): string => {
  const { low, high } = value as { low: number; high: number };
  return `${low}-${high}`;
};

/** Files that are not as the configuration says. */
const pinnedMessages: Messages = {
  "pinned-column": ({ file, origin, field, header, headers, suggestion }) => [
    `${String(file)} has no column ${shown(header)}, which ${cut(origin)} names for ${String(field)}`,
    ...(suggestion === null ? [] : [`Did you mean ${shown(suggestion)}?`]),
    ...wrapList("Columns", Array.isArray(headers) ? headers.map(String) : [], WIDTH),
    ...change(origin, `--map ${String(field)}=COLUMN`),
  ],
  "pinned-dates": ({ file, origin, value, column, fits, example }) => {
    const said = ORDERS[String(value)] ?? `written as ${cut(value)}`;
    const seen = lineOf(example);
    const why = fits === null ? "" : `, which can only be ${ORDERS[String(fits)]}`;
    return [
      `the dates in column ${shown(column)} of ${String(file)} are not ${said}, as ${cut(origin)} says`,
      ...(seen === null ? [] : [`${seen}${why}.`]),
      ...change(origin, fits === null ? "--date-format F" : `--date-format ${fits === "dmy" ? "D/M/Y" : "M/D/Y"}`),
    ];
  },
  "pinned-scale": ({ file, origin, value, field, column, example }) => {
    const seen = lineOf(example);
    return [
      `the scores in column ${shown(column)} of ${String(file)} do not fit the scale ${scaleText(value)} of ${cut(origin)}`,
      ...(seen === null ? [] : [`${seen}.`]),
      ...change(origin, `--scale ${String(field)}=A-B`),
    ];
  },
  "pinned-unit": ({ file, origin, field, column, unit, fits }) => [
    `the times in column ${shown(column)} of ${String(file)} are not ${UNITS[String(unit)] ?? String(unit)}, as ${cut(origin)} says`,
    `By the file's own dates they are ${UNITS[String(fits)] ?? String(fits)}.`,
    ...change(origin, `--map ${String(field)}:${String(fits)}=${quoteArgument(String(column))}`),
  ],
  "pinned-zone": ({ file, origin, value, column, named }) => [
    `column ${shown(column)} of ${String(file)} is in ${String(named)}, but ${cut(origin)} says ${cut(value)}`,
    `Change ${cut(origin)}, or remove the time zone there: the file names its own.`,
  ],
  "pinned-encoding": ({ file, origin, value, found }) => [
    `${String(file)} is not ${cut(value)}, as ${cut(origin)} says${found === null ? "" : `, but ${String(found)}`}`,
    ...change(origin, `--encoding ${found === null ? "windows-1252" : String(found)}`),
  ],
  "pinned-delimiter": ({ file, origin, value, header, other }) => [
    `the cells of ${String(file)} are not parted by ${shown(value)}, as ${cut(origin)} says`,
    `Its column names are ${shown(header)}, with ${SIGNS[String(other)]}.`,
    ...change(origin, `--delimiter ${other === "\t" ? "tab" : `"${String(other)}"`}`),
  ],
  "pinned-profile": ({ file, origin, value, found }) => [
    `${String(file)} is an export of ${String(found)}, but ${cut(origin)} says ${cut(value)}`,
    ...change(origin, `--profile ${String(found)}`),
  ],
};

/** Configurations that cannot be used. */
export const configMessages: Messages = {
  ...pinnedMessages,
  "config-what": ({ words }) => [
    texts(words).length === 0
      ? "config needs a word more: show or check"
      : `config knows show and check [FILE], not ${shown(texts(words).join(" "))}`,
    "Try: cs-metrics config show --origin",
  ],
  "config-faults": ({ faults, count, isAll }) => {
    const told = (Array.isArray(faults) ? faults : []).map(tell);
    if (told.length === 1) return [told[0].first, ...told[0].advice];
    const lines = told.flatMap(({ first, advice }) => [
      ...wrapWords(first.split(" "), WIDTH, 2),
      // What is laid out already stays so.
      ...advice.flatMap((text) => (text.length <= WIDTH ? [text] : wrapWords(text.split(" "), WIDTH - 2, 0))).map((line) => `  ${line}`),
    ]);
    const more = [
      ...(Number(count) > told.length ? [`… and ${Number(count) - told.length} more`] : []),
      ...(isAll === true ? [] : ["… the rest has not been looked at"]),
    ];
    return [`${isAll === true ? "" : "at least "}${String(count)} things in the configuration are wrong`, ...lines, ...more];
  },
};
