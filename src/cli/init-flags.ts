import { choice, FILE_NAME, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import { INSPECT_FLAGS } from "./inspect-flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const INIT_GROUPS = {
  read: "How to read the files; what you say here is kept",
  keep: "What else to keep",
  how: "How to ask and to write",
} as const;

const { map, profile, tz, scale, delimiter, encoding, target, color, width, ascii } = REPORT_FLAGS;

/** Flags of `init` by name; those that decide how files are read are `report`'s. */
export const INIT_FLAGS = {
  map,
  profile,
  "date-format": REPORT_FLAGS["date-format"],
  tz,
  scale,
  delimiter,
  encoding,
  match: text("PATTERN", 'a pattern such as "tickets-*.csv"', {
    help: "which files are read so: a name with * and ?, or a profile such as zendesk (default: made from the file's name)",
    group: "read",
  }),
  "profile-out": {
    argument: "FILE",
    help: "write a profile of your own instead, which knows this export wherever it lies (.json or .yaml)",
    group: "keep",
    parse: parse.fileName(FILE_NAME),
  },
  company: text("NAME", "the company's name", { help: "the company's name, as customers know it", group: "keep" }),
  target: { ...target, help: "what a figure is to reach: csat=85, art=4h; repeatable", group: "keep" },
  "business-hours": text("SPEC", 'opening hours such as "Mon-Fri 09:00-17:00"', {
    help: 'when the team works, such as "Mon-Fri 09:00-17:00"',
    group: "keep",
  }),
  format: choice(["json", "yaml"], {
    help: "of a new config file; YAML says in comments what each line does, and what is left open (default: json)",
    group: "how",
  }),
  force: onOff({ help: "begin anew; a config file that is there is kept beside the new one, as .bak", group: "how" }),
  strict: onOff({ help: "write nothing, with exit code 2, while questions are open", group: "how" }),
  plain: onOff({ help: "ask line by line, for screen readers", group: "how" }),
  all: { ...INSPECT_FLAGS.all, help: "show every column, needed or not", group: "how" },
  color: { ...color, group: "how" },
  width: { ...width, group: "how" },
  ascii: { ...ascii, group: "how" },
} satisfies Flags;

export type InitValues = ValuesOf<typeof INIT_FLAGS>;
