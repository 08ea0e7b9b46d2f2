import { chanceOfShares } from "./chance-of-shares.ts";
import { ALPHA } from "./clear.ts";
import { fisherExact } from "./fisher.ts";
import { Z } from "./interval.ts";
import { mannWhitney } from "./mann-whitney.ts";
import { normalQuantile, twoSided } from "./normal.ts";
import { type Moments, pooledAnswers } from "./pooled-answers.ts";
import { medianRank, quantile } from "./quantile.ts";
import type { Sample } from "./sample.ts";
import { studentQuantile, studentTail } from "./student.ts";
import { wilson } from "./wilson.ts";

/** A difference "second minus first" with its 95 % interval. */
interface Apart {
  readonly difference: number;
  /** Null where the samples are too small for an interval. */
  readonly low: number | null;
  readonly high: number | null;
}

interface Tested extends Apart {
  /** Two-sided, of "there is none". */
  readonly p: number;
}

export interface Difference extends Tested {
  /** What a verdict goes by: p, or more where noise gives so small a p more often than that. */
  readonly judged: number;
}

/** In a table with a smaller cell the normal approximation of a share fails. */
const LEAST_CELL = 5;

/** Two p values nearer than this are the same but for rounding. */
const SAME = 1 + 1e-9;

const isSmall = (hits1: number, n1: number, hits2: number, n2: number): boolean =>
  Math.min(hits1, n1 - hits1, hits2, n2 - hits2) < LEAST_CELL;

const pooledZ = (hits1: number, n1: number, hits2: number, n2: number): number => {
  const pooled = (hits1 + hits2) / (n1 + n2);
  return (hits2 / n2 - hits1 / n1) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
};

/** How often one share gives two samples whose p is as small as `p`: at some shares more often than p says. */
const chanceOf = (hits: number, n1: number, n2: number, p: number): number | null => {
  const z = normalQuantile(1 - p / 2) / SAME;
  return chanceOfShares(hits, n1, n2, (x, y) =>
    isSmall(x, n1, y, n2) ? fisherExact(x, n1, y, n2) <= p * SAME : Math.abs(pooledZ(x, n1, y, n2)) >= z,
  );
};

/** Two shares `hits` of `n`, in percent: Newcombe's hybrid of two Wilson intervals. Null for none on a side. */
export const newcombe = (hits1: number, n1: number, hits2: number, n2: number): Apart | null => {
  const [first, second] = [wilson(hits1, n1), wilson(hits2, n2)];
  if (first === null || second === null) return null;
  const [p1, p2] = [(100 * hits1) / n1, (100 * hits2) / n2];
  const difference = p2 - p1;
  const low = difference - Math.hypot(p2 - second.low, first.high - p1);
  const high = difference + Math.hypot(second.high - p2, p1 - first.low);
  return { difference, low, high };
};

/**
 * Two shares with p by the pooled z, by Fisher's exact test where a cell is below 5. Judged by how often one share gives two samples so far apart,
 * as the pooled z is too sure at some shares.
 */
export const differenceOfShares = (hits1: number, n1: number, hits2: number, n2: number): Difference | null => {
  const apart = newcombe(hits1, n1, hits2, n2);
  if (apart === null) return null;
  const p = isSmall(hits1, n1, hits2, n2) ? fisherExact(hits1, n1, hits2, n2) : twoSided(pooledZ(hits1, n1, hits2, n2));
  const chance = p < ALPHA ? chanceOf(hits1 + hits2, n1, n2, p) : null;
  return { ...apart, p, judged: Math.max(p, chance ?? p) };
};

export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Lewis and Sauro's adjusted score and its standard error, both as shares. */
const adjusted = ({ promoters, passives, detractors }: NpsCounts): { score: number; variance: number } => {
  const n = promoters + passives + detractors + 3;
  const [p, d] = [(promoters + 0.75) / n, (detractors + 0.75) / n];
  return { score: p - d, variance: (p + d - (p - d) ** 2) / n };
};

/** What a promoter, a passive and a detractor count. */
const LIKELY = [1, 0, -1];

/** Two net promoter scores, in points: the raw difference, with interval and p of the adjusted Wald scores. */
export const differenceOfNps = (first: NpsCounts, second: NpsCounts): Difference | null => {
  const [n1, n2] = [first, second].map(({ promoters, passives, detractors }) => promoters + passives + detractors);
  if (n1 === 0 || n2 === 0) return null;
  const raw = ({ promoters, detractors }: NpsCounts, n: number): number => (100 * (promoters - detractors)) / n;
  const [a, b] = [adjusted(first), adjusted(second)];
  const error = Math.sqrt(a.variance + b.variance);
  const shift = b.score - a.score;
  const clamp = (points: number): number => Math.max(-200, Math.min(200, points));
  const p = twoSided(shift / error);
  const [own, others] = [first, second].map(({ promoters, passives, detractors }) => momentsOf(LIKELY, [promoters, passives, detractors]));
  // A promoter and a detractor are two steps apart where nobody stands between them.
  const step = first.passives + second.passives === 0 ? 2 : 1;
  return {
    difference: raw(second, n2) - raw(first, n1),
    low: clamp(100 * (shift - Z * error)),
    high: clamp(100 * (shift + Z * error)),
    p,
    judged: Math.max(p, pooledAnswers(own, others, step)),
  };
};

