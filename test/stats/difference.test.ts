import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  differenceOfCounts,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  differenceOfTimes,
  momentsOf,
} from "../../src/stats/difference.ts";
import { Sample } from "../../src/stats/sample.ts";

const sorted = (...values: number[]): Sample => Sample.of(values);

describe("two shares", () => {
  it("Newcombe 1998, his example a: 56 of 70 against 48 of 80 is 20 points, 5.24 to 33.39", () => {
    const found = differenceOfShares(48, 80, 56, 70)!;
    expect(found.difference).toBeCloseTo(20, 12);
    expect(found.low).toBeCloseTo(5.24, 2);
    expect(found.high).toBeCloseTo(33.39, 2);
    // scipy: chi2_contingency([[48, 32], [56, 14]], correction=False)
    expect(found.p).toBeCloseTo(0.008045081368196582, 12);
  });

  it("small cells are tested exactly", () => {
    // scipy: fisher_exact([[9, 1], [3, 7]])
    expect(differenceOfShares(9, 10, 3, 10)!.p).toBeCloseTo(0.019766611097880443, 12);
  });

  it.each([
    [0, 10, 0, 20],
    [10, 10, 20, 20],
    [5, 10, 5, 10],
  ])("%i of %i and %i of %i differ by nothing", (hits1, n1, hits2, n2) => {
    expect(differenceOfShares(hits1, n1, hits2, n2)).toMatchObject({ difference: 0, p: 1 });
  });

  it("nothing on a side is nothing to compare", () => {
    expect(differenceOfShares(0, 0, 3, 4)).toBeNull();
  });
});

describe("two promoter scores", () => {
  it("the raw difference, tested with the adjusted scores", () => {
    const found = differenceOfNps({ promoters: 30, passives: 40, detractors: 30 }, { promoters: 60, passives: 30, detractors: 10 })!;
    expect(found.difference).toBe(50);
    // By hand: s1 = 0, s2 = 50/103, var = (p + d − s²)/n', each with ¾ more promoters and detractors and n' = 103.
    const [v1, v2] = [(30.75 / 103) * 2, (60.75 + 10.75) / 103 - (50 / 103) ** 2];
    const error = 100 * Math.sqrt((v1 + v2) / 103);
    expect(found.low).toBeCloseTo(5000 / 103 - 1.959963984540054 * error, 10);
    expect(found.high).toBeCloseTo(5000 / 103 + 1.959963984540054 * error, 10);
    expect(found.p).toBeLessThan(0.0001);
  });

  it("all promoters on both sides is no change, without certainty", () => {
    const all = { promoters: 10, passives: 0, detractors: 0 };
    expect(differenceOfNps(all, all)).toMatchObject({ difference: 0, p: 1 });
    expect(differenceOfNps(all, all)!.high).toBeGreaterThan(5);
  });
});

describe("two means", () => {
  it("Welch, as scipy: ttest_ind([3,5,4,6,2,5,5,4], [5,6,6,7,7,7,4], equal_var=False)", () => {
    const found = differenceOfMeans(momentsOf([4, 5, 6, 7], [1, 1, 2, 3]), momentsOf([2, 3, 4, 5, 6], [1, 1, 2, 3, 1]))!;
    expect(found.difference).toBeCloseTo(-1.75, 12);
    expect(found.p).toBeCloseTo(0.015589824345793523, 10);
    expect(found.low).toBeCloseTo(-3.1094171566609488, 10);
    expect(found.high).toBeCloseTo(-0.39058284333905147, 10);
  });

  it("one value has no spread to judge by; equal values differ for certain", () => {
    expect(differenceOfMeans(momentsOf([3], [1]), momentsOf([5], [9]))).toMatchObject({ difference: 2, low: null, p: 1 });
    expect(differenceOfMeans(momentsOf([3], [4]), momentsOf([5], [9]))).toMatchObject({ low: 2, high: 2, p: 0 });
    expect(differenceOfMeans(momentsOf([3], [4]), momentsOf([3], [9]))).toMatchObject({ difference: 0, p: 1 });
  });
});

describe("two samples of times", () => {
  const before = sorted(60, 120, 300, 320, 500, 800, 1000, 4000);
  const now = sorted(30, 50, 100, 110, 200, 240, 400, 420, 900);

  it("p is Mann–Whitney's, as scipy: mannwhitneyu(method='asymptotic')", () => {
    expect(differenceOfTimes(before, now, "median")!.p).toBeCloseTo(0.13583336816835498, 10);
    expect(differenceOfTimes(before, now, "mean")!.p).toBeCloseTo(0.13583336816835498, 10);
  });

  it("medians and means each have their own difference and interval", () => {
    expect(differenceOfTimes(before, now, "median")!.difference).toBe(-210);
    const mean = differenceOfTimes(before, now, "mean")!;
    expect(mean.difference).toBeCloseTo(2450 / 9 - 887.5, 10);
    expect(mean.low!).toBeLessThan(mean.difference);
  });

  it("under six values the median has no interval; none is nothing to compare", () => {
    expect(differenceOfTimes(sorted(1, 2, 3), now, "median")).toMatchObject({ low: null, high: null });
    expect(differenceOfTimes(sorted(), now, "median")).toBeNull();
  });
});

describe("two counts", () => {
  it("equal counts over equal times differ by nothing, and time counts", () => {
    expect(differenceOfCounts(50, 30, 50, 30)).toMatchObject({ difference: 0, p: 1 });
    expect(differenceOfCounts(100, 10, 200, 20).p).toBe(1);
    expect(differenceOfCounts(100, 10, 200, 10).p).toBeLessThan(1e-6);
    expect(differenceOfCounts(0, 1, 0, 1)).toMatchObject({ difference: 0, p: 1 });
  });
});

it("exchanging the sides turns the sign and nothing else", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40), (a, b, c, d) => {
      const one = differenceOfShares(a, a + b, c, c + d);
      const other = differenceOfShares(c, c + d, a, a + b);
      if (one === null || other === null) return;
      expect(other.difference).toBeCloseTo(-one.difference, 9);
      expect(other.low).toBeCloseTo(-one.high!, 9);
      expect(other.p).toBeCloseTo(one.p, 9);
    }),
  );
});
