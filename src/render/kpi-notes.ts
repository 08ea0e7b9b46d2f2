import type { KpiResult } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { numberOf } from "./figures.ts";
import { counted, nounOf } from "./noun.ts";
import { dayText } from "./period.ts";
import { count, duration } from "./units.ts";
import { TIE } from "./wrap.ts";

type Note = (result: KpiResult, report: Report) => string | null;

const figure = (result: KpiResult, key: string): number => numberOf(result, key) ?? 0;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Those of the counts that are not 0: `18 with a low score`. */
const filled = (result: KpiResult, words: readonly (readonly [key: string, words: string])[]): string[] =>
  words.flatMap(([key, text]) => (figure(result, key) > 0 ? [`${count(figure(result, key))} ${text}`] : []));

const AGES = [
  ["age_under_1d", "less than a day"],
  ["age_1_7d", "up to 7 days"],
  ["age_7_30d", "up to 30 days"],
  ["age_30_90d", "up to 90 days"],
  ["age_over_90d", "longer"],
] as const;

/** `486 created − 430 solved = 56 open at the end. Open for: 18 up to 30 days, 38 up to 90 days; the oldest since 1 Oct.` */
const backlog: Note = (result, report) => {
  if (result.value === null) return null;
  const part = (key: string, words: string, always: boolean): string =>
    always || figure(result, key) > 0 ? `${count(figure(result, key))} ${words}` : "";
  const gains = [
    part("open_start", "open at the start", report.period.since !== null),
    part("created", "created", true),
    part("reopened", "reopened", false),
  ];
  const losses = [part("resolved", "solved", true), part("residue", "solved nobody knows when", false)];
  const sum = [gains.filter((text) => text !== "").join(" + "), ...losses.filter((text) => text !== "")].join(" − ");
  const { oldest } = result;
  const since = typeof oldest === "number" ? `; the oldest since ${dayText(oldest, report.period).replaceAll(" ", TIE)}` : "";
  const ages = filled(result, AGES);
  return `${sum} = ${count(result.value)} open at the end.${ages.length === 0 ? "" : ` Open for: ${ages.join(", ")}${since}.`}`;
};

const SIGNS = [
  ["low_score", "gave a low score"],
  ["repeat_contacts", "got in touch three times within 30 days"],
  ["reopened", "had something reopened"],
  ["breached", "had an SLA missed"],
  ["escalated", "had something escalated"],
] as const;

const atRisk: Note = (result) => {
  const signs = filled(result, SIGNS);
  if (signs.length === 0) return null;
  const several = figure(result, "several");
  return `Customers at risk: ${listed(signs)}${several === 0 ? "" : `; ${count(several)} ${several === 1 ? "shows" : "show"} several of these signs`}.`;
};

const promises: Note = (result, report) => {
  const parts = filled(result, [
    ["late", "solved late"],
    ["overdue", "open and overdue"],
  ]);
  const pending = figure(result, "pending");
  if (pending > 0) parts.push(`${counted(pending, nounOf(report))} not due yet ${pending === 1 ? "is" : "are"} left out`);
  return parts.length === 0 ? null : `Due dates: ${parts.join(", ")}.`;
};

const recovered: Note = (result) => {
  const again = figure(result, "rated_again");
  if (result.n === 0) return null;
  return `Won back: ${count(again)} of the ${counted(result.n, "customers")} with a low score ${again === 1 ? "has" : "have"} answered again since.`;
};

const cameBack: Note = (result) => {
  const undecided = figure(result, "undecided");
  return undecided === 0
    ? null
    : `Came back: ${counted(undecided, "contacts")} of the last 7 days ${undecided === 1 ? "is" : "are"} left out.`;
};

const serviceLevel: Note = (result) => {
  const short = figure(result, "short_abandoned");
  return short === 0 ? null : `${counted(short, "calls")} abandoned within 20 seconds ${short === 1 ? "is" : "are"} left out.`;
};

/** `SLA by own targets in opening hours: 12 met with 80–100% of the time used; those missed ran over by 3h 20m on average.` */
const ownTargets: Note = ({ rule, near_miss: near, overrun }) => {
  if (typeof rule !== "string" || typeof near !== "number") return null;
  const over = typeof overrun === "number" ? `; those missed ran over by ${duration(overrun).replaceAll(" ", TIE)} on average` : "";
  return `SLA by ${rule}: ${count(near)} met with 80–100% of the time used${over}.`;
};

const NOTES: Readonly<Record<string, Note>> = {
  backlog,
  at_risk: atRisk,
  kept_promises: promises,
  recovery_rate: recovered,
  repeat_contact_rate: cameBack,
  service_level: serviceLevel,
  sla: ownTargets,
};

/** What stands behind figures that only `--kpi` asks for. */
export const kpiNotes = (report: Report): string[] => report.kpis.flatMap(({ id }) => NOTES[id]?.(report.groups[0].kpis[id], report) ?? []);
