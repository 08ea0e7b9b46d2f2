import { ANSWER_COLUMNS, type AnswerRow } from "../answers/row.ts";
import type { Summary } from "../answers/summary.ts";
import { writeCsv } from "../csv/write.ts";
import { sanitize } from "../text/sanitize.ts";
import { draw, type Pen } from "./draw.ts";
import type { Column } from "./grid.ts";
import type { RenderOptions } from "./types.ts";
import { decimal, percent } from "./units.ts";

type Options = Pick<RenderOptions, "style" | "width" | "ascii" | "excel">;

const MARGIN = " ";

const penOf = ({ style, width, ascii }: Options): Pen => ({
  style,
  width: Math.min(Math.max(width, 60), 160) - MARGIN.length,
  rule: Math.min(width, 80) - 2 * MARGIN.length,
  ascii,
  clean: (text) => (ascii ? sanitize(text).replace(/[–−·]/gu, "-") : sanitize(text)),
});

const page = (columns: readonly Column[], options: Options): string =>
  draw({ columns, between: [] }, penOf(options))
    .map((line) => `${MARGIN}${line}\n`)
    .join("");

const left = (head: string, texts: readonly (string | number | null)[], least?: number): Column => ({
  head: [head],
  align: "left",
  cells: texts.map((text) => ({ text: String(text ?? "") })),
  least,
});

const right = (head: string, texts: readonly string[], tone?: "bold" | "dim"): Column => ({
  head: [head],
  align: "right",
  cells: texts.map((text) => ({ text })),
  tone,
});

const isFilled = ({ cells }: Column): boolean => cells.some(({ text }) => text !== "");

/** A list of answers for people, as given: one line each; columns that are empty throughout are left out. Instants are UTC. */
export const answersTable = (rows: readonly AnswerRow[], options: Options): string => {
  const when = rows.map(({ answered_at, sent }) => String(answered_at ?? sent ?? "").replace(/^(\S{10})T(\d\d:\d\d).*$/u, "$1 $2"));
  const scores = rows.map(({ score, complete }) => String(score ?? (complete === "yes" || complete === "no" ? "" : complete)));
  const named = (["ticket_id", "agent", "team", "channel", "customer", "topic"] as const).map((column) =>
    left(
      column === "ticket_id" ? "Ticket" : column[0].toUpperCase() + column.slice(1),
      rows.map((row) => row[column]),
      column.length + 1,
    ),
  );
  const surveys = left(
    "Survey",
    rows.map(({ survey_type: type }) => type),
    8,
  );
  const comments = left(
    "Comment",
    rows.map(({ comment }) => comment),
    12,
  );
  const columns = [left("Answered (UTC)", when), surveys, right("Score", scores, "bold"), ...named.filter(isFilled), comments];
  return page(columns, options);
};

/** The rows themselves, in the columns of the answers file. */
export const answersCsv = (rows: readonly AnswerRow[], { excel }: Pick<Options, "excel">): string =>
  writeCsv([[...ANSWER_COLUMNS], ...rows.map((row) => ANSWER_COLUMNS.map((column) => row[column]))], { excel });

export const answersJson = (rows: readonly AnswerRow[]): string =>
  `${JSON.stringify({ schema: "cs-metrics.responses/1", responses: rows }, null, 2)}\n`;

/** Fewer answers make a share look more certain than it is. */
const FEW = 10;

const result = ({ type, value, unit, numerator, answered }: Summary): string => {
  if (value === null) return "";
  if (unit === "percent") return answered < FEW ? `${numerator} of ${answered}` : `${percent(value, 1)} satisfied`;
  if (answered < FEW && unit === "points") return "too few";
  if (unit === "points") return `${value > 0 ? "+" : ""}${decimal(value, 0)} points`;
  return `${decimal(value, 2)}${type === "ces" ? " of 7" : ""}`;
};

const range = ({ low, high, unit, answered }: Summary): string => {
  if (low === null || high === null || answered < FEW) return "";
  const digits = unit === "score" ? 1 : 0;
  return `${decimal(low, digits)} – ${decimal(high, digits)}${unit === "percent" ? "%" : ""}`;
};

const spread = ({ distribution }: Summary): string => distribution.map(([answer, count]) => `${answer}: ${count}`).join("  ");

/** What the questions have brought in, one line each. */
export const summaryTable = (summaries: readonly Summary[], options: Options): string =>
  page(
    [
      left(
        "Question",
        summaries.map(({ type }) => type),
        12,
      ),
      right(
        "Asked",
        summaries.map(({ asked }) => String(asked)),
      ),
      right(
        "Answered",
        summaries.map(({ answered }) => String(answered)),
      ),
      right("Result", summaries.map(result), "bold"),
      right("Likely range", summaries.map(range), "dim"),
      left("Answers given", summaries.map(spread), 14),
    ],
    options,
  );

const SUMMARY_COLUMNS = ["type", "asked", "answered", "value", "unit", "low", "high", "mean"] as const;

export const summaryCsv = (summaries: readonly Summary[], { excel }: Pick<Options, "excel">): string =>
  writeCsv(
    [
      [...SUMMARY_COLUMNS, "distribution"],
      ...summaries.map((summary) => [...SUMMARY_COLUMNS.map((column) => summary[column]), spread(summary).replaceAll("  ", "; ")]),
    ],
    { excel },
  );

export const summaryJson = (summaries: readonly Summary[]): string => {
  const questions = summaries.map((summary) => ({ ...summary, distribution: Object.fromEntries(summary.distribution) }));
  return `${JSON.stringify({ schema: "cs-metrics.responses-summary/1", questions }, null, 2)}\n`;
};
