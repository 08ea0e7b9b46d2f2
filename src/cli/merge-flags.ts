import type { Flags, ValuesOf } from "./flags.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const MERGE_GROUPS = { show: "How to show it" } as const;

const { config, format, output, layout, excel, limit, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `merge` by name: those of `report` that say how a report is shown. */
export const MERGE_FLAGS = {
  format,
  output,
  layout,
  excel,
  "time-unit": REPORT_FLAGS["time-unit"],
  limit,
  quiet,
  "log-format": REPORT_FLAGS["log-format"],
  color,
  width,
  ascii,
  config: { ...config, group: "show" },
} satisfies Flags;

export type MergeValues = ValuesOf<typeof MERGE_FLAGS>;