/** Of values that occur `counts` times each. */
export const momentsOf = (values: ArrayLike<number>, counts: ArrayLike<number>): Moments => {
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    n += counts[i];
    sum += counts[i] * values[i];
  }
  const mean = sum / n;
  for (let i = 0; i < values.length; i++) squares += counts[i] * (values[i] - mean) ** 2;
  return { n, mean, variance: n < 2 ? Number.NaN : squares / (n - 1) };
};

/** Two means by Welch's t. Without spread in either sample the interval is the difference itself. */
export const differenceOfMeans = (first: Moments, second: Moments): Tested | null => {
  if (first.n === 0 || second.n === 0) return null;
  const difference = second.mean - first.mean;
  if (first.n < 2 || second.n < 2) return { difference, low: null, high: null, p: 1 };
  const [a, b] = [first.variance / first.n, second.variance / second.n];
  const error = Math.sqrt(a + b);
  if (error === 0) return { difference, low: difference, high: difference, p: difference === 0 ? 1 : 0 };
  const df = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  const half = studentQuantile(0.975, df) * error;
  return { difference, low: difference - half, high: difference + half, p: Math.min(1, 2 * studentTail(Math.abs(difference) / error, df)) };
};

/** Scores that occur `counts` times each. */
export interface Scores {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** Least distance between two of the scores that occur; infinite where all are alike. */
const stepOf = (...all: readonly Scores[]): number => {
  const seen = all.flatMap(({ values, counts }) => values.filter((_, i) => counts[i] > 0)).sort((a, b) => a - b);
  return seen.reduce((least, value, i) => (i === 0 || value === seen[i - 1] ? least : Math.min(least, value - seen[i - 1])), Infinity);
};

/** Two mean scores by Welch's t, judged by their heap too: few answers, or many that are alike, have less spread than there is. */
export const differenceOfScores = (first: Scores, second: Scores): Difference | null => {
  const [own, others] = [first, second].map(({ values, counts }) => momentsOf(values, counts));
  const found = differenceOfMeans(own, others);
  if (found === null) return null;
  return { ...found, judged: found.p < ALPHA ? Math.max(found.p, pooledAnswers(own, others, stepOf(first, second))) : found.p };
};

/** Standard error of the median from its binomial-rank interval (Price and Bonett); null for n < 6. */
const medianError = (sorted: Sample): number | null => {
  const k = medianRank(sorted.length);
  return k === 0 ? null : (sorted.at(sorted.length - k) - sorted.at(k - 1)) / (2 * Z);
};

/** Two samples of times by their medians (interval: Price and Bonett) or means (Welch); p in either case: Mann–Whitney. */
export const differenceOfTimes = (first: Sample, second: Sample, central: "mean" | "median"): Difference | null => {
  const test = mannWhitney(first, second);
  if (test === null) return null;
  if (central === "mean") {
    const [a, b] = [first, second].map(({ values, counts }) => momentsOf(values, counts));
    return { ...differenceOfMeans(a, b)!, p: test.p, judged: test.judged };
  }
  const difference = quantile(second, 0.5)! - quantile(first, 0.5)!;
  const [a, b] = [medianError(first), medianError(second)];
  const half = a === null || b === null ? null : Z * Math.hypot(a, b);
  return {
    difference,
    low: half === null ? null : difference - half,
    high: half === null ? null : difference + half,
    p: test.p,
    judged: test.judged,
  };
};

/**
 * Two counts of things that happen one by one, over times whose lengths are as `length1` to `length2`: conditional on their sum, normal
 * approximation with continuity correction.
 */
export const differenceOfCounts = (count1: number, length1: number, count2: number, length2: number): Difference => {
  const sum = count1 + count2;
  const difference = count2 - count1;
  const half = Z * Math.sqrt(sum);
  const share = length2 / (length1 + length2);
  const deviation = Math.sqrt(sum * share * (1 - share));
  const distance = Math.max(0, Math.abs(count2 - sum * share) - 0.5);
  const p = sum === 0 ? 1 : twoSided(distance / deviation);
  return { difference, low: difference - half, high: difference + half, p, judged: p };
};
