import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  answersOf,
  countsNoise,
  CSAT_MEAN,
  CSAT_SHARES,
  lognormal,
  meanCoverage,
  medianCoverage,
  normal,
  npsCoverage,
  npsDifference,
  npsNoise,
  ODD_SHARES,
  scores,
  scoresNoise,
  seeded,
  sharesCoverage,
  sharesNoise,
  sharesPower,
  twoSamples,
  wilsonCoverage,
} from "./simulation.ts";

/** Three standard errors of a share of 95 % among so many runs. */
const margin = (runs: number): number => 3 * Math.sqrt((0.95 * 0.05) / runs);

/** The promise: 93 to 97 of a hundred intervals hold the truth. */
const expectKept = (coverage: number, runs = Infinity): void => {
  expect(coverage).toBeGreaterThan(0.93 - margin(runs));
  expect(coverage).toBeLessThan(0.97 + margin(runs));
};

describe("95 % intervals hold the truth 93 to 97 times of a hundred", () => {
  it.each([5, 10, 20, 30, 50, 100, 200, 500])("Wilson, %d answers, over all shares; never below 83 at a single one", (n) => {
    const { mean, least } = wilsonCoverage(n);
    expectKept(mean);
    expect(least).toBeGreaterThan(0.83);
    if (n >= 200) expect(least).toBeGreaterThan(0.92);
  });

  it.each([5, 10, 20, 50, 100, 200])("NPS by adjusted Wald, %d answers, over all mixes; never below 89 at a single one", (n) => {
    const { mean, least } = npsCoverage(n, n > 100 ? 6 : 12);
    expectKept(mean);
    expect(least).toBeGreaterThan(0.89);
  });

  it.each([5, 10, 30, 100, 500])("mean by Student's t, %d values of a normal distribution", (n) => {
    expectKept(meanCoverage(n, normal, 0, 2000), 2000);
  });

  it.each([30, 100, 500])("mean by Student's t, %d scores from 1 to 5", (n) => {
    expectKept(meanCoverage(n, scores(CSAT_SHARES), CSAT_MEAN, 2000), 2000);
  });

  it.each([20, 30, 50, 100, 200, 500])("median by ranks, %d times", (n) => expectKept(medianCoverage(n)!.mean));

  it.each([
    [5, 5],
    [10, 10],
    [10, 50],
    [30, 30],
    [50, 50],
    [30, 200],
    [100, 100],
  ])("difference of shares by Newcombe, %d and %d answers; never below 89 at a single pair", (n1, n2) => {
    const { mean, least } = sharesCoverage(n1, n2);
    expectKept(mean);
    expect(least).toBeGreaterThan(0.89);
  });

  it.each([10, 30, 100, 500])("difference of two NPS, %d answers each", (n) => {
    expectKept(npsDifference(n, [0.5, 0.2], [0.65, 0.15], 2000).coverage, 2000);
  });

  it.each([5, 10, 30, 100])("difference of means by Welch, %d and twice as many, one spread three times as wide", (n) => {
    const two = {
      n1: n,
      n2: 2 * n,
      first: normal,
      second: (random: () => number) => 3 * normal(random) + 1,
      truth: 1,
      by: "welch",
    } as const;
    expectKept(twoSamples(two, 2000).coverage, 2000);
  });

  it.each([100, 200])("difference of medians by Price and Bonett, %d times each", (n) => {
    const second = (random: () => number): number => 2 * lognormal(random);
    expectKept(twoSamples({ n1: n, n2: n, first: lognormal, second, truth: 1, by: "median" }, 1500).coverage, 1500);
  });
});

