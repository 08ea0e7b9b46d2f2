import { findKpi, KPIS } from "../kpi/index.ts";
import type { Kpi, KpiResult, Unit } from "../kpi/types.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import type { WhereEntry } from "./request.ts";

export type TargetOperator = ">=" | "<=" | ">" | "<";

/** What a figure is to reach. */
export interface Target {
  readonly kpi: string;
  /** A further statistic such as `p90`; null = the KPI's value. */
  readonly statistic: string | null;
  readonly op: TargetOperator;
  /** In the KPI's unit: percent, points, score, seconds, count. */
  readonly limit: number;
  /** Only these rows; empty = all of the report. */
  readonly where: readonly WhereEntry[];
  /** Fewer values than this are too few to judge. */
  readonly least: number;
}

/** How a target fared. */
export interface TargetReport {
  readonly kpi: Kpi;
  readonly statistic: string | null;
  /** The rows it is about, by dimension as asked for (`!=` before values left out); {} = all. */
  readonly by: Readonly<Record<string, string>>;
  readonly op: TargetOperator;
  readonly limit: number;
  readonly value: number | null;
  readonly n: number;
  /** 95 % interval of the value, where it has one. */
  readonly low: number | null;
  readonly high: number | null;
  readonly status: "met" | "missed" | "no data" | "too few";
  /** Fewer values than this are too few to judge. */
  readonly least: number;
}

/** Fewer answers than this are shown as counts, and judged by nobody. */
const LEAST = 10;

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, hr: 3600, d: 86_400 };

const FORM =
  /^\s*([a-z_]+)(?:\.([a-z\d_]+))?\s*(>=|<=|≥|≤|=>|=<|==?|>|<)\s*([+-]?\d+(?:\.\d+)?)\s*(%|[a-z]*)((?:\s+(?:where|min)\s.*)?)$/iu;
const TAIL = /^(?:\s+where\s+(.+?))?(?:\s+min\s+(\d{1,9}))?\s*$/iu;

const FLAG = "--target";

const bad = (text: string, expected: string): ProblemError => new ProblemError(2, "bad-value", { flag: FLAG, value: text, expected });

/** A limit as typed → in the KPI's unit. A bare number of a time is seconds, as in JSON. */
const limitOf = (text: string, number: string, suffix: string, unit: Unit): number => {
  const value = Number(number);
  const name = suffix.toLowerCase();
  if (name === "") return value;
  if (unit === "seconds" && Object.hasOwn(SECONDS, name)) return value * SECONDS[name];
  if (unit === "percent" && name === "%") return value;
  throw bad(text, unit === "seconds" ? "a time such as art=4h, aht=300s or asa=2min" : "a number such as csat=85");
};

/** `agent=Ana` → what --where makes of it. */
const whereOf = (text: string, clause: string): WhereEntry => {
  const [, name, not, value] = /^\s*([^=!]+?)\s*(!?)=\s*(.+?)\s*$/u.exec(clause) ?? [];
  if (name === undefined) throw bad(text, "rows such as csat=85 where channel=Email");
  return { name, equal: not === "", value };
};

const operatorOf = (text: string, sign: string, kpi: Kpi): TargetOperator => {
  if (sign === ">" || sign === "<") return sign;
  if (sign === ">=" || sign === "≥" || sign === "=>") return ">=";
  if (sign === "<=" || sign === "≤" || sign === "=<") return "<=";
  if (kpi.better === null) throw bad(text, `${kpi.id}>=N or ${kpi.id}<=N, as neither is better by itself`);
  return kpi.better === "high" ? ">=" : "<=";
};

/**
 * `csat>=85`, `csat=85` (which way is good the KPI knows), `art<=4h`, `art.p90=8h`, each with `where channel=Email` and `min 30` behind it
 * if wanted. Throws exit 2: "target-no-limit", "unknown-kpi", "target-statistic", "bad-value".
 */
export const parseTarget = (text: string): Target => {
  const [, id, statistic = null, sign, number, suffix, tail] = FORM.exec(text) ?? [];
  if (id === undefined) {
    const [, alone, limit] = /^\s*([a-z_]+(?:\.\w+)?)\s*(?:[<>=]=?\s*)?(.*)$/iu.exec(text) ?? [];
    if (alone !== undefined && limit === "") throw new ProblemError(2, "target-no-limit", { target: alone, ...example(alone) });
    throw bad(text, "a target such as csat=85 or art=4h");
  }
  const kpi = findKpi(id.toLowerCase());
  const kpis = KPIS.map((one) => one.id);
  if (kpi === undefined) throw new ProblemError(2, "unknown-kpi", { name: id, similar: similar(id, kpis), kpis });
  const further = kpi.statistics.filter(({ unit }) => unit !== "text" && unit !== "instant");
  const found = statistic === null ? undefined : further.find(({ key }) => key === statistic.toLowerCase());
  if (statistic !== null && found === undefined)
    throw new ProblemError(2, "target-statistic", { kpi: kpi.id, statistic, statistics: further.map(({ key }) => key) });
  const [, where, least] = TAIL.exec(tail) ?? [];
  if (tail.trim() !== "" && where === undefined && least === undefined) throw bad(text, "rows such as csat=85 where channel=Email min 30");
  const unit = (found?.unit ?? kpi.unit) as Unit;
  return {
    kpi: kpi.id,
    statistic: found?.key ?? null,
    op: operatorOf(text, sign, kpi),
    limit: limitOf(text, number, suffix, unit),
    where: where === undefined ? [] : where.split(/\s+and\s+/iu).map((clause) => whereOf(text, clause)),
    least: least === undefined ? (kpi.unit === "count" ? 0 : LEAST) : Number(least),
  };
};

/** What to write for a target without limit, in the manner of its KPI. */
const example = (id: string): { readonly limit: string } => {
  const unit = findKpi(id.split(".")[0].toLowerCase())?.unit;
  return { limit: unit === "seconds" ? "4h" : unit === "score" ? "5.5" : unit === "points" ? "40" : "85" };
};

const isMet = (value: number, op: TargetOperator, limit: number): boolean => {
  if (op === ">=") return value >= limit;
  if (op === "<=") return value <= limit;
  return op === ">" ? value > limit : value < limit;
};

const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** Judges one figure, unrounded; undefined = the report cannot have it. */
export const judge = (target: Target, kpi: Kpi, result: KpiResult | undefined): TargetReport => {
  const { statistic, op, limit, least, where } = target;
  const value = result === undefined ? null : numberOf(statistic === null ? result.value : result[statistic]);
  const n = result?.n ?? 0;
  const bound = (side: "low" | "high"): number | null =>
    result === undefined ? null : numberOf(statistic === null ? result[side] : result[`${statistic}_${side}`]);
  const status = value === null ? "no data" : n < least ? "too few" : isMet(value, op, limit) ? "met" : "missed";
  const by = Object.fromEntries(where.map((entry) => [entry.name, `${entry.equal ? "" : "!="}${entry.value}`]));
  return { kpi, statistic, by, op, limit, value, n, low: bound("low"), high: bound("high"), status, least };
};
