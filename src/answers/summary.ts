import { type Mean, meanOfCounts } from "../stats/mean.ts";
import { npsInterval } from "../stats/nps.ts";
import { wilson } from "../stats/wilson.ts";
import type { AnswerRow } from "./row.ts";

/** What one question of a survey has brought in. */
export interface Summary {
  /** The `survey_type` of its rows. */
  readonly type: string;
  /** Rows: everybody asked, whether they answered or not. */
  readonly asked: number;
  readonly answered: number;
  /** The figure of its kind: csat percent of 4–5, nps and enps points, other scores their mean; null without a score. */
  readonly value: number | null;
  readonly unit: "percent" | "points" | "score" | null;
  /** Of a percentage: how many of those answered; else null. */
  readonly numerator: number | null;
  /** 95 % interval of the value; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
  /** How often each score, or each answer in words, was given: scores ascending, words by number. */
  readonly distribution: readonly (readonly [answer: string, count: number])[];
}

/** Fewer answers than this say who gave them. */
const LEAST_PRIVATE = 5;

/** Questions that staff answer about their work: nothing is shown of fewer than five answers. */
const isPrivate = (type: string): boolean => type === "enps" || type.startsWith("staff-pulse.");

const isAnswered = ({ score, comment }: AnswerRow): boolean => score !== null || comment !== null;

export interface Withheld {
  readonly type: string;
  readonly count: number;
}

/** Takes out the rows that would tell who said what among few; names the questions concerned. */
export const withholdFew = (
  rows: readonly AnswerRow[],
): { readonly rows: readonly AnswerRow[]; readonly withheld: readonly Withheld[] } => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const type = String(row.survey_type);
    if (isPrivate(type)) counts.set(type, (counts.get(type) ?? 0) + (isAnswered(row) ? 1 : 0));
  }
  const withheld = [...counts].filter(([, count]) => count < LEAST_PRIVATE).map(([type, count]) => ({ type, count }));
  const few = new Set(withheld.map(({ type }) => type));
  return { rows: rows.filter(({ survey_type: type }) => !few.has(String(type))), withheld };
};

const scoresOf = (rows: readonly AnswerRow[]): number[] => rows.flatMap(({ score }) => (typeof score === "number" ? [score] : []));

const countBy = <T>(values: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** The figure, its unit and its interval. */
const figureOf = (type: string, scores: readonly number[], mean: Mean | null) => {
  const share = (from: number, to: number): number => scores.filter((score) => score >= from && score <= to).length;
  if (type === "csat")
    return {
      value: (100 * share(4, 5)) / scores.length,
      numerator: share(4, 5),
      unit: "percent",
      ...wilson(share(4, 5), scores.length),
    } as const;
  if (type === "nps" || type === "enps") {
    const [promoters, passives, detractors] = [share(9, 10), share(7, 8), share(0, 6)];
    return {
      value: (100 * (promoters - detractors)) / scores.length,
      unit: "points",
      ...npsInterval(promoters, passives, detractors),
    } as const;
  }
  return { value: mean?.mean ?? null, unit: "score", ...mean?.interval } as const;
};

const summaryOf = (type: string, rows: readonly AnswerRow[]): Summary => {
  const scores = scoresOf(rows);
  const asked = rows.length;
  const answered = rows.filter(isAnswered).length;
  if (scores.length === 0) {
    const words = countBy(rows.flatMap(({ comment }) => (comment === null ? [] : String(comment).split("; "))));
    const distribution = [...words].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return { type, asked, answered, value: null, unit: null, numerator: null, low: null, high: null, mean: null, distribution };
  }
  const counts = [...countBy(scores)].sort(([a], [b]) => a - b);
  const mean = meanOfCounts(
    counts.map(([score]) => score),
    counts.map(([, count]) => count),
  );
  const figure = figureOf(type, scores, mean);
  const distribution = counts.map(([score, count]) => [String(score), count] as const);
  return {
    low: null,
    high: null,
    numerator: null,
    ...figure,
    type,
    asked,
    answered: scores.length,
    mean: mean?.mean ?? null,
    distribution,
  };
};

/** One summary for each kind of question, in the order in which they first occur. */
export const summarise = (rows: readonly AnswerRow[]): Summary[] => {
  const types = new Map<string, AnswerRow[]>();
  for (const row of rows) {
    const type = String(row.survey_type);
    const own = types.get(type);
    if (own === undefined) types.set(type, [row]);
    else own.push(row);
  }
  return [...types].map(([type, own]) => summaryOf(type, own));
};
