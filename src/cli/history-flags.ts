import { FILE_NAME, type Flags, text, type ValuesOf } from "./flags.ts";
import { READING_FLAGS, REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const HISTORY_GROUPS = { read: "What to read", show: "How to show it" } as const;

const { format, output, excel, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `history` by name; those that decide how files are read are `report`'s. */
export const HISTORY_FLAGS = {
  db: text("FILE", FILE_NAME, { help: "the store (default without files: metrics.db in your data folder)", group: "read" }),
  ...READING_FLAGS,
  format,
  output,
  excel,
  quiet,
  color,
  width,
  ascii,
} satisfies Flags;

export type HistoryValues = ValuesOf<typeof HISTORY_FLAGS>;
