import { findKpi } from "../kpi/index.ts";
import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { KeptFigure, RecordedRun } from "../store/history.ts";
import type { Note } from "../store/notes.ts";
import type { Change } from "./before-after.ts";
import { changesOf } from "./before-after.ts";
import type { Question } from "./record.ts";
import { judge, type Target, type TargetReport } from "./targets.ts";
import { courseOf, type KpiTrend, pointOf } from "./trend.ts";

/** A figure as one night told it. */
export interface Night {
  /** The day it is of: `2026-11-21`. */
  readonly night: string;
  /** Epoch milliseconds; the period is half-open, null = open. */
  readonly asOf: number;
  readonly since: number | null;
  readonly until: number | null;
  readonly zone: string;
  readonly result: KpiResult;
  readonly definition: string;
  /** By the definition of the course's last night: others are shown and compared with nothing. */
  readonly isSame: boolean;
  /** It is in the average and the limits: its period is over and shares no day with that of another night that is. */
  readonly counted: boolean;
  readonly signal: "high" | "low" | null;
}

/** How a target fared night by night. */
export interface TargetCourse {
  readonly target: TargetReport;
  /** Nights that missed it, of those that could be judged. */
  readonly missedNights: readonly string[];
  readonly judged: number;
  /** Of `missedNights` those whose whole likely range misses it, which chance does not explain. */
  readonly clearNights: readonly string[];
  /** The first night that missed it. */
  readonly first: string | null;
  /** Since when every night missed it; null = the last one met it. */
  readonly since: string | null;
}

/** One figure over time: of one question and one group. */
export interface Course extends Pick<KpiTrend, "statistic" | "mean" | "low" | "high"> {
  readonly kpi: Kpi;
  readonly question: Question;
  readonly by: Readonly<Record<string, string>>;
  /** Ascending; never empty. */
  readonly nights: readonly Night[];
  /** The same as a course of points, for drawing. */
  readonly trend: KpiTrend;
  /** The periods of some nights share days. */
  readonly overlapping: boolean;
  readonly targets: readonly TargetCourse[];
  readonly changes: readonly Change[];
}

