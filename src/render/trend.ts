import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { GroupReport, Report } from "../report/model.ts";
import type { Cut, KpiTrend, Trend, TrendSpan } from "../report/trend.ts";
import { FEWEST_VALUES } from "../stats/xmr.ts";
import { groupCell, timeFigure, TOO_FEW } from "./figures.ts";
import { type Column, fits, type Grid } from "./grid.ts";
import { columnHead, shortName } from "./labels.ts";
import { counted, kpiNoun, nounOf } from "./noun.ts";
import { capitalised, count, decimal, duration, lowered, signed } from "./units.ts";

/** What a course of time adds to a page. */
export interface TrendPage {
  /** One row a KPI: its course, average and limits, and what stands out; null where there is no course to speak of. */
  readonly grid: (width: number) => Grid | null;
  /** Which periods stand out, in words, or why none does. */
  readonly standing: readonly string[];
  /** Which periods are not complete, and where some are missing. */
  readonly incomplete: readonly string[];
  /** How to read the table; null where it says nothing about limits. */
  readonly legend: string | null;
  /** Behind the name of a group. */
  readonly nameMark: (group: GroupReport) => string;
  /** Before a figure of a group. */
  readonly figureMark: (kpi: Kpi, group: GroupReport) => string;
}

/** Two points make no course. */
const FEWEST_POINTS = 3;
const MOST_SENTENCES = 3;
const MOST_POINTS = 40;

const SIGNS = { high: "▲ ", low: "▼ " } as const;
const PART = " (part)";

const CUTS: Readonly<Record<Cut, string>> = {
  since: "the period begins within it",
  until: "the period ends within it",
  "as-of": "it is not over yet",
  "first row": "the rows begin within it",
  "last row": "the rows end within it",
};

export const trendPage = (report: Report, trend: Trend): TrendPage => {
  const cut = new Set(trend.spans.filter((span) => span.cut !== null).map(({ period }) => period));
  const marks = new Map<string, string>();
  for (const [id, { periods }] of Object.entries(trend.kpis)) {
    for (const { period, signal } of periods) if (signal !== null) marks.set(`${id} ${period}`, SIGNS[signal]);
  }
  const periodOf = ({ by }: GroupReport): string | undefined => by[trend.dimension];
  return {
    grid: (width) => gridOf(report, trend, width),
    standing: standing(report, trend),
    incomplete: [...incomplete(trend), ...gaps(trend)],
    legend: Object.values(trend.kpis).some(({ mean }) => mean !== null)
      ? `Usually: as far as the ups and downs from ${trend.unit} to ${trend.unit} reach; beyond that it is worth asking why.`
      : null,
    nameMark: (group) => (cut.has(periodOf(group) ?? "") ? PART : ""),
    figureMark: (kpi, group) => marks.get(`${kpi.id} ${periodOf(group)}`) ?? "",
  };
};

const nameOf = (kpi: Kpi, report: Report): string => {
  if (kpi.id === "volume") return capitalised(nounOf(report));
  return kpi.unit === "seconds" ? `${kpi.name}, half` : columnHead(kpi).join(" ");
};

/** A figure of the course without its n. */
export const figureText = (kpi: Kpi, value: number, digits = kpi.unit === "score" ? 1 : 0): string => {
  if (kpi.unit === "seconds") return duration(value);
  if (kpi.unit === "points") return signed(value);
  return kpi.unit === "count" ? count(value) : decimal(value, digits) + (kpi.unit === "percent" ? "%" : "");
};

/** "78–94%", "1h 02m – 4h 30m", "up to 4h 30m". */
export const limitsText = (kpi: Kpi, low: number, high: number): string => {
  const [from, to] = [figureText(kpi, low), figureText(kpi, high)];
  if (from === to) return from;
  if (kpi.unit === "points") return `${from} to ${to}`;
  if (kpi.unit === "seconds") return low === 0 ? `up to ${to}` : `${from} – ${to}`;
  return `${from.replace(/%$/u, "")}–${to}`;
};

const BARS = "▁▂▃▄▅▆▇█";

