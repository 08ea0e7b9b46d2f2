import { isClear } from "../../src/stats/clear.ts";
import {
  differenceOfCounts,
  differenceOfNps,
  differenceOfScores,
  differenceOfShares,
  differenceOfTimes,
  newcombe,
} from "../../src/stats/difference.ts";
import type { Difference, Scores } from "../../src/stats/difference.ts";
import type { Interval } from "../../src/stats/interval.ts";
import { meanOfCounts } from "../../src/stats/mean.ts";
import { npsInterval } from "../../src/stats/nps.ts";
import { medianRank } from "../../src/stats/quantile.ts";
import { Sample } from "../../src/stats/sample.ts";
import { wilson } from "../../src/stats/wilson.ts";

/**
 * How often intervals hold the truth and tests speak, by adding up all the samples there can be where these can be counted, else by drawing
 * samples from a seed. Used by the tests and, with more draws, by bench/simulate.js, which writes the table of docs/statistics.md.
 */

/** Shares (0–1) over the true values looked at. */
export interface Shares {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** Samples rarer than this change nothing that is shown. */
const NEVER = 1e-9;

/** Rounding of percentages. */
const NEAR = 1e-9;

const holds = ({ low, high }: Interval, truth: number): boolean => low - NEAR <= truth && truth <= high + NEAR;

export const over = (shares: readonly number[]): Shares => ({
  mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
  least: Math.min(...shares),
  most: Math.max(...shares),
});

/** 1/steps, 2/steps … below 1. */
const inner = (steps: number): number[] => Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);

const logFactorials = (n: number): Float64Array => {
  const logs = new Float64Array(n + 1);
  for (let i = 1; i <= n; i++) logs[i] = logs[i - 1] + Math.log(i);
  return logs;
};

/** Probability of each number of hits among n. */
const binomial = (n: number, p: number): Float64Array => {
  const logs = logFactorials(n);
  return Float64Array.from({ length: n + 1 }, (_, x) =>
    Math.exp(logs[n] - logs[x] - logs[n - x] + x * Math.log(p) + (n - x) * Math.log(1 - p)),
  );
};

/** Coverage of Wilson's interval over shares spread evenly. Exact. */
export const wilsonCoverage = (n: number, steps = 100): Shares => {
  const intervals = Array.from({ length: n + 1 }, (_, x) => wilson(x, n)!);
  return over(inner(steps).map((p) => binomial(n, p).reduce((sum, chance, x) => sum + (holds(intervals[x], 100 * p) ? chance : 0), 0)));
};

/** Coverage of the rank interval of the median, of values without ties: the same whatever they are. Exact; null where there is no interval. */
export const medianCoverage = (n: number): Shares | null => {
  const k = medianRank(n);
  if (k === 0) return null;
  const missed = binomial(n, 0.5).reduce((sum, chance, x) => sum + (x < k || x > n - k ? chance : 0), 0);
  return over([1 - missed]);
};