describe("where few values cannot be that exact, they err as docs/statistics.md says", () => {
  it("the median's ranks of few times are wider than need be, and of five or fewer none", () => {
    expect([1, 2, 3, 4, 5].map((n) => medianCoverage(n))).toEqual([null, null, null, null, null]);
    for (let n = 6; n <= 500; n++) {
      const { mean } = medianCoverage(n)!;
      expect(mean).toBeGreaterThanOrEqual(0.95);
      expect(mean).toBeLessThan(n < 20 ? 0.993 : n < 50 ? 0.984 : n < 100 ? 0.976 : 0.97);
    }
  });

  it("the mean of few scores is narrower: most are alike, and may all be", () => {
    const coverage = (n: number): number => meanCoverage(n, scores(CSAT_SHARES), CSAT_MEAN, 4000);
    expect(coverage(5)).toBeGreaterThan(0.84);
    expect(coverage(10)).toBeGreaterThan(0.89);
    expect(coverage(20)).toBeGreaterThan(0.91);
  });

  it("the mean of times with a long tail is narrower, which is why the median stands beside it", () => {
    const coverage = (n: number): number => meanCoverage(n, lognormal, Math.exp(0.5), 2000);
    expect(coverage(5)).toBeGreaterThan(0.78);
    expect(coverage(30)).toBeGreaterThan(0.86);
    expect(coverage(500)).toBeGreaterThan(0.92);
  });

  it("differences of medians of few times are wider", () => {
    const two = { n1: 10, n2: 10, first: lognormal, second: lognormal, truth: 0, by: "median" } as const;
    expect(twoSamples(two, 2000).coverage).toBeGreaterThan(0.97);
  });
});

describe("noise is called a change at most 5 times of a hundred", () => {
  it.each([
    [5, 5],
    [10, 10],
    [10, 50],
    [20, 20],
    [25, 25],
    [33, 33],
    [20, 100],
    [50, 50],
    [75, 75],
  ])("shares, %d and %d answers, whatever the share", (n1, n2) => {
    expect(sharesNoise(n1, n2).most).toBeLessThanOrEqual(0.05);
  });

  it("shares, where eight groups are compared and each has an eighth of that", () => {
    for (const n of [20, 33, 40]) expect(sharesNoise(n, n, 100, 0.05 / 8).most).toBeLessThanOrEqual(0.05 / 8);
  });

  it.each([
    [5, 5],
    [10, 10],
    [15, 15],
    [5, 20],
    [5, 40],
  ])("NPS, %d and %d answers, whatever the mix", (n1, n2) => {
    expect(npsNoise(n1, n2).most).toBeLessThanOrEqual(0.05);
  });

  it.each([
    [30, 30],
    [100, 100],
    [5, 500],
    [20, 200],
  ])("NPS, %d and %d answers, half promoters, half detractors", (n1, n2) => {
    expect(npsDifference(n1, [0.5, 0.5], [0.5, 0.5], 2000, n2).called).toBeLessThan(0.05 + margin(2000));
  });

  it.each(
    Object.entries(ODD_SHARES).flatMap(([name, shares]) =>
      [[5, 5] as const, [20, 20] as const, [5, 100] as const, [20, 100] as const].map((sizes) => [name, shares, ...sizes] as const),
    ),
  )("mean scores, %s %j, %d and %d", (_name, shares, n1, n2) => {
    expect(scoresNoise(n1, n2, shares, 2000)).toBeLessThan(0.05 + margin(2000));
  });

  it.each([6, 10, 30, 100])("times by their median, %d each", (n) => {
    const { called } = twoSamples({ n1: n, n2: n, first: lognormal, second: lognormal, truth: 0, by: "median" }, 1500);
    expect(called).toBeLessThan(0.05 + margin(1500));
  });

  it.each([
    [7, 7],
    [10, 50],
  ])("times that are only 0 or 1, %d and %d", (n1, n2) => {
    const draw = (random: () => number): number => Math.floor(2 * random());
    for (const by of ["median", "mean"] as const) {
      expect(twoSamples({ n1, n2, first: draw, second: draw, truth: 0, by }, 1500).called).toBeLessThan(0.05 + margin(1500));
    }
  });

  it.each([0.1, 1, 3, 10, 30, 100, 300])("counts, %d usual on either side, or in a time four times as long", (usual) => {
    expect(countsNoise(usual)).toBeLessThanOrEqual(0.05);
    if (usual <= 100) expect(countsNoise(usual, 4)).toBeLessThanOrEqual(0.05);
  });
});

