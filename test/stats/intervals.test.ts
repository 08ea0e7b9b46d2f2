import { describe, expect, it } from "vitest";
import { meanOfCounts } from "../../src/stats/mean.ts";
import { npsInterval } from "../../src/stats/nps.ts";
import { medianInterval, medianRank, quantile } from "../../src/stats/quantile.ts";
import { wilson } from "../../src/stats/wilson.ts";

describe("wilson", () => {
  // Published vectors: percent with two decimals.
  it.each([
    [8, 10, "49.02", "94.33"],
    [10, 10, "72.25", "100.00"],
    [0, 10, "0.00", "27.75"],
    [45, 50, "78.64", "95.65"],
    [1, 1, "20.65", "100.00"],
    [1600, 1800, "87.35", "90.26"],
  ])("%d of %d", (numerator, n, low, high) => {
    const interval = wilson(numerator, n)!;
    expect([interval.low.toFixed(2), interval.high.toFixed(2)]).toEqual([low, high]);
  });

  it("ends exactly at 0 and 100, and has nothing to say about nothing", () => {
    expect(wilson(0, 7)!.low).toBe(0);
    expect(wilson(7, 7)!.high).toBe(100);
    expect(wilson(0, 0)).toBeNull();
  });
});

describe("npsInterval", () => {
  // Lewis and Sauro's adjusted Wald, two decimals.
  it.each([
    [5, 3, 2, "-19.05", "65.20"],
    [50, 30, 20, "14.05", "44.20"],
    [162, 108, 54, "24.95", "41.11"],
    [10, 0, 0, "47.50", "100.00"],
    [0, 0, 10, "-100.00", "-47.50"],
  ])("%d promoters, %d passives, %d detractors", (promoters, passives, detractors, low, high) => {
    const interval = npsInterval(promoters, passives, detractors)!;
    expect([interval.low.toFixed(2), interval.high.toFixed(2)]).toEqual([low, high]);
  });

  it("is null without answers", () => expect(npsInterval(0, 0, 0)).toBeNull());
});

describe("mean", () => {
  // scipy 1.17: x = [2, 4, 4, 5, 9]; stats.t.interval(.95, 4, x.mean(), stats.sem(x))
  it("has a t interval", () => {
    const { mean, interval } = meanOfCounts([2, 4, 5, 9], [1, 2, 1, 1])!;
    expect(mean).toBe(4.8);
    expect(interval!.low).toBeCloseTo(1.5860324292680095, 12);
    expect(interval!.high).toBeCloseTo(8.01396757073199, 12);
  });

  it("needs two values for an interval and one for a mean", () => {
    expect(meanOfCounts([3], [1])).toEqual({ mean: 3, interval: null });
    expect(meanOfCounts([3], [2])).toEqual({ mean: 3, interval: { low: 3, high: 3 } });
    expect(meanOfCounts([], [])).toBeNull();
  });
});

describe("quantile", () => {
  // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, .9, 1), type = 7) = 1, 1.3, 3, 6.8, 8
  it.each([
    [0, 1],
    [0.1, 1.3],
    [0.5, 3],
    [0.9, 6.8],
    [1, 8],
  ])("interpolates linearly at %d", (p, value) => expect(quantile(Float64Array.of(1, 2, 4, 8), p)).toBeCloseTo(value, 12));

  it("is null without values", () => expect(quantile(new Float64Array(0), 0.5)).toBeNull());
});

describe("median interval", () => {
  // Greatest k with stats.binom.cdf(k − 1, n, .5) <= .025 (scipy 1.17), 0 = none
  it.each([
    [0, 0],
    [1, 0],
    [5, 0],
    [6, 1],
    [7, 1],
    [10, 2],
    [25, 8],
    [99, 40],
    [100, 40],
    [428, 194],
    [478, 218],
    [1000, 469],
    [1_000_000, 499_020],
  ])("of %d values takes rank %d from each end", (n, k) => expect(medianRank(n)).toBe(k));

  it("holds the values of those ranks", () => {
    expect(medianInterval(Float64Array.of(1, 2, 3, 4, 5))).toBeNull();
    expect(medianInterval(Float64Array.of(1, 2, 3, 4, 5, 9))).toEqual({ low: 1, high: 9 });
    expect(medianInterval(Float64Array.from({ length: 10 }, (_, i) => i))).toEqual({ low: 1, high: 8 });
  });
});
