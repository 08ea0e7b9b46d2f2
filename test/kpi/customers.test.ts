import { describe, expect, it } from "vitest";
import { atRisk } from "../../src/kpi/at-risk.ts";
import { recoveryRate } from "../../src/kpi/recovery-rate.ts";
import { repeatContactRate } from "../../src/kpi/repeat-contact-rate.ts";
import { moodOf } from "../../src/kpi/scales.ts";
import { NEGATIVE, NEUTRAL, OFFERED, POSITIVE } from "../../src/values/batch.ts";
import { context, factsOf, feed, figure, makeBatch } from "./batches.ts";

const DAY = 86_400_000;
const days = (cells: readonly number[]): number[] => cells.map((day) => day * DAY);

describe("repeat_contact_rate", () => {
  it("is contacts followed by another of the customer within 7 days, open or solved", () => {
    const columns = { numbers: { created: days([0, 7, 0, 7.001, 0, 20, 30]) }, codes: { customer: [1, 1, 2, 2, null, 4, 4] } };
    // Of customers 1: followed, not; 2: neither; 4: not; the last has its 7 days not over.
    expect(figure(repeatContactRate, [columns])).toMatchObject({ value: 20, numerator: 1, n: 5, undecided: 1 });
  });

  it("waits for the report's date, too, and has no data until then", () => {
    const columns = { numbers: { created: days([0, 1, 30]) }, codes: { customer: [1, 1, 1] } };
    expect(figure(repeatContactRate, [columns], { asOf: 5 * DAY })).toMatchObject({ value: null, n: 0, undecided: 3 });
  });
});

describe("a score's mood", () => {
  const five = { low: 1, high: 5, lowIsGood: false };
  it.each([
    ["csat", five, [1, 2, 3, 4, 5], ["low", "low", "middle", "high", "high"]],
    ["csat", { ...five, lowIsGood: true }, [1, 3, 5], ["high", "middle", "low"]],
    ["csat", { low: 1, high: 10, lowIsGood: false }, [5, 6, 8, 9], ["low", "middle", "middle", "high"]],
    ["ces", { low: 1, high: 7, lowIsGood: false }, [3, 4, 5], ["low", "middle", "high"]],
    ["nps", { low: 0, high: 10, lowIsGood: false }, [0, 6, 7, 8, 9, 6.5, 11], ["low", "low", "middle", "middle", "high", null, null]],
    ["csat", five, [0, 6], [null, null]],
    ["csat", undefined, [3], [null]],
  ] as const)("%s %o of %o", (field, scale, values, moods) => expect(values.map((value) => moodOf(field, value, scale))).toEqual(moods));
});

describe("recovery_rate", () => {
  const scale = { low: 1, high: 5, lowIsGood: false };

  it("is customers whose low score was followed by a high one, each once", () => {
    const columns = {
      // 1: low, high; 2: high, low; 3: low, middle; 4: low twice, high between; 5: low and high at once; 6: never low; 7: no name
      numbers: {
        csat: [1, 5, 5, 1, 2, 3, 1, 4, 2, 1, 5, 4, 1],
        answered_at: days([1, 2, 1, 2, 1, 2, 1, 2, 3, 1, 1, 1, 1]),
      },
      codes: { customer: [1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, null] },
    };
    expect(figure(recoveryRate, [columns], { scale })).toMatchObject({ value: 40, numerator: 2, n: 5, rated_again: 3 });
  });

  it("takes words for scores, offers for none, and the day of creation where nothing else dates them", () => {
    const columns = {
      numbers: { created: days([1, 2, 3, 1, 2]) },
      flags: { csat: [NEGATIVE, OFFERED, POSITIVE, NEGATIVE, NEUTRAL] },
      codes: { customer: [1, 1, 1, 2, 2] },
    };
    expect(figure(recoveryRate, [columns])).toMatchObject({ numerator: 1, n: 2, rated_again: 2 });
  });

  it("does not take a good grade of another kind for an answer", () => {
    const columns = { numbers: { csat: [1, null], ces: [null, 5], created: days([1, 2]) }, codes: { customer: [1, 1] } };
    expect(figure(recoveryRate, [columns], { scale })).toMatchObject({ numerator: 0, n: 1, rated_again: 0 });
  });

  it("looks for the high score among all rows, also those that do not count", () => {
    const columns = { numbers: { csat: [1, 5], created: days([1, 9]) }, codes: { customer: [1, 1] } };
    const aggregate = recoveryRate.create(context([factsOf(columns, { scale })]));
    aggregate.observe!(makeBatch(columns), Int32Array.of(0, 1), 2);
    aggregate.add(makeBatch(columns), { rows: Int32Array.of(0), groups: Int32Array.of(0), length: 1, size: 1 });
    expect(aggregate.result(0)).toMatchObject({ numerator: 1, n: 1 });
  });

  it("has no data without low scores", () => {
    const columns = { numbers: { csat: [5, null], created: [1, 1] }, codes: { customer: [1, 2] } };
    expect(figure(recoveryRate, [columns], { scale })).toMatchObject({ value: null, n: 0, rated_again: 0 });
  });
});

