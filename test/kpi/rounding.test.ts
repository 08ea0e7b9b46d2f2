import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupedValues } from "../../src/kpi/grouped-values.ts";
import { ROUNDING_ERROR } from "../../src/kpi/rounding.ts";
import type { Places } from "../../src/kpi/saved.ts";
import { listed } from "./batches.ts";

type Pair = readonly [group: number, value: number];

const GROUPS = 3;
const MOST = 60;

const times = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 10_000_000 }) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1e8, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2 ** 14 - 1, 2 ** 14 + 1, 2 ** 15, 2 ** 15 + 1, 86_400, 0.001) },
);
const pairs = fc.array(fc.tuple(fc.nat({ max: GROUPS - 1 }), times), { minLength: 1, maxLength: 150 });

const same: Places = {
  groups: Int32Array.of(0, 1, 2),
  sources: Int32Array.of(0),
  exports: Int32Array.of(0),
  codes: () => Int32Array.of(0),
};

const gathered = (all: readonly Pair[], most = MOST): GroupedValues => {
  const values = new GroupedValues(most);
  for (const [group, value] of all) values.push(group, value);
  return values;
};

const samples = (values: GroupedValues): number[][] => Array.from({ length: GROUPS }, (_, group) => listed(values.sample(group)));

describe("more different times than are kept", () => {
  it("are rounded by a known share at most, and fewer are left as they are", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const values = gathered(all);
        const exact = samples(gathered(all, Infinity));
        const distinct = exact.reduce((sum, group) => sum + new Set(group).size, 0);
        expect(values.isRounded).toBe(distinct > MOST);
        const found = samples(values);
        if (distinct <= MOST) expect(found).toEqual(exact);
        for (const [group, expected] of exact.entries()) {
          expect(found[group]).toHaveLength(expected.length);
          for (const [i, value] of expected.entries())
            expect(Math.abs(found[group][i] - value)).toBeLessThanOrEqual(ROUNDING_ERROR * value);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are the same whatever was split, put together and asked in between", () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.nat({ max: 3 }), { minLength: 150, maxLength: 150 }), fc.nat({ max: 30 }), (all, ways, asked) => {
        const parts = Array.from({ length: 4 }, () => new GroupedValues(MOST));
        for (const [i, [group, value]] of all.entries()) {
          parts[ways[i]].push(group, value);
          if (i % 31 === asked) parts[ways[i]].sample(group);
        }
        const [first, second, third, fourth] = parts;
        second.merge(third);
        second.absorb(structuredClone(fourth.save()), same);
        first.absorb(structuredClone(second.save()), same);
        const whole = gathered(all);
        expect(first.isRounded).toBe(whole.isRounded);
        expect(samples(first)).toEqual(samples(whole));
      }),
      { numRuns: 300 },
    );
  });

  it("need little memory, and whole seconds of four and a half hours stay as they are", () => {
    const values = new GroupedValues(1000);
    for (let second = 0; second < 400_000; second++) values.push(0, second);
    const { values: kept, length } = values.sample(0);
    expect(length).toBe(400_000);
    expect(kept.length).toBeLessThan(100_000);
    expect([...kept.subarray(0, 2 ** 14)]).toEqual(Array.from({ length: 2 ** 14 }, (_, second) => second));
  });
});
