import { describe, expect, it } from "vitest";
import { responseRate } from "../../src/kpi/response-rate.ts";
import { NEGATIVE, OFFERED, POSITIVE } from "../../src/values/batch.ts";
import { factsOf, figure } from "./batches.ts";

const scale = { low: 1, high: 5, lowIsGood: false };

describe("response_rate", () => {
  it("is scores of scores and offers that nobody took up", () => {
    const columns = { flags: { csat: [POSITIVE, NEGATIVE, OFFERED, OFFERED, OFFERED, null] } };
    expect(figure(responseRate, [columns])).toMatchObject({ value: 40, numerator: 2, n: 5 });
  });

  it("has no data where nobody tells who was asked", () => {
    expect(figure(responseRate, [{ flags: { csat: [POSITIVE, null] } }])).toMatchObject({ value: null, n: 0 });
    expect(figure(responseRate, [{ numbers: { csat: [5, 1] } }], { scale })).toMatchObject({ value: null, n: 0 });
  });

  it("counts files of one export together: one that has no offer may have none left", () => {
    const files = [{ flags: { csat: [POSITIVE, OFFERED] } }, { flags: { csat: [POSITIVE] } }];
    expect(figure(responseRate, files, { group: 0 })).toMatchObject({ numerator: 2, n: 3 });
    expect(figure(responseRate, files)).toMatchObject({ numerator: 1, n: 2 });
  });

  it("goes by the date of asking where there is one; a score nobody asked for and one off the scale are no answers", () => {
    const columns = { numbers: { sent: [1, 1, 1, null, null], csat: [4, null, 0, 5, null] } };
    expect(figure(responseRate, [columns], { scale })).toMatchObject({ numerator: 1, n: 3 });
  });

  it("takes the date of the answer for one in records without scores", () => {
    expect(figure(responseRate, [{ numbers: { sent: [1, 1, null], answered_at: [2, null, 3] } }])).toMatchObject({ numerator: 1, n: 2 });
    // A ticket's survey date may be that of sending.
    const ticket = { numbers: { sent: [1, 1], answered_at: [1, 1], csat: [null, 3] } };
    expect(figure(responseRate, [ticket], { scale })).toMatchObject({ numerator: 1, n: 2 });
  });

  it("counts the questions of one response as one invitation, and who declined or was not reached as one without an answer", () => {
    const columns = {
      numbers: {
        sent: [1, 1, 1, null, 1],
        answered_at: [2, 2, null, null, 2],
        nps: [9, null, null, null, null],
        score: [9, 2, null, null, null],
      },
      codes: { response_id: [0, 0, 1, 2, 3] },
    };
    expect(figure(responseRate, [columns], { scale: { low: 0, high: 10, lowIsGood: false } })).toMatchObject({
      value: 50,
      numerator: 2,
      n: 4,
    });
  });

  it("knows a date of which nobody knows whether day or month comes first", () => {
    const columns = { numbers: { sent: [null, 1], nps: [7, null] }, flags: { sent: [1, 0] } };
    expect(figure(responseRate, [columns], { scale: { low: 0, high: 10, lowIsGood: false } })).toMatchObject({ numerator: 1, n: 2 });
  });

  it("needs a score or a date of the answer", () => {
    expect(responseRate.available(factsOf({ numbers: { sent: [1] } }))).toBe(false);
    expect(responseRate.available(factsOf({ numbers: { sent: [1], answered_at: [1] } }))).toBe(true);
  });
});
