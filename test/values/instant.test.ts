import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateFormat } from "../../src/values/batch.ts";
import { InstantReader, parseDateFormat, readInstant } from "../../src/values/instant.ts";

const utc = { zone: "UTC" };
/** ISO text of what is read, "date" in front of dates without a time; "none" where nothing is. */
const read = (text: string, format?: DateFormat, zone?: string): string => {
  const { ms, timed } = readInstant(text, { format, zone }, utc);
  if (Number.isNaN(ms)) return "none";
  return timed ? new Date(ms).toISOString().replace(/:00\.000Z$|\.000Z$|Z$/u, "") : `date ${new Date(ms).toISOString().slice(0, 10)}`;
};

describe("dates whose order is plain", () => {
  it.each([
    ["2026-10-01 09:48", "2026-10-01T09:48"],
    ["2026-10-01T09:48:30", "2026-10-01T09:48:30"],
    [" 2026-10-01 09:48 ", "2026-10-01T09:48"],
    ["2026-02-25 16:38:58.679", "2026-02-25T16:38:58.679"],
    ["2024-01-31T10:11:12.000Z", "2024-01-31T10:11:12"],
    ["2024-01-31T10:11:12,5+0200", "2024-01-31T08:11:12.500"],
    ["2024-01-31T10:11:12.123456-05:30", "2024-01-31T15:41:12.123"],
    ["2024-01-31 10:11 +02", "2024-01-31T08:11"],
    ["20261001T094800Z", "2026-10-01T09:48"],
    ["2026/10/01 9:48 PM", "2026-10-01T21:48"],
    ["2026.10.01 09:48", "2026-10-01T09:48"],
    ["2026-10-01, 09:48", "2026-10-01T09:48"],
    ["2026-4-1 9:05", "2026-04-01T09:05"],
    ["2026-10-01", "date 2026-10-01"],
    ["25/Feb/26 10:17 PM", "2026-02-25T22:17"],
    ["Apr 14, 2026 10:15 AM", "2026-04-14T10:15"],
    ["April 14, 2026 at 10:15\u202fAM", "2026-04-14T10:15"],
    ["Apr 14 2026", "date 2026-04-14"],
    ["Thu, 27 Oct 2016 14:51:34", "2016-10-27T14:51:34"],
    ["Thu, 27 Oct 2016 14:51:34 +0200", "2016-10-27T12:51:34"],
    ["Friday, 1 January, 2021", "date 2021-01-01"],
    ["1st January 2021", "date 2021-01-01"],
    ["14-Apr-2026", "date 2026-04-14"],
    ["14-APR-26 08.5", "none"],
    ["2026-Apr-14 10:15", "2026-04-14T10:15"],
    ["14Apr2026", "date 2026-04-14"],
    ["Wed Jan 19 11:42:16 EST 2022", "2022-01-19T16:42:16"],
    ["Thu Oct 27 2016 14:51:34 GMT+0200 (Central European Summer Time)", "2016-10-27T12:51:34"],
    ["12. März 2026 08:00", "2026-03-12T08:00"],
    ["3 août 2026", "date 2026-08-03"],
    ["3 de marzo de 2026", "date 2026-03-03"],
    ["segunda-feira, 2 de março de 2026 10:15", "2026-03-02T10:15"],
    ["1er janvier 2026", "date 2026-01-01"],
    ["Montag, 2. März 2026, 10:15 Uhr", "2026-03-02T10:15"],
    ["2. März 2026 um 10:15", "2026-03-02T10:15"],
    ["2 mars 2026 à 10h15", "2026-03-02T10:15"],
    ["02-MAR-26 10.15.30.000000 PM", "2026-03-02T22:15:30"],
    ["27/Oct/2016:14:51:34 +0200", "2016-10-27T12:51:34"],
    ["2026-03-02 10:15:30 +0200 CEST", "2026-03-02T08:15:30"],
    ["2 de 2026", "none"],
    ["2026-03-02 10:15 uhrmacher", "none"],
    ["2026-10-01 09:48 CDT", "2026-10-01T14:48"],
    ["2026-10-01 09:48 UTC", "2026-10-01T09:48"],
    ["2026-10-01 09:48 (CEST)", "2026-10-01T07:48"],
    ["2026-10-01 09:48 UTC+2", "2026-10-01T07:48"],
    ["2026-10-01T09:48+02:00[Europe/Berlin]", "2026-10-01T07:48"],
    ["2024-02-29", "date 2024-02-29"],
  ])("%s", (text, expected) => {
    for (const format of [undefined, "ymd", "dmy", "mdy"] as const) expect(read(text, format)).toBe(expected);
  });

  it.each([
    ["an impossible day", "2026-02-31 10:00"],
    ["a leap day of no leap year", "2023-02-29"],
    ["month 13", "2026-13-01"],
    ["day 0", "2026-10-00"],
    ["hour 25", "2026-10-01 25:00"],
    ["hour 24", "2026-10-01 24:00"],
    ["minute 60", "2026-10-01 10:60"],
    ["second 61", "2026-10-01 10:00:61"],
    ["an offset beyond the earth", "2026-10-01T10:00+19:00"],
    ["letters of no zone", "2026-10-01 10:00 QQQ"],
    ["0 PM", "2026-10-01 0:15 PM"],
    ["13 AM", "2026-10-01 13:15 AM"],
    ["text behind", "2026-10-01 10:00 approx"],
    ["a month alone", "2026-10"],
    ["a number", "20261001"],
    ["an address", "10.0.0.1"],
    ["a phone number", "555-12-3456"],
    ["half a date", "2x26-10-01 10:00"],
    ["broken digits", "20x6-10-01 10:00"],
    ["a person", "May Smith"],
    ["a word", "Marchand"],
    ["a time alone", "13:45"],
    ["nothing", ""],
  ])("refuses %s", (_name, text) => {
    for (const format of [undefined, "ymd", "dmy", "mdy"] as const) expect(read(text, format)).toBe("none");
  });
});

