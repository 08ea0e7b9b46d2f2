import { choice, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const DB_GROUPS = { what: "What to do", show: "How to show it" } as const;

const { db, config, output, excel, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `db` by name. */
export const DB_FLAGS = {
  db: { ...db, help: "the store (default: metrics.db in your data folder)", group: "what" },
  "older-than": {
    argument: "AGE",
    help: "with prune: drop what is older than this, such as 2y or 730d",
    group: "what",
    parse: parse.span("an age such as 2y or 730d"),
  },
  "dry-run": onOff({ help: "with prune and forget: say what would go, and change nothing", group: "what" }),
  yes: onOff({ help: "with prune and forget: do not ask first", group: "what" }),
  source: text("NAME", "the name of a source", { help: "with export: only this one, as db info names it (default: all)", group: "what" }),
  config: { ...config, group: "what" },
  format: choice(["table", "json"], { help: "of info; default: table", group: "show" }),
  output: { ...output, help: "of export: write to this file; - is the screen" },
  excel: { ...excel, help: "of export: CSV that Excel opens with a double click" },
  quiet,
  color,
  width,
  ascii,
} satisfies Flags;

export type DbValues = ValuesOf<typeof DB_FLAGS>;
