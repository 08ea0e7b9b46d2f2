import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isZone, localToUtc, utcToLocal } from "../../src/values/zone.ts";

const local = (text: string): number => Date.parse(`${text}Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe("localToUtc", () => {
  it.each([
    ["2026-10-01T09:48", "UTC", "2026-10-01T09:48", 0, 0],
    ["2026-10-01T09:48", "+05:30", "2026-10-01T04:18", 0, 0],
    ["2026-10-01T09:48", "UTC-3", "2026-10-01T12:48", 0, 0],
    ["2026-01-15T12:00", "Europe/Berlin", "2026-01-15T11:00", 0, 0],
    ["2026-07-15T12:00", "Europe/Berlin", "2026-07-15T10:00", 0, 0],
    // Clocks go from 02:00 to 03:00: half past two moves forward to 03:30 summer time.
    ["2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59", 0, 0],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30", 1, 0],
    ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00", 0, 0],
    // Clocks go from 03:00 back to 02:00: half past two is there twice, the first is summer time.
    ["2026-10-25T01:59", "Europe/Berlin", "2026-10-24T23:59", 0, 0],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30", 0, 1],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00", 0, 0],
    ["2026-03-08T02:15", "America/New_York", "2026-03-08T07:15", 1, 0],
    ["2026-11-01T01:15", "America/New_York", "2026-11-01T05:15", 0, 1],
    // A change by half an hour, one at midnight, and a day that was left out.
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45", 0, 1],
    ["2018-11-04T00:30", "America/Sao_Paulo", "2018-11-04T03:30", 1, 0],
    ["2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00", 1, 0],
    ["2026-12-31T23:30", "Pacific/Kiritimati", "2026-12-31T09:30", 0, 0],
    ["2027-01-01T00:30", "America/Los_Angeles", "2027-01-01T08:30", 0, 0],
  ])("%s in %s is %s", (text, zone, expected, gaps, overlaps) => {
    const counts = { gaps: 0, overlaps: 0 };
    expect(iso(localToUtc(local(text), zone, counts))).toBe(expected);
    expect(counts).toEqual({ gaps, overlaps });
  });

  it("agrees with Intl on every instant, and comes back to it outside overlaps", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Africa/Casablanca",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "America/Argentina/Buenos_Aires",
    ];
    const formats = new Map(
      zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" })]),
    );
    const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }).map((ms) => ms - (ms % 1000));
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, ms) => {
        const there = utcToLocal(ms, zone);
        expect(new Date(there).toISOString().slice(0, 19).replace("T", " ")).toBe(formats.get(zone)!.format(ms));
        const counts = { gaps: 0, overlaps: 0 };
        const back = localToUtc(there, zone, counts);
        expect(counts.gaps).toBe(0);
        if (counts.overlaps === 0) expect(back).toBe(ms);
        else expect(ms - back).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it("lets NaN be and knows times before standard time", () => {
    expect(localToUtc(Number.NaN, "Europe/Berlin")).toBeNaN();
    expect(utcToLocal(Number.NaN, "Europe/Berlin")).toBeNaN();
    expect(localToUtc(local("0001-01-01T00:00"), "Europe/Berlin")).toBeLessThan(local("0001-01-02T00:00"));
  });
});

describe("isZone", () => {
  it.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "+02:00", "-0530", "UTC+2", "GMT-03:30", "Z"])(
    "accepts %s",
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );
  it.each(["", "hours", "Mars/Olympus", "+2", "+15:00", "+02:75", "local", "__proto__"])("refuses %s", (name) => {
    expect(isZone(name)).toBe(false);
  });
});
