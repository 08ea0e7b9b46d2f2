import type { NewValue } from "../config/write-settings.ts";
import { scaleName } from "../kpi/scales.ts";
import { duration } from "../render/units.ts";
import { bothReadings } from "../text/problems/mapping.ts";
import type { TimeUnit } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";
import type { Scale } from "../interaction/fields.ts";

/** The sentences of `init`. Pieces of files in them are made safe where they are shown. */

/** Longest piece of a file in a sentence. */
const LONGEST = 60;

export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

export const quoted = (text: string): string => `"${cut(text)}"`;

/** `"Created at" (line 2: 03/04/2026 10:15)` */
export const columnWith = (header: string, value: string | null, line: number | null): string => {
  if (value === null || value === "") return quoted(header);
  return `${quoted(header)} (${line === null ? "" : `line ${line}: `}${cut(value)})`;
};

const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
  h: "hours",
  d: "days",
  hms: "hours and minutes",
  mmss: "minutes and seconds",
};

/** Seconds below which a time would show as none. */
const LEAST = 0.05;

/** "minutes: 331 is 5h 31m" */
export const unitWords = (unit: TimeUnit, value: string | null): string => {
  const seconds = value === null ? Number.NaN : readDuration(value, unit, "point");
  return seconds >= LEAST ? `${UNIT_NAMES[unit]}: ${cut(value!)} is ${duration(seconds)}` : UNIT_NAMES[unit];
};

/** "day first: 3 April", "month first: 4 March" */
export const orderWords = (value: string): readonly [string, string] => {
  const both = bothReadings(value);
  return both === null ? ["day first", "month first"] : [`day first: ${both[0]}`, `month first: ${both[1]}`];
};

/** "1–5, 5 is best" */
export const scaleWords = (scale: Scale): string => `${scale.low}–${scale.high}, ${scale.lowIsGood ? scale.low : scale.high} is best`;

export const scaleText = scaleName;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  id: "the ticket's number",
  created: "when it was created",
  first_response: "when it was first answered",
  resolved: "when it was solved",
  closed: "when it was closed",
  response_time: "the time to the first reply",
  resolution_time: "the time to solve",
  talk: "the talk time",
  hold: "the time on hold",
  wrap: "the after-call work",
  handle: "the handling time",
  wait: "the time in the queue",
  replies: "the number of replies",
  reopens: "how often it was reopened",
  resolved_flag: "whether it is solved",
  answered: "whether the call was answered",
  abandoned: "whether the caller gave up",
  fcr: "whether it was solved at first contact",
  sla: "whether the SLA was kept",
  csat: "the satisfaction score",
  nps: "the recommendation score",
  ces: "the effort score",
  status: "the status",
  channel: "the channel",
  agent: "the agent",
  customer: "the customer",
};

/** "the time to solve (resolution_time)" */
export const fieldWords = (field: string): string => (FIELD_WORDS[field] === undefined ? field : `${FIELD_WORDS[field]} (${field})`);

/** `response_time: min` */
const valueText = (value: NewValue): string => {
  if (typeof value === "string") return value;
  if (!(value instanceof Map)) return (value as readonly string[]).join(", ");
  return [...(value as ReadonlyMap<string, NewValue>)].map(([key, below]) => `${key}: ${valueText(below)}`).join(", ");
};

/** `response_time: min – minutes: 331 is 5h 31m` */
export const answerText = (label: string, value: NewValue): string => {
  const text = valueText(value);
  if (label.startsWith(text)) return label;
  return text.endsWith(label) ? text : `${text} – ${label}`;
};
