import { choice, FILE_NAME, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const RESPONSES_GROUPS = { which: "Which answers", show: "How to show them", forget: "Privacy" } as const;

const { tz, config, output, excel, quiet, color, width, ascii } = REPORT_FLAGS;

/** Flags of `responses` by name. */
export const RESPONSES_FLAGS = {
  db: { ...REPORT_FLAGS.db, help: "the answers in this store (default: metrics.db in your data folder)", group: "which" },
  to: text("FILE", FILE_NAME, { help: "the answers in this file, as in survey --to", group: "which" }),
  type: {
    argument: "TYPES",
    help: "only these: csat, nps, ces, enps, or a question of a survey of your own",
    group: "which",
    many: true,
    parse: parse.commaList("kinds of survey such as csat,nps"),
  },
  since: text("T", "a date such as 2026-10-01", { help: "answered from this date or time on", group: "which" }),
  until: text("T", "a date such as 2026-11-01", { help: "answered before this date or time", group: "which" }),
  tz: { ...tz, group: "which" },
  config: { ...config, group: "which" },
  agent: text("NAME", "an agent's name", { help: "only this agent", group: "which" }),
  "max-score": {
    argument: "N",
    help: "only scores up to this one, to read what went wrong",
    group: "which",
    parse: parse.wholeNumber(0, "a whole number such as 6"),
  },
  summary: onOff({ help: "one line for each question: answers, mean and how they spread", group: "show" }),
  format: choice(["table", "csv", "json"], { help: "default: table, or by the name given to -o", group: "show" }),
  output: { ...output, group: "show" },
  excel: { ...excel, group: "show" },
  limit: {
    argument: "N",
    help: "the newest N in the table (default: 50; 0 = all)",
    group: "show",
    parse: parse.wholeNumber(0, "a whole number, 0 or more"),
  },
  quiet: { ...quiet, group: "show" },
  color: { ...color, group: "show" },
  width: { ...width, group: "show" },
  ascii: { ...ascii, group: "show" },
  forget: text("CUSTOMER", "a customer, as kept with the answers", {
    help: "blank this customer, with ticket and comments; the scores stay",
    group: "forget",
  }),
} satisfies Flags;

export type ResponsesValues = ValuesOf<typeof RESPONSES_FLAGS>;