/**
 * The course as bars: between the limits, or what goes beyond them. Where there are no limits, between the ends of the likely ranges, so
 * that chance does not look like a mountain. What is not whole or too little to tell is left blank.
 */
export const bars = (kpi: Kpi, { low, high, periods }: KpiTrend, results: readonly KpiResult[]): string => {
  const isShown = periods.map(({ value, n, complete }) => complete && value !== null && (kpi.unit === "count" || n >= TOO_FEW));
  const known = periods.flatMap(({ value }, i) => (isShown[i] ? [value!] : []));
  const ends = low === null || high === null ? results.flatMap((result, i) => (isShown[i] ? reachOf(kpi, result) : [])) : [low, high];
  const [least, most] = [Math.min(...known, ...ends), Math.max(...known, ...ends)];
  const step = (value: number): number => (most === least ? 3 : Math.round(((value - least) / (most - least)) * (BARS.length - 1)));
  return periods.map(({ value }, i) => (isShown[i] ? BARS[step(value!)] : " ")).join("");
};

/** Where the true figure may lie; counts stand on nothing. */
const reachOf = (kpi: Kpi, result: KpiResult): number[] => {
  if (kpi.unit === "count") return [0];
  const { low, high } = kpi.unit === "seconds" ? timeFigure(kpi, result) : result;
  return [low, high].filter((end) => end !== null);
};

/** The groups of the course, period by period. */
const groupsOf = (report: Report, { spans }: Trend): readonly GroupReport[] => report.groups.slice(1, spans.length + 1);

const signalsOf = (trend: KpiTrend): KpiTrend["periods"] => trend.periods.filter(({ signal }) => signal !== null);

const outText = (trend: KpiTrend): string => {
  const out = signalsOf(trend);
  const shown = out.slice(-2).map(({ period, signal }) => `${period} ${signal}`);
  return out.length > shown.length ? `${shown.join(", ")}, +${out.length - shown.length}` : shown.join(", ");
};

const gridOf = (report: Report, trend: Trend, width: number): Grid | null => {
  const groups = groupsOf(report, trend);
  const rows = report.kpis
    .map((kpi) => ({ kpi, course: trend.kpis[kpi.id] }))
    .map(({ kpi, course }) => ({
      kpi,
      course,
      line: bars(
        kpi,
        course,
        groups.map(({ kpis }) => kpis[kpi.id]),
      ),
    }))
    .filter(({ line }) => line.replaceAll(" ", "").length >= FEWEST_POINTS);
  if (rows.length === 0) return null;
  const column = (head: string, align: Column["align"], cells: readonly string[], more: Partial<Column> = {}): Column => ({
    head: [head],
    align,
    cells: cells.map((text) => ({ text })),
    ...more,
  });
  const names = column(
    `Course by ${trend.unit}`,
    "left",
    rows.map(({ kpi }) => nameOf(kpi, report)),
  );
  const average = column(
    "Average",
    "right",
    rows.map(({ kpi, course }) => (course.mean === null ? "–" : figureText(kpi, course.mean))),
  );
  const usual = column(
    "Usually",
    "right",
    rows.map(({ kpi, course: { low, high } }) => (low === null || high === null ? "–" : limitsText(kpi, low, high))),
    { tone: "dim" },
  );
  const out = column(
    "Stands out",
    "left",
    rows.map(({ course }) => outText(course)),
    { tone: "bold", gap: 3 },
  );
  const hasLimits = rows.some(({ course }) => course.mean !== null);
  const hasSignals = rows.some(({ course }) => signalsOf(course).length > 0);
  // What stands out is marked in the table and said in words, too.
  const variants = [...(hasSignals ? [[average, usual, out]] : []), ...(hasLimits ? [[average, usual]] : []), ...(hasLimits ? [] : [[]])];
  const total = trend.spans.length;
  for (const others of variants) {
    for (let shown = Math.min(total, MOST_POINTS); shown >= Math.min(total, FEWEST_VALUES); shown--) {
      const course = column(
        shown < total ? `The last ${shown}` : "",
        "left",
        rows.map(({ line }) => line.slice(-shown).trimEnd()),
      );
      const columns = [names, course, ...others];
      if (fits(columns, width)) return { columns, between: [] };
    }
  }
  return hasLimits ? { columns: [names, average, usual], between: [] } : null;
};

