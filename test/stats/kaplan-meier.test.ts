import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeierMedian } from "../../src/stats/kaplan-meier.ts";
import { quantile } from "../../src/stats/quantile.ts";
import { Sample } from "../../src/stats/sample.ts";

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

const km = (events: readonly number[], censored: readonly number[] = []) =>
  kaplanMeierMedian(Sample.of(ascending(events)), Sample.of(ascending(censored)));

describe("the Kaplan–Meier median", () => {
  /** scipy 1.17: stats.ecdf(stats.CensoredData(events, right=censored)).sf and its confidence_interval(method="log-log"), crossing 0.5. */
  it.each<[string, number[], number[], (number | null)[]]>([
    ["6-MP of Freireich 1963", [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], [23, 13, null]],
    ["placebo of Freireich 1963", [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [], [8, 4, 11]],
    ["AML, maintained", [9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161], [31, 13, null]],
    ["AML, not maintained", [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16], [23, 5, 33]],
    ["one", [10], [], [10, null, null]],
    ["one after one cut off", [10], [5], [10, null, null]],
    ["two, halfway between", [10, 20], [], [15, 10, null]],
    ["two with one cut off between", [10, 20], [15], [20, 10, null]],
    ["more than half cut off", [1], [2, 3], [null, 1, null]],
    ["all equal", [5, 5, 5, 5, 5], [1], [5, null, null]],
  ])("of %s", (_, events, censored, [median, low, high]) => expect(km(events, censored)).toEqual({ median, low, high }));

  it("of none is none", () => {
    expect(km([])).toBeNull();
    expect(km([], [3])).toBeNull();
  });

  it("is the plain median of different times when none is cut off", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 300 }), (times) => {
        expect(km(times)!.median).toBeCloseTo(quantile(ascending(times), 0.5)!, 6);
      }),
    ));

  it("never falls when more are cut off late, and its interval holds it", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }), fc.array(fc.integer({ min: 0, max: 60 })), (times, late) => {
        const { median, low, high } = km(times, late)!;
        expect(median ?? Infinity).toBeGreaterThanOrEqual(low ?? -Infinity);
        expect(high ?? Infinity).toBeGreaterThanOrEqual(median ?? -Infinity);
        expect(km(times, [...late, 100])!.median ?? Infinity).toBeGreaterThanOrEqual(median ?? Infinity);
      }),
    ));
});
