import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupedValues } from "../../src/kpi/grouped-values.ts";
import type { Places } from "../../src/kpi/saved.ts";
import { quantile } from "../../src/stats/quantile.ts";
import { listed } from "./batches.ts";

type Pair = readonly [group: number, value: number];

const whole = fc.nat({ max: 3000 });
const minutes = fc.nat({ max: 5000 }).map((value) => 60 * value);
const any = fc.oneof(
  whole,
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.integer({ min: -5, max: 2 ** 40 }),
  fc.constantFrom(0, -0, 2 ** 32, 2 ** 53 - 1, -(2 ** 53), 1_735_689_600_000, Infinity, -Infinity, 5e-324),
);
const pairsOf = (value: fc.Arbitrary<number>, greatest: number): fc.Arbitrary<Pair[]> =>
  fc.array(fc.tuple(fc.nat({ max: greatest }), value), { minLength: 1, maxLength: 80 });
const pairs = fc.oneof(...[whole, minutes, any].flatMap((value) => [pairsOf(value, 3), pairsOf(value, 0), pairsOf(value, 100_000)]));

/** Repeats some pairs in an order of their own, so that there are enough for the quick ways. */
const many = (some: readonly Pair[], times: number, length: number): Pair[] =>
  Array.from({ length }, (_, i) => some[(i * times) % some.length]);

/** The values of a group the plain way; 0 and −0 are one. */
const plain = (all: readonly Pair[], group: number): Float64Array =>
  Float64Array.from(all.filter((pair) => pair[0] === group).map((pair) => pair[1] + 0)).sort();

const added = (all: readonly Pair[]): GroupedValues => {
  const gathered = new GroupedValues();
  const values = Float64Array.from(all, ([, value]) => value);
  // Every other row is blank.
  const column = Float64Array.from({ length: 2 * all.length }, (_, row) => (row % 2 === 0 ? Number.NaN : values[row >>> 1]));
  const rows = Int32Array.from(column, (_, row) => row);
  const groups = Int32Array.from(column, (_, row) => all[row >>> 1][0]);
  gathered.add(column, rows, groups, column.length);
  return gathered;
};

const placesOf = (groupOf: (group: number) => number): Places => ({
  groups: Int32Array.from({ length: 100_001 }, (_, group) => groupOf(group)),
  sources: Int32Array.of(0),
  exports: Int32Array.of(0),
  codes: () => Int32Array.of(0),
});

const expectSame = (gathered: GroupedValues, all: readonly Pair[]): void => {
  for (const group of new Set([...all.slice(0, 20).map((pair) => pair[0]), 2, 100_001])) {
    const expected = plain(all, group);
    const found = gathered.sample(group);
    expect([...found.values]).toEqual([...new Set(expected)]);
    expect(listed(found)).toEqual([...expected]);
    expect(found.length).toBe(expected.length);
    expect(quantile(found, 0.3)).toBe(quantile(expected, 0.3));
    const middle = expected[expected.length >>> 1] ?? 7;
    expect(gathered.firstAbove(group, middle)).toBe(expected.find((value) => value > middle) ?? null);
    expect(gathered.countWithin(group, middle - 100, middle)).toBe(
      expected.filter((value) => value > middle - 100 && value <= middle).length,
    );
  }
};

describe("values by group, as runs", () => {
  it("whatever the numbers, few and many", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 97 }), fc.integer({ min: 30, max: 400 }), (some, times, length) => {
        expectSame(added(some), some);
        const all = many(some, times, length);
        expectSame(added(all), all);
      }),
      { numRuns: 150 },
    );
  });

  it("in any split, order and merge", () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.nat({ max: 3 }), { minLength: 80, maxLength: 80 }), fc.nat(), (all, ways, asked) => {
        const parts = [new GroupedValues(), new GroupedValues(), new GroupedValues()];
        const merged = new GroupedValues();
        all.forEach(([group, value], i) => {
          if (ways[i] < 2) parts[ways[i]].push(group, value);
          else if (ways[i] === 2) merged.push(group, value);
          else parts[2].push(group, value);
          // Asked in between, it must not matter.
          if (i % 7 === asked % 7) merged.sample(group);
        });
        merged.merge(parts[0]);
        merged.merge(
          parts[1],
          Int32Array.from({ length: 100_001 }, (_, group) => group),
        );
        merged.absorb(
          structuredClone(parts[2].save()),
          placesOf((group) => group),
        );
        expectSame(merged, all);
        const total = new GroupedValues();
        total.merge(merged, new Int32Array(100_001));
        expectSame(
          total,
          all.map(([, value]) => [0, value]),
        );
        expectSame(merged, all);
        const again = new GroupedValues();
        again.absorb(
          merged.save(),
          placesOf((group) => 100_000 - group),
        );
        expectSame(
          again,
          all.map(([group, value]) => [100_000 - group, value]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("when there are more than are gathered as pairs", () => {
    const gathered = new GroupedValues();
    const rows = Int32Array.from({ length: 1 << 16 }, (_, row) => row);
    const groups = rows.map((row) => row % 3);
    for (let batch = 0; batch < 40; batch += 1) {
      gathered.add(
        Float64Array.from(rows, (row) => (row % 3) + 3 * ((row + batch) % 1000)),
        rows,
        groups,
        rows.length,
      );
      gathered.push(5, batch / 7);
    }
    const { values, counts } = gathered.sample(1);
    expect(values.length).toBe(1000);
    expect(values[999]).toBe(1 + 3 * 999);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40 * groups.filter((group) => group === 1).length);
    expect(gathered.sample(5).length).toBe(40);
    expect(gathered.sample(0).length + gathered.sample(1).length + gathered.sample(2).length).toBe(40 << 16);
  });

  it("gives nothing where nothing was added", () => {
    const none = new GroupedValues();
    none.absorb(
      new GroupedValues().save(),
      placesOf(() => 3),
    );
    expect([none.sample(0).length, none.firstAbove(0, 0), none.countWithin(3, 0, 9)]).toEqual([0, null, 0]);
  });
});
