import { choice, type Flags, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const DOCTOR_GROUPS = { what: "What to look at", show: "How to show it" } as const;

const { db, config, tz, output, color, width, ascii } = REPORT_FLAGS;

/** Flags of `doctor` by name. */
export const DOCTOR_FLAGS = {
  db: { ...db, help: "the store (default: metrics.db in your data folder)", group: "what" },
  fresh: {
    argument: "AGE",
    help: "exit code 3 where the last import is older than this: 26h, 3d",
    group: "what",
    parse: parse.span("an age such as 26h or 3d"),
  },
  tz: { ...tz, group: "what" },
  config: { ...config, group: "what" },
  format: choice(["table", "json"], { help: "default: table, or by the name given to -o", group: "show" }),
  output,
  "log-format": REPORT_FLAGS["log-format"],
  color,
  width,
  ascii,
} satisfies Flags;

export type DoctorValues = ValuesOf<typeof DOCTOR_FLAGS>;