/** Which periods stand out, in words, or that none does. */
const standing = (report: Report, trend: Trend): string[] => {
  const courses = report.kpis.map((kpi) => ({ kpi, course: trend.kpis[kpi.id] }));
  if (courses.every(({ course }) => course.mean === null)) return tooFew(trend);
  const texts = groupsOf(report, trend).map(({ kpis }, i) =>
    courses.flatMap(({ kpi, course }) => (course.periods[i].signal === null ? [] : signalText(report, kpi, course, kpis[kpi.id]))),
  );
  const found = trend.spans.flatMap(({ period }, i) => (texts[i].length === 0 ? [] : [`${period} stands out: ${texts[i].join("; ")}.`]));
  if (found.length === 0) return [`No ${trend.unit} stands out: the ups and downs between them are the usual ones.${untold(courses)}`];
  const more = found.length - MOST_SENTENCES;
  const others = more > 0 ? [`${counted(more, "others")} ${more === 1 ? "stands" : "stand"} out, too; the table marks them.`] : [];
  return [...found.slice(-MOST_SENTENCES).toReversed(), ...others];
};

/** The figures of which there is too little to tell. */
const untold = (courses: readonly { readonly kpi: Kpi; readonly course: KpiTrend }[]): string => {
  const silent = courses.filter(({ course: { mean, periods } }) => mean === null && periods.some(({ value }) => value !== null));
  return silent.length === 0 ? "" : ` Too few values to tell: ${silent.map(({ kpi }) => lowered(shortName(kpi))).join(", ")}.`;
};

const signalText = (report: Report, kpi: Kpi, { low, high }: KpiTrend, result: KpiResult): string => {
  const usual = `usually ${limitsText(kpi, low!, high!)}`;
  if (kpi.unit === "count") return `${counted(result.value ?? 0, kpiNoun(kpi, report))}, ${usual}`;
  const text = groupCell(kpi, result, 0).text;
  if (kpi.unit === "seconds") return `half of ${counted(result.n, kpiNoun(kpi, report))} within ${text}, ${usual}`;
  return `${lowered(shortName(kpi))} ${text} ${kpiNoun(kpi, report)}, ${usual}`;
};

const tooFew = ({ spans, unit }: Trend): string[] => {
  const whole = spans.filter(({ cut }) => cut === null).length;
  if (spans.length < FEWEST_POINTS) return [];
  return whole < FEWEST_VALUES
    ? [
        `${counted(whole, `complete ${unit}s`)} ${whole === 1 ? "is" : "are"} too few to tell whether one stands out: it takes ${FEWEST_VALUES}.`,
      ]
    : [`Too few values to tell whether a ${unit} stands out: it takes ${FEWEST_VALUES} ${unit}s with 10 each.`];
};

const incomplete = ({ spans }: Trend): string[] => {
  const cut = spans.filter((span): span is TrendSpan & { cut: Cut } => span.cut !== null);
  if (cut.length === 0) return [];
  const texts = cut.slice(0, 2).map((span) => `${span.period} (${CUTS[span.cut]})`);
  const more = cut.length > 2 ? ` and ${cut.length - 2} more` : "";
  return [`Not complete, so not compared with the others: ${texts.join(", ")}${more}.`];
};

/** Stretches without any row; of days they are weekends. */
const gaps = ({ spans, unit }: Trend): string[] => {
  const found = spans.flatMap(({ period, since }, i) =>
    i > 0 && spans[i - 1].until < since ? [`${spans[i - 1].period} and ${period}`] : [],
  );
  if (unit === "day" || found.length === 0) return [];
  const more = found.length > 2 ? `, and ${found.length - 2} more such gaps` : "";
  return [`No rows between ${found.slice(0, 2).join(", nor between ")}${more}.`];
};
