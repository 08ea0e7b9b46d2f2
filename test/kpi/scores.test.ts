import { describe, expect, it } from "vitest";
import type { Scale } from "../../src/interaction/fields.ts";
import { ces } from "../../src/kpi/ces.ts";
import { csat } from "../../src/kpi/csat.ts";
import { nps } from "../../src/kpi/nps.ts";
import { NEGATIVE, NEUTRAL, OFFERED, POSITIVE } from "../../src/values/batch.ts";
import { context, factsOf, feed, figure, makeBatch } from "./batches.ts";

const scale = (low: number, high: number, lowIsGood = false): Scale => ({ low, high, lowIsGood });
const steps = (low: number, high: number): number[] => Array.from({ length: high - low + 1 }, (_, i) => low + i);

describe("csat", () => {
  it.each([
    [1, 5, 2],
    [1, 7, 2],
    [1, 10, 2],
    [1, 4, 2],
    [1, 3, 1],
    [1, 2, 1],
    [0, 2, 1],
  ])("on the scale %d–%d takes the best %#", (low, high, positive) => {
    const result = figure(csat, [{ numbers: { csat: steps(low, high) } }], { scale: scale(low, high) });
    expect(result).toMatchObject({ numerator: positive, n: high - low + 1, scale: `${low}-${high}`, mean: (low + high) / 2 });
  });

  it("turns a scale round where low is good", () => {
    const result = figure(csat, [{ numbers: { csat: [1, 1, 2, 3, 5] } }], { scale: scale(1, 5, true) });
    expect(result).toMatchObject({ numerator: 3, n: 5, scale: "1-5:low" });
  });

  it("leaves out what is not on the scale, 0 included, and counts half steps and other fractions", () => {
    const result = figure(csat, [{ numbers: { csat: [0, 6, 12, -1, null, 4.5, 4.3, 3.5, 1] } }], { scale: scale(1, 5) });
    expect(result).toMatchObject({ numerator: 2, n: 4, mean: 13.3 / 4 });
    expect(result.distribution).toEqual({ 1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 3.5: 1, 4.3: 1, 4.5: 1 });
  });

  it("has 0 as a score where the scale has it", () => {
    const result = figure(csat, [{ numbers: { csat: [0, 1, 2, 2] } }], { scale: scale(0, 2) });
    expect(result).toMatchObject({ value: 50, n: 4, distribution: { 0: 1, 1: 1, 2: 2 } });
  });

  it("has no numeric scores without a scale", () => {
    expect(figure(csat, [{ numbers: { csat: [1, 5] } }])).toMatchObject({ value: null, n: 0 });
  });

  it("reads words by band; an offer is no rating but tells who was asked", () => {
    const words = [POSITIVE, POSITIVE, NEGATIVE, NEUTRAL, OFFERED, OFFERED, null];
    const result = figure(csat, [{ flags: { csat: words } }]);
    expect(result).toMatchObject({ value: 50, n: 4, numerator: 2, mean: null, scale: "words", asked: 6 });
    expect(Object.entries(result.distribution as object)).toEqual([
      ["bad", 1],
      ["neutral", 1],
      ["good", 2],
    ]);
    expect(figure(csat, [{ flags: { csat: [POSITIVE] } }])).toMatchObject({ asked: null, distribution: { bad: 0, good: 1 } });
  });

  it("pools the share of different scales, but neither mean nor distribution", () => {
    const columns = [{ numbers: { csat: [5, 1] } }, { source: 1, numbers: { csat: [9, 8] } }, { source: 2, flags: { csat: [POSITIVE] } }];
    const scales = [scale(1, 5), scale(1, 10), undefined];
    const aggregate = csat.create(context(columns.map((one, i) => factsOf(one, { scale: scales[i] }))));
    for (const one of columns) feed(aggregate, makeBatch(one));
    expect(aggregate.result(0)).toMatchObject({ value: 60, n: 5, numerator: 3, mean: null, scale: null, distribution: null });
  });

  it("pools equal scales of several sources", () => {
    const columns = [{ numbers: { csat: [5, 1] } }, { numbers: { csat: [5, 3] } }];
    const result = figure(csat, columns, { scale: scale(1, 5) });
    expect(result).toMatchObject({ numerator: 2, n: 4, mean: 3.5, scale: "1-5", distribution: { 1: 1, 3: 1, 5: 2 } });
  });

  it("knows who was asked only when all rated sources tell; parts of one export tell for each other", () => {
    const columns = [{ flags: { csat: [POSITIVE, OFFERED] } }, { flags: { csat: [NEGATIVE] } }];
    expect(figure(csat, columns).asked).toBeNull();
    expect(figure(csat, columns, { group: 0 }).asked).toBe(3);
  });

  it("has nothing to say about a group without ratings", () => {
    const result = figure(csat, [{ numbers: { csat: [null, null] } }], { scale: scale(1, 5) });
    expect(result).toEqual({
      value: null,
      n: 0,
      numerator: 0,
      low: null,
      high: null,
      unit: "percent",
      mean: null,
      scale: null,
      distribution: {},
      asked: null,
    });
  });
});

