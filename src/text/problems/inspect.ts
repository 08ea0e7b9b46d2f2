import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteArgument } from "../quote.ts";

const shown = (value: unknown): string => {
  const text = String(value ?? "");
  return /^[-+]?\d[\d.,:]*(?: (?:s|min|h|d))?$/u.test(text) ? text : `"${text}"`;
};

/** Why cells of a kind cannot be used. */
const NO: Readonly<Record<string, string>> = {
  instant: "no date that exists or can be read",
  duration: "no length of time that can be read",
  count: "no number",
  flag: "no yes or no that is known",
  score: "no score that can be read",
};

const WITHOUT: Readonly<Record<string, string>> = {
  created: "without the date",
  response_time: "without a first reply time",
  resolution_time: "without a solving time",
  handle: "without a handling time",
  talk: "without a talk time",
  wait: "without a waiting time",
  csat: "without a rating",
  nps: "without a score",
  ces: "without a score",
  score: "without a score",
};

const whyNot = ({ kind, value, scale }: Facts): string => {
  const isNegative = /^[-−]\s*\d/u.test(String(value));
  if (isNegative && kind === "duration") return "which no time can be";
  if (isNegative && kind === "count") return "which no count can be";
  const ends = scale as { low: number; high: number } | undefined;
  if (ends !== undefined && Number.isFinite(Number(value))) return `which is not on the scale ${ends.low}–${ends.high}`;
  return `which is ${NO[String(kind)] ?? "of no use"}`;
};

const stillCount = ({ count, field, noun }: Facts): string => {
  const rows = String(noun ?? "rows");
  const without = WITHOUT[String(field)] ?? "without this value";
  if (count === 1) return `The ${rows.replace(/s$/u, "")} counts, ${without}.`;
  return count === 2 ? `Both ${rows} count, ${without}.` : `All ${String(count)} ${rows} count, ${without}.`;
};

const mending = ({ kind, field, column, value, scale, scaleAsked }: Facts): string[] => {
  if (kind === "instant") return ['Another way to write dates: --date-format, such as --date-format "DD.MM.YYYY HH:mm"'];
  if (kind === "duration" && /^\d+:/u.test(String(value)))
    return [`If it is hours, minutes and seconds: --map ${String(field)}:hms=${quoteArgument(String(column))}`];
  return scale !== undefined && scaleAsked !== true && field !== "nps"
    ? [`Another scale: --scale ${String(field)}=A-B, such as --scale ${String(field)}=1-10`]
    : [];
};

interface Cell {
  readonly value: string;
}

/** Cells that cannot be used, told by the first of them; the second line says what became of their rows. */
export const cellsLines = (facts: Facts): string[] => {
  const [first] = facts.examples as readonly Cell[];
  const told = { ...facts, value: first?.value };
  return [`${String(facts.column)} is ${shown(first?.value)}, ${whyNot(told)}.`, stillCount(told), ...mending(told)];
};

const SCALES: Readonly<Record<string, string>> = { csat: "1–5, 1–7 or 1–10", nps: "0–10", ces: "1–7" };

/** Scores on no scale, with the lowest and the highest of them. */
export const scaleLines = ({ field, column, lowest, highest }: Facts): string[] => {
  const score = String(field);
  const kpi = score.toUpperCase();
  return [
    `The scores in "${String(column)}" run from ${String(lowest)} to ${String(highest)}: on which scale? ${kpi} knows ${SCALES[score]}.`,
    score === "nps"
      ? `They are not used. If they are ratings: --map csat=${quoteArgument(String(column))}`
      : `They are not used until you name it, such as --scale ${score}=1-10`,
  ];
};

/** A number of which nobody knows the unit. */
export const unitLines = ({ field, column, value }: Facts): string[] => {
  const map = (unit: string): string => `--map ${String(field)}:${unit}=${quoteArgument(String(column))}`;
  return [
    `Column "${String(column)}" has ${shown(value)}: minutes, hours or another unit? Neither its name nor the file's own dates tell.`,
    `Minutes: ${map("min")}`,
    `Hours:   ${map("h")}`,
    "Other units: ms, s, d, or hms for 1:30:00. Until then its numbers are not used.",
  ];
};

const list = (words: readonly string[], most: number): string => {
  const quoted = words.slice(0, most).map((word) => `"${word}"`);
  return words.length > most ? `${quoted.join(", ")} and ${words.length - most} more` : quoted.join(", ");
};

/** What inspecting a file shows beyond what reading it gives rise to. */
export const inspectMessages: Messages = {
  "statuses-unknown": ({ column, words }) => [
    `${list(words as readonly string[], 5)} in "${String(column)}": no status that is known, so such rows count as not solved.`,
  ],
  "column-not-used": ({ column, field }) => [
    `Column "${String(column)}" could be ${String(field)}, but no other column bears that out; it is not used.`,
    field === "score"
      ? `If it is: --map csat=${quoteArgument(String(column))}, or nps, or ces`
      : `If it is: --map ${String(field)}=${quoteArgument(String(column))}`,
  ],
  "time-without-date": ({ column, field, date }) => [
    `Column "${String(column)}" holds times of day without a date; it is not used.`,
    ...(date === null ? [] : [`With the date beside it: --map ${String(field)}=${quoteArgument(`${String(date)} + ${String(column)}`)}`]),
  ],
};