describe("day and month as numbers", () => {
  it.each<[string, string, string]>([
    ["03/04/2026", "date 2026-04-03", "date 2026-03-04"],
    ["03.04.2026 10:15", "2026-04-03T10:15", "2026-03-04T10:15"],
    ["3-4-26", "date 2026-04-03", "date 2026-03-04"],
    ["01/02/69", "date 1969-02-01", "date 1969-01-02"],
    ["01/02/68", "date 2068-02-01", "date 2068-01-02"],
    ["25/12/2021", "date 2021-12-25", "none"],
    ["1/13/2021 8:00:00 AM", "none", "2021-01-13T08:00"],
    ["12/31/25 12:00 am", "none", "2025-12-31T00:00"],
    ["05/02/2012 13:32", "2012-02-05T13:32", "2012-05-02T13:32"],
    ["14. 4. 2026", "date 2026-04-14", "none"],
    ["31/02/2021", "none", "none"],
    ["2/30/2021", "none", "none"],
    ["4/5/2026, 10:15 p.m.", "2026-05-04T22:15", "2026-04-05T22:15"],
    ["4/5/2026 10:15 p. m.", "2026-05-04T22:15", "2026-04-05T22:15"],
  ])("%s", (text, dayFirst, monthFirst) => {
    expect(read(text, "dmy")).toBe(dayFirst);
    expect(read(text, "mdy")).toBe(monthFirst);
  });

  it("reads without a decision only what has one reading", () => {
    expect(read("25/12/2021")).toBe("date 2021-12-25");
    expect(read("1/13/2021")).toBe("date 2021-01-13");
    expect(read("04/04/2021")).toBe("date 2021-04-04");
    expect(read("03/04/2021")).toBe("none");
    expect(read("26-10-01", "ymd")).toBe("date 2026-10-01");
    expect(read("03/04/2026", "ymd")).toBe("none");
  });

  it("tells what the numbers say about the order, readable or not", () => {
    const order = (text: string): string => readInstant(text, { format: "dmy" }, utc).order;
    expect(["25/12/2021", "12/25/2021", "3/4/2021", "31/02/2021", "2021-12-25", "-"].map(order)).toEqual([
      "day-first",
      "month-first",
      "either",
      "none",
      "none",
      "none",
    ]);
  });
});