interface Answers {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

const allAnswers = (n: number): Answers[] =>
  Array.from({ length: n + 1 }, (_, promoters) =>
    Array.from({ length: n - promoters + 1 }, (_unused, detractors) => ({ promoters, detractors, passives: n - promoters - detractors })),
  ).flat();

/** Probability of each of all possible answers, given the shares of promoters and detractors. */
const chances = (all: readonly Answers[], n: number, p: number, d: number): Float64Array => {
  const logs = logFactorials(n);
  const [a, b, c] = [Math.log(p), Math.log(d), Math.log(1 - p - d)];
  return Float64Array.from(all, ({ promoters, passives, detractors }) =>
    Math.exp(logs[n] - logs[promoters] - logs[passives] - logs[detractors] + promoters * a + detractors * b + passives * c),
  );
};

/** Mixes of promoters and detractors spread evenly, none of the three classes empty. */
const mixes = (steps: number): (readonly [number, number])[] =>
  inner(steps).flatMap((p) => inner(steps).flatMap((d) => (p + d < 1 - NEAR ? [[p, d] as const] : [])));

/** Coverage of the adjusted Wald interval of NPS over mixes spread evenly. Exact. */
export const npsCoverage = (n: number, steps = 12): Shares => {
  const all = allAnswers(n);
  const intervals = all.map(({ promoters, passives, detractors }) => npsInterval(promoters, passives, detractors)!);
  return over(
    mixes(steps).map(([p, d]) =>
      chances(all, n, p, d).reduce((sum, chance, i) => sum + (holds(intervals[i], 100 * (p - d)) ? chance : 0), 0),
    ),
  );
};

const bounds = ({ low, high }: Pick<Difference, "low" | "high">): Interval | null => (low === null || high === null ? null : { low, high });

/** Coverage of Newcombe's interval over pairs of shares. Exact. */
export const sharesCoverage = (n1: number, n2: number, steps = 10): Shares => {
  const found = Array.from({ length: n1 + 1 }, (_, x) => Array.from({ length: n2 + 1 }, (_unused, y) => bounds(newcombe(x, n1, y, n2)!)!));
  const [firsts, seconds] = [n1, n2].map((n) => inner(steps).map((p) => ({ p, chance: binomial(n, p) })));
  const covered = firsts.flatMap((one) =>
    seconds.map((other) => {
      let inside = 0;
      for (let x = 0; x <= n1; x++) {
        for (let y = 0; y <= n2; y++) if (holds(found[x][y], 100 * (other.p - one.p))) inside += one.chance[x] * other.chance[y];
      }
      return inside;
    }),
  );
  return over(covered);
};

/** How often two samples of one share are called different, over shares spread evenly. Exact. */
export const sharesNoise = (n1: number, n2: number, steps = 200, level = 0.05): Shares => {
  const n = n1 + n2;
  const logs = logFactorials(n);
  const ways = (of: number, hits: number): number => logs[of] - logs[hits] - logs[of - hits];
  // Given how many hits there are in both, how they fall does not depend on the share.
  const called = new Float64Array(n + 1);
  for (let x = 0; x <= n1; x++) {
    for (let y = 0; y <= n2; y++) {
      const chance = Math.exp(ways(n1, x) + ways(n2, y) - ways(n, x + y));
      if (chance < NEVER) continue;
      const found = differenceOfShares(x, n1, y, n2)!;
      if (isClear(found) && found.judged < level) called[x + y] += chance;
    }
  }
  return over(inner(steps).map((p) => binomial(n, p).reduce((sum, chance, hits) => sum + chance * called[hits], 0)));
};

/** How often a change from one share to another is called so. Exact. */
export const sharesPower = (p1: number, n1: number, p2: number, n2: number): number => {
  const [first, second] = [binomial(n1, p1), binomial(n2, p2)];
  let called = 0;
  for (const [x, one] of first.entries()) {
    for (const [y, other] of second.entries()) if (one * other > NEVER && isClear(differenceOfShares(x, n1, y, n2)!)) called += one * other;
  }
  return called;
};

/** Uniform numbers 0–1, always the same for a seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export type Draw = (random: () => number) => number;

export const normal: Draw = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Times as help desks have them: many short ones, few very long ones. */
export const lognormal: Draw = (random) => Math.exp(normal(random));

/** Scores 1, 2, 3 … with these shares. */
export const scores =
  (shares: readonly number[]): Draw =>
  (random) => {
    let left = random();
    for (const [place, share] of shares.entries()) {
      if (left < share) return place + 1;
      left -= share;
    }
    return shares.length;
  };

/** Most customers are pleased, some are not. */
export const CSAT_SHARES = [0.06, 0.05, 0.09, 0.3, 0.5] as const;

/** Scores that tests of means are known to fail on, as shares of 1 to 5. */
export const ODD_SHARES: Readonly<Record<string, readonly number[]>> = {
  pleased: CSAT_SHARES,
  "half and half": [0.5, 0, 0, 0, 0.5],
  "both ends": [0.4, 0.03, 0.04, 0.03, 0.5],
  "nearly all alike": [0.02, 0, 0, 0.08, 0.9],
  even: [0.2, 0.2, 0.2, 0.2, 0.2],
};

const meanOfShares = (shares: readonly number[]): number => shares.reduce((sum, share, i) => sum + share * (i + 1), 0);

export const CSAT_MEAN = meanOfShares(CSAT_SHARES);

export const sampleOf = (n: number, draw: Draw, random: () => number): Float64Array =>
  Float64Array.from({ length: n }, () => draw(random)).sort();

/** Share of so many runs in which something is so. */
const share = (runs: number, isSo: () => boolean): number => {
  let count = 0;
  for (let run = 0; run < runs; run++) if (isSo()) count++;
  return count / runs;
};

/** Coverage of the t interval of a mean. Simulated. */
export const meanCoverage = (n: number, draw: Draw, truth: number, runs: number, seed = n): number => {
  const random = seeded(seed);
  return share(runs, () => holds(intervalOf(Sample.of(sampleOf(n, draw, random))), truth));
};

const intervalOf = ({ values, counts }: Sample): Interval => meanOfCounts(values, counts)!.interval!;

/** One of each. */
const scoresOf = (sample: Float64Array): Scores => ({ values: [...sample], counts: Array.from(sample, () => 1) });

/** What two samples are drawn from, and what is looked for in them. */
export interface TwoSamples {
  readonly n1: number;
  readonly n2: number;
  readonly first: Draw;
  readonly second: Draw;
  /** Of the second less the first. */
  readonly truth: number;
  readonly by: "welch" | "median" | "mean";
}

const differenceIn = ({ n1, n2, first, second, by }: TwoSamples, random: () => number): Difference => {
  const [one, other] = [sampleOf(n1, first, random), sampleOf(n2, second, random)];
  return by === "welch" ? differenceOfScores(scoresOf(one), scoresOf(other))! : differenceOfTimes(Sample.of(one), Sample.of(other), by)!;
};

/** Coverage of the interval of a difference, and how often it is called a clear change. Simulated. */
export const twoSamples = (two: TwoSamples, runs: number, seed = two.n1): { coverage: number; called: number } => {
  const random = seeded(seed);
  let [inside, called] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const found = differenceIn(two, random);
    const interval = bounds(found);
    if (interval !== null && holds(interval, two.truth)) inside++;
    if (isClear(found)) called++;
  }
  return { coverage: inside / runs, called: called / runs };
};

