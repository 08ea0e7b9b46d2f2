import { choice, FILE_NAME, type Flags, onOff, text, type ValuesOf } from "./flags.ts";
import * as parse from "./parse.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const SURVEY_GROUPS = {
  ask: "How to ask",
  know: "Kept with the answer, never shown to the customer",
  round: "A round: ask the customers of an export",
  read: "How to read that export",
  give: "Without a terminal",
  keep: "What happens with the answers",
} as const;

/** Context that `--ask` can prompt for: flag → column of the answers file. */
export const CONTEXT_FLAGS = {
  ticket: "ticket_id",
  agent: "agent",
  team: "team",
  channel: "channel",
  customer: "customer",
  topic: "topic",
} as const;

const known = (what: string): ReturnType<typeof text> => text("TEXT", `a ${what}`, { help: `the ${what}`, group: "know" });

const { map, profile, "date-format": dateFormat, tz, delimiter, encoding, config } = REPORT_FLAGS;

/** Flags of `survey` by name. */
export const SURVEY_FLAGS = {
  company: text("NAME", "the company's name", { help: "the company's name, as customers know it", group: "ask" }),
  language: text("TAG", "a language such as en or es", {
    help: "language of the questions: en, es, or one that a survey file has words for",
    group: "ask",
  }),
  script: onOff({ help: "words for an agent to read aloud, with ticket and customer in view", group: "ask" }),
  loop: onOff({ help: "kiosk: one respondent after the other, until Ctrl-C", group: "ask" }),
  idle: {
    argument: "TIME",
    help: "kiosk: back to the start screen after this time without a key (default: 60s)",
    group: "ask",
    parse: parse.span("a time such as 60s or 2min"),
  },
  config: { ...config, group: "ask" },
  plain: onOff({ help: "line by line, for screen readers", group: "ask" }),
  ascii: onOff({ help: "only ASCII on the screen", group: "ask" }),
  ticket: known("ticket's id"),
  agent: known("agent's name"),
  team: known("team"),
  channel: known("channel, such as Phone"),
  customer: known("customer"),
  topic: known("topic"),
  ask: {
    argument: "FIELDS",
    help: "type these in before the questions begin: ticket,agent,team,channel,customer,topic",
    group: "know",
    many: true,
    parse: parse.someOf(Object.keys(CONTEXT_FLAGS) as (keyof typeof CONTEXT_FLAGS)[]),
  },
  anonymous: onOff({ help: "keep neither customer nor ticket", group: "know" }),
  from: text("FILE", FILE_NAME, {
    help: "ask about the solved tickets of this export that have no rating yet, newest first",
    group: "round",
  }),
  where: { ...REPORT_FLAGS.where, help: "only these tickets; != for all others; repeatable", group: "round" },
  period: { ...REPORT_FLAGS.period, group: "round" },
  since: { ...REPORT_FLAGS.since, group: "round" },
  until: { ...REPORT_FLAGS.until, group: "round" },
  sample: {
    argument: "N",
    help: "only N of them, drawn at random; the same N when taken up again",
    group: "round",
    parse: parse.wholeNumber(1, "a whole number, 1 or more"),
  },
  "again-after": {
    argument: "TIME",
    help: "ask nobody a second time within this time (default: 30d)",
    group: "round",
    parse: parse.span("a time such as 30d or 12w"),
  },
  map,
  profile,
  "date-format": dateFormat,
  tz,
  delimiter,
  encoding,
  score: { argument: "N", help: "keep this one answer", group: "give", parse: parse.wholeNumber(0, "a whole number such as 9") },
  comment: text("TEXT", "a comment", { help: "the comment that goes with --score", group: "give" }),
  answers: text("FILE", FILE_NAME, { help: "keep many answers at once, from CSV or JSON; - is standard input", group: "give" }),
  db: { ...REPORT_FLAGS.db, help: "keep the answers in this store (default: metrics.db in your data folder)", group: "keep" },
  to: text("FILE", FILE_NAME, { help: "add the answers to this CSV file instead", group: "keep" }),
  format: choice(["csv", "json"], { help: "print what was kept to standard output", group: "keep" }),
  quiet: onOff({ help: "no notices", group: "keep" }),
} satisfies Flags;

export type SurveyValues = ValuesOf<typeof SURVEY_FLAGS>;
