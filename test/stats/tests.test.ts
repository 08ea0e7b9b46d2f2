import { describe, expect, it } from "vitest";
import { fisherExact } from "../../src/stats/fisher.ts";
import { holm } from "../../src/stats/holm.ts";
import { mannWhitney } from "../../src/stats/mann-whitney.ts";
import { Sample } from "../../src/stats/sample.ts";

describe("fisherExact", () => {
  // scipy 1.17: stats.fisher_exact([[hits1, n1 − hits1], [hits2, n2 − hits2]])[1]
  it.each([
    [8, 10, 1, 6, 0.034965034965034975],
    [22, 26, 108, 122, 0.5239919861647815],
    [0, 5, 5, 5, 0.007936507936507938],
    [3, 4, 127, 144, 0.40810203742925255],
    [9, 10, 3, 10, 0.019766611097880443],
    [500, 10_000, 600, 10_000, 0.0021237755293462665],
    [10, 1_000_000, 2, 1_000_000, 0.03857365479137405],
    [250_000, 500_000, 251_000, 500_000, 0.045716172892690705],
    [200, 100_000, 1, 900_000, 1.5133029055498996e-198],
  ])("%d of %d against %d of %d", (hits1, n1, hits2, n2, p) => {
    // scipy's own log gamma leaves it nine digits at a million.
    expect(fisherExact(hits1, n1, hits2, n2) / p).toBeCloseTo(1, 8);
    expect(fisherExact(hits2, n2, hits1, n1) / p).toBeCloseTo(1, 8);
  });

  it("sees no difference where none is possible", () => {
    expect(fisherExact(0, 10, 0, 10)).toBe(1);
    expect(fisherExact(10, 10, 4, 4)).toBe(1);
    expect(fisherExact(0, 0, 3, 4)).toBe(1);
  });

  it("takes a p value too small for a number as 0", () => expect(fisherExact(1000, 1000, 0, 1000)).toBe(0));
});

describe("mannWhitney", () => {
  const range = (from: number, to: number, step: number): number[] =>
    Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

  // scipy 1.17: stats.mannwhitneyu(x, y, use_continuity=True, method="asymptotic")
  it.each([
    [[1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8], 4.5, 0.066015431521231],
    [[1, 1, 1], [1, 1], 3, 1],
    [[1, 2, 2, 3], [10, 20, 20, 30, 40], 0, 0.018942894094158506],
    [[5], [5], 0.5, 1],
    [[5], [6], 0, 1],
    [range(0, 100, 3), range(20, 150, 4), 283.5, 0.0005124549931526567],
  ])("case %#", (x, y, u, p) => {
    const there = mannWhitney(Sample.of(x), Sample.of(y))!;
    const back = mannWhitney(Sample.of(y), Sample.of(x))!;
    expect(there.u).toBe(u);
    expect(there.p).toBeCloseTo(p, 12);
    expect(there.z).toBeLessThanOrEqual(0);
    expect([back.u, back.z, back.p]).toEqual([x.length * y.length - u, 0 - there.z, there.p]);
  });

  it("is null without values on one side", () => {
    expect(mannWhitney(Sample.of([]), Sample.of([1]))).toBeNull();
    expect(mannWhitney(Sample.of([1]), Sample.of([]))).toBeNull();
  });
});

describe("holm", () => {
  // R: p.adjust(c(.01, .04, .03, .005), "holm") = 0.03 0.06 0.06 0.02
  it("adjusts step by step, never downward", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it("stops at 1 and takes nothing for nothing", () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
