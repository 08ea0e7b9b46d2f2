import { expect, it } from "vitest";
import { chooseScale } from "../../src/interaction/scale.ts";

const values = (counts: Readonly<Record<number, number>>): Map<number, { count: number }> =>
  new Map(Object.entries(counts).map(([value, count]) => [Number(value), { count }]));

const scale = (low: number, high: number): object => ({ scale: { low, high, lowIsGood: false } });

it.each([
  ["csat", { 1: 5, 5: 90 }, scale(1, 5)],
  ["csat", { 5: 900, 7: 9 }, scale(1, 5)],
  ["csat", { 5: 90, 7: 9 }, scale(1, 7)],
  ["csat", { 3: 5, 10: 10 }, scale(1, 10)],
  // 98 % in 1–5, the rest nowhere: no scale holds 99 %, the smallest with 95 % is taken.
  ["csat", { 4: 98, 77: 2 }, scale(1, 5)],
  ["csat", { 0: 50, 4: 50 }, scale(1, 5)],
  ["csat", { 4: 90, 100: 10 }, { unusable: true, share: 0.09999999999999998 }],
  ["nps", { 0: 10, 10: 80 }, scale(0, 10)],
  ["nps", { 9: 96, 11: 4 }, scale(0, 10)],
  ["nps", { 9: 9, 50: 1 }, { unusable: true, share: 0.09999999999999998 }],
  ["ces", { 1: 3, 5: 4 }, scale(1, 7)],
  ["ces", { 6: 50, 9: 50 }, { unusable: true, share: 0.5 }],
  // Nothing but zeros: the scale is vacuous, the zeros are outside it all the same.
  ["ces", { 0: 4 }, scale(1, 7)],
  ["ces", {}, { empty: true }],
] as const)("%s %j", (field, counts, expected) => {
  expect(chooseScale(field, values(counts), undefined)).toEqual(expected);
});

it("takes the hint whatever the values are", () => {
  const hint = { low: 0, high: 2, lowIsGood: false };
  expect(chooseScale("csat", values({ 0: 5, 2: 5, 9: 5 }), hint)).toEqual({ scale: hint });
});
