import { choice, type Flags, onOff, type ValuesOf } from "./flags.ts";
import { READING_FLAGS, REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const INSPECT_GROUPS = { read: "How to read the files", show: "How to show it" } as const;

const { clock, output, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `inspect` by name; those that decide how files are read are `report`'s. */
export const INSPECT_FLAGS = {
  ...READING_FLAGS,
  clock: { ...clock, group: "read" },
  "business-hours": { ...REPORT_FLAGS["business-hours"], group: "read" },
  "as-of": { ...REPORT_FLAGS["as-of"], help: "as if it were this date or time; no date of something done lies after it", group: "read" },
  all: onOff({ help: "every column and every point, needed or not", group: "show" }),
  format: choice(["table", "json"], { help: "default: table, or by the name given to -o", group: "show" }),
  output,
  quiet: { ...quiet, help: "no progress, and no next command" },
  color,
  width,
  ascii,
} satisfies Flags;

export type InspectValues = ValuesOf<typeof INSPECT_FLAGS>;
