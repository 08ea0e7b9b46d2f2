import { choice, type Flags, onOff, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const DB_GROUPS = { what: "What to do", show: "How to show it" } as const;

const { db, config, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `db` by name. */
export const DB_FLAGS = {
  db: { ...db, help: "the store (default: metrics.db in your data folder)", group: "what" },
  "older-than": {
    argument: "AGE",
    help: "with prune: drop what is older than this, such as 730d or 104w",
    group: "what",
    parse: parse.span("an age such as 730d"),
  },
  "dry-run": onOff({ help: "with prune: say how many it would be, and change nothing", group: "what" }),
  config: { ...config, group: "what" },
  format: choice(["table", "json"], { help: "of info; default: table", group: "show" }),
  quiet,
  color,
  width,
  ascii,
} satisfies Flags;

export type DbValues = ValuesOf<typeof DB_FLAGS>;
