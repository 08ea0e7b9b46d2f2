import { ProblemError } from "../text/problem.ts";
import { civilFromDays, daysFromCivil, MS_PER_DAY } from "../values/civil.ts";
import { zoneOf } from "../values/zone.ts";
import { type Period, resolvePeriod } from "./period.ts";

/** A period with both ends, epoch milliseconds. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

/** The days so many months later; a day that the month does not have becomes its last. */
const plusMonths = (day: number, count: number): number => {
  const { year, month, day: date } = civilFromDays(day);
  const index = year * 12 + month - 1 + count;
  const first = (at: number): number => daysFromCivil(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
  return Math.min(first(index) + date - 1, first(index + 1) - 1);
};

const isFirst = (day: number): boolean => civilFromDays(day).day === 1;
const isMonday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 === 0;

/** 52 weeks: the same weekdays a year before. */
const YEAR_OF_WEEKS = 364;

/** Days of the period before, or of the same a year before: whole months and weeks stay whole. */
const shifted = (from: number, to: number, by: "previous" | "year"): readonly [number, number] => {
  const inMonths = isFirst(from) && isFirst(to);
  if (by === "year") {
    if (!inMonths && isMonday(from) && (to - from) % 7 === 0) return [from - YEAR_OF_WEEKS, to - YEAR_OF_WEEKS];
    return [plusMonths(from, -12), plusMonths(to, -12)];
  }
  if (!inMonths) return [from - (to - from), from];
  const [a, b] = [civilFromDays(from), civilFromDays(to)];
  return [plusMonths(from, -((b.year - a.year) * 12 + b.month - a.month)), from];
};

/**
 * The period that `--compare previous|year|PERIOD` sets beside that of the report. A whole calendar unit compares with the unit before it,
 * or with the same unit a year before. Throws exit 2: "compare-needs-period", and what a period can be wrong in.
 */
export const comparedPeriod = (compare: string, current: Period, env: { readonly zone: string; readonly asOf: number }): Span => {
  const by = compare.trim().toLowerCase();
  if (by !== "previous" && by !== "year") {
    const { since, until } = resolvePeriod({ period: compare, since: null, until: null }, env);
    return { since: since!, until: until! };
  }
  const { since, until } = current;
  if (since === null || until === null) throw new ProblemError(2, "compare-needs-period", { compare: by });
  const zone = zoneOf(env.zone);
  const [from, to] = [zone.toLocal(since), zone.toLocal(until)];
  if (from % MS_PER_DAY === 0 && to % MS_PER_DAY === 0) {
    const [first, last] = shifted(from / MS_PER_DAY, to / MS_PER_DAY, by);
    return { since: zone.toUtc(first * MS_PER_DAY), until: zone.toUtc(last * MS_PER_DAY) };
  }
  if (by === "previous") return { since: since - (until - since), until: since };
  const yearBefore = (local: number): number => {
    const day = Math.floor(local / MS_PER_DAY);
    return zone.toUtc(plusMonths(day, -12) * MS_PER_DAY + (local - day * MS_PER_DAY));
  };
  return { since: yearBefore(from), until: yearBefore(to) };
};
