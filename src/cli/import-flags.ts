import { choice, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const IMPORT_GROUPS = {
  what: "What to keep",
  check: "What to check first",
  read: "How to read the files",
  show: "How to show it",
} as const;

const { map, profile, tz, scale, delimiter, encoding, config, clock, rejects, strict, output, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `import` by name; those that decide how files are read are `report`'s. */
export const IMPORT_FLAGS = {
  db: { ...REPORT_FLAGS.db, help: "the store (default: metrics.db in your data folder); made if there is none", group: "what" },
  source: text("NAME", "a name for where the files come from, such as shop", {
    help: "whose tickets these are: files of one name tell of the same tickets (default: the help desk, else all files with this header row)",
    group: "what",
  }),
  keep: {
    argument: "HEADERS",
    help: "further columns to keep with each row, to group and filter by; several with commas; repeatable",
    group: "what",
    many: true,
    parse: parse.commaList("headers of columns such as Product,Country"),
  },
  "dry-run": onOff({ help: "say what would change, and change nothing", group: "check" }),
  fresh: {
    argument: "AGE",
    help: "exit code 3 where the newest date in a file is older than this: 26h, 3d, 90min",
    group: "check",
    parse: parse.span("an age such as 26h or 3d"),
  },
  "min-rows": {
    argument: "N",
    help: "exit code 3 where a file has fewer rows",
    group: "check",
    parse: parse.wholeNumber(1, "a whole number, 1 or more"),
  },
  strict: { ...strict, group: "check" },
  map,
  profile,
  "date-format": REPORT_FLAGS["date-format"],
  tz,
  scale,
  delimiter,
  encoding,
  clock: { ...clock, group: "read" },
  rejects,
  config,
  format: choice(["table", "json"], { help: "default: table", group: "show" }),
  output,
  quiet,
  "log-format": REPORT_FLAGS["log-format"],
  timeout: REPORT_FLAGS.timeout,
  color,
  width,
  ascii,
} satisfies Flags;

export type ImportValues = ValuesOf<typeof IMPORT_FLAGS>;
