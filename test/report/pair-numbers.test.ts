import * as fc from "fast-check";
import { expect, it } from "vitest";
import { PairNumbers } from "../../src/report/pair-numbers.ts";

const codes = [
  ["dense", fc.integer({ min: -1, max: 30 })],
  ["days", fc.integer({ min: 20_000, max: 20_400 }).map((day) => (day % 50 === 0 ? -1 : day))],
  ["far apart", fc.oneof(fc.integer({ min: -1, max: 5 }), fc.integer({ min: 0, max: 2 ** 26 - 2 }))],
] as const;
const numbers = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 100_000 }));

it.each(codes)("pairs keep the number they were given: %s", (_, code) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(numbers, code), { maxLength: 200 }), (pairs) => {
      const given = new PairNumbers();
      const expected = new Map<string, number>();
      for (const [number, one] of pairs) {
        const key = `${number} ${one}`;
        expect(given.get(number, one)).toBe(expected.get(key) ?? -1);
        if (!expected.has(key)) {
          given.set(number, one, expected.size);
          expected.set(key, expected.size);
        }
        expect(given.size).toBe(expected.size);
      }
      const looked = Int32Array.from(pairs, ([number]) => number);
      const rows = looked.map((__, i) => i);
      const numbers = rows.map((i) => expected.get(`${pairs[i][0]} ${pairs[i][1]}`)!);
      expect(
        given.replace(
          looked,
          Int32Array.from(pairs, ([, one]) => one),
          rows,
          rows.length,
        ),
      ).toBe(false);
      expect(looked).toEqual(numbers);
      const next = Int32Array.from(pairs, ([, one]) => one + 1);
      const found = rows.map((i) => expected.get(`${pairs[i][0]} ${next[i]}`) ?? ~pairs[i][0]);
      const others = Int32Array.from(pairs, ([number]) => number);
      expect(given.replace(others, next, rows, rows.length)).toBe(found.some((number) => number < 0));
      expect(others).toEqual(found);
      for (const [number, one] of pairs) expect(given.get(number, one)).toBe(expected.get(`${number} ${one}`));
      for (const [number, one] of pairs) expect(given.get(number, one + 1)).toBe(expected.get(`${number} ${one + 1}`) ?? -1);
    }),
    { numRuns: 300 },
  );
});

it("many of both, in a table and beyond it", () => {
  const given = new PairNumbers();
  for (let i = 0; i < 300_000; i += 1) given.set(i % 1000, Math.floor(i / 1000) - 1, i);
  for (let i = 0; i < 300_000; i += 7) expect(given.get(i % 1000, Math.floor(i / 1000) - 1)).toBe(i);
  expect(given.get(5, 299)).toBe(-1);
  given.set(2_000_000, 2 ** 26 - 2, 7);
  expect([given.get(2_000_000, 2 ** 26 - 2), given.get(999, 298), given.get(0, -1)]).toEqual([7, 299_999, 0]);
});
