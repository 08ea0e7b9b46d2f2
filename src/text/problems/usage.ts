import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteArgument, quoteFile } from "../quote.ts";
import { reasonText } from "../system-error.ts";
import { wrapList } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

/** Longest piece of the user's own typing that is repeated to them. */
const REPEATED = 60;

const shown = (value: unknown): string => {
  const text = String(value);
  return `"${text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text}"`;
};

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const didYouMean = (facts: Facts): string[] => {
  const words = texts(facts.similar);
  return words.length === 0 ? [] : [`Did you mean ${words.join(" or ")}?`];
};

/** Wrong usage, and results that could not be written. */
export const usageMessages: Messages = {
  "command-line": (facts) => [String(facts.message), ...texts(facts.hints), `All flags: ${String(facts.help)}`],
  "file-without-command": (facts) => [
    `there is no command ${shown(facts.word)}`,
    `To report on a file of that name: cs-metrics report ${quoteFile(String(facts.word))}`,
  ],
  "no-files": (facts) => [
    `${String(facts.command)} needs a file`,
    `Try: cs-metrics ${String(facts.command)} tickets.csv`,
    ...(facts.piped ? [`To read what is piped in: cs-metrics ${String(facts.command)} -`] : []),
    ...(facts.store
      ? [`To keep exports and report on all of them: cs-metrics import tickets.csv, then cs-metrics ${String(facts.command)}`]
      : []),
    `All flags: cs-metrics ${String(facts.command)} --help`,
  ],
  "bad-value": (facts) => [`${String(facts.flag)} needs ${String(facts.expected)}, not ${shown(facts.value)}`, ...didYouMean(facts)],
  "missing-value": (facts) => [
    facts.value === null
      ? `${String(facts.flag)} needs a value`
      : `${String(facts.flag)} needs a value, but ${String(facts.value)} follows, which is a flag`,
    `Write: ${String(facts.flag)} ${String(facts.argument)}`,
  ],
  "stdin-twice": () => ["- stands for standard input, which can be given only once"],
  "output-is-input": (facts) => [
    `${String(facts.flag)} would replace ${String(facts.input)}, which is to be read`,
    "Give the result a name of its own.",
  ],
  "outputs-alike": (facts) => [
    `${texts(facts.flags).join(" and ")} name the same file, ${String(facts.file)}`,
    "Give each a name of its own.",
  ],
  "unknown-field": (facts) => [
    `${String(facts.flag)}: there is no field ${shown(facts.name)}`,
    ...didYouMean(facts),
    ...wrapList("Fields", texts(facts.fields), WIDTH),
  ],
  "map-hint": (facts) => [
    facts.expected === null
      ? `${String(facts.flag)}: ${String(facts.field)} takes no hint, but ${shown(facts.hint)} follows the colon`
      : `${String(facts.flag)}: the hint of ${String(facts.field)} is ${String(facts.expected)}, not ${shown(facts.hint)}`,
    `Write: ${String(facts.flag)} ${String(facts.field)}=HEADER`,
  ],
  "unknown-kpi": (facts) => [`there is no KPI ${shown(facts.name)}`, ...didYouMean(facts), ...wrapList("KPIs", texts(facts.kpis), WIDTH)],
  "unknown-file-format": (facts) => [
    `no ${String(facts.what ?? "report")} can be written as ${shown(facts.extension)}`,
    `Names ending in ${String(facts.endings ?? ".csv, .json or .md")} choose the format; for others: --format ${String(facts.formats ?? "table|csv|json|markdown")}`,
  ],
  "excel-format": (facts) => [`--excel is for CSV, but the format is ${String(facts.format)}`, "Write: --excel --format csv"],
  "brief-format": (facts) => [
    "--brief writes sentences, which a CSV file cannot hold",
    facts.file === null ? "Write: --brief alone, or --brief --format json" : "Give -o a name that ends in .txt, .md or .json",
    "The figures themselves as CSV: leave out --brief",
  ],
  "no-effect": (facts) => [`${String(facts.flag)} changes nothing here: it is for ${texts(facts.formats).join(" and ")}`],
  "output-failed": (facts) => [
    `cannot write ${quoteArgument(String(facts.file))}: ${reasonText(facts.reason)}`,
    ...(facts.existed ? ["The file stays as it was."] : []),
  ],
  "stdout-failed": (facts) => [`cannot write the output: ${reasonText(facts.reason)}`],
  "timed-out": ({ limit }) => [
    `not finished after ${Number(limit) / 1000} s (--timeout)`,
    "Nothing was left half done; what was finished before stays.",
  ],
  "doctor-words": ({ words }) => [
    `doctor looks at the store, not at files: ${texts(words).map(shown).join(" ")} is too much`,
    "Another store: --db FILE. A file: cs-metrics inspect FILE",
  ],
  fault: ({ what, version, node, platform, arch }) => [
    `a fault in this program: ${String(what)}`,
    `cs-metrics ${String(version)}, Node ${String(node)}, ${String(platform)} ${String(arch)}`,
    "Please report these lines with the command you typed; CS_METRICS_DEBUG=1 adds detail.",
  ],
  interrupted: () => ["stopped before it was finished"],
};
