import type { Kpi, KpiResult } from "../kpi/types.ts";
import {
  type Difference,
  differenceOfCounts,
  differenceOfNps,
  differenceOfScores,
  differenceOfShares,
  differenceOfTimes,
  type Scores,
} from "../stats/difference.ts";
import { isClear } from "../stats/clear.ts";
import { holm } from "../stats/holm.ts";
import type { GroupReport, Report } from "./model.ts";

export type Verdict = "better" | "worse" | "higher" | "lower" | "no clear change" | "no data";

/** A figure beside that of another period or file. */
export interface KpiComparison {
  /** The other figure and its n. */
  readonly value: number | null;
  readonly n: number;
  /** This report's value minus the other's, with its 95 % interval; null without data on either side. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided; among several groups adjusted by Holm. */
  readonly p: number | null;
  readonly verdict: Verdict;
}

export interface GroupComparison {
  readonly by: Readonly<Record<string, string>>;
  /** By KPI id. */
  readonly kpis: Readonly<Record<string, KpiComparison>>;
}

/** What a report is compared with. */
export interface Comparison {
  /** Half-open, epoch milliseconds; null = the other file whole. */
  readonly since: number | null;
  readonly until: number | null;
  /** The other file; null = the same files. */
  readonly file: string | null;
  /** One for each group of the report, in its order. */
  readonly groups: readonly GroupComparison[];
  /** KPIs whose times are on another clock there, so that they cannot be compared. */
  readonly otherClock: readonly string[];
}

interface Side {
  readonly result: KpiResult;
  readonly group: GroupReport;
}

/** Length of the times behind two counts, in any unit; null = unknown. */
type Lengths = readonly [before: number, now: number] | null;

const counted = (distribution: unknown): Scores => {
  const entries = Object.entries((distribution ?? {}) as Record<string, number>);
  return { values: entries.map(([score]) => Number(score)), counts: entries.map(([, count]) => count) };
};

const npsCounts = (result: KpiResult): { promoters: number; passives: number; detractors: number } => ({
  promoters: Number(result["promoters"]),
  passives: Number(result["passives"]),
  detractors: Number(result["detractors"]),
});

/** The test that suits the KPI; null where there is nothing to test. */
const differenceOf = (kpi: Kpi, before: Side, now: Side, lengths: Lengths): Difference | null => {
  const [a, b] = [before.result, now.result];
  switch (kpi.unit) {
    case "percent":
      return a.numerator === undefined || b.numerator === undefined ? null : differenceOfShares(a.numerator, a.n, b.numerator, b.n);
    case "points":
      return differenceOfNps(npsCounts(a), npsCounts(b));
    case "score":
      // Means on different scales are not of one kind.
      return a["scale"] === b["scale"] ? differenceOfScores(counted(a["distribution"]), counted(b["distribution"])) : null;
    case "seconds": {
      const [first, second] = [before.group.sample?.(kpi.id), now.group.sample?.(kpi.id)];
      return first == null || second == null ? null : differenceOfTimes(first, second, kpi.central ?? "mean");
    }
    default:
      return lengths === null || kpi.countsEvents !== true ? null : differenceOfCounts(a.value ?? 0, lengths[0], b.value ?? 0, lengths[1]);
  }
};

const verdictOf = (kpi: Kpi, found: Difference): Verdict => {
  const { difference } = found;
  if (!isClear(found)) return "no clear change";
  if (kpi.better === null) return difference > 0 ? "higher" : "lower";
  return difference > 0 === (kpi.better === "high") ? "better" : "worse";
};

const NO_DATA: Omit<KpiComparison, "value" | "n"> = { difference: null, low: null, high: null, p: null, verdict: "no data" };

const keyOf = ({ by }: GroupReport): string => JSON.stringify(Object.entries(by));

const withoutTest = (value: number | null, other: number | null): Omit<KpiComparison, "value" | "n"> =>
  value === null || other === null ? NO_DATA : { ...NO_DATA, difference: value - other, verdict: "no clear change" };

/** Times of opening hours and of all hours have nothing to do with each other. */
const isComparable = (now: KpiResult | undefined, before: KpiResult | undefined): boolean =>
  now === undefined || before === undefined || now["clock"] === before["clock"];

/** One KPI over all groups: the total by itself, the others adjusted for their number. */
const compareKpi = (
  kpi: Kpi,
  groups: readonly GroupReport[],
  others: ReadonlyMap<string, GroupReport>,
  lengths: Lengths,
): KpiComparison[] => {
  const found = groups.map((group) => {
    const other = others.get(keyOf(group));
    const [now, before] = [group.kpis[kpi.id], other?.kpis[kpi.id]];
    const isOneClock = isComparable(now, before);
    const has = now?.value != null && before?.value != null && isOneClock;
    const difference = has ? differenceOf(kpi, { result: before, group: other! }, { result: now, group }, lengths) : null;
    return { now, before: isOneClock ? before : undefined, difference };
  });
  const tested = found.map(({ difference }, i) => ({ difference, i })).filter(({ difference, i }) => difference !== null && i > 0);
  const adjusted = (key: "p" | "judged"): Map<number, number> =>
    new Map(holm(tested.map(({ difference }) => difference![key])).map((p, k) => [tested[k].i, p]));
  const [ps, judgements] = [adjusted("p"), adjusted("judged")];
  return found.map(({ now, before, difference }, i): KpiComparison => {
    const other = { value: before?.value ?? null, n: before?.n ?? 0 };
    if (difference === null) return { ...other, ...withoutTest(now?.value ?? null, other.value) };
    const { judged, ...shown } = difference;
    const verdict = verdictOf(kpi, { ...difference, judged: judgements.get(i) ?? judged });
    return { ...other, ...shown, p: ps.get(i) ?? shown.p, verdict };
  });
};

/** Sets a report beside another one of the same KPIs and dimensions. */
export const compareReports = (report: Report, other: Report, file: string | null): Comparison => {
  const others = new Map(other.groups.map((group) => [keyOf(group), group]));
  const length = ({ period: { since, until } }: Report): number | null => (since === null || until === null ? null : until - since);
  const [before, now] = [length(other), length(report)];
  const lengths: Lengths = before === null || now === null ? null : [before, now];
  const columns = report.kpis.map((kpi) => [kpi.id, compareKpi(kpi, report.groups, others, lengths)] as const);
  return {
    since: other.period.since,
    until: other.period.until,
    file,
    otherClock: report.kpis.map(({ id }) => id).filter((id) => !isComparable(report.groups[0].kpis[id], other.groups[0].kpis[id])),
    groups: report.groups.map(({ by }, i) => ({ by, kpis: Object.fromEntries(columns.map(([id, cells]) => [id, cells[i]])) })),
  };
};