/** How often two samples of one kind of scores are called different. Simulated. */
export const scoresNoise = (n1: number, n2: number, shares: readonly number[], runs: number): number => {
  const random = seeded(n1);
  const draw = scores(shares);
  const values = shares.map((_, i) => i + 1);
  const drawn = (n: number): Scores => {
    const counts = shares.map(() => 0);
    for (let i = 0; i < n; i++) counts[draw(random) - 1]++;
    return { values, counts };
  };
  return share(runs, () => isClear(differenceOfScores(drawn(n1), drawn(n2))!));
};

/** Promoters, passives and detractors among n. */
export const answersOf = (n: number, [p, d]: readonly [number, number], random: () => number): Answers => {
  const counts = { promoters: 0, passives: 0, detractors: 0 };
  for (let i = 0; i < n; i++) {
    const at = random();
    counts[at < p ? "promoters" : at < p + d ? "detractors" : "passives"]++;
  }
  return counts;
};

/** The same of two net promoter scores, of n answers each or of `n2` now. Simulated. */
export const npsDifference = (
  n: number,
  before: readonly [number, number],
  now: readonly [number, number],
  runs: number,
  n2 = n,
): { coverage: number; called: number } => {
  const random = seeded(n);
  const truth = 100 * (now[0] - now[1] - before[0] + before[1]);
  let [inside, called] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const found = differenceOfNps(answersOf(n, before, random), answersOf(n2, now, random))!;
    if (holds(bounds(found)!, truth)) inside++;
    if (isClear(found)) called++;
  }
  return { coverage: inside / runs, called: called / runs };
};

/** How often two samples of one mix of promoters and detractors are called different, over mixes spread evenly, some classes empty. Exact. */
export const npsNoise = (n1: number, n2: number, steps = 10): Shares => {
  const [first, second] = [allAnswers(n1), allAnswers(n2)];
  const called = first.map((one) => second.flatMap((other, i) => (isClear(differenceOfNps(one, other)!) ? [i] : [])));
  const least = 1e-9;
  const all = Array.from({ length: steps + 1 }, (_, i) => i / steps);
  const every = all.flatMap((p) => all.flatMap((d) => (p >= d && p + d <= 1 + NEAR ? [[p, d] as const] : [])));
  return over(
    every.map(([p, d]) => {
      const [some, rest] = [Math.max(least, p), Math.max(least, d)];
      // None of the three is quite empty, so that all have a logarithm.
      const whole = some + rest + Math.max(least, 1 - p - d);
      const [one, other] = [first, second].map((answers, i) => chances(answers, [n1, n2][i], some / whole, rest / whole));
      return called.reduce((sum, others, i) => sum + (one[i] < 1e-12 ? 0 : one[i] * others.reduce((own, k) => own + other[k], 0)), 0);
    }),
  );
};

/** Probabilities of 0, 1, 2 … events where so many are usual. */
const poisson = (usual: number): Float64Array => {
  const most = Math.ceil(usual + 10 * Math.sqrt(usual) + 20);
  const logs = logFactorials(most);
  return Float64Array.from({ length: most + 1 }, (_, count) => Math.exp(count * Math.log(usual) - usual - logs[count]));
};

/** How often two counts of events are called different where so many are usual in a time, the second time being as much longer. Exact. */
export const countsNoise = (usual: number, longer = 1): number => {
  const [before, now] = [poisson(usual), poisson(longer * usual)];
  let called = 0;
  for (const [x, one] of before.entries()) {
    for (const [y, other] of now.entries()) if (one * other > 1e-14 && isClear(differenceOfCounts(x, 1, y, longer))) called += one * other;
  }
  return called;
};