/** Which courses are wanted. */
export interface Wanted {
  /** Null = all. */
  readonly kpi: string | null;
  /** The period as it was typed for the report; null = any. */
  readonly period: string | null;
  /** The group; {} = the total. */
  readonly by: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  readonly notes: readonly Note[];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Whether two groups are one; names and values in any case. */
const isGroup = (by: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean => {
  const names = Object.keys(wanted);
  return (
    Object.keys(by).length === names.length &&
    names.every((name) => Object.keys(by).some((one) => same(one, name) && same(by[one], wanted[name])))
  );
};

const resultOf = (kpi: Kpi, { value, n, low, high, statistics }: KeptFigure): KpiResult => ({
  value,
  n,
  low,
  high,
  unit: kpi.unit,
  ...statistics,
});

type Bare = Omit<Night, "isSame" | "counted" | "signal">;

/** The recorded figures that are wanted as courses of time: those recorded last and most often first, KPIs in the order of reports. */
export const coursesOf = (runs: readonly RecordedRun[], wanted: Wanted): readonly Course[] => {
  const series = new Map<string, Map<string, Map<string, Bare>>>();
  const kpis = new Map<string, Kpi>();
  const groups = new Map<string, Readonly<Record<string, string>>>();
  for (const { figures, question, night, asOf, since, until, zone } of runs) {
    for (const figure of figures) {
      const kpi = findKpi(figure.kpi);
      if (kpi === undefined || (wanted.kpi !== null && wanted.kpi !== kpi.id) || !isGroup(figure.by, wanted.by)) continue;
      kpis.set(kpi.id, kpi);
      groups.set(question, figure.by);
      const byKpi = series.get(question) ?? new Map<string, Map<string, Bare>>();
      series.set(question, byKpi);
      const nights = byKpi.get(kpi.id) ?? new Map<string, Bare>();
      byKpi.set(kpi.id, nights);
      // Runs are in the order of recording: of two that hold the same figure of a night the later one counts.
      nights.set(night, { night, asOf, since, until, zone, result: resultOf(kpi, figure), definition: figure.definition });
    }
  }
  const courses = [...series].flatMap(([text, byKpi]) => {
    const question = JSON.parse(text) as Question;
    if (wanted.period !== null && question.period !== wanted.period.trim().toLowerCase()) return [];
    return [...byKpi].map(([id, nights]) => courseOfNights(kpis.get(id)!, question, groups.get(text)!, [...nights.values()], wanted));
  });
  const last = ({ nights }: Course): string => nights.at(-1)!.night;
  const lengths = new Map<Question, number>();
  for (const { question, nights } of courses) lengths.set(question, Math.max(lengths.get(question) ?? 0, nights.length));
  const lasts = new Map<Question, string>();
  for (const course of courses) {
    const before = lasts.get(course.question) ?? "";
    lasts.set(course.question, last(course) > before ? last(course) : before);
  }
  return courses.toSorted(
    (a, b) => lasts.get(b.question)!.localeCompare(lasts.get(a.question)!) || lengths.get(b.question)! - lengths.get(a.question)! || 0,
  );
};

/** Of nights in the order of time those whose periods are over and share no day, the last ones first taken. */
const apart = (nights: readonly Bare[]): ReadonlySet<Bare> => {
  const taken = new Set<Bare>();
  let edge = Number.POSITIVE_INFINITY;
  for (const night of nights.toReversed()) {
    const until = night.until ?? night.asOf;
    if (until > night.asOf || until > edge) continue;
    taken.add(night);
    edge = night.since ?? Number.NEGATIVE_INFINITY;
  }
  return taken;
};

/** There is something to compare. */
const hasValue = ({ result }: Bare): boolean => result.value !== null;

const courseOfNights = (
  kpi: Kpi,
  question: Question,
  by: Readonly<Record<string, string>>,
  bare: readonly Bare[],
  { targets, notes }: Wanted,
): Course => {
  const last = bare.findLast(hasValue) ?? bare.at(-1)!;
  // A night without data has nothing to be of another definition with.
  const isSame = (night: Bare): boolean => !hasValue(night) || night.definition === last.definition;
  const alike = bare.filter((night) => hasValue(night) && isSame(night));
  const counted = apart(alike);
  const points = bare.map((night) => pointOf(kpi, night.result, night.night, counted.has(night)));
  const trend = courseOf(kpi, points);
  const nights = bare.map((night, i): Night => ({
    ...night,
    isSame: isSame(night),
    counted: counted.has(night),
    signal: trend.periods[i].signal,
  }));
  return {
    kpi,
    question,
    by,
    nights,
    trend,
    statistic: trend.statistic,
    mean: trend.mean,
    low: trend.low,
    high: trend.high,
    overlapping: alike.some((night) => !counted.has(night) && (night.until ?? night.asOf) <= night.asOf),
    targets: targets.filter((target) => isOf(target, kpi, by)).map((target) => targetCourse(target, kpi, nights)),
    changes: changesOf(kpi, nights, notes),
  };
};

const isOf = ({ kpi: id, where }: Target, kpi: Kpi, by: Readonly<Record<string, string>>): boolean =>
  id === kpi.id && where.every(({ equal }) => equal) && isGroup(by, Object.fromEntries(where.map(({ name, value }) => [name, value])));

const targetCourse = (target: Target, kpi: Kpi, nights: readonly Night[]): TargetCourse => {
  const judged = nights
    .filter(({ isSame }) => isSame)
    .map(({ night, result }) => ({ night, report: judge(target, kpi, result) }))
    .filter(({ report: { status } }) => status === "met" || status === "missed");
  const missed = judged.filter(({ report: { status } }) => status === "missed");
  const isClear = ({ report: { op, limit, low, high } }: (typeof judged)[number]): boolean =>
    op.startsWith(">") ? high !== null && high < limit : low !== null && low > limit;
  const lastMet = judged.findLastIndex(({ report: { status } }) => status === "met");
  return {
    target: judge(target, kpi, nights.at(-1)!.result),
    missedNights: missed.map(({ night }) => night),
    clearNights: missed.filter(isClear).map(({ night }) => night),
    judged: judged.length,
    first: missed[0]?.night ?? null,
    since: judged[lastMet + 1]?.night ?? null,
  };
};
