import { CONFIG_FLAGS, CONFIG_GROUPS } from "../config-flags.ts";
import { DB_FLAGS, DB_GROUPS } from "../db-flags.ts";
import { DOCTOR_FLAGS, DOCTOR_GROUPS } from "../doctor-flags.ts";
import { EXPLAIN_FLAGS, EXPLAIN_GROUPS } from "../explain-flags.ts";
import type { Flags } from "../flags.ts";
import { FOLLOW_UPS_FLAGS, FOLLOW_UPS_GROUPS } from "../follow-ups-flags.ts";
import { HISTORY_FLAGS, HISTORY_GROUPS } from "../history-flags.ts";
import { IMPORT_FLAGS, IMPORT_GROUPS } from "../import-flags.ts";
import { INIT_FLAGS, INIT_GROUPS } from "../init-flags.ts";
import { INSPECT_FLAGS, INSPECT_GROUPS } from "../inspect-flags.ts";
import { MERGE_FLAGS, MERGE_GROUPS } from "../merge-flags.ts";
import { NOTE_FLAGS, NOTE_GROUPS } from "../note-flags.ts";
import { PROFILES_FLAGS, PROFILES_GROUPS } from "../profiles-flags.ts";
import { REPORT_FLAGS, REPORT_GROUPS } from "../report-flags.ts";
import { RESPONSES_FLAGS, RESPONSES_GROUPS } from "../responses-flags.ts";
import { SURVEY_FLAGS, SURVEY_GROUPS } from "../survey-flags.ts";
import { TREND_FLAGS, TREND_GROUPS } from "../trend-flags.ts";

/** Everything a command is. The parser, `--help` and docs derive from the table below. */
export interface CommandInfo {
  /** Its line on the program's help page. */
  readonly usage: string;
  readonly summary: string;
  /** First line of its own page. */
  readonly title: string;
  readonly examples: readonly string[];
  readonly groups: Readonly<Record<string, string>>;
  readonly flags: Flags;
}

