import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Cell } from "./grid.ts";
import { count, decimal, duration, percent, signed } from "./units.ts";

/** Below this n a figure is marked: one more answer would move it. */
const FEW = 30;
/** Below this n counts stand in place of percentages, and other figures are not shown. */
export const TOO_FEW = 10;

const NO_DATA: Cell = { text: "no data" };
const TOO_FEW_CELL: Cell = { text: "too few" };
const NO_RANGE = "–";

export const isFew = (n: number): boolean => n > 0 && n < FEW;

/** A further statistic as a number; null when it is not there. */
export const numberOf = (result: KpiResult, key: string): number | null => {
  const value = result[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

/** How a time is shown: the median with its range, whatever the KPI's `value` is. */
export interface TimeFigure {
  readonly half: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
  readonly p90: number | null;
}

export const timeFigure = (kpi: Kpi, result: KpiResult): TimeFigure => {
  const central = kpi.central === "median";
  return {
    half: numberOf(result, "median") ?? (central ? result.value : null),
    low: numberOf(result, "median_low") ?? (central ? result.low : null),
    high: numberOf(result, "median_high") ?? (central ? result.high : null),
    mean: numberOf(result, "mean") ?? (central ? null : result.value),
    p90: numberOf(result, "p90"),
  };
};

/** The top of a score's scale: "5.8 of 7". */
const scaleTop = (result: KpiResult): number | null => {
  const scale = result["scale"];
  if (typeof scale === "object" && scale !== null && "high" in scale && typeof scale.high === "number") return scale.high;
  const top = typeof scale === "string" ? /^\d+\s*[-–]\s*(\d+)/u.exec(scale) : null;
  return top === null ? null : Number(top[1]);
};

/** The figure by itself, for a row of its own: `87.8%`, `3 of 4`, `+53`, `5.8 of 7`, `1h 22m`, `12,345`. */
export const resultCell = (kpi: Kpi, result: KpiResult): Cell => {
  if (kpi.unit === "count") return result.value === null ? NO_DATA : { text: count(result.value) };
  if (kpi.unit === "seconds") return timeCell(kpi, result);
  if (result.value === null || result.n === 0) return NO_DATA;
  if (result.n < TOO_FEW) {
    if (kpi.unit !== "percent" || result.numerator === undefined) return TOO_FEW_CELL;
    return { text: `${result.numerator} of ${result.n}` };
  }
  if (kpi.unit === "percent") return { text: percent(result.value, 1) };
  if (kpi.unit === "points") return { text: signed(result.value) };
  const top = scaleTop(result);
  return { text: decimal(result.value, 1) + (top === null ? "" : ` of ${top}`) };
};

/** The figure and its n in one cell, so that no one can copy the one without the other: `88% of 148`. `digits` = room for n. */
export const groupCell = (kpi: Kpi, result: KpiResult, digits: number): Cell => {
  if (kpi.unit === "count" || kpi.unit === "seconds") return resultCell(kpi, result);
  if (result.value === null || result.n === 0) return NO_DATA;
  const n = count(result.n).padStart(digits);
  if (result.n < TOO_FEW) {
    return kpi.unit === "percent" && result.numerator !== undefined ? { text: `${result.numerator} of ${n}` } : TOO_FEW_CELL;
  }
  const mark = isFew(result.n);
  if (kpi.unit === "percent") return { text: `${percent(result.value, 0)} of ${n}`, mark };
  const value = kpi.unit === "points" ? signed(result.value) : decimal(result.value, 1);
  return { text: `${value} from ${n}`, mark };
};

/** A time of a figure; marked where times were rounded. */
export const timeText = (seconds: number, { approximate }: KpiResult): string => `${approximate === true ? "≈ " : ""}${duration(seconds)}`;

/** The median of a time. */
const timeCell = (kpi: Kpi, result: KpiResult): Cell => {
  const { half } = timeFigure(kpi, result);
  if (half === null || result.n === 0) return NO_DATA;
  if (result.n < TOO_FEW) return TOO_FEW_CELL;
  return { text: timeText(half, result), mark: isFew(result.n) };
};

/** The likely range: `82 – 92%`, `+25 to +41`, `5.6 – 6.0`, `1h 01m – 1h 42m`; a dash when there is none worth showing. */
export const rangeText = (kpi: Kpi, result: KpiResult, style: "spaced" | "tight"): string => {
  const time = kpi.unit === "seconds" ? timeFigure(kpi, result) : null;
  const low = time === null ? result.low : time.low;
  const high = time === null ? result.high : time.high;
  if (low === null || high === null || result.n < TOO_FEW) return NO_RANGE;
  const dash = style === "tight" ? "–" : " – ";
  if (kpi.unit === "seconds") return duration(low) + dash + duration(high);
  if (kpi.unit === "points") return `${signed(low)} to ${signed(high)}`;
  const digits = kpi.unit === "score" || decimal(low, 0) === decimal(high, 0) ? 1 : 0;
  return decimal(low, digits) + dash + decimal(high, digits) + (kpi.unit === "percent" && style === "spaced" ? "%" : "");
};
