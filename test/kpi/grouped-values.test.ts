import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupedValues } from "../../src/kpi/grouped-values.ts";
import type { Places } from "../../src/kpi/saved.ts";
import { quantile } from "../../src/stats/quantile.ts";
import { Sample } from "../../src/stats/sample.ts";
import { seeded } from "../stats/simulation.ts";
import { listed } from "./batches.ts";

type Pair = readonly [group: number, value: number];

const whole = fc.nat({ max: 3000 });
const minutes = fc.nat({ max: 5000 }).map((value) => 60 * value);
/** Until a moment that is no whole second, as ages are. */
const ages = fc.nat({ max: 400_000 }).map((value) => (1_767_225_600_123 - 31_000 * value) / 1000);
const any = fc.oneof(
  whole,
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.integer({ min: -5, max: 2 ** 40 }),
  fc.constantFrom(0, -0, 2 ** 32, 2 ** 53 - 1, -(2 ** 53), 1_735_689_600_000, Infinity, -Infinity, 5e-324),
);
const pairsOf = (value: fc.Arbitrary<number>, greatest: number): fc.Arbitrary<Pair[]> =>
  fc.array(fc.tuple(fc.nat({ max: greatest }), value), { minLength: 1, maxLength: 80 });
const pairs = fc.oneof(...[whole, minutes, ages, any].flatMap((value) => [pairsOf(value, 3), pairsOf(value, 0), pairsOf(value, 5000)]));

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
  gathered.add(column, { rows, groups, length: column.length, size: Math.max(...groups) + 1 });
  return gathered;
};

const placesOf = (groupOf: (group: number) => number): Places => ({
  groups: Int32Array.from({ length: 5001 }, (_, group) => groupOf(group)),
  sources: Int32Array.of(0),
  exports: Int32Array.of(0),
  codes: () => Int32Array.of(0),
});

const isSame = (one: Sample, other: Sample): boolean =>
  one.values.length === other.values.length &&
  one.values.every((value, i) => value === other.values[i] && one.counts[i] === other.counts[i]);

const expectSame = (gathered: GroupedValues, all: readonly Pair[]): void => {
  for (const group of new Set([...all.slice(0, 20).map((pair) => pair[0]), 2, 5001])) {
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
      { numRuns: 80 },
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
          Int32Array.from({ length: 5001 }, (_, group) => group),
        );
        merged.absorb(
          structuredClone(parts[2].save()),
          placesOf((group) => group),
        );
        expectSame(merged, all);
        const total = new GroupedValues();
        total.merge(merged, new Int32Array(5001));
        expectSame(
          total,
          all.map(([, value]) => [0, value]),
        );
        expectSame(merged, all);
        const again = new GroupedValues();
        again.absorb(
          merged.save(),
          placesOf((group) => 5000 - group),
        );
        expectSame(
          again,
          all.map(([group, value]) => [5000 - group, value]),
        );
      }),
      { numRuns: 80 },
    );
  });

  /** What row i holds, of a random number below 1. */
  const COLUMNS: [string, (random: number, i: number) => number, (i: number) => number][] = [
    ["minutes", (random) => 60 * Math.floor(-1400 * Math.log(1 - random)), (i) => i % 4],
    ["seconds", (random) => Math.floor(86_400 * random), (i) => i % 40],
    ["minutes, then seconds", (random, i) => (i < 90_000 ? 60 : 1) * Math.floor(3000 * random), (i) => i % 3],
    ["minutes and a few others", (random, i) => (i % 50 === 0 ? 100 * random : 60 * Math.floor(500 * random)), (i) => i % 3],
    ["more and more groups", (random) => 60 * Math.floor(500 * random), (i) => Math.floor(i / 700)],
    ["few, then many groups", (random) => Math.floor(100 * random), (i) => (i < 60_000 ? i % 3 : i % 5000)],
    ["greater and greater", (random, i) => Math.floor(i * random), (i) => i % 4],
    ["some below 0, some far too great", (random, i) => (i % 9 === 0 ? -5 : i % 11 === 0 ? 2 ** 40 : Math.floor(9 * random)), (i) => i % 2],
    ["fractions", (random) => 1000 * random, (i) => i % 3],
    ["mostly none", (random, i) => (i % 10 === 0 ? Math.floor(100 * random) : Number.NaN), (i) => i % 3],
  ];

  it.each(COLUMNS)("many, from batch to batch: %s", (_, valueOf, groupOf) => {
    const random = seeded(7);
    const values = Float64Array.from({ length: 200_000 }, (__, i) => valueOf(random(), i));
    const groups = Int32Array.from(values, (__, i) => groupOf(i));
    const size = groups.reduce((most, group) => Math.max(most, group + 1), 0);
    const parts = [new GroupedValues(), new GroupedValues()];
    for (let from = 0; from < values.length; from += 4096) {
      const rows = Int32Array.from({ length: Math.min(4096, values.length - from) }, (__, i) => from + i);
      const own = rows.map((row) => groups[row]);
      const known = own.reduce((most, group) => Math.max(most, group + 1), 0);
      for (const part of parts) {
        if (part === parts[0] || from > 120_000) part.add(values, { rows, groups: own, length: rows.length, size: known });
        // Asked in between, it must not matter.
        else if (from === 40_960) part.sample(0);
        else rows.forEach((row, i) => Number.isNaN(values[row]) || part.push(own[i], values[row]));
      }
    }
    const left = Array.from({ length: 4096 }, (__, i) => 40_960 + i);
    left.forEach((row) => Number.isNaN(values[row]) || parts[1].push(groups[row], values[row]));
    const expected = Array.from({ length: size }, (): number[] => []);
    groups.forEach((group, i) => Number.isNaN(values[i]) || expected[group].push(values[i]));
    const total = new GroupedValues();
    total.merge(parts[1], new Int32Array(size));
    for (const [group, all] of expected.entries()) {
      if (group % 97 > 3) continue;
      const sorted = Sample.of(Float64Array.from(all).sort());
      for (const part of parts) expect(isSame(part.sample(group), sorted)).toBe(true);
    }
    expect(isSame(total.sample(0), Sample.of(values.filter((value) => !Number.isNaN(value)).sort()))).toBe(true);
  });

  it("more than are gathered as pairs", () => {
    const gathered = new GroupedValues();
    const rows = Int32Array.from({ length: 1 << 16 }, (_, row) => row);
    const groups = rows.map((row) => row % 3);
    for (let batch = 0; batch < 24; batch += 1) {
      gathered.add(
        Float64Array.from(rows, (row) => (row % 3) + 0.5 + 3 * ((row + batch) % 1000)),
        { rows, groups, length: rows.length, size: 3 },
      );
      gathered.push(5, batch / 7);
    }
    const { values, counts } = gathered.sample(1);
    expect(values.length).toBe(1000);
    expect(values[999]).toBe(1.5 + 3 * 999);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24 * groups.filter((group) => group === 1).length);
    expect(gathered.sample(5).length).toBe(24);
    expect(gathered.sample(0).length + gathered.sample(1).length + gathered.sample(2).length).toBe(24 << 16);
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