/** The commands by name, in the order of the help page; what they run stands in ../run-command.ts. */
export const COMMANDS = {
  report: {
    usage: "report [FILES]",
    summary: "CSAT, NPS, CES, FCR, AHT, ART and their kin from CSV files or the store",
    title: "cs-metrics report [FILES]: KPIs of CSV files (- is a pipe), or of the store",
    examples: [
      "cs-metrics report tickets.csv",
      "cs-metrics report tickets.csv --by channel,month",
      "cs-metrics report tickets.csv --by agent --kpi csat,art --period last-month",
      "cs-metrics report tickets.csv --where team=Billing --where status!=Open",
      'cs-metrics report calls.csv --map talk:min="Call time" --date-format D/M/Y',
      "cs-metrics report june.csv july.csv.gz -o kpis.json",
    ],
    groups: REPORT_GROUPS,
    flags: REPORT_FLAGS,
  },
  merge: {
    usage: "merge FILES",
    summary: "one report of what report --partial has kept",
    title: "cs-metrics merge FILES: one report of partial reports (- is a pipe)",
    examples: [
      "cs-metrics report monday.csv --as-of 2026-11-01 --partial monday.partial",
      "cs-metrics merge monday.partial tuesday.partial",
      "cat *.partial | cs-metrics merge - --format json",
    ],
    groups: MERGE_GROUPS,
    flags: MERGE_FLAGS,
  },
  inspect: {
    usage: "inspect FILES",
    summary: "how each file was understood, what can be reported from it, and what to check",
    title: "cs-metrics inspect FILES: how files were understood, and on what evidence",
    examples: [
      "cs-metrics inspect tickets.csv",
      "cs-metrics inspect tickets.csv --all",
      'cs-metrics inspect tickets.csv --map resolved="Closed at" --date-format D/M/Y',
      "cs-metrics inspect tickets.csv -o understood.json",
    ],
    groups: INSPECT_GROUPS,
    flags: INSPECT_FLAGS,
  },
  import: {
    usage: "import FILES",
    summary: "keep exports in a store, to report any period of all of them",
    title: "cs-metrics import FILES: keep exports in the store, tickets brought up to date",
    examples: [
      "cs-metrics import tickets.csv",
      "cs-metrics import tickets.csv --dry-run",
      "cs-metrics import night.csv --fresh 26h --min-rows 100 --quiet",
      "cs-metrics import calls.csv --db metrics.db --keep Product",
      "cs-metrics report --period last-month",
    ],
    groups: IMPORT_GROUPS,
    flags: IMPORT_FLAGS,
  },
  "follow-ups": {
    usage: "follow-ups [FILES]",
    summary: "unhappy customers to contact, from what was imported or from files; mark those who were",
    title: "cs-metrics follow-ups [FILES]: unhappy customers whom nobody has contacted yet",
    examples: [
      "cs-metrics follow-ups",
      "cs-metrics follow-ups --period 30d --where team=Billing",
      'cs-metrics follow-ups --done 4711 --note "refunded, called back"',
      "cs-metrics follow-ups --undo 4711",
      "cs-metrics follow-ups --happy --sort score",
      "cs-metrics follow-ups tickets.csv -o to-call.csv",
    ],
    groups: FOLLOW_UPS_GROUPS,
    flags: FOLLOW_UPS_FLAGS,
  },
  history: {
    usage: "history CUSTOMER",
    summary: "everything of one customer: tickets, answers, follow-ups",
    title: "cs-metrics history CUSTOMER [FILES]: tickets and answers of one customer",
    examples: [
      'cs-metrics history "Maria Lopez"',
      "cs-metrics history maria@example.com tickets.csv answers.csv",
      'cs-metrics history "Maria Lopez" -o maria.json',
    ],
    groups: HISTORY_GROUPS,
    flags: HISTORY_FLAGS,
  },
  trend: {
    usage: "trend [KPI]",
    summary: "figures that report --record has kept, night by night: what is usual, what stands out",
    title: "cs-metrics trend [KPI]: recorded figures over time",
    examples: [
      "cs-metrics report --period yesterday --record",
      "cs-metrics trend",
      "cs-metrics trend csat --period 28d",
      "cs-metrics trend csat --where channel=Email --target csat=85",
      "cs-metrics trend art --format csv",
    ],
    groups: TREND_GROUPS,
    flags: TREND_FLAGS,
  },
  note: {
    usage: "note DAY TEXT",
    summary: "what happened on a day, so that trend compares before and after",
    title: "cs-metrics note DAY TEXT: what happened on a day, for trend",
    examples: ['cs-metrics note 2026-11-01 "new macro for refunds"', "cs-metrics note --list", "cs-metrics note --remove 3"],
    groups: NOTE_GROUPS,
    flags: NOTE_FLAGS,
  },
  db: {
    usage: "db info|backup|export|prune|forget",
    summary: "what the store holds; copy it, drop what is old, forget a customer",
    title: "cs-metrics db info|backup|export|prune|forget: the care of the store",
    examples: [
      "cs-metrics db info",
      "cs-metrics db backup metrics-2026-11.db",
      "cs-metrics db export -o interactions.csv",
      "cs-metrics db prune --older-than 1095d --dry-run",
      'cs-metrics db forget "Maria Lopez"',
    ],
    groups: DB_GROUPS,
    flags: DB_FLAGS,
  },
  doctor: {
    usage: "doctor",
    summary: "whether store, disk, zone, config and the last import are ready for the night",
    title: "cs-metrics doctor: whether everything is ready for the night",
    examples: ["cs-metrics doctor", "cs-metrics doctor --fresh 26h", "cs-metrics doctor --db /var/lib/cs-metrics/metrics.db --format json"],
    groups: DOCTOR_GROUPS,
    flags: DOCTOR_FLAGS,
  },
  explain: {
    usage: "explain [KPI]",
    summary: "what a figure means: definition, rule, what is left out; for your own file, too",
    title: "cs-metrics explain [KPI]: what a figure means and what it is made of",
    examples: [
      "cs-metrics explain",
      "cs-metrics explain csat",
      "cs-metrics explain csat --file tickets.csv --by agent",
      "cs-metrics explain fcr --file tickets.csv --period 2026-10 --format json",
    ],
    groups: EXPLAIN_GROUPS,
    flags: EXPLAIN_FLAGS,
  },
  survey: {
    usage: "survey NAME",
    summary: "ask csat, nps, ces or a survey of your own in the terminal, and keep the answers",
    title: "cs-metrics survey csat|nps|ces|FILE: ask in the terminal",
    examples: [
      "cs-metrics survey nps --company Acme",
      "cs-metrics survey csat --company Acme --loop --to counter.csv",
      "cs-metrics survey ces --script --ask ticket,agent",
      "cs-metrics survey csat --from tickets.csv --sample 40 --script",
      'cs-metrics survey nps --score 9 --comment "Quick answer" --ticket 4711',
      "cs-metrics survey csat --answers paper-cards.csv",
      "cs-metrics survey my-questions.yaml",
      "cs-metrics survey check my-questions.yaml",
      "cs-metrics survey preview service-quality --language es",
    ],
    groups: SURVEY_GROUPS,
    flags: SURVEY_FLAGS,
  },
  responses: {
    usage: "responses [FILE]",
    summary: "list, sum up or export what surveys have collected",
    title: "cs-metrics responses [FILE]: what surveys have collected",
    examples: [
      "cs-metrics responses",
      "cs-metrics responses counter.csv --type nps --max-score 6 --since 2026-10-01",
      "cs-metrics responses --summary",
      "cs-metrics responses -o answers.json",
      "cs-metrics responses merge counter.csv",
      'cs-metrics responses --forget "Maria Lopez"',
    ],
    groups: RESPONSES_GROUPS,
    flags: RESPONSES_FLAGS,
  },
  init: {
    usage: "init [FILES]",
    summary: "answer once what a file leaves open, and keep it in a config file",
    title: "cs-metrics init [FILES]: a config file, so that reports ask nothing",
    examples: [
      "cs-metrics init tickets.csv",
      'cs-metrics init tickets.csv --map resolved="Closed at" --tz Europe/Berlin',
      "cs-metrics init tickets.csv --format yaml",
      "cs-metrics init tickets.csv --date-format D/M/Y --strict",
      "cs-metrics init",
    ],
    groups: INIT_GROUPS,
    flags: INIT_FLAGS,
  },
  config: {
    usage: "config show|check",
    summary: "the settings that count here, and whether a config file is right",
    title: "cs-metrics config show, config check [FILE]: the settings that count",
    examples: [
      "cs-metrics config show",
      "cs-metrics config show --origin",
      "cs-metrics config check",
      "cs-metrics config check cs-metrics.config.json",
    ],
    groups: CONFIG_GROUPS,
    flags: CONFIG_FLAGS,
  },
  profiles: {
    usage: "profiles [show NAME]",
    summary: "the exports known by name, and which one to take",
    title: "cs-metrics profiles, profiles show NAME: the exports known by name",
    examples: [
      "cs-metrics profiles",
      "cs-metrics profiles show zendesk",
      "cs-metrics profiles show zendesk --format json",
      "cs-metrics profiles show hubspot -o my-desk.json",
    ],
    groups: PROFILES_GROUPS,
    flags: PROFILES_FLAGS,
  },
} satisfies Readonly<Record<string, CommandInfo>>;

export type CommandName = keyof typeof COMMANDS;

export const isCommand = (name: string | undefined): name is CommandName => name !== undefined && Object.hasOwn(COMMANDS, name);