describe("nps", () => {
  const answers = (promoters: number, passives: number, detractors: number): number[] =>
    Array.from({ length: promoters + passives + detractors }, (_, i) => (i < promoters ? 9 : i < promoters + passives ? 7 : 6));

  it("takes 9–10 as promoters, 7–8 as passives and 0–6 as detractors, 0 included", () => {
    const result = figure(nps, [{ numbers: { nps: steps(0, 10) } }], { scale: scale(0, 10) });
    expect(result).toMatchObject({ n: 11, promoters: 2, passives: 2, detractors: 7, value: (100 * -5) / 11, unit: "points" });
  });

  it("has an adjusted Wald interval", () => {
    const result = figure(nps, [{ numbers: { nps: answers(5, 3, 2) } }], { scale: scale(0, 10) });
    expect(result.value).toBe(30);
    expect([result.low!.toFixed(2), result.high!.toFixed(2)]).toEqual(["-19.05", "65.20"]);
  });

  it("leaves out what is no whole number from 0 to 10, and columns on another scale", () => {
    const columns = [{ numbers: { nps: [11, -1, 8.5, 9.4, null, 10] } }];
    expect(figure(nps, columns, { scale: scale(0, 10) })).toMatchObject({ n: 1, promoters: 1 });
    expect(figure(nps, columns, { scale: scale(1, 10) })).toMatchObject({ n: 0, value: null, low: null, high: null, promoters: 0 });
  });
});

describe("ces", () => {
  it("is the mean on 1–7 with the share of 5–7", () => {
    const result = figure(ces, [{ numbers: { ces: [7, 6, 5, 4, 1, 0, 8, null] } }], { scale: scale(1, 7) });
    expect(result).toMatchObject({ value: 4.6, n: 5, unit: "score", share: 60, scale: "1-7" });
    // t(.975, 4) = 2.776445: 4.6 ± 2.776445 · 2.302173 / √5, above 7 cut off
    expect(result.low).toBeCloseTo(1.7415, 4);
    expect(result.high).toBe(7);
    // Wilson 3/5
    expect((result.share_low as number).toFixed(2)).toBe("23.07");
    expect((result.share_high as number).toFixed(2)).toBe("88.24");
  });

  it("takes 4–5 of 1–5, and the mirror image where low is good", () => {
    expect(figure(ces, [{ numbers: { ces: [1, 3, 4, 5] } }], { scale: scale(1, 5) })).toMatchObject({ share: 50, value: 3.25 });
    expect(figure(ces, [{ numbers: { ces: [1, 2, 3, 4] } }], { scale: scale(1, 5, true) })).toMatchObject({ share: 50, value: 2.5 });
    expect(figure(ces, [{ numbers: { ces: [1, 3, 4, 7] } }], { scale: scale(1, 7, true) })).toMatchObject({ share: 50 });
  });

  it("never averages over scales", () => {
    const columns = [{ numbers: { ces: [7] } }, { source: 1, numbers: { ces: [5] } }];
    const aggregate = ces.create(context(columns.map((one, i) => factsOf(one, { scale: scale(1, i === 0 ? 7 : 5) }))));
    for (const one of columns) feed(aggregate, makeBatch(one));
    expect(aggregate.result(0)).toMatchObject({ value: null, low: null, high: null, n: 2, share: 100, scale: null });
  });

  it("has a mean but no interval for one answer, and nothing for none", () => {
    expect(figure(ces, [{ numbers: { ces: [7] } }], { scale: scale(1, 7) })).toMatchObject({ value: 7, n: 1, low: null, high: null });
    expect(figure(ces, [{ numbers: { ces: [null] } }], { scale: scale(1, 7) })).toMatchObject({ value: null, n: 0, share: null });
  });
});
