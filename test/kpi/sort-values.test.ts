import * as fc from "fast-check";
import { expect, it } from "vitest";
import { sortValues } from "../../src/kpi/sort-values.ts";

/** Repeats some values until there are enough for the quick way. */
const many = (values: readonly number[], times: number): Float64Array =>
  Float64Array.from({ length: 5000 }, (_, i) => values[(i * times) % values.length]);

it("sorts like the built-in sort, whole numbers and others, few and many", () => {
  const whole = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const any = fc.oneof(whole, fc.double({ min: 0, noNaN: true }), fc.integer({ min: -5, max: 2 ** 40 }));
  for (const value of [fc.nat({ max: 3000 }), whole, any]) {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.integer({ min: 1, max: 97 }), (values, times) => {
        for (const sample of [Float64Array.from(values), many(values, times)]) {
          const expected = sample.slice().sort();
          sortValues(sample);
          expect(sample.every((one, i) => one === expected[i])).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  }
});
