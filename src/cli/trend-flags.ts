import { type Flags, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const TREND_GROUPS = { which: "Which nights", show: "How to show them" } as const;

const { db, config, format, output, excel, quiet, color, width, ascii, target, where } = REPORT_FLAGS;

/** Flags of `trend` by name. */
export const TREND_FLAGS = {
  period: text("P", "a period as it was given to report, such as 28d", {
    help: "only figures that were recorded with this --period (default: all that were recorded)",
    group: "which",
  }),
  where: { ...where, help: "the group that was recorded with --by, instead of the total: channel=Email; repeatable", group: "which" },
  since: text("DAY", "a day such as 2026-10-01", { help: "nights from this day on", group: "which" }),
  until: text("DAY", "a day such as 2026-11-01", { help: "nights before this day", group: "which" }),
  target: {
    ...target,
    help: "what the figure is to reach, to see since when it does not: csat=85 (default: targets of your config)",
    group: "which",
  },
  db: { ...db, help: "the store (default: metrics.db in your data folder)", group: "which" },
  config: { ...config, group: "which" },
  format,
  output,
  excel,
  limit: {
    argument: "N",
    help: "the last N nights in the table (default: 31; 0 = all)",
    group: "show",
    parse: parse.wholeNumber(0, "a whole number, 0 or more"),
  },
  quiet,
  "log-format": REPORT_FLAGS["log-format"],
  color,
  width,
  ascii,
} satisfies Flags;

export type TrendValues = ValuesOf<typeof TREND_FLAGS>;
