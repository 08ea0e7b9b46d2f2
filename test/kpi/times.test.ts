import { describe, expect, it } from "vitest";
import { aht } from "../../src/kpi/aht.ts";
import { art } from "../../src/kpi/art.ts";
import { asa } from "../../src/kpi/asa.ts";
import { resolutionTime } from "../../src/kpi/resolution-time.ts";
import { STATUS_OPEN, STATUS_RESOLVED } from "../../src/values/batch.ts";
import { context, factsOf, feed, figure, makeBatch, listed } from "./batches.ts";

const MINUTE = 60_000;
const S = STATUS_RESOLVED;
const O = STATUS_OPEN;

describe("times", () => {
  it("carry mean, median, p90 and the intervals of mean and median", () => {
    const result = figure(asa, [{ numbers: { wait: [9, 4, 2, 4, 5] } }]);
    expect(result).toMatchObject({ value: 4.8, mean: 4.8, n: 5, median: 4, median_low: null, median_high: null, unit: "seconds" });
    expect(result.p90).toBeCloseTo(7.4, 12);
    expect(result.low).toBeCloseTo(1.5860324292680095, 12);
    expect([result.mean_low, result.mean_high]).toEqual([result.low, result.high]);
  });

  it("never reach below 0", () => expect(figure(asa, [{ numbers: { wait: [0, 0, 0, 100] } }]).low).toBe(0));

  it("of one or no row have no interval", () => {
    expect(figure(asa, [{ numbers: { wait: [7] } }])).toMatchObject({ value: 7, n: 1, low: null, high: null, median: 7, p90: 7 });
    expect(figure(asa, [{ numbers: { wait: [null] } }])).toMatchObject({
      value: null,
      n: 0,
      low: null,
      mean: null,
      median: null,
      p90: null,
    });
  });

  it("give the sorted sample of a group", () => {
    const columns = { numbers: { wait: [3, 9, 1, 7] } };
    const aggregate = asa.create(context([factsOf(columns)]));
    feed(aggregate, makeBatch(columns), [0, 1, 0, 1]);
    expect([0, 1, 2].map((group) => listed(aggregate.sample!(group)))).toEqual([[1, 3], [7, 9], []]);
    feed(aggregate, makeBatch({ numbers: { wait: [2] } }));
    expect(listed(aggregate.sample!(0))).toEqual([1, 2, 3]);
  });
});

describe("art", () => {
  it("takes the response time column before the instants, for all rows", () => {
    const columns = {
      numbers: { response_time: [60, null, 120], first_response: [MINUTE, MINUTE, MINUTE], created: [0, 0, 0] },
    };
    expect(figure(art, [columns])).toMatchObject({ value: 90, n: 2 });
  });

  it("else takes first response minus created; a negative time is noted and left out, but is a reply", () => {
    const columns = {
      numbers: { response_time: [null, null, null], first_response: [3 * MINUTE, 1000, null], created: [MINUTE, 6000, MINUTE] },
    };
    const batch = makeBatch(columns);
    const aggregate = art.create(context([factsOf(columns)]));
    feed(aggregate, batch);
    expect(aggregate.result(0)).toMatchObject({ value: 120, n: 1, waiting: { count: 1, oldest: MINUTE } });
    expect(batch.noted).toEqual([["response_time", 1, -5]]);
  });

  it("takes 0 seconds without an agent's reply as no reply", () => {
    const columns = { numbers: { response_time: [0, 0, 0, 90], replies: [0, 1, null, 0], created: [1, 2, 3, 4] } };
    expect(figure(art, [columns])).toMatchObject({ n: 3, mean: 30, waiting: { count: 1, oldest: 1 } });
  });

  it("counts who waits: no response and not known to be resolved", () => {
    const columns = {
      flags: { status: [S, O, O, O, null] },
      numbers: { response_time: [null, null, 5, null, null], created: [10, 40, 20, null, 30] },
    };
    expect(figure(art, [columns]).waiting).toEqual({ count: 3, oldest: 30 });
    const unresolved = { numbers: { response_time: [null, 5] } };
    expect(figure(art, [unresolved]).waiting).toEqual({ count: 1, oldest: null });
  });

  it("is not available from a first response without a creation", () => {
    expect(art.available(factsOf({ numbers: { first_response: [1], closed: [1] } }))).toBe(false);
    expect(art.available(factsOf({ numbers: { first_response: [1], created: [1] } }))).toBe(true);
    expect(art.available(factsOf({ numbers: { response_time: [null] } }))).toBe(true);
  });
});

