import { choice, type Flags, FILE_NAME, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { READING_FLAGS, REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const FOLLOW_UPS_GROUPS = {
  which: "Which customers",
  mark: "Who was contacted",
  read: "How to read the files",
  show: "How to show them",
} as const;

const { period, since, until, where, db, output, excel, quiet, color, width, ascii } = REPORT_FLAGS;

const ids = (expected: string) => ({
  argument: "ID",
  many: true,
  parse: (typed: string, flag: string) => [parse.anyText(expected)(typed, flag)],
});

/** Flags of `follow-ups` by name; those that decide how files are read are `report`'s. */
export const FOLLOW_UPS_FLAGS = {
  happy: onOff({ help: "customers to thank instead: positive ratings, and promoters", group: "which" }),
  all: onOff({ help: "those who were contacted, too, with date and note", group: "which" }),
  where: { ...where, group: "which" },
  period: { ...period, group: "which" },
  since: { ...since, group: "which" },
  until: { ...until, group: "which" },
  "date-basis": { ...REPORT_FLAGS["date-basis"], group: "which" },
  done: { ...ids("a ticket id"), help: "mark this ticket's customer as contacted; kept in the store; repeatable", group: "mark" },
  note: text("TEXT", "a text", { help: "with --done: what was said or agreed", group: "mark" }),
  undo: { ...ids("a ticket id"), help: "take the mark away; repeatable", group: "mark" },
  source: text("NAME", "the name of a source", {
    help: "with --done and --undo: whose ticket it is, where several help desks have the id",
    group: "mark",
  }),
  "as-of": {
    ...REPORT_FLAGS["as-of"],
    help: "as if it were this date or time; with --done: when the customer was contacted",
    group: "mark",
  },
  db: text("FILE", FILE_NAME, { help: "the store (default without files: metrics.db in your data folder)", group: db.group }),
  ...READING_FLAGS,
  sort: choice(["newest", "oldest", "score"], { help: "default: newest; score: the worst first, with --happy the best", group: "show" }),
  limit: {
    argument: "N",
    help: "at most N answers (default: 50 in the table; 0 = all)",
    group: "show",
    parse: parse.wholeNumber(0, "a whole number, 0 or more"),
  },
  format: REPORT_FLAGS.format,
  output,
  excel,
  quiet,
  color,
  width,
  ascii,
} satisfies Flags;

export type FollowUpsValues = ValuesOf<typeof FOLLOW_UPS_FLAGS>;
