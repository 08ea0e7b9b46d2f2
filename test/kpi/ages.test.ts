import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Ages } from "../../src/kpi/ages.ts";
import type { Places } from "../../src/kpi/saved.ts";
import { kaplanMeierMedian } from "../../src/stats/kaplan-meier.ts";
import { Sample } from "../../src/stats/sample.ts";
import { listed } from "./batches.ts";

const MOST = vi.hoisted(() => 40);
vi.mock(import("../../src/kpi/rounding.ts"), async (original) => ({ ...(await original()), MOST_TIMES: MOST }));

type Pair = readonly [group: number, seconds: number];

const GROUPS = 3;
const DAY = 86_400;
const LONG = 2 ** 21 - 32;
const seconds = fc.oneof(
  fc.integer({ min: 0, max: 60 * DAY }),
  fc.integer({ min: 1, max: 9 }).map((weeks) => 7 * DAY * weeks),
  fc.constantFrom(0, LONG - 1, LONG - 2 ** -20, LONG, LONG + 1, LONG + 31, LONG + 32, 400 * DAY + 0.123),
);
const pairs = (most: number): fc.Arbitrary<Pair[]> =>
  fc.array(fc.tuple(fc.nat({ max: GROUPS - 1 }), seconds), { minLength: 1, maxLength: most });

const agesOf = (all: readonly Pair[]): Ages => {
  const ages = new Ages();
  for (const [group, age] of all) ages.push(group, age);
  return ages;
};
const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const groupsOf = (ages: Ages): number[][] => Array.from({ length: GROUPS }, (_, group) => listed(ages.allOf(group)));

const TURNED = Int32Array.of(2, 1, 0);
const places: Places = { groups: TURNED, sources: Int32Array.of(0), exports: Int32Array.of(0), codes: () => Int32Array.of(0) };
const turned = (all: readonly Pair[]): Pair[] => all.map(([group, age]) => [2 - group, age]);

describe("ages", () => {
  it("few are all there, the long ones counted", () => {
    fc.assert(
      fc.property(pairs(MOST), (all) => {
        const ages = agesOf(all);
        expect(ages.areRounded).toBe(false);
        for (let group = 0; group < GROUPS; group += 1) {
          const own = ascending(all.filter((pair) => pair[0] === group).map((pair) => pair[1]));
          expect(listed(ages.shortOf(group))).toEqual(own.filter((age) => age < LONG));
          expect(ages.longOf(group)).toEqual({ count: own.filter((age) => age >= LONG).length, from: LONG });
          expect(listed(ages.allOf(group))).toEqual(own);
        }
      }),
    );
  });

  it("are the same however they were split and put together, few or so many that they are rounded", () => {
    fc.assert(
      fc.property(pairs(MOST * 4), fc.array(fc.nat({ max: 3 }), { minLength: MOST * 4, maxLength: MOST * 4 }), (all, ways) => {
        const part = (way: number): Pair[] => all.filter((_, i) => ways[i] === way);
        const first = agesOf(part(0));
        const second = agesOf(turned(part(1)));
        second.merge(agesOf(part(2)), TURNED);
        second.absorb(structuredClone(agesOf(part(3)).save()), places);
        first.merge(second, TURNED);
        const whole = agesOf(all);
        expect(first.areRounded).toBe(whole.areRounded);
        const longs = Array.from({ length: GROUPS }, (_, group) => first.longOf(group).count);
        expect(longs).toEqual(Array.from({ length: GROUPS }, (_, group) => whole.longOf(group).count));
        expect(groupsOf(first)).toEqual(groupsOf(whole));
        expect(whole.save()).toEqual(first.save());
      }),
      { numRuns: 300 },
    );
  });

  it("how long the long ones are does not matter where half of the times are short, else they are asked for", () => {
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 60 }), pairs(MOST), (times, all) => {
        const ages = agesOf(all.map(([, age]) => [0, age]));
        const events = Sample.of(ascending(times));
        const short = kaplanMeierMedian(events, ages.shortOf(0), ages.longOf(0));
        const whole = kaplanMeierMedian(events, ages.allOf(0));
        if (short === undefined) expect(ages.longOf(0).count).toBeGreaterThan(0);
        else expect(short).toEqual(whole);
      }),
      { numRuns: 300 },
    );
    const early = Sample.of([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(kaplanMeierMedian(early, Sample.of([]), { count: 2, from: LONG })).toMatchObject({ median: 6 });
  });
});
