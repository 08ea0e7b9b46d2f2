import { choice, FILE_NAME, type Flags, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { READING_FLAGS, REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const EXPLAIN_GROUPS = { what: "For files of yours", read: "How to read the files", show: "How to show it" } as const;

const { by, period, since, until, where, pseudonymize, clock } = REPORT_FLAGS;
const { output, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `explain` by name; those that choose and read rows are `report`'s. */
export const EXPLAIN_FLAGS = {
  file: {
    argument: "FILE",
    help: "work it out for this file: how it was read, what was counted, what was left out; repeatable",
    group: "what",
    many: true,
    parse: (typed: string, flag: string): string[] => [parse.anyText(FILE_NAME)(typed, flag)],
  },
  by,
  period,
  since,
  until,
  "date-basis": REPORT_FLAGS["date-basis"],
  where,
  pseudonymize,
  clock,
  "business-hours": REPORT_FLAGS["business-hours"],
  "as-of": REPORT_FLAGS["as-of"],
  ...READING_FLAGS,
  format: choice(["table", "json"], { help: "default: table, or by the name given to -o", group: "show" }),
  output,
  quiet,
  color,
  width,
  ascii,
} satisfies Flags;

export type ExplainValues = ValuesOf<typeof EXPLAIN_FLAGS>;
