import { describe, expect, it } from "vitest";
import { containmentRate } from "../../src/kpi/containment-rate.ts";
import { escalationRate } from "../../src/kpi/escalation-rate.ts";
import { serviceLevel } from "../../src/kpi/service-level.ts";
import { transferRate } from "../../src/kpi/transfer-rate.ts";
import { factsOf, figure } from "./batches.ts";
import type { Columns } from "./batches.ts";

const NOTHING = { value: null, n: 0, numerator: 0, low: null, high: null };

describe("service_level", () => {
  /** The five formulas' example in reference/kpis.md: 1000 answered, 860 of them in time, 60 abandoned, 20 of them early. */
  it("is 82.7 % in the trade's own example: answered in time of answered and of those who waited long enough", () => {
    const calls = [
      ...Array.from({ length: 860 }, () => [20, 1]),
      ...Array.from({ length: 140 }, () => [21, 1]),
      ...Array.from({ length: 40 }, () => [20.5, 0]),
      ...Array.from({ length: 20 }, () => [20, 0]),
    ];
    const columns = {
      numbers: { wait: calls.map(([wait]) => wait) },
      flags: { answered: calls.map(([, answered]) => answered), abandoned: calls.map(([, answered]) => 1 - answered) },
    };
    const found = figure(serviceLevel, [columns]);
    expect(found).toMatchObject({ numerator: 860, n: 1040, threshold: 20, answered: 1000, abandoned: 40, short_abandoned: 20 });
    expect(found.value!.toFixed(1)).toBe("82.7");
  });

  it("leaves out calls without a waiting time, and those neither answered nor abandoned", () => {
    const columns = {
      numbers: { wait: [5, null, 60, 30, 10] },
      flags: { answered: [1, 1, 0, 0, null], abandoned: [0, 0, 1, 0, null] },
    };
    expect(figure(serviceLevel, [columns])).toMatchObject({ numerator: 1, n: 2, abandoned: 1, short_abandoned: 0 });
  });

  it("takes each of answered and abandoned for the contrary of the other where only one is known", () => {
    const wait = [5, 60, 60, 5];
    expect(figure(serviceLevel, [{ numbers: { wait }, flags: { answered: [1, 1, 0, 0] } }])).toMatchObject({ numerator: 1, n: 3 });
    expect(figure(serviceLevel, [{ numbers: { wait }, flags: { abandoned: [0, 0, 1, 1] } }])).toMatchObject({ numerator: 1, n: 3 });
  });

  it("takes all calls for answered without a word on either, and then knows of none that was abandoned", () => {
    expect(figure(serviceLevel, [{ numbers: { wait: [0, 20, 21] } }])).toMatchObject({ numerator: 2, n: 3, abandoned: null });
  });

  it("has no data of no call, and the widest interval of one", () => {
    expect(figure(serviceLevel, [{ numbers: { wait: [null] }, flags: { answered: [1] } }])).toMatchObject(NOTHING);
    const one = figure(serviceLevel, [{ numbers: { wait: [3] }, flags: { answered: [1] } }]);
    expect([one.value, one.low!.toFixed(2), one.high]).toEqual([100, "20.65", 100]);
  });
});

describe("transfer_rate", () => {
  it("is the marked of those handled and known", () => {
    const flags = { transferred: [1, 0, 0, null, 1, 1], answered: [1, 1, 1, 1, 0, null], abandoned: [0, 0, 0, 0, 0, 1] };
    expect(figure(transferRate, [{ flags }])).toMatchObject({ numerator: 1, n: 3 });
  });

  it("is else the reassigned at least once", () => {
    const columns = { numbers: { reassignments: [0, 1, 4, null] }, flags: { transferred: [null, null, null, null] } };
    expect(figure(transferRate, [columns])).toMatchObject({ numerator: 2, n: 3 });
    expect(figure(transferRate, [{ numbers: { reassignments: [null] } }])).toMatchObject(NOTHING);
  });
});

describe("escalation_rate", () => {
  it("is the escalated of those known", () => {
    expect(figure(escalationRate, [{ flags: { escalated: [1, 0, null, 0, 0] } }])).toMatchObject({ value: 25, numerator: 1, n: 4 });
    expect(figure(escalationRate, [{ flags: { escalated: [null] } }])).toMatchObject(NOTHING);
  });
});

describe("containment_rate", () => {
  const bot = [1, 1, 1, 1, 0, null, 1];

  it.each<[string, Columns, number, number]>([
    ["any mark of handing on", { flags: { bot, escalated: [1, 0, 0, null, 0, 0, null], transferred: [0, 0, 1, 0, 0, 0, null] } }, 2, 4],
    ["agent replies", { flags: { bot, escalated: bot.map(() => null) }, numbers: { replies: [0, 3, 0, null, 0, 0, 0] } }, 3, 4],
    ["an agent", { flags: { bot }, codes: { agent: [null, 0, 1, null, 0, 1, null] } }, 3, 5],
  ])("goes by %s", (_, columns, numerator, n) => expect(figure(containmentRate, [columns])).toMatchObject({ numerator, n }));

  it("needs to know of bot and human", () => {
    expect(containmentRate.available(factsOf({ flags: { bot } }))).toBe(false);
    expect(containmentRate.available(factsOf({ flags: { escalated: [1] } }))).toBe(false);
    expect(figure(containmentRate, [{ flags: { bot: [0, null], escalated: [0, 1] } }])).toMatchObject(NOTHING);
  });
});