describe("numbers and patterns", () => {
  it.each<[string, DateFormat, string]>([
    ["1760000000", "unix", "2025-10-09T08:53:20"],
    ["1760000000.5", "unix", "2025-10-09T08:53:20.500"],
    ["1760000000000", "unixms", "2025-10-09T08:53:20"],
    ["1760000000000", "unix", "none"],
    ["45939", "excel", "date 2025-10-09"],
    ["45939.3703703704", "excel", "2025-10-09T08:53:20"],
    ["0", "excel", "none"],
    ["2025-10-09 08:53", "unix", "2025-10-09T08:53"],
    ["20261001", { pattern: "YYYYMMDD" }, "date 2026-10-01"],
    ["20261001094800", { pattern: "YYYYMMDDHHmmss" }, "2026-10-01T09:48"],
    ["01.10.26 09h48", { pattern: "DD.MM.YY HHhmm" }, "none"],
    ["1/10/2026 9.48 PM", { pattern: "DD/MM/YYYY HH.mm A" }, "2026-10-01T21:48"],
    ["12/10/2026 12.05 AM", { pattern: "DD/MM/YYYY hh.mm A" }, "2026-10-12T00:05"],
    ["2026-10-01 09:48:07.250 +02:00", { pattern: "YYYY-MM-DD HH:mm:ss.SSS Z" }, "2026-10-01T07:48:07.250"],
    ["01-Oct-2026", { pattern: "DD-MMM-YYYY" }, "date 2026-10-01"],
    ["2026-31-02", { pattern: "YYYY-DD-MM" }, "none"],
    ["2026-30-04", { pattern: "YYYY-DD-MM" }, "date 2026-04-30"],
    ["2026-10-01", { pattern: "DD/MM/YYYY" }, "none"],
    ["2026-10-01 25:00", { pattern: "YYYY-MM-DD HH:mm" }, "none"],
  ])("%s as %j", (text, format, expected) => {
    expect(read(text, format)).toBe(expected);
  });

  it.each<[string, DateFormat | undefined]>([
    ["dmy", "dmy"],
    ["D/M/Y", "dmy"],
    ["M/D/Y", "mdy"],
    ["y-m-d", "ymd"],
    ["UNIX", "unix"],
    ["excel", "excel"],
    ["DD/MM/YYYY HH:mm", { pattern: "DD/MM/YYYY HH:mm" }],
    ["YYYYMMDD", { pattern: "YYYYMMDD" }],
    ["MM/YYYY", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("--date-format %s", (text, expected) => {
    expect(parseDateFormat(text)).toEqual(expected);
  });
});

describe("zones of instants", () => {
  it("reads local times in the plan's zone, else the environment's; an offset of their own wins", () => {
    expect(read("2026-10-01 09:48", undefined, "America/New_York")).toBe("2026-10-01T13:48");
    expect(read("2026-10-01T09:48Z", undefined, "America/New_York")).toBe("2026-10-01T09:48");
    expect(new Date(readInstant("2026-10-01", {}, { zone: "Asia/Kolkata" }).ms).toISOString()).toBe("2026-09-30T18:30:00.000Z");
    expect(readInstant("2026-10-01 09:48 EST", {}, utc).offset).toBe(true);
    expect(readInstant("2026-10-01 09:48", {}, utc).offset).toBe(false);
  });
});

describe("a date and a time of day in two columns", () => {
  const joined = (date: string, time: string, format: DateFormat = "mdy"): string => {
    const reader = new InstantReader({ format }, utc);
    const [d, t] = [Buffer.from(date), Buffer.from(time)];
    const ms = reader.readJoined(d, 0, d.length, t, 0, t.length);
    return Number.isNaN(ms) ? "none" : `${reader.timed ? "" : "date "}${new Date(ms).toISOString()}`;
  };

  it.each([
    ["1/2/2021", "8:00:00 AM", "2021-01-02T08:00:00.000Z"],
    ["1/2/2021", "13:45", "2021-01-02T13:45:00.000Z"],
    ["1/2/2021", "13:45:10.5", "2021-01-02T13:45:10.500Z"],
    ["2021-01-02 00:00:00", "13:45", "2021-01-02T13:45:00.000Z"],
    ["1/2/2021", "13:45 +02:00", "2021-01-02T11:45:00.000Z"],
    ["1/2/2021", "", "date 2021-01-02T00:00:00.000Z"],
    ["1/2/2021", "25:00", "none"],
    ["1/2/2021", "soon", "none"],
    ["2021-01-02 10:00:00", "13:45", "none"],
  ])("%s + %s", (date, time, expected) => {
    expect(joined(date, time)).toBe(expected);
  });

  it("takes parts of a day where dates are serial days", () => {
    expect(joined("45939", "0.5", "excel")).toBe("2025-10-09T12:00:00.000Z");
  });
});

describe("properties", () => {
  const date = fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });

  it("reads back every ISO text", () => {
    fc.assert(
      fc.property(date, (at) => {
        expect(readInstant(at.toISOString(), {}, utc).ms).toBe(at.getTime());
        expect(readInstant(at.toISOString().slice(0, 19).replace("T", " "), { format: "dmy" }, utc).ms).toBe(
          Math.floor(at.getTime() / 1000) * 1000,
        );
      }),
    );
  });

  it("never reads a date the calendar does not have", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(15), fc.integer({ min: 1900, max: 2100 }), (day, month, year) => {
        const at = new Date(Date.UTC(year, month - 1, day));
        const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
        const text = `${day}/${month}/${year}`;
        expect(read(text, "dmy")).toBe(exists ? `date ${at.toISOString().slice(0, 10)}` : "none");
      }),
    );
  });

  it("survives any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789/-.: ,TZAPMamp+Jan()[]é") }), (text) => {
        expect(typeof readInstant(text, { format: "dmy" }, utc).ms).toBe("number");
      }),
      { numRuns: 1000 },
    );
  });
});
