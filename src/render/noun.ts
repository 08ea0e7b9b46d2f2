import type { Field } from "../interaction/fields.ts";
import type { Kpi } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { count } from "./units.ts";

const TICKET: readonly Field[] = [
  "status",
  "resolved",
  "closed",
  "first_response",
  "response_time",
  "resolution_time",
  "replies",
  "reopens",
  "priority",
];
const PHONE: readonly Field[] = ["talk", "hold", "wrap", "wait", "handle", "answered", "abandoned"];
const SURVEY: readonly Field[] = ["csat", "nps", "ces", "score", "survey_type"];

/** `rows` are no interactions: each is a day or an agent. */
export type Noun = "tickets" | "calls" | "answers" | "interactions" | "rows";

/** What the rows of a report are, told by the columns its files have. */
export const nounOf = (report: Pick<Report, "sources">): Noun => {
  const nouns = new Set(report.sources.map(nounOfSource));
  return nouns.size === 1 ? [...nouns][0] : "interactions";
};

const nounOfSource = ({ decisions, warnings }: Report["sources"][number]): Noun =>
  warnings.some(({ problem }) => problem.code === "rows-are-totals")
    ? "rows"
    : nounOfFields(new Set(decisions.columns.map((column) => column.field)));

const nounOfFields = (fields: ReadonlySet<Field>): Noun => {
  const hasOne = (some: readonly Field[]): boolean => some.some((field) => fields.has(field));
  if (hasOne(PHONE) && !hasOne(["status", "first_response", "response_time", "replies"])) return "calls";
  if (hasOne(TICKET)) return "tickets";
  return hasOne(SURVEY) ? "answers" : "interactions";
};

/** `486 tickets`, `1 ticket`. */
export const counted = (n: number, noun: string): string => `${count(n)} ${n === 1 ? noun.replace(/s$/u, "") : noun}`;

/** What the n of a KPI counts, in the words of this report where it counts rows. */
export const kpiNoun = (kpi: Kpi, report: Report): string =>
  kpi.noun === "tickets" || kpi.noun === "interactions" ? nounOf(report) : kpi.noun;
