import { describe, expect, test } from "vitest";
import type { ReportRequest } from "../../src/report/request.ts";
import type { Trend } from "../../src/report/trend.ts";
import { reportOf } from "./helpers.ts";
import { weeks } from "./weeks.ts";

const DAY = 86_400_000;

const trendOf = async (csv: string, request: Partial<ReportRequest>): Promise<Trend> => (await reportOf(csv, request)).trend!;

const signals = (trend: Trend, kpi: string): string[] =>
  trend.kpis[kpi].periods.filter(({ signal }) => signal !== null).map(({ period, signal }) => `${period} ${signal}`);

const cuts = (trend: Trend): (string | null)[] => trend.spans.map(({ cut }) => cut);

/** Twelve whole weeks from Monday 3 August 2026, 20 rated tickets each, of which so many are rated well. */
const EVEN = [17, 18, 17, 16, 18, 17, 18, 17, 16, 17, 18, 17];

describe("what stands out", () => {
  test("nothing, where the weeks only go up and down as they do", async () => {
    const trend = await trendOf(weeks({ good: EVEN }), { by: ["week"], kpis: ["csat", "art"] });
    expect(trend).toMatchObject({ dimension: "week", unit: "week" });
    expect(trend.spans[0]).toEqual({ period: "2026-W32", since: Date.UTC(2026, 7, 3), until: Date.UTC(2026, 7, 10), cut: null });
    expect(cuts(trend)).toEqual(EVEN.map(() => null));
    expect([...signals(trend, "csat"), ...signals(trend, "art")]).toEqual([]);
    // 100 × 206 / 240; ranges of 5, 5, 5, 10, 5, 5, 5, 5, 5, 5, 5 points: 60 / 11.
    const { mean, low, high, statistic } = trend.kpis["csat"];
    expect(statistic).toBe("value");
    expect(mean).toBeCloseTo(85.8333, 4);
    expect(low).toBeCloseTo(85.8333 - (2.66 * 60) / 11, 3);
    expect(high).toBe(100);
  });

  test("the week in which everything was bad, by its scores and by the half of its times", async () => {
    const good = EVEN.with(8, 2);
    const trend = await trendOf(weeks({ good, minutes: EVEN.map((_, week) => (week === 8 ? 900 : 30)) }), {
      by: ["week"],
      kpis: ["csat", "art"],
    });
    expect(signals(trend, "csat")).toEqual(["2026-W40 low"]);
    expect(signals(trend, "art")).toEqual(["2026-W40 high"]);
    expect(trend.kpis["art"].statistic).toBe("median");
    expect(trend.kpis["art"].low).toBe(0);
  });

  test("a week with more tickets than ever", async () => {
    const trend = await trendOf(weeks({ good: EVEN.with(5, 90), each: EVEN.map((_, week) => (week === 5 ? 100 : 20)) }), {
      by: ["week"],
      kpis: ["volume"],
    });
    expect(signals(trend, "volume")).toEqual(["2026-W37 high"]);
  });

  test("not a week whose few rows explain it, nor one with fewer than 10", async () => {
    // 6 of 10 lies outside the limits of the others; its likely range, 31–83%, reaches back to their average.
    const few = await trendOf(
      weeks({ good: EVEN.map((_, week) => (week === 5 ? 6 : 34)), each: EVEN.map((_, week) => (week === 5 ? 10 : 40)) }),
      {
        by: ["week"],
        kpis: ["csat"],
      },
    );
    expect(few.kpis["csat"].periods[5].value).toBeLessThan(few.kpis["csat"].low!);
    expect(signals(few, "csat")).toEqual([]);
    const tooFew = await trendOf(weeks({ good: EVEN.with(5, 0), each: EVEN.map((_, week) => (week === 5 ? 9 : 20)) }), {
      by: ["week"],
      kpis: ["csat"],
    });
    expect(signals(tooFew, "csat")).toEqual([]);
    expect(tooFew.kpis["csat"].mean).toBeGreaterThan(80);
  });

  test("not the latest weeks for having most tickets open, but an earlier one for taking long", async () => {
    const open = EVEN.map((_, week) => (week === 11 ? 20 : 0));
    const trend = await trendOf(weeks({ good: EVEN, open }), { by: ["week"], kpis: ["resolution_rate"] });
    expect(trend.kpis["resolution_rate"].periods[11].value).toBe(0);
    expect(signals(trend, "resolution_rate")).toEqual([]);
  });

  test("nothing before there are 8 whole weeks", async () => {
    const trend = await trendOf(weeks({ good: [18, 18, 18, 0, 18, 18, 18] }), { by: ["week"], kpis: ["csat"] });
    expect(trend.kpis["csat"]).toMatchObject({ mean: null, low: null, high: null });
    expect(signals(trend, "csat")).toEqual([]);
  });
});

