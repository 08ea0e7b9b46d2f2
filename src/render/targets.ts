import type { Unit } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import type { TargetReport } from "../report/targets.ts";
import type { Column, Grid } from "./grid.ts";
import { rowName, shortName } from "./labels.ts";
import { counted, kpiNoun, type Noun, nounOf } from "./noun.ts";
import { count, decimal, duration, percent, signed } from "./units.ts";

const STATISTICS: Readonly<Record<string, string>> = { p90: "9 in 10 by", median: "half within", mean: "average" };

const unitOf = ({ kpi, statistic }: TargetReport): Unit | "text" | "instant" =>
  statistic === null ? kpi.unit : kpi.statistics.find(({ key }) => key === statistic)!.unit;

const digitsOf = (value: number): number => (Number.isInteger(value) ? 0 : Math.min(2, String(value).split(".")[1].length));

/** A figure in its unit, with so many decimals. */
const figure = (value: number, unit: Unit | "text" | "instant", digits: number): string => {
  if (unit === "seconds") return duration(Math.abs(value));
  if (unit === "percent") return percent(value, digits);
  if (unit === "points" && digits === 0) return signed(value);
  return unit === "count" ? count(value) : decimal(value, digits);
};

const WORDS = { ">=": "at least", "<=": "at most", ">": "above", "<": "below" } as const;

/** A target in words: what was reached, what was to be, and of how many. */
export interface TargetText {
  /** "CSAT", "First reply (9 in 10 by)", with its rows: "CSAT, channel Email". */
  readonly name: string;
  /** Null without data. */
  readonly value: string | null;
  /** "at least 85%" */
  readonly limit: string;
  /** "448 ratings" */
  readonly of: string;
  /** What the rows of the files are. */
  readonly noun: Noun;
  /** "78 – 85%"; null where the figure has no range. */
  readonly range: string | null;
  /** The limit lies within the range: what was reached says little about the target. */
  readonly mayBeChance: boolean;
}

const rowsOf = ({ by }: TargetReport): string =>
  Object.entries(by)
    .map(([name, value]) => (value.startsWith("!=") ? `, ${name} not ${value.slice(2)}` : `, ${name} ${value}`))
    .join("");

/** More decimals than usual where fewer would make a missed target look met. */
const valueText = (target: TargetReport, value: number): string => {
  const unit = unitOf(target);
  const usual = unit === "percent" || unit === "score" ? 1 : 0;
  for (let digits = usual; digits < 6; digits++) {
    const text = figure(value, unit, digits);
    if (text !== figure(target.limit, unit, digits) || value === target.limit) return text;
  }
  return figure(value, unit, 6);
};

/** "at least 85%" */
export const limitText = (target: TargetReport): string =>
  `${WORDS[target.op]} ${figure(target.limit, unitOf(target), digitsOf(target.limit)).replace(/(?<=[hm]) 00[ms]$/u, "")}`;

/** "CSAT", "First reply (9 in 10 by)". */
export const targetName = ({ kpi, statistic }: TargetReport): string =>
  `${shortName(kpi)}${statistic === null ? "" : ` (${STATISTICS[statistic] ?? statistic})`}`;

export const targetText = (target: TargetReport, report: Report): TargetText => {
  const { kpi, limit, value, n, low, high } = target;
  const unit = unitOf(target);
  const wide = unit === "percent" || unit === "points" || unit === "seconds" ? 0 : 1;
  return {
    name: `${targetName(target)}${rowsOf(target)}`,
    value: value === null ? null : valueText(target, value),
    limit: limitText(target),
    of: counted(n, kpiNoun(kpi, report)),
    noun: nounOf(report),
    range: low === null || high === null ? null : `${figure(low, unit, wide).replace(/%$/u, "")} – ${figure(high, unit, wide)}`,
    mayBeChance: low !== null && high !== null && low <= limit && limit <= high,
  };
};

/** The targets as a table of their own; null without any. */
export const targetsGrid = (report: Report): Grid | null => {
  const { targets } = report;
  if (targets === undefined || targets.length === 0) return null;
  const texts = targets.map((target) => targetText(target, report));
  const column = (head: string, align: Column["align"], cells: readonly string[], more: Partial<Column> = {}): Column => ({
    head: [head],
    align,
    cells: cells.map((text) => ({ text })),
    ...more,
  });
  return {
    between: [],
    columns: [
      column(
        "Targets",
        "left",
        targets.map((target, i) => (target.statistic === null ? rowName(target.kpi, false) + rowsOf(target) : texts[i].name)),
        { ideal: 32, least: 16 },
      ),
      column(
        "Result",
        "right",
        texts.map(({ value }) => value ?? "no data"),
        { tone: "bold" },
      ),
      column(
        "Target",
        "left",
        texts.map(({ limit }) => limit),
        { gap: 3 },
      ),
      column(
        "",
        "left",
        targets.map(
          ({ status }, i) => status + (texts[i].mayBeChance && (status === "met" || status === "missed") ? ", may be chance" : ""),
        ),
        { gap: 3 },
      ),
    ],
  };
};
