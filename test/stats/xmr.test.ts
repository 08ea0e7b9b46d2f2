import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEWEST_VALUES, xmr } from "../../src/stats/xmr.ts";

describe("charts of individual values and moving ranges", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 "Individuals Control Charts": flowrate of ten batches. It has 3/1.128 where
  // the tables round to 2.66, hence the second decimal.
  test("NIST's example: mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041", () => {
    const limits = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])!;
    expect(limits.mean).toBeCloseTo(50.81, 10);
    expect((limits.high - limits.mean) / 2.66).toBeCloseTo(1.8778, 4);
    expect(limits.low).toBeCloseTo(45.8159, 2);
    expect(limits.high).toBeCloseTo(55.8041, 2);
  });

  // Donald J. Wheeler, "Understanding Variation" (SPC Press), figures 6.7 and 6.9 with the formulas of p. 60: U.S. trade deficits in
  // billions, July to December 1988. By hand: sum 61.9, mean 10.3167; ranges 0.7 2.0 0.9 0.3 0.1, mean 0.8; 2.66 × 0.8 = 2.128.
  test("Wheeler's trade deficits: only March and April 1989 lie below the limits of 1988", () => {
    const limits = xmr([10.5, 11.2, 9.2, 10.1, 10.4, 10.5])!;
    expect(limits.mean).toBeCloseTo(10.3167, 4);
    expect(limits.low).toBeCloseTo(8.1887, 4);
    expect(limits.high).toBeCloseTo(12.4447, 4);
    expect([8.7, 8.7, 7.0, 6.8, 9.6, 9.0].map((value) => value < limits.low || value > limits.high)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test("no value, one value, all equal", () => {
    expect(xmr([])).toBeNull();
    expect(xmr([5])).toBeNull();
    expect(xmr([5, 5, 5])).toEqual({ mean: 5, low: 5, high: 5 });
  });

  test(`one wild value in the middle lies outside from ${FEWEST_VALUES} values on, never of fewer`, () => {
    const isOutside = (n: number): boolean => {
      const values = Array.from({ length: n }, (_, i) => (i === n >> 1 ? 1 : 0));
      return xmr(values)!.high < 1;
    };
    expect(isOutside(FEWEST_VALUES - 1)).toBe(false);
    expect(isOutside(FEWEST_VALUES)).toBe(true);
  });

  test("of values that only chance moves, a few in a thousand lie outside", () => {
    let state = 7;
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let outside = 0;
    for (let run = 0; run < 3000; run++) {
      const values = Array.from({ length: 12 }, normal);
      const { low, high } = xmr(values)!;
      outside += values.filter((value) => value < low || value > high).length;
    }
    expect(outside / 36_000).toBeGreaterThan(0.001);
    expect(outside / 36_000).toBeLessThan(0.005);
  });

  test("moving and stretching the values moves and stretches the limits", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (values, by) => {
          const [plain, moved] = [xmr(values)!, xmr(values.map((value) => by * value + 7))!];
          for (const key of ["mean", "low", "high"] as const) expect(moved[key]).toBeCloseTo(by * plain[key] + 7, 6);
        },
      ),
    );
  });
});
