import type { Scale } from "../interaction/fields.ts";
import type { TimeUnit } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";
import { type Asks, choice, mapTo, notUsed, type Option, sets, table, type Typed } from "./init-question.ts";
import { columnWith, quoted, scaleText, scaleWords, unitWords } from "./init-words.ts";

/** Questions of what numbers mean. */

const LENGTHS: readonly TimeUnit[] = ["s", "min", "h", "d", "ms"];

/** The unit of times that are bare numbers, or of clock notation. */
export const unitOf: Asks = (check, file) => {
  const { field, column, unit, fits } = check.problem.facts;
  const example = file.columns.find(({ use }) => use?.field === field && use?.header === column)?.example ?? null;
  const cell = example?.value || null;
  const ask = `In which unit is ${columnWith(String(column), cell, example?.line ?? null)}?`;
  const option = (one: TimeUnit): Option => ({ label: unitWords(one, cell), sets: sets("units", table(String(field), one)) });
  const id = `units ${String(field)}`;
  if (fits !== undefined) {
    // A unit that the file's own dates speak against cannot be kept: it would be refused.
    const named = { label: `${unitWords(unit as TimeUnit, cell)}; left as its name says`, sets: [] };
    return [choice(id, "units", `${ask} Its name says one thing, the file's own dates another.`, [option(fits as TimeUnit), named])];
  }
  // A cell such as 12:30 is no number: the question is what its parts are.
  const isClock = cell !== null && cell.includes(":") && readDuration(cell, undefined, "point") >= 0;
  const all: readonly TimeUnit[] = isClock ? ["hms", "mmss"] : LENGTHS;
  const units = new Set([...(unit === undefined ? [] : [unit as TimeUnit]), ...all]);
  return [choice(id, "units", ask, [...units].map(option))];
};

const upTo = (high: number, low = 1): Scale => ({ low, high, lowIsGood: false });

/** The scales a score is asked on, the smallest first. */
const SCALES: Readonly<Record<string, readonly Scale[]>> = { csat: [upTo(5), upTo(7), upTo(10), upTo(10, 0)], ces: [upTo(7)] };

/** The scale of scores that was judged by their values, or that they fit none of. */
export const scaleOf: Asks = (check, _file, read) => {
  const { field, column, scale, lowest, highest } = check.problem.facts;
  const [kpi, header] = [String(field), String(column)];
  if (kpi === "nps") {
    const ask = `The scores in ${quoted(header)} run from ${String(lowest)} to ${String(highest)}, which no NPS does. Are they ratings?`;
    return [choice(`map csat ${header}`, "map", ask, [mapTo("csat", header), notUsed(header)])];
  }
  const judged = scale as Scale | undefined;
  const [least, most] = judged === undefined ? [Number(lowest), Number(highest)] : [judged.low, judged.high];
  const [smallest, ...larger] = (SCALES[kpi] ?? []).filter(({ low, high }) => low <= least && high >= most);
  const fitting = smallest === undefined ? [] : [smallest, { ...smallest, lowIsGood: true }, ...larger];
  const option = (one: Scale): Option => ({ label: scaleWords(one), sets: sets("scale", table(kpi, scaleText(one))) });
  const typed: Typed = {
    label: "another scale",
    ask: "Which? Such as 1-5, or 1-5:low where 1 is best",
    read: async (text) => sets("scale", table(kpi, await read("scale", text))),
  };
  const ask =
    judged === undefined
      ? `The scores in ${quoted(header)} run from ${String(lowest)} to ${String(highest)}: on which scale?`
      : `By its values, ${quoted(header)} has scores ${judged.low}–${judged.high}. Is that the scale, and which end is good?`;
  return [choice(`scale ${kpi}`, "scale", ask, fitting.map(option), typed)];
};
