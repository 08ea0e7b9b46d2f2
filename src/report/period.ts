import { ProblemError } from "../text/problem.ts";
import { civilFromDays, daysFromCivil, isCivilDate, MS_PER_DAY } from "../values/civil.ts";
import { readInstant } from "../values/instant.ts";
import { type Zone, zoneOf } from "../values/zone.ts";

/** Half-open: since ≤ t < until, epoch milliseconds; null = open. */
export interface Period {
  readonly since: number | null;
  readonly until: number | null;
  /** `until` was given as a bare date, which leaves that day out. */
  readonly dateOnlyUntil: boolean;
}

/** First day and the day after the last, counted from 1970-01-01. */
type Days = readonly [from: number, to: number];

/**
 * The period that `--period`, or `--since` and `--until`, mean; relative ones as of `env.asOf`. Days begin at 00:00 in the zone, whatever
 * its clocks do. `30d` is the 30 whole days before today. Exit 2 for what cannot be read, for both ways at once and for an empty period.
 */
export const resolvePeriod = (
  request: { readonly period: string | null; readonly since: string | null; readonly until: string | null },
  env: { readonly zone: string; readonly asOf: number },
): Period => {
  const zone = zoneOf(env.zone);
  if (request.period !== null) {
    if (request.since !== null || request.until !== null) throw new ProblemError(2, "period-twice", { period: request.period });
    const days = daysOf(request.period.trim().toLowerCase(), Math.floor(zone.toLocal(env.asOf) / MS_PER_DAY));
    if (days === null) throw new ProblemError(2, "period-unreadable", { period: request.period });
    return { since: startOf(days[0], zone), until: startOf(days[1], zone), dateOnlyUntil: false };
  }
  const since = request.since === null ? null : readFlag(request.since, env.zone, "--since");
  const until = request.until === null ? null : readFlag(request.until, env.zone, "--until");
  if (since !== null && until !== null && since.ms >= until.ms) {
    throw new ProblemError(2, "period-empty", { since: request.since, until: request.until, dateOnly: until.timed === false });
  }
  return { since: since?.ms ?? null, until: until?.ms ?? null, dateOnlyUntil: until !== null && !until.timed };
};

/** Epoch milliseconds of a date, or date and time with or without an offset, given to a flag; a bare date is 00:00 in the zone. Exit 2. */
export const parseInstantFlag = (text: string, zone: string, flag = "--as-of"): number => readFlag(text, zone, flag).ms;

const readFlag = (text: string, zone: string, flag: string): { ms: number; timed: boolean } => {
  const { ms, timed, order } = readInstant(text, { format: "ymd" }, { zone });
  if (Number.isNaN(ms) || order !== "none") throw new ProblemError(2, "instant-unreadable", { flag, value: text });
  return { ms, timed };
};

const startOf = (day: number, zone: Zone): number => zone.toUtc(day * MS_PER_DAY);

const daysOf = (period: string, today: number): Days | null =>
  RELATIVE.get(period)?.(today) ?? lastDays(period, today) ?? calendarDays(period);

const lastDays = (period: string, today: number): Days | null => {
  const count = Number(/^(\d{1,5})d$/u.exec(period)?.[1] ?? 0);
  return count > 0 ? [today - count, today] : null;
};

/** The stretch of time that a bucket's name (`2026-W47`, `2026-10`) stands for in a zone; null where it names none. */
export const calendarSpan = (name: string, zoneName: string): { readonly since: number; readonly until: number } | null => {
  const days = calendarDays(name.toLowerCase());
  const zone = zoneOf(zoneName);
  return days === null ? null : { since: startOf(days[0], zone), until: startOf(days[1], zone) };
};

const calendarDays = (period: string): Days | null => {
  const [, year, part] = /^(\d{4})(?:-(q[1-4]|w\d\d|\d\d(?:-\d\d)?))?$/u.exec(period) ?? [];
  if (year === undefined) return null;
  const y = Number(year);
  if (part === undefined) return months(y, 0, 12);
  if (part.startsWith("q")) return months(y, (Number(part[1]) - 1) * 3, 3);
  if (part.startsWith("w")) return isoWeek(y, Number(part.slice(1)));
  const [month, day] = part.split("-").map(Number);
  if (day === undefined) return month >= 1 && month <= 12 ? months(y, month - 1, 1) : null;
  if (!isCivilDate(y, month, day)) return null;
  const at = daysFromCivil(y, month, day);
  return [at, at + 1];
};

/** So many months from month `first` (0 = January, any number) of a year. */
const months = (year: number, first: number, count: number): Days => {
  const start = (at: number): number => daysFromCivil(year + Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
  return [start(first), start(first + count)];
};

/** Monday on or before a day; 1970-01-01 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

const isoWeek = (year: number, week: number): Days | null => {
  // The week of 4 January is the first of its year.
  const monday = mondayOf(daysFromCivil(year, 1, 4)) + (week - 1) * 7;
  return week >= 1 && civilFromDays(monday + 3).year === year ? [monday, monday + 7] : null;
};

/** The week, month, quarter or year `offset` of them away from the one of today. */
const weeks = (today: number, offset: number): Days => [mondayOf(today) + offset * 7, mondayOf(today) + offset * 7 + 7];
const monthsAround = (today: number, length: number, offset: number): Days => {
  const { year, month } = civilFromDays(today);
  return months(year, (Math.floor((month - 1) / length) + offset) * length, length);
};

const RELATIVE: ReadonlyMap<string, (today: number) => Days> = new Map([
  ["today", (today: number): Days => [today, today + 1]],
  ["yesterday", (today: number): Days => [today - 1, today]],
  ["this-week", (today: number): Days => weeks(today, 0)],
  ["last-week", (today: number): Days => weeks(today, -1)],
  ["this-month", (today: number): Days => monthsAround(today, 1, 0)],
  ["last-month", (today: number): Days => monthsAround(today, 1, -1)],
  ["this-quarter", (today: number): Days => monthsAround(today, 3, 0)],
  ["last-quarter", (today: number): Days => monthsAround(today, 3, -1)],
  ["this-year", (today: number): Days => monthsAround(today, 12, 0)],
  ["last-year", (today: number): Days => monthsAround(today, 12, -1)],
]);
