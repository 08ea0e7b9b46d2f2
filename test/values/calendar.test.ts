import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketCode, bucketLabel, type BucketUnit, fillBuckets } from "../../src/values/calendar.ts";

const UNITS: readonly BucketUnit[] = ["hour", "weekday", "day", "week", "month", "quarter", "year"];
const labels = (text: string, zone = "UTC"): string[] => UNITS.map((unit) => bucketLabel(bucketCode(Date.parse(text), unit, zone), unit));

describe("time buckets", () => {
  it.each([
    ["2026-11-21T14:05:00Z", "UTC", ["14", "Sat", "2026-11-21", "2026-W47", "2026-11", "2026-Q4", "2026"]],
    ["2027-01-01T00:00:00Z", "UTC", ["00", "Fri", "2027-01-01", "2026-W53", "2027-01", "2027-Q1", "2027"]],
    ["2024-12-30T23:59:59Z", "UTC", ["23", "Mon", "2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"]],
    ["1969-12-31T23:00:00Z", "UTC", ["23", "Wed", "1969-12-31", "1970-W01", "1969-12", "1969-Q4", "1969"]],
    ["2026-12-31T23:30:00Z", "Asia/Kolkata", ["05", "Fri", "2027-01-01", "2026-W53", "2027-01", "2027-Q1", "2027"]],
    ["2026-03-29T01:30:00Z", "Europe/Berlin", ["03", "Sun", "2026-03-29", "2026-W13", "2026-03", "2026-Q1", "2026"]],
  ])("%s in %s", (text, zone, expected) => {
    expect(labels(text, zone)).toEqual(expected);
  });

  it("fills as it codes one by one, absent staying absent, and ascends with time", () => {
    const instants = fc.array(fc.option(fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2060, 0) }), { nil: Number.NaN }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(instants, fc.constantFrom(...UNITS), fc.constantFrom("UTC", "America/New_York", "+05:30"), (list, unit, zone) => {
        const codes = new Int32Array(list.length + 1).fill(7);
        fillBuckets(Float64Array.from(list), list.length, unit, zone, codes);
        expect([...codes]).toEqual([...list.map((ms) => bucketCode(ms, unit, zone)), 7]);
        if (unit === "hour" || unit === "weekday") return;
        const sorted = list
          .filter((ms) => !Number.isNaN(ms))
          .toSorted((a, b) => a - b)
          .map((ms) => bucketCode(ms, unit, "UTC"));
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });
});
