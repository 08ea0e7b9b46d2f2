import { choice, type Flags, onOff, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const NOTE_GROUPS = { what: "What to do", show: "How to show it" } as const;

const { db, config, color, width, ascii } = REPORT_FLAGS;

/** Flags of `note` by name. */
export const NOTE_FLAGS = {
  list: onOff({ help: "all notes, with their numbers", group: "what" }),
  remove: {
    argument: "N",
    help: "take the note of this number away",
    group: "what",
    parse: parse.wholeNumber(1, "the number of a note, as --list shows it"),
  },
  db: { ...db, help: "the store (default: metrics.db in your data folder)", group: "what" },
  config: { ...config, group: "what" },
  format: choice(["table", "json"], { help: "default: table", group: "show" }),
  color: { ...color, group: "show" },
  width: { ...width, group: "show" },
  ascii: { ...ascii, group: "show" },
} satisfies Flags;

export type NoteValues = ValuesOf<typeof NOTE_FLAGS>;