describe("periods that are not whole", () => {
  const csv = weeks({ good: EVEN });

  test("cut by the period asked for", async () => {
    const trend = await trendOf(csv, { by: ["week"], since: "2026-08-05", until: "2026-10-01", kpis: ["volume"] });
    expect(cuts(trend)).toEqual(["since", null, null, null, null, null, null, null, "until"]);
    expect(trend.kpis["volume"].periods.map(({ complete }) => complete)).toEqual(cuts(trend).map((cut) => cut === null));
    expect(cuts(await trendOf(csv, { by: ["month"], period: "2026-09", kpis: ["volume"] }))).toEqual([null]);
  });

  test("cut by the present", async () => {
    const trend = await trendOf(csv, { by: ["month"], asOf: "2026-10-20", kpis: ["volume"] });
    expect(cuts(trend)).toEqual([null, null, "as-of"]);
  });

  test("cut by where the rows begin and end, but not by a weekend", async () => {
    const rows = (...days: string[]): string => `id,created_at\n${days.map((day, i) => `${i},${day} 09:00`).join("\n")}\n`;
    // 2026-11-02 is a Monday, 2026-11-13 a Friday; October ends on a Saturday, August begins on one.
    expect(cuts(await trendOf(rows("2026-11-02", "2026-11-13"), { by: ["week"] }))).toEqual([null, null]);
    expect(cuts(await trendOf(rows("2026-11-03", "2026-11-12"), { by: ["week"] }))).toEqual(["first row", "last row"]);
    expect(cuts(await trendOf(rows("2026-08-03", "2026-09-15", "2026-10-30"), { by: ["month"] }))).toEqual([null, null, null]);
    expect(cuts(await trendOf(rows("2026-08-04", "2026-10-29"), { by: ["month"] }))).toEqual(["first row", "last row"]);
    const days = rows("2026-11-03", "2026-11-04", "2026-11-05");
    expect(cuts(await trendOf(days, { by: ["day"] }))).toEqual(["first row", null, "last row"]);
    expect(cuts(await trendOf(days, { by: ["day"], since: "2026-11-03", until: "2026-11-06" }))).toEqual([null, null, null]);
    expect(cuts(await trendOf(days, { by: ["day"], since: "2026-11-01", until: "2026-11-09" }))).toEqual(["first row", null, "last row"]);
    expect(cuts(await trendOf(rows("2025-01-01", "2026-02-01"), { by: ["year"] }))).toEqual([null, "as-of"]);
    expect(cuts(await trendOf(rows("2026-07-01", "2026-09-30", "2026-10-02"), { by: ["quarter"] }))).toEqual([null, "as-of"]);
  });

  test("not cut by where the rows asked for begin and end, if the files go on", async () => {
    const rows =
      "id,created_at,priority\n1,2026-11-02 09:00,Low\n2,2026-11-04 09:00,High\n3,2026-11-11 09:00,High\n4,2026-11-15 09:00,Low\n";
    const where = [{ name: "priority", equal: true, value: "High" }];
    expect(cuts(await trendOf(rows, { by: ["week"], where }))).toEqual([null, null]);
    expect(cuts(await trendOf(rows, { by: ["week"], where, until: "2026-11-13" }))).toEqual([null, "until"]);
    expect(cuts(await trendOf(rows.replace("4,2026-11-15", "4,2026-11-12"), { by: ["week"], where }))).toEqual([null, "last row"]);
  });

  test("do not stand out and leave the limits alone, however wild", async () => {
    const whole = await trendOf(csv, { by: ["week"], kpis: ["csat"] });
    const wild = await trendOf(weeks({ good: [...EVEN, 0] }), { by: ["week"], until: "2026-10-30", kpis: ["csat"] });
    expect(wild.kpis["csat"].periods.at(-1)).toMatchObject({ period: "2026-W44", value: 0, complete: false, signal: null });
    expect(wild.kpis["csat"].mean).toBe(whole.kpis["csat"].mean);
  });

  test("weeks begin in the zone of the report", async () => {
    const { spans } = await trendOf(csv, { by: ["week"], tz: "America/New_York", kpis: ["volume"] });
    expect(spans[0].since).toBe(Date.UTC(2026, 7, 3, 4));
    expect(spans[0].until - spans[0].since).toBe(7 * DAY);
  });
});

test("no course where time comes round, where there are other dimensions, or none", async () => {
  const csv = weeks({ good: EVEN });
  for (const by of [["hour"], ["weekday"], ["week", "agent"], ["agent"], []])
    expect((await reportOf(csv, { by })).trend, by.join()).toBeUndefined();
  expect((await reportOf(csv, { across: "month" })).trend?.spans).toHaveLength(3);
  expect((await reportOf(csv, { by: ["Week"] })).trend?.unit).toBe("week");
  expect((await reportOf("id,created_at\n1,\n", { by: ["week"] })).trend).toBeUndefined();
});
