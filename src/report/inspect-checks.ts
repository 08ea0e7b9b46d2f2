import { candidatesOf } from "../interaction/candidates.ts";
import { FIELDS, isField, type Field } from "../interaction/fields.ts";
import { normaliseHeader } from "../interaction/headers.ts";
import { isStatusWord } from "../interaction/vocabulary.ts";
import type { Problem } from "../text/problem.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { KnownColumn } from "./inspect-columns.ts";
import type { Check, InspectedKpi } from "./inspect-model.ts";
import type { SourceReport } from "./model.ts";
import { ambiguousDates } from "./needs.ts";
import { emptiness } from "./notices.ts";
import type { Source, SourceReading } from "./source.ts";

/** The worst first; what is not listed comes last. */
const ORDER = [
  "no-rows",
  "rows-are-totals",
  "nothing-recognised",
  "ambiguous-dates",
  "unit-unknown",
  "scores-unusable",
  "unit-suspect",
  "cells-unreadable",
  "records-rejected",
  "records-short",
  "ids-ruined",
  "people-ruined",
  "statuses-unknown",
  "unit-assumed",
  "scale-assumed",
  "encoding-guessed",
  "aggregate-column",
  "column-not-used",
  "time-without-date",
];

/** Told otherwise here: with all their examples, and as a question. */
const TOLD_BETTER = new Set(["cells-unreadable", "dates-undecided"]);

export interface ChecksInput {
  readonly source: Source;
  readonly all: readonly Source[];
  readonly reading: SourceReading;
  readonly report: SourceReport;
  readonly columns: readonly KnownColumn[];
  readonly kpis: readonly InspectedKpi[];
}

/** What to look at in a file: everything reading it gave rise to, and what its columns and words leave open. */
export const checksOf = (input: ChecksInput): Check[] => {
  const { source, all, report } = input;
  const checks = [
    ...emptiness(report, source).map((problem) => check(problem, 1)),
    ...undecidedDates(source, all),
    ...unreadable(input),
    ...report.warnings
      .filter(({ problem }) => !TOLD_BETTER.has(problem.code))
      .map(({ problem, count, column, line }) => warned(problem, count, column, line, input)),
    ...unknownStatuses(input),
    ...notUsed(input),
  ];
  const rank = ({ problem: { code } }: Check): number => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length);
  return checks.toSorted((a, b) => rank(a) - rank(b));
};

const check = (problem: Problem, count: number, header: string | null = null, line: number | null = null): Check => ({
  problem,
  count,
  header,
  line,
  examples: [],
});

/** Files given that a command to type may name one by one. */
const MOST_FILES = 5;

/** One question for all dates of a file: the answer is one flag. */
const undecidedDates = (source: Source, all: readonly Source[]): Check[] => {
  const [first, ...others] = source.decisions.undecided;
  if (first === undefined) return [];
  const { code, facts } = ambiguousDates(first, source, all);
  const files = all.length > MOST_FILES ? [source.input.name] : all.map(({ input }) => input.name);
  const problem = { code, facts: { ...facts, files, others: others.map(({ header }) => header) } };
  return [check(problem, first.count, first.header, first.line || null)];
};

const unreadable = ({ report }: ChecksInput): Check[] =>
  report.unreadable.map(({ field, column, count, examples }) => {
    const scale = report.decisions.scales[field];
    // The check on the scale itself asks for another one.
    const scaleAsked = report.warnings.some((warning) => warning.problem.code === "scale-assumed" && warning.column === column);
    const facts = { field, kind: isField(field) ? FIELDS[field] : null, column, count, examples, scale, scaleAsked };
    return { problem: { code: "cells-unreadable", facts }, count, header: column, line: examples[0]?.line ?? null, examples };
  });

/** A warning as a check: its line stands beside it, and a question has a cell to judge by. */
const warned = (
  { code, facts }: Problem,
  count: number,
  column: string | undefined,
  line: number | undefined,
  input: ChecksInput,
): Check => {
  const known = input.columns.find(({ header, use }) => header === column && use !== null);
  const asks = code === "unit-unknown" || code === "unit-assumed";
  const more = {
    line: undefined,
    ...(asks ? { value: known?.example?.value } : {}),
    ...(code === "scores-unusable" ? scoresOf(input.reading, known?.use?.field, known?.column) : {}),
  };
  return check({ code, facts: { ...facts, ...more } }, count, column ?? null, line ?? (asks ? known?.example?.line : null) ?? null);
};

/** The lowest and the highest of a column's scores. */
const scoresOf = ({ columns }: SourceReading, field: Field | undefined, column: number | undefined): object => {
  const values = [...(columns.find(({ plan }) => plan.field === field && plan.column === column)?.histogram.keys() ?? [])];
  return values.length === 0 ? {} : { lowest: Math.min(...values), highest: Math.max(...values) };
};

/** Words of the status that nobody knows: their rows count as open. */
const unknownStatuses = ({ source, columns }: ChecksInput): Check[] => {
  const status = columns.find(({ use }) => use?.field === "status");
  if (status === undefined || !source.decisions.tellsSolving) return [];
  const own = source.decisions.plans.find(({ field }) => field === "status")?.meanings ?? {};
  const isKnown = (word: string): boolean => Object.hasOwn(own, word) || isStatusWord(word);
  const words = status.vocabulary.filter(({ word, means }) => means === "open" && !isKnown(foldWord(word))).map(({ word }) => word);
  return words.length === 0
    ? []
    : [check({ code: "statuses-unknown", facts: { column: status.header, words } }, words.length, status.header)];
};

/** Fields that tell answers of a survey from tickets and calls. */
const SURVEY: readonly Field[] = ["response_id", "survey_type", "sent", "answered_at", "nps", "ces"];

/** Columns that are not used, though they could serve as what a KPI of the default report lacks. */
const notUsed = ({ source, report, columns, kpis }: ChecksInput): Check[] => {
  if (report.warnings.some(({ problem }) => problem.code === "rows-are-totals")) return [];
  const { uses, shapes, dateOnly } = source.decisions;
  const lacking = new Set<Field>(kpis.flatMap(({ kpi, missing }) => (kpi.standard ? missing.flat() : [])));
  // Where no survey's type is named, a score may be that of any.
  if (["csat", "nps", "ces"].some((field) => lacking.has(field as Field))) lacking.add("score");
  const isSurvey = uses.some(({ field }) => SURVEY.includes(field));
  const helps = (field: Field): boolean => lacking.has(field) && (!isSurvey || FIELDS[field] === "score");
  const told = new Set(report.warnings.map(({ column }) => column));
  const date = uses.find(({ field, timeColumn }) => timeColumn !== undefined || dateOnly.includes(field))?.header ?? null;
  return columns.flatMap(({ use, header, couldBe, column, usable, example, ignored }) => {
    if (use !== null || usable === 0 || told.has(header) || ignored) return [];
    const line = example?.line ?? null;
    const field = couldBe.find(helps);
    if (field !== undefined) return [check({ code: "column-not-used", facts: { column: header, field } }, 1, header, line)];
    const time = candidatesOf(normaliseHeader(header), shapes[column]).find(({ clockTimes }) => clockTimes);
    if (time === undefined || !helps(time.field)) return [];
    return [check({ code: "time-without-date", facts: { column: header, field: time.field, date } }, 1, header, line)];
  });
};
