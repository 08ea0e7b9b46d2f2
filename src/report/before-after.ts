import type { Kpi, KpiResult } from "../kpi/types.ts";
import { ALPHA } from "../stats/clear.ts";
import { type Difference, differenceOfNps, differenceOfShares, differenceOfTimes, type NpsCounts } from "../stats/difference.ts";
import { quantile } from "../stats/quantile.ts";
import { Sample } from "../stats/sample.ts";
import type { Note } from "../store/notes.ts";
import { zoneOf } from "../values/zone.ts";
import type { Night } from "./history.ts";

/** What nights on one side of a note say together. */
export interface Side {
  /** How many nights it is made of: their periods share no day. */
  readonly nights: number;
  readonly value: number | null;
  readonly n: number;
}

/** Before against after what happened on a day. */
export interface Change {
  readonly day: string;
  readonly texts: readonly string[];
  readonly before: Side;
  readonly after: Side;
  readonly difference: Difference | null;
  readonly verdict: "better" | "worse" | "higher" | "lower" | "no clear change" | "too few" | "no data" | "other definition";
}

type Compared = Pick<Night, "since" | "until" | "asOf" | "zone" | "result" | "isSame">;

/** Fewer values than this are too few to judge, as in reports. */
const TOO_FEW = 10;
/** Fewer nights than this, where nights are compared instead of what is in them, prove nothing. */
const FEWEST_NIGHTS = 4;

const endOf = ({ until, asOf }: Compared): number => until ?? asOf;
const startOf = ({ since }: Compared): number => since ?? Number.NEGATIVE_INFINITY;

/** Of nights in the order of time those that share no day, beginning at the note. */
const apart = (nights: readonly Compared[], side: "before" | "after"): Compared[] => {
  const taken: Compared[] = [];
  for (const night of side === "before" ? nights.toReversed() : nights) {
    const next = taken.at(-1);
    const isFree = next === undefined || (side === "before" ? endOf(night) <= startOf(next) : startOf(night) >= endOf(next));
    if (isFree) taken.push(night);
  }
  return taken;
};

const at = (day: string, zone: string): number => zoneOf(zone).toUtc(Date.parse(`${day}T00:00:00Z`));

/** Each day with notes: the nights since the notes before it against those until the notes after it, whose periods lie wholly there. */
export const changesOf = (kpi: Kpi, nights: readonly Compared[], notes: readonly Note[]): Change[] => {
  const days = [...new Set(notes.map(({ day }) => day))].toSorted();
  const zone = nights.at(-1)!.zone;
  const over = nights.filter((night) => endOf(night) <= night.asOf && night.result.value !== null);
  return days.map((day, i): Change => {
    const texts = notes.filter((note) => note.day === day).map(({ text }) => text);
    const from = i === 0 ? Number.NEGATIVE_INFINITY : at(days[i - 1], zone);
    const to = i === days.length - 1 ? Number.POSITIVE_INFINITY : at(days[i + 1], zone);
    const edge = at(day, zone);
    const all = {
      before: over.filter((night) => endOf(night) <= edge && startOf(night) >= from),
      after: over.filter((night) => startOf(night) >= edge && endOf(night) <= to),
    };
    const isSame = ({ isSame: is }: Compared): boolean => is;
    const [before, after] = (["before", "after"] as const).map((side) => apart(all[side].filter(isSame), side));
    const hidden = (["before", "after"] as const).some((side) => all[side].length > 0 && !all[side].some(isSame));
    return { day, texts, ...compared(kpi, before, after, hidden) };
  });
};

const numberOf = (result: KpiResult, key: string): number | null => {
  const value = result[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const countOf = (nights: readonly Compared[]): number => sum(nights.map(({ result }) => result.n));

/** Sums of a count over nights; null where one does not tell it. */
const summed = (nights: readonly Compared[], key: string): number | null => {
  const values = nights.map(({ result }) => numberOf(result, key));
  return values.every((value) => value !== null) ? sum(values) : null;
};

interface Sides {
  readonly values: readonly [number | null, number | null];
  readonly difference: Difference | null;
  readonly enough: boolean;
}

/** Shares and promoter scores are put together from their counts. */
const pooled = (kpi: Kpi, sides: readonly (readonly Compared[])[]): Sides | null => {
  const n = sides.map(countOf);
  const enough = n.every((count) => count >= TOO_FEW);
  if (kpi.unit === "percent") {
    const hits = sides.map((nights) => summed(nights, "numerator"));
    if (hits[0] === null || hits[1] === null) return null;
    const difference = differenceOfShares(hits[0], n[0], hits[1], n[1]);
    return { values: [(100 * hits[0]) / n[0], (100 * hits[1]) / n[1]], difference, enough };
  }
  if (kpi.unit !== "points") return null;
  const counts = sides.map((nights): NpsCounts | null => {
    const [promoters, passives, detractors] = ["promoters", "passives", "detractors"].map((key) => summed(nights, key));
    return promoters === null || passives === null || detractors === null ? null : { promoters, passives, detractors };
  });
  if (counts[0] === null || counts[1] === null) return null;
  const score = ({ promoters, detractors }: NpsCounts, i: number): number => (100 * (promoters - detractors)) / n[i];
  return { values: [score(counts[0], 0), score(counts[1], 1)], difference: differenceOfNps(counts[0], counts[1]), enough };
};

/** Everything else cannot be put together from what was recorded: the nights' figures are compared, each as one value. */
const byNight = (kpi: Kpi, sides: readonly (readonly Compared[])[]): Sides => {
  const key = kpi.unit === "seconds" ? "median" : "value";
  const [first, second] = sides.map((nights) =>
    Sample.of(
      nights
        .filter(({ result }) => kpi.unit === "count" || result.n >= TOO_FEW)
        .map(({ result }) => numberOf(result, key))
        .filter((value) => value !== null)
        .toSorted((a, b) => a - b),
    ),
  );
  const half = (values: Sample): number | null => (values.length === 0 ? null : quantile(values, 0.5));
  const difference = first.length === 0 || second.length === 0 ? null : differenceOfTimes(first, second, "median");
  return { values: [half(first), half(second)], difference, enough: Math.min(first.length, second.length) >= FEWEST_NIGHTS };
};

const compared = (
  kpi: Kpi,
  before: readonly Compared[],
  after: readonly Compared[],
  hidden: boolean,
): Pick<Change, "before" | "after" | "difference" | "verdict"> => {
  const sides = [before, after];
  const isThere = before.length > 0 && after.length > 0;
  const { values, difference, enough } = isThere
    ? (pooled(kpi, sides) ?? byNight(kpi, sides))
    : { values: [null, null] as const, difference: null, enough: false };
  const [one, other] = sides.map((nights, i): Side => ({ nights: nights.length, value: values[i], n: countOf(nights) }));
  const verdict = (): Change["verdict"] => {
    if (!isThere) return hidden ? "other definition" : "no data";
    if (difference === null || !enough) return "too few";
    if (difference.judged >= ALPHA || difference.difference === 0) return "no clear change";
    const isHigher = difference.difference > 0;
    if (kpi.better === null) return isHigher ? "higher" : "lower";
    return isHigher === (kpi.better === "high") ? "better" : "worse";
  };
  return { before: one, after: other, difference, verdict: verdict() };
};
