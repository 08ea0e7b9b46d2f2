import { describe, expect, it } from "vitest";
import { afterHoursShare } from "../../src/kpi/after-hours-share.ts";
import { keptPromises } from "../../src/kpi/kept-promises.ts";
import { oneTouchRate } from "../../src/kpi/one-touch-rate.ts";
import { resolutionTime } from "../../src/kpi/resolution-time.ts";
import { factsOf, figure } from "./batches.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("kept_promises", () => {
  const asOf = 10 * DAY;

  it("is solved by the due date, to the moment, of solved and of open past it", () => {
    const columns = {
      numbers: {
        due: [5, 5, 5, 5, 12, null, 5].map((day) => (day === null ? null : day * DAY)),
        resolved: [5, 5.001, 2, null, null, 3, null].map((day) => (day === null ? null : day * DAY)),
      },
      flags: { status: [1, 1, 1, 0, 0, 1, 1] },
    };
    // The last one is solved at a time nobody knows.
    expect(figure(keptPromises, [columns], { asOf })).toMatchObject({ value: 50, numerator: 2, n: 4, late: 1, overdue: 1, pending: 1 });
  });

  it("takes a reopened one for open", () => {
    const columns = { numbers: { due: [5 * DAY], resolved: [3 * DAY] }, flags: { status: [0] } };
    expect(figure(keptPromises, [columns], { asOf })).toMatchObject({ numerator: 0, n: 1, overdue: 1 });
  });

  it("gives a due date without a time of day until its midnight, whatever the clocks do", () => {
    // 25 October 2026 has 25 hours in Berlin.
    const due = Date.UTC(2026, 9, 24, 22);
    const columns = {
      numbers: { due: [due, due], resolved: [due + 25 * HOUR - 1, due + 25 * HOUR] },
      flags: { status: [1, 1] },
    };
    const more = { dateOnly: ["due"], zone: "Europe/Berlin", asOf: Date.UTC(2026, 10, 1) } as const;
    expect(figure(keptPromises, [columns], more)).toMatchObject({ numerator: 1, n: 2, late: 1 });
  });

  it("goes by the closing, else by the time to solve", () => {
    const due = [5 * DAY, 5 * DAY];
    expect(figure(keptPromises, [{ numbers: { due, closed: [4 * DAY, null] } }], { asOf })).toMatchObject({ numerator: 1, n: 2 });
    const time = { numbers: { due, created: [0, 0], resolution_time: [86_400, 864_000] } };
    expect(figure(keptPromises, [time], { asOf })).toMatchObject({ numerator: 1, n: 2 });
  });

  it("has no data where nothing is due", () => {
    expect(figure(keptPromises, [{ numbers: { due: [null], resolved: [1] } }], { asOf })).toMatchObject({ value: null, n: 0 });
    expect(keptPromises.available(factsOf({ numbers: { due: [1], created: [1] }, flags: { status: [1] } }))).toBe(false);
  });
});

describe("one_touch_rate", () => {
  it("counts solved with at most one reply, and the others by theirs", () => {
    const columns = {
      flags: { status: [1, 1, 1, 1, 1, 0, 1] },
      numbers: { replies: [0, 1, 2, 3, 9, 1, null], reopens: [1, 1, 0, 0, 0, 0, 0] },
    };
    expect(figure(oneTouchRate, [columns])).toMatchObject({
      value: 40,
      numerator: 2,
      n: 5,
      without_reply: 1,
      two_touch: 1,
      multi_touch: 2,
    });
  });

  it("has no data without replies", () =>
    expect(figure(oneTouchRate, [{ flags: { status: [1] }, numbers: { replies: [null] } }])).toMatchObject({ value: null, n: 0 }));
});

describe("after_hours_share", () => {
  /** Mondays to Fridays from 9 to 17 in UTC; day 0 was a Thursday. */
  const openingHours = {
    isOpen: (instant: number) => {
      const [day, hour] = [new Date(instant).getUTCDay(), new Date(instant).getUTCHours()];
      return day >= 1 && day <= 5 && hour >= 9 && hour < 17;
    },
    seconds: () => Number.NaN,
  };
  const created = [9 * HOUR, 17 * HOUR - 1, 17 * HOUR, 2 * DAY + 12 * HOUR, null];

  it("is what was created while nobody was at work", () =>
    expect(figure(afterHoursShare, [{ numbers: { created } }], { openingHours })).toMatchObject({ value: 50, numerator: 2, n: 4 }));

  it("knows no hours of dates without a time of day", () => {
    const more = { openingHours, dateOnly: ["created"] } as const;
    expect(figure(afterHoursShare, [{ numbers: { created } }], more)).toMatchObject({ value: null, n: 0 });
  });

  it("says what it lacks where nobody gave opening hours", () => {
    const facts = factsOf({ numbers: { created } });
    expect([afterHoursShare.available(facts), afterHoursShare.obstacle!(facts)]).toEqual([
      false,
      "it takes opening hours, and none are given",
    ]);
    expect(afterHoursShare.obstacle!(factsOf({ numbers: { created } }, { openingHours }))).toBeNull();
  });
});

describe("resolution_time counts open ones in by Kaplan and Meier", () => {
  const numbers = { created: [0, 0, 0, 0, 5 * DAY], resolution_time: [3600, 7200, 10_800, null, null] };
  const flags = { status: [1, 1, 1, 0, 0] };

  it("as lasting at least until the report's date", () => {
    // 3 solved of 5: the curve falls to 4/5, 3/5, 2/5.
    const found = figure(resolutionTime, [{ numbers, flags }], { asOf: 6 * DAY });
    expect(found).toMatchObject({ value: 7200, open: 2, km_median: 10_800, km_median_low: 3600, km_median_high: null });
    expect(Object.keys(found).slice(-4)).toEqual(["open", "km_median", "km_median_low", "km_median_high"]);
  });

  it("from the moment they are cut off, no more", () => {
    // One is open for half an hour only, before anything is solved: 3 of 4 in turn, at rest at 2/4.
    expect(figure(resolutionTime, [{ numbers, flags }], { asOf: 5 * DAY + 1_800_000 })).toMatchObject({ km_median: 9000 });
  });

  it("leaves out those created after that date", () =>
    expect(figure(resolutionTime, [{ numbers, flags }], { asOf: 4 * DAY })).toMatchObject({ open: 2, km_median: 9000 }));

  it("not where nobody knows for how long they have been open", () => {
    const ageless = { numbers: { resolution_time: numbers.resolution_time }, flags };
    expect(figure(resolutionTime, [ageless], { asOf: 6 * DAY })).toMatchObject({ value: 7200, km_median: null });
    const undecided = { numbers: { ...numbers, created: numbers.created.map(() => null) }, flags: { ...flags, created: [1, 1, 1, 1, 1] } };
    expect(figure(resolutionTime, [undecided], { asOf: 6 * DAY })).toMatchObject({ value: 7200, km_median: null });
    const business = { asOf: 6 * DAY, inOpeningHours: ["resolution_time"] } as const;
    expect(figure(resolutionTime, [{ numbers, flags }], business)).toMatchObject({ value: 7200, km_median: null });
  });

  it("is none where nothing is solved", () =>
    expect(
      figure(resolutionTime, [{ numbers: { created: [0], resolution_time: [null] }, flags: { status: [0] } }], { asOf: DAY }),
    ).toMatchObject({
      value: null,
      open: 1,
      km_median: null,
      km_median_low: null,
      km_median_high: null,
    }));
});