describe("resolution_time", () => {
  it("takes the column on resolved rows only, and counts the open ones", () => {
    const columns = { flags: { status: [S, O, S, S] }, numbers: { resolution_time: [60, 600, 120, null] } };
    expect(figure(resolutionTime, [columns])).toMatchObject({ value: 90, median: 90, n: 2, mean: 90, low: null, high: null, open: 1 });
  });

  it("has the interval of its median from six values on", () => {
    const columns = { numbers: { resolution_time: [6, 5, 4, 3, 2, 1] } };
    expect(figure(resolutionTime, [columns])).toMatchObject({ value: 3.5, low: 1, high: 6, median_low: 1, median_high: 6 });
  });

  it("else takes resolved minus created, else closed minus created", () => {
    const created = [0, 0, 0];
    const resolved = { numbers: { created, resolved: [MINUTE, null, 3 * MINUTE], closed: [MINUTE, MINUTE, 9 * MINUTE] } };
    expect(figure(resolutionTime, [resolved])).toMatchObject({ value: 120, n: 2, open: 1 });
    const closed = { numbers: { created, resolved: [null, null, null], closed: [MINUTE, null, 9 * MINUTE] } };
    expect(figure(resolutionTime, [closed])).toMatchObject({ value: 300, n: 2, open: 1 });
  });

  it("notes a negative time of a resolved row once, whoever asks", () => {
    const columns = { flags: { status: [S, O] }, numbers: { created: [MINUTE, MINUTE], resolved: [0, 0] } };
    const batch = makeBatch(columns);
    const facts = factsOf(columns);
    for (let i = 0; i < 2; i += 1) feed(resolutionTime.create(context([facts])), batch);
    expect(batch.noted).toEqual([["resolution_time", 0, -60]]);
  });
});

describe("aht", () => {
  it("takes the handle column before its parts", () => {
    const columns = { numbers: { handle: [100, 200, null], talk: [10, 20, 30], hold: [1, null, 1] } };
    expect(figure(aht, [columns])).toMatchObject({ value: 150, n: 2, parts: { talk: 15, hold: 1, wrap: null, handle: 150 } });
  });

  it("else adds talk, hold and after-call work; a row without one of them has no time", () => {
    const columns = { numbers: { talk: [60, 60, null], hold: [0, null, 5], wrap: [30, 30, 30] } };
    expect(figure(aht, [columns])).toMatchObject({ value: 90, n: 1, parts: { talk: 60, hold: 0, wrap: 30, handle: null } });
  });

  it("does without parts that have no column or no value", () => {
    expect(figure(aht, [{ numbers: { talk: [60, 120], hold: [null, null] } }])).toMatchObject({
      value: 90,
      n: 2,
      parts: { talk: 90, hold: null },
    });
  });

  it("takes rows neither unanswered nor abandoned, where known", () => {
    const columns = { numbers: { talk: [10, 20, 30, 0, 50] }, flags: { answered: [1, 0, null, 1, 1], abandoned: [0, 0, null, 0, 1] } };
    expect(figure(aht, [columns])).toMatchObject({ n: 3, value: 40 / 3 });
  });

  it("is no handling time without talk", () => {
    expect(aht.available(factsOf({ numbers: { hold: [1], wrap: [1] } }))).toBe(false);
    expect(aht.available(factsOf({ numbers: { talk: [1] } }))).toBe(true);
  });
});

describe("asa", () => {
  it("takes answered rows with a wait", () => {
    expect(figure(asa, [{ numbers: { wait: [10, 20, 30, null] }, flags: { answered: [1, 0, null, 1] } }])).toMatchObject({
      value: 10,
      n: 1,
    });
  });

  it("takes all rows where nothing says which were answered", () => {
    expect(figure(asa, [{ numbers: { wait: [10, 20] } }])).toMatchObject({ value: 15, n: 2 });
    expect(figure(asa, [{ numbers: { wait: [10, 20] }, flags: { answered: [null, null] } }])).toMatchObject({ value: 15, n: 2 });
  });
});