describe("at_risk", () => {
  const scale = { low: 1, high: 5, lowIsGood: false };

  it("counts customers with a sign of trouble once, and each sign", () => {
    const columns = {
      numbers: {
        created: days([0, 15, 30, 0, 0, 31, 60, 0, 0]),
        csat: [null, null, null, 2, 3, null, null, 1, 1],
        reopens: [0, 0, 0, 1, 0, 0, 0, 0, 0],
      },
      flags: { escalated: [0, 0, 0, 0, 0, 0, null, 1, 1] },
      // 1: three contacts within 30 days? the first is 30 days old by the third, which is one moment too long
      codes: { customer: [1, 1, 1, 2, 3, 3, 3, 4, null] },
    };
    expect(figure(atRisk, [columns], { scale })).toMatchObject({
      value: 2,
      n: 4,
      low_score: 2,
      repeat_contacts: 0,
      reopened: 1,
      breached: null,
      escalated: 1,
      several: 2,
    });
  });

  it("finds three contacts within 30 days, among all rows up to the one that counts", () => {
    const columns = { numbers: { created: days([0, 1, 29, 100]) }, codes: { customer: [1, 1, 1, 1] } };
    const found = (rows: number[]): unknown => {
      const aggregate = atRisk.create(context([factsOf(columns)]));
      aggregate.observe!(makeBatch(columns), Int32Array.of(0, 1, 2, 3), 4);
      aggregate.add(makeBatch(columns), { rows: Int32Array.from(rows), groups: new Int32Array(rows.length), length: rows.length, size: 1 });
      return aggregate.result(0).repeat_contacts;
    };
    expect([found([2]), found([1]), found([3]), found([0, 1, 2, 3])]).toEqual([1, 0, 0, 1]);
  });

  it("sees a missed SLA in any column of verdicts", () => {
    const columns = { flags: { sla: [1, 1, null], "sla:1": [1, 0, null] }, codes: { customer: [1, 2, 3] } };
    expect(figure(atRisk, [columns])).toMatchObject({ value: 1, n: 3, breached: 1, low_score: null, repeat_contacts: null, several: 0 });
  });

  it("counts customers, not rows, in groups and in all", () => {
    const columns = { flags: { escalated: [1, 1, 0] }, codes: { customer: [1, 1, 2] } };
    const aggregate = atRisk.create(context([factsOf(columns)]));
    feed(aggregate, makeBatch(columns), [0, 1, 1]);
    expect([aggregate.result(0), aggregate.result(1)]).toMatchObject([
      { value: 1, n: 1 },
      { value: 1, n: 2 },
    ]);
    const total = atRisk.create(context([factsOf(columns)]));
    total.merge(aggregate, Int32Array.of(0, 0));
    expect(total.result(0)).toMatchObject({ value: 1, n: 2 });
  });

  it("has no data without customers", () =>
    expect(figure(atRisk, [{ flags: { escalated: [1] }, codes: { customer: [null] } }])).toMatchObject({
      value: null,
      n: 0,
      escalated: 0,
    }));
});
