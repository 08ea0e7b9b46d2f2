import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberStyle, TimeUnit } from "../../src/values/batch.ts";
import { readDuration, readDurationBytes } from "../../src/values/duration.ts";

const bytesOf = (text: string, unit: TimeUnit | undefined, style: NumberStyle): number => {
  const bytes = Buffer.from(`9${text}9`);
  return readDurationBytes(bytes, 1, bytes.length - 1, unit, style);
};

const NONE = Number.NaN;

describe("readDuration", () => {
  it.each<[string, TimeUnit | undefined, number]>([
    ["90", "s", 90],
    ["90", "min", 5400],
    ["1.5", "h", 5400],
    ["2", "d", 172_800],
    ["108960000", "ms", 108_960],
    ["-35", "min", -2100],
    ["0", "min", 0],
    ["90", undefined, NONE],
    ["90", "hms", NONE],
    ["90", "mmss", NONE],
    // A part of a day, cut by the export.
    ["0.0016550926", "d", 143],
    ["0.5", "d", 43_200],
    // The shape outranks the unit: "First response time (in hrs)" holds clock notation.
    ["00:14:30", "h", 870],
    ["00:14", "min", 840],
    ["12:30", undefined, 45_000],
    ["12:30", "mmss", 750],
    ["-12:30", "mmss", -750],
    ["75:05", "mmss", 4505],
    ["00:12:30", "mmss", 750],
    // Spreadsheets show lengths below a day as times of day.
    ["12:02:23 AM", undefined, 143],
    ["1:02:23 AM", undefined, NONE],
    ["1:02:23 AM", "hms", 3743],
    ["12:30 p.m.", "hms", 45_000],
    ["13:00 PM", "hms", NONE],
    ["03:00:00", undefined, 10_800],
    [" 50:38:24.085", undefined, 182_304.085],
    ["123:00:00", undefined, 442_800],
    ["-1:30:00", undefined, -5400],
    ["- 01:30", undefined, -5400],
    ["1:30:00,5", undefined, 5400.5],
    ["12:60", undefined, NONE],
    ["12:30:61", undefined, NONE],
    ["1:2:3", undefined, NONE],
    ["2 days 03:04:05", undefined, 183_845],
    ["1 day, 2:03:04", undefined, 93_784],
    ["0 days 02:15:00", undefined, 8100],
    ["-1 day, 23:59:00", undefined, -60],
    ["-1 days +23:59:00", undefined, -60],
    ["1.02:03:04", undefined, 93_784],
    ["02:15:00 hrs", undefined, 8100],
    ["1d 2h 3m 4s", undefined, 93_784],
    ["1h 30m", undefined, 5400],
    ["45m", undefined, 2700],
    ["1h30m", undefined, 5400],
    ["2 hours 5 minutes", undefined, 7500],
    ["2 Hours, 5 Minutes and 1 second", undefined, 7501],
    ["1.5h", undefined, 5400],
    ["90 min", "h", 5400],
    ["250 ms", undefined, 0.25],
    ["1 week", undefined, 604_800],
    ["-3m", undefined, -180],
    ["PT1H2M", undefined, 3720],
    ["P1DT2H3M4.5S", undefined, 93_784.5],
    ["P2W", undefined, 1_209_600],
    ["-PT5M", undefined, -300],
    ["P", undefined, NONE],
    ["PT", undefined, NONE],
    ["8:00:00 AM", undefined, NONE],
    ["1:02:23 AM", "h", NONE],
    ["12:02:23 PM", "h", NONE],
    ["12:02:23 AM", "h", 143],
    ["5m 2h", undefined, NONE],
    ["2h 3h", undefined, NONE],
    ["3 months", undefined, NONE],
    ["2026-10-01 09:48", "h", NONE],
    ["3,87,16,91,111", "h", NONE],
    ["h", undefined, NONE],
    ["", "s", NONE],
    ["No replies", "s", NONE],
  ])("%s in %s is %d s", (text, unit, expected) => {
    expect(readDuration(text, unit, "point")).toBe(expected);
    expect(bytesOf(text, unit, "point")).toBe(expected);
  });

  it("takes the decimal comma where the column has one", () => {
    expect(readDuration("1,5h", undefined, "comma")).toBe(5400);
    expect(readDuration("1,5", "h", "comma")).toBe(5400);
    expect(readDuration("1,5h", undefined, "point")).toBeNaN();
  });

  it("reads bytes as it reads text", () => {
    const part = fc.nat(999);
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."0123456789:.,-dhms PT") }),
      fc
        .tuple(part, fc.nat(60), fc.nat(60), part)
        .map(([h, m, s, f]) => `${h}:${String(m).padStart(2, "0")}:${String(s).padStart(2, "0")}.${f}`),
      fc.tuple(part, part, part).map(([d, h, m]) => `${d}d ${h}h ${m}m`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<TimeUnit | undefined>("min", "ms", "d", "hms", "mmss", undefined), (cell, unit) => {
        expect(bytesOf(cell, unit, "point")).toBe(readDuration(cell, unit, "point"));
      }),
    );
  });
});
