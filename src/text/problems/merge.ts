import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";

const AGAIN = "Make the partial reports anew, all with the same flags and config.";

/** What flags are called that a question consists of. */
const FLAGS: Readonly<Record<string, string>> = {
  kpis: "--kpi",
  asOf: "--as-of",
  dateBasis: "--date-basis",
  fcrRule: "--fcr-rule",
  scales: "--scale",
  businessHours: "--business-hours",
  words: "words of the config",
  schedule: "hours of the config",
  sla: "sla of the config",
};

const asked = (value: unknown): string => (value === "null" || value === "[]" || value === "{}" ? "nothing" : String(value));

/** Partial reports that cannot be written (exit 2), or cannot be put together (exit 3). */
export const mergeMessages: Messages = {
  "partial-as-of": () => [
    "--partial needs --as-of, so that all partial reports are reckoned from the same moment",
    "Give every one of them the same date, such as: --as-of 2026-11-01",
  ],
  "partial-with": ({ flag }) => [
    `--partial does not go with ${String(flag)}`,
    "A partial report keeps what was counted, for cs-metrics merge; how it is shown is said there.",
  ],
  "partial-store": () => [
    "--partial is for files, and none is given",
    "cs-metrics report tickets.csv --partial tickets.partial --as-of 2026-11-01",
  ],
  "merge-no-files": () => ["no partial reports given", "cs-metrics merge monday.partial tuesday.partial"],
  "not-a-partial": ({ file, line, schema }) => [
    `${String(file)} is no partial report${line === undefined ? "" : ` (line ${String(line)})`}${schema === undefined ? "" : `: it is ${String(schema)}`}`,
    `Partial reports are made by: cs-metrics report tickets.csv --partial ${quoteFile("tickets.partial")} --as-of 2026-11-01`,
  ],
  "partial-damaged": ({ file, line }) => [
    `${String(file)} is damaged (line ${String(line)}): a partial report was cut short or changed`,
    "Nothing was put together. Make this one anew, and merge again.",
  ],
  "partials-versions": ({ file, other, versions }) => {
    const [here, there] = versions as readonly string[];
    return [
      `${String(file)} was made by cs-metrics ${here}, ${String(other)} by ${there}`,
      "Make them with one version: figures may be defined otherwise.",
    ];
  },
  "partials-questions": ({ file, other, what, here, there }) => {
    const flag = FLAGS[String(what)] ?? `--${String(what)}`;
    return [
      `${String(file)} and ${String(other)} were asked different things: ${flag} is ${asked(here)} in one and ${asked(there)} in the other`,
      AGAIN,
    ];
  },
  "partials-readings": ({ file, other, what, here, there }) => [
    `files of one kind were read in different ways in ${String(file)} and ${String(other)} (${String(what)})`,
    `${String(file)}: ${String(here)}`,
    `${String(other)}: ${String(there)}`,
    "Say how they are to be read with --map, --date-format, --scale or --profile, or in a config, and make the partial reports anew.",
  ],
  "partials-fcr": ({ file, here, all }) => [
    `${String(file)} counts what was solved at first contact by another rule (${String(here)}) than all files together would (${String(all)})`,
    `Make the partial reports anew with one rule: --fcr-rule ${all === "no-repeat-contact" || all === null ? "repeat-contact" : String(all)}`,
  ],
  "partials-blank": ({ file, source, field }) => [
    `${String(file)}: "${String(field)}" is blank in all of ${String(source)}, but not in other files of its kind, which are counted by it`,
    "Make partial reports of larger parts, so that each of them has some, or leave the column out: --map or ignore in a config.",
  ],
  "partials-clocks": ({ file, fields }) => [
    `${String(file)}: times (${(fields as readonly string[]).join(", ")}) were counted on another clock than all files together would be`,
    "Make the partial reports anew, each with files of every kind, or with --kpi for one kind at a time.",
  ],
  "partials-overlap": ({ file, count }) => [
    `${String(file)} has ${String(count)} ${count === 1 ? "id" : "ids"} that partial reports before it have, too`,
    "Nothing was put together: their rows would count twice. Give all rows of an id to one partial report, or report all files in one run.",
  ],
};
