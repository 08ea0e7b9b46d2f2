import { describe, expect, it } from "vitest";
import { parseInstantFlag, resolvePeriod } from "../../src/report/period.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { columnMessages } from "../../src/text/problems/columns.ts";

const none = { period: null, since: null, until: null };
/** A Saturday afternoon in Berlin. */
const asOf = Date.parse("2026-11-21T15:00:00Z");
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString().replace(/:00\.000Z$/u, ""));
const ends = (period: string, zone = "UTC", at = asOf): (string | null)[] => {
  const { since, until } = resolvePeriod({ ...none, period }, { zone, asOf: at });
  return [iso(since), iso(until)];
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError && error.exit === 2) {
      expect(columnMessages[error.problem.code](error.problem.facts)[0]).not.toContain("undefined");
      return error.problem.code;
    }
    throw error;
  }
  return "none";
};

describe("--period", () => {
  it.each([
    ["2026-11-21", "2026-11-21T00:00", "2026-11-22T00:00"],
    ["2024-02-29", "2024-02-29T00:00", "2024-03-01T00:00"],
    ["2026-10", "2026-10-01T00:00", "2026-11-01T00:00"],
    ["2026-12", "2026-12-01T00:00", "2027-01-01T00:00"],
    ["2026-W47", "2026-11-16T00:00", "2026-11-23T00:00"],
    ["2026-w01", "2025-12-29T00:00", "2026-01-05T00:00"],
    ["2026-W53", "2026-12-28T00:00", "2027-01-04T00:00"],
    ["2026-Q4", "2026-10-01T00:00", "2027-01-01T00:00"],
    ["2026", "2026-01-01T00:00", "2027-01-01T00:00"],
    ["today", "2026-11-21T00:00", "2026-11-22T00:00"],
    ["yesterday", "2026-11-20T00:00", "2026-11-21T00:00"],
    ["this-week", "2026-11-16T00:00", "2026-11-23T00:00"],
    ["last-week", "2026-11-09T00:00", "2026-11-16T00:00"],
    ["this-month", "2026-11-01T00:00", "2026-12-01T00:00"],
    ["last-month", "2026-10-01T00:00", "2026-11-01T00:00"],
    ["last-quarter", "2026-07-01T00:00", "2026-10-01T00:00"],
    ["last-year", "2025-01-01T00:00", "2026-01-01T00:00"],
    ["30d", "2026-10-22T00:00", "2026-11-21T00:00"],
    ["1d", "2026-11-20T00:00", "2026-11-21T00:00"],
  ])("%s", (period, since, until) => {
    expect(ends(period)).toEqual([since, until]);
  });

  it("goes back over the turn of the year", () => {
    const january = Date.parse("2026-01-03T12:00:00Z");
    expect(ends("last-month", "UTC", january)).toEqual(["2025-12-01T00:00", "2026-01-01T00:00"]);
    expect(ends("last-quarter", "UTC", january)).toEqual(["2025-10-01T00:00", "2026-01-01T00:00"]);
  });

  it("counts days in the zone, whatever its clocks do", () => {
    expect(ends("2026-10-25", "Europe/Berlin")).toEqual(["2026-10-24T22:00", "2026-10-25T23:00"]);
    expect(ends("2026-03", "Europe/Berlin")).toEqual(["2026-02-28T23:00", "2026-03-31T22:00"]);
    expect(ends("today", "Pacific/Auckland")).toEqual(["2026-11-21T11:00", "2026-11-22T11:00"]);
  });

  it.each(["2026-13", "2026-Q5", "2026-W54", "2025-W53", "2026-W00", "2026-02-30", "0d", "d", "soon", "", "constructor", "26-10"])(
    "refuses %j",
    (period) => {
      expect(codeOf(() => ends(period))).toBe("period-unreadable");
    },
  );
});

describe("--since and --until", () => {
  const bounds = (since: string | null, until: string | null, zone = "UTC"): unknown => {
    const period = resolvePeriod({ period: null, since, until }, { zone, asOf });
    return [iso(period.since), iso(period.until), period.dateOnlyUntil];
  };

  it("sets either end; a bare date is its first moment in the zone", () => {
    expect(bounds(null, null)).toEqual([null, null, false]);
    expect(bounds("2026-10-01", null)).toEqual(["2026-10-01T00:00", null, false]);
    expect(bounds("2026-10-01", "2026-11-01", "America/New_York")).toEqual(["2026-10-01T04:00", "2026-11-01T04:00", true]);
    expect(bounds(null, "2026-11-01 12:00")).toEqual([null, "2026-11-01T12:00", false]);
    expect(bounds("2026-10-01T00:00+02:00", "2026-10-01T00:00Z", "Asia/Tokyo")).toEqual(["2026-09-30T22:00", "2026-10-01T00:00", false]);
  });

  it("refuses what has no single meaning", () => {
    expect(codeOf(() => bounds("03/04/2026", null))).toBe("instant-unreadable");
    expect(codeOf(() => bounds("25/12/2026", null))).toBe("instant-unreadable");
    expect(codeOf(() => bounds("2026-02-30", null))).toBe("instant-unreadable");
    expect(codeOf(() => bounds("2026-11-01", "2026-10-01"))).toBe("period-empty");
    expect(codeOf(() => bounds("2026-11-01", "2026-11-01"))).toBe("period-empty");
    expect(codeOf(() => resolvePeriod({ period: "2026", since: "2026-01-01", until: null }, { zone: "UTC", asOf }))).toBe("period-twice");
  });
});

describe("--as-of", () => {
  it("reads dates and times", () => {
    expect(iso(parseInstantFlag("2026-11-21", "Europe/Berlin"))).toBe("2026-11-20T23:00");
    expect(iso(parseInstantFlag("2026-11-21T14:30Z", "Europe/Berlin"))).toBe("2026-11-21T14:30");
    expect(codeOf(() => parseInstantFlag("tomorrow", "UTC"))).toBe("instant-unreadable");
  });
});
