import type { Kpi, KpiResult } from "../kpi/types.ts";
import { FEWEST_VALUES, xmr } from "../stats/xmr.ts";
import { MS_PER_DAY } from "../values/civil.ts";
import { zoneOf } from "../values/zone.ts";
import { NONE } from "./dimensions.ts";
import type { Report, ReportPeriod } from "./model.ts";
import { calendarSpan } from "./period.ts";
import type { ReportRequest } from "./request.ts";

/** Stretches of time that follow each other; hours and weekdays come round again. */
export type TrendUnit = "day" | "week" | "month" | "quarter" | "year";

/** What keeps a period from being whole. */
export type Cut = "since" | "until" | "as-of" | "first row" | "last row";

export interface TrendSpan {
  /** As in the groups: `2026-W47`. */
  readonly period: string;
  /** Half-open, epoch milliseconds. */
  readonly since: number;
  readonly until: number;
  /** Null = the period is whole. */
  readonly cut: Cut | null;
}

export interface TrendPoint {
  readonly period: string;
  readonly value: number | null;
  readonly n: number;
  readonly complete: boolean;
  /** It lies outside the limits, and chance in its own rows does not explain that. */
  readonly signal: "high" | "low" | null;
}

export interface KpiTrend {
  /** What `value` is: the KPI's value; of times the half, which single long waits do not move. */
  readonly statistic: "value" | "median";
  /** Average and limits of the complete periods with enough values; null where these are too few. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly periods: readonly TrendPoint[];
}

/** The groups of one time dimension as a course of time. */
export interface Trend {
  readonly dimension: string;
  readonly unit: TrendUnit;
  /** Ascending; only periods with rows. */
  readonly spans: readonly TrendSpan[];
  /** By KPI id. */
  readonly kpis: Readonly<Record<string, KpiTrend>>;
}

/** Below this n nothing is ranked. */
const TOO_FEW = 10;

/** Figures that still move as tickets close, answers arrive or solved tickets come back: this way a recent period tends by itself. */
const STILL_MOVING: Readonly<Record<string, "high" | "low">> = {
  resolution_rate: "low",
  resolution_time: "low",
  reopen_rate: "low",
  repeat_contact_rate: "low",
  response_rate: "low",
  recovery_rate: "low",
  backlog: "high",
};

const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** First and last instant of the rows that the files have within the period, epoch milliseconds; null without any. */
type Reach = Pick<ReportPeriod, "first" | "last">;

/** The same rows without conditions. */
export const allRowsOf = (request: ReportRequest): ReportRequest => ({
  ...request,
  where: [],
  kpis: ["volume"],
  by: [],
  across: null,
  verdicts: false,
  rejects: null,
  hash: false,
});

/** The course of the report's groups, which are those of one time dimension of that unit; null without any. */
export const trendOf = (report: Report, unit: TrendUnit, reach: Reach): Trend | null => {
  const [dimension] = report.dimensions;
  const groups = report.groups.slice(1).filter(({ by }) => by[dimension] !== NONE);
  const spans = groups.map(({ by }) => calendarSpan(by[dimension], report.period.timeZone));
  if (groups.length === 0 || spans.includes(null)) return null;
  const named = groups.map(({ by }, i): TrendSpan => ({ period: by[dimension], ...spans[i]!, cut: cutOf(report, reach, unit, spans[i]!) }));
  const points: Point[][] = report.kpis.map(() => []);
  groups.forEach(({ kpis }, i) => {
    const { period, cut } = named[i];
    report.kpis.forEach((kpi, k) => points[k].push(pointOf(kpi, kpis[kpi.id], period, cut === null)));
  });
  const kpis = Object.fromEntries(report.kpis.map((kpi, k) => [kpi.id, courseOf(kpi, points[k])]));
  return { dimension, unit, spans: named, kpis };
};

type Span = Pick<TrendSpan, "since" | "until">;

/** Cut by the period asked for, by the present, or by where the rows begin and end: a weekend without rows cuts nothing. */
const cutOf = ({ period, asOf }: Report, { first, last }: Reach, unit: TrendUnit, { since, until }: Span): Cut | null => {
  if (period.since !== null && since < period.since) return "since";
  if (period.until !== null && until > period.until) return "until";
  if (until > asOf) return "as-of";
  const zone = zoneOf(period.timeZone);
  const dayOf = (instant: number): number => Math.floor(zone.toLocal(instant) / MS_PER_DAY);
  const holds = (instant: number | null): instant is number => instant !== null && since <= instant && instant < until;
  // An export may begin and end in the middle of a day, unless that day is the edge of what was asked for.
  const isDay = unit === "day";
  if (holds(first) && (isDay ? period.since !== since : hasWorkday(dayOf(since), dayOf(first)))) return "first row";
  if (holds(last) && (isDay ? period.until !== until : hasWorkday(dayOf(last) + 1, dayOf(until)))) return "last row";
  return null;
};

/** Whether one of the days `from` ≤ day < `to`, counted from 1970-01-01, a Thursday, is none of a weekend. */
const hasWorkday = (from: number, to: number): boolean => {
  if (to - from > 2) return true;
  for (let day = from; day < to; day++) if ((((day + 3) % 7) + 7) % 7 < 5) return true;
  return false;
};

/** A figure of one period with its likely range. */
export interface Point extends Omit<TrendPoint, "signal"> {
  readonly low: number | null;
  readonly high: number | null;
}

export const pointOf = (kpi: Kpi, result: KpiResult, period: string, complete: boolean): Point => {
  const isTime = kpi.unit === "seconds";
  const of = (side: "low" | "high"): number | null => numberOf(result[isTime ? `median_${side}` : side]);
  return { period, value: numberOf(result[isTime ? "median" : "value"]), n: result.n, complete, low: of("low"), high: of("high") };
};

/** Bounds of what a figure can be. */
const possible = ({ unit }: Kpi): readonly [number, number] => {
  if (unit === "percent") return [0, 100];
  if (unit === "points") return [-100, 100];
  return unit === "score" ? [1, 7] : [0, Number.POSITIVE_INFINITY];
};

/** Average and limits of points in the order of time, and which of them lie outside. */
export const courseOf = (kpi: Kpi, points: readonly Point[]): KpiTrend => {
  const isEnough = ({ value, n, complete }: Point): boolean => complete && value !== null && (kpi.unit === "count" || n >= TOO_FEW);
  const values = points.filter(isEnough).map(({ value }) => value!);
  const limits = values.length < FEWEST_VALUES ? null : xmr(values);
  const [least, most] = possible(kpi);
  const low = limits === null ? null : Math.max(least, limits.low);
  const high = limits === null ? null : Math.min(most, limits.high);
  const periods = points.map((point): TrendPoint => {
    const { period, value, n, complete } = point;
    return { period, value, n, complete, signal: limits === null || !isEnough(point) ? null : signalOf(kpi, point, limits) };
  });
  return { statistic: kpi.unit === "seconds" ? "median" : "value", mean: limits?.mean ?? null, low, high, periods };
};

const signalOf = (kpi: Kpi, { value, low, high }: Point, limits: { mean: number; low: number; high: number }): "high" | "low" | null => {
  const side = value! > limits.high ? "high" : value! < limits.low ? "low" : null;
  if (side === null || STILL_MOVING[kpi.id] === side) return null;
  // A period of few rows strays further than the others by chance alone.
  const reaches = side === "high" ? low !== null && low <= limits.mean : high !== null && high >= limits.mean;
  return reaches ? null : side;
};