describe("planted changes are found as often as stated", () => {
  // scipy 1.17, of the pooled test: b = (p1 + p2) / 2; norm.cdf((p2 - p1 - 1.96 * sqrt(2 * b * (1 - b) / n)) / sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / n))
  it.each([
    [0.8, 0.9, 200, 0.802],
    [0.8, 0.9, 100, 0.508],
    [0.7, 0.8, 300, 0.809],
    [0.6, 0.8, 100, 0.876],
    [0.9, 0.95, 435, 0.801],
  ])("shares %d and %d among %d each: %d", (p1, p2, n, power) => {
    expect(Math.abs(sharesPower(p1, n, p2, n) - power)).toBeLessThan(0.03);
  });

  // scipy 1.17: v = lambda p, d: p + d - (p - d) ** 2; norm.sf(1.96 - .2 / sqrt((v(.5, .2) + v(.65, .15)) / n))
  it.each([
    [100, 0.459],
    [250, 0.836],
    [500, 0.986],
  ])("NPS 30 and 50, %d answers each: %d", (n, power) => {
    expect(Math.abs(npsDifference(n, [0.5, 0.2], [0.65, 0.15], 2000).called - power)).toBeLessThan(0.04);
  });

  // scipy 1.17: nct.sf(t.ppf(.975, 2 * n - 2), 2 * n - 2, .5 * sqrt(n / 2)), which is R's power.t.test(n, delta = 0.5)
  it.each([
    [20, 0.338],
    [64, 0.801],
    [100, 0.94],
  ])("means half a standard deviation apart, %d each: %d", (n, power) => {
    const two = { n1: n, n2: n, first: normal, second: (random: () => number) => normal(random) + 0.5, truth: 0.5, by: "welch" } as const;
    expect(Math.abs(twoSamples(two, 2000).called - power)).toBeLessThan(0.04);
  });

  it("times twice as long, 100 each: found 9 times of 10", () => {
    const second = (random: () => number): number => 2 * lognormal(random);
    expect(twoSamples({ n1: 100, n2: 100, first: lognormal, second, truth: 1, by: "median" }, 1500).called).toBeGreaterThan(0.9);
  });
});

it("docs/statistics.md says what can be counted exactly: node bench/simulate.js --write", () => {
  const page = readFileSync("docs/statistics.md", "utf8");
  const percent = (part: number): string => (100 * part).toFixed(1);
  for (const n of [5, 10, 20, 30, 50, 100, 200, 500]) {
    const { mean, least, most } = wilsonCoverage(n, 200);
    expect(page).toContain(`| ${n} | ${percent(mean)} (${percent(least)}–${percent(most)}) |`);
    const median = medianCoverage(n);
    if (median !== null) expect(page).toMatch(new RegExp(String.raw`^\| ${n} \|(?:[^|]*\|){5} ${percent(median.mean)} \|`, "mu"));
  }
});

describe("the numbers drawn", () => {
  it("are the same for a seed, and spread as they should", () => {
    const [one, other] = [seeded(7), seeded(7)];
    const drawn = Array.from({ length: 20_000 }, () => one());
    expect(drawn.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => other()));
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 2);
    const random = seeded(1);
    const normals = Array.from({ length: 20_000 }, () => normal(random));
    expect(normals.filter((value) => Math.abs(value) > 1.959964).length / normals.length).toBeCloseTo(0.05, 2);
    expect(answersOf(20_000, [0.5, 0.2], random).detractors / 20_000).toBeCloseTo(0.2, 1);
  });
});
