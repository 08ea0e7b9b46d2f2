import type { Change, Side } from "../report/before-after.ts";
import type { Course, Night, TargetCourse } from "../report/history.ts";
import { FEWEST_VALUES } from "../stats/xmr.ts";
import { counted } from "./noun.ts";
import { limitText, targetName } from "./targets.ts";
import { figureText, limitsText } from "./trend.ts";
import { count, decimal, duration } from "./units.ts";

export const averageText = ({ kpi, mean }: Course): string => (mean === null ? "–" : figureText(kpi, mean));
export const usualText = ({ kpi, low, high }: Course): string => (low === null || high === null ? "–" : limitsText(kpi, low, high));

/** The course that a sentence is about, where that is not clear by itself; "" = it is. */
export interface Named {
  readonly name: string;
  readonly which: string;
}

const begin = (parts: readonly string[], sentence: string): string => {
  const about = parts.filter((part) => part !== "").join(", ");
  return about === "" ? sentence : `${about}: ${sentence}`;
};

const MOST_SIGNALS = 3;

/** What is worth saying of a course, a sentence each; `whole` = it is what was asked for. */
export const remarks = (course: Course, { name, which }: Named, whole: boolean): string[] => {
  const { kpi, nights, mean, targets, changes } = course;
  const sentences: string[] = [];
  const out = nights.filter(({ signal }) => signal !== null);
  for (const { night, result, signal } of out.slice(-MOST_SIGNALS).toReversed())
    sentences.push(
      `${night} is ${signal!}: ${figureText(kpi, statisticOf(course, result), kpi.unit === "percent" ? 1 : undefined)}, usually ${usualText(course)}.`,
    );
  if (out.length > MOST_SIGNALS) sentences.push(`${counted(out.length - MOST_SIGNALS, "more nights")} stand out, too.`);
  if (whole) sentences.push(...limitSentences(course, mean !== null && out.length === 0));
  for (const change of changes) if (whole || isClear(change)) sentences.push(changeSentence(course, change));
  sentences.push(...definitionSentence(nights));
  return [
    ...targets.map((target) => begin([which], targetSentence(target))),
    ...sentences.map((sentence) => begin([name, which], sentence)),
  ];
};

const statisticOf = ({ statistic }: Course, result: Night["result"]): number => Number(result[statistic] ?? 0);

const limitSentences = (course: Course, isCalm: boolean): string[] => {
  const { nights, mean, overlapping } = course;
  if (mean !== null) {
    const usual = `Average ${averageText(course)}, usually ${usualText(course)}`;
    return [isCalm ? `${usual}: no night stands out.` : `${usual}.`];
  }
  const n = nights.filter(({ counted: is }) => is).length;
  const which = overlapping ? "nights whose periods share no day" : "nights with enough values";
  return [
    `Too few to tell which nights stand out: it takes ${FEWEST_VALUES} ${which}, and there ${n === 1 ? "is" : "are"} ${n}.${overlapping ? " Recorded with --period yesterday, every night is one." : ""}`,
  ];
};

const targetSentence = ({ target, missedNights, clearNights, judged, first, since }: TargetCourse): string => {
  const missed = missedNights.length;
  const what = `${targetName(target)} ${limitText(target)}`;
  if (judged === 0) return `Target ${what}: no night has enough values to judge.`;
  if (missed === 0) return `Target ${what}: met on ${judged === 1 ? "the one night" : `all ${count(judged)} nights`}.`;
  const [clear] = clearNights;
  const times = `missed on ${count(missed)} of ${counted(judged, "nights")}, first on ${first!}`;
  const certain = clear === undefined ? "each time perhaps by chance" : clear === first ? "clearly so" : `beyond chance first on ${clear}`;
  return `Target ${what}: ${times}, ${certain}; ${since === null ? "met on the last one" : since === first ? "never met since" : `every night since ${since}`}.`;
};

const CLEAR: ReadonlySet<Change["verdict"]> = new Set(["better", "worse", "higher", "lower"]);
const isClear = ({ verdict }: Change): boolean => CLEAR.has(verdict);

const sideText = ({ kpi }: Course, { value, n, nights }: Side): string => {
  if (value === null) return `${counted(nights, "nights")} without a figure`;
  const figure = figureText(kpi, value, kpi.unit === "percent" || kpi.unit === "score" ? 1 : 0);
  return kpi.unit === "count" ? figure : `${figure} of ${count(n)}`;
};

const WHY_NOT: Readonly<Partial<Record<Change["verdict"], string>>> = {
  "no data": "not enough nights before and after it whose periods lie wholly on one side",
  "too few": "too few values to compare before and after",
  "other definition": "before and after go by different definitions, which are not compared",
};

const rangeOf = ({ kpi }: Course, { difference }: Change): string => {
  if (difference === null || difference.low === null || difference.high === null) return "";
  const signed = (value: number): string => {
    const size = kpi.unit === "seconds" ? duration(Math.abs(value)) : decimal(Math.abs(value), kpi.unit === "count" ? 0 : 1);
    return `${value < 0 ? "-" : "+"}${size}`;
  };
  return ` (${signed(difference.low)} to ${signed(difference.high)}${kpi.unit === "percent" ? " points" : ""})`;
};

const changeSentence = (course: Course, change: Change): string => {
  const { day, texts: what, before, after, verdict } = change;
  const about = `${day}, ${what.join("; ")}`;
  const why = WHY_NOT[verdict];
  if (why !== undefined) return `${about}: ${why}.`;
  return `${about}: ${sideText(course, before)} before, ${sideText(course, after)} after: ${verdict}${rangeOf(course, change)}.`;
};

const definitionSentence = (nights: readonly Night[]): string[] => {
  const other = nights.filter(({ isSame }) => !isSame);
  if (other.length === 0) return [];
  const last = other.at(-1)!.night;
  return [
    `${counted(other.length, "nights")}, the last on ${last}, ${other.length === 1 ? "goes" : "go"} by another definition and ${other.length === 1 ? "is" : "are"} left out of all comparisons; --format json tells them.`,
  ];
};
