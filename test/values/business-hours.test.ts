import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BusinessHours } from "../../src/values/business-hours.ts";
import { daysFromCivil } from "../../src/values/civil.ts";
import { parseHours } from "../../src/values/hours-spec.ts";
import { localToUtc } from "../../src/values/zone.ts";

const dayOf = (text: string): number => daysFromCivil(...(text.split("-").map(Number) as [number, number, number]));
const hours = (spec: string, zone = "UTC", holidays: readonly string[] = []): BusinessHours =>
  new BusinessHours(parseHours(spec, "--business-hours"), zone, new Set(holidays.map(dayOf)));
/** An instant: local time in the zone, unless it ends in Z. */
const at = (text: string, zone: string): number => (text.endsWith("Z") ? Date.parse(text) : localToUtc(Date.parse(`${text}Z`), zone));

const OFFICE = "Mon-Fri 09:00-17:00";
const NIGHT = "22:00-06:00";
const NY = "America/New_York";
const BERLIN = "Europe/Berlin";

describe("cases worked by hand", () => {
  it.each([
    // 2026-11-02 is a Monday. Within one day: 10:00 to 12:30.
    [OFFICE, "UTC", "2026-11-02T10:00", "2026-11-02T12:30", 2.5],
    // Monday 16:00 to Tuesday 10:00: 1 h + 1 h.
    [OFFICE, "UTC", "2026-11-02T16:00", "2026-11-03T10:00", 2],
    // Friday 16:00 to Monday 10:00: 1 h + nothing of the weekend + 1 h.
    [OFFICE, "UTC", "2026-11-06T16:00", "2026-11-09T10:00", 2],
    // Opened before the office opens, closed after it closes: the whole day.
    [OFFICE, "UTC", "2026-11-02T03:00", "2026-11-02T23:00", 8],
    // Opened and closed outside hours: one night; a weekend; round one day: nothing, nothing, 8 h.
    [OFFICE, "UTC", "2026-11-02T18:00", "2026-11-03T08:00", 0],
    [OFFICE, "UTC", "2026-11-07T09:00", "2026-11-08T23:00", 0],
    [OFFICE, "UTC", "2026-11-02T18:00", "2026-11-03T18:00", 8],
    // The same instant, inside and outside; on the very edges.
    [OFFICE, "UTC", "2026-11-02T10:00", "2026-11-02T10:00", 0],
    [OFFICE, "UTC", "2026-11-07T10:00", "2026-11-07T10:00", 0],
    [OFFICE, "UTC", "2026-11-02T09:00", "2026-11-02T17:00", 8],
    [OFFICE, "UTC", "2026-11-02T17:00", "2026-11-03T09:00", 0],
    // Resolved before created: the same, below zero.
    [OFFICE, "UTC", "2026-11-03T10:00", "2026-11-02T16:00", -2],
    // A week: 5 × 8 h. Two spans a day: 3 h + 4 h on each of two days.
    [OFFICE, "UTC", "2026-11-02T12:00", "2026-11-09T12:00", 40],
    ["Mon-Tue 09:00-12:00, 13:00-17:00", "UTC", "2026-11-02T00:00", "2026-11-09T00:00", 14],
    // Lunch from 12:00 to 13:00 does not count: 11:30 to 13:30 is 1 h.
    ["Mon-Tue 09:00-12:00, 13:00-17:00", "UTC", "2026-11-02T11:30", "2026-11-02T13:30", 1],
    // Nights of 8 h: Monday 23:00 to Tuesday 05:00 is one piece of 6 h; noon to noon holds one night.
    [NIGHT, "UTC", "2026-11-02T23:00", "2026-11-03T05:00", 6],
    [NIGHT, "UTC", "2026-11-02T12:00", "2026-11-03T12:00", 8],
    [NIGHT, "UTC", "2026-11-02T07:00", "2026-11-02T21:00", 0],
    // Friday's night ends on Saturday; Saturday and Sunday have none of their own; Monday's early hours belong to Sunday: closed.
    ["Mon-Fri 22:00-06:00", "UTC", "2026-11-06T20:00", "2026-11-09T20:00", 8],
    // A leap day: 2028-02-28 is a Monday. Monday 16:00 to Wednesday, March 1, 10:00: 1 + 8 (February 29) + 1.
    [OFFICE, "UTC", "2028-02-28T16:00", "2028-03-01T10:00", 10],
    // The same dates of a year without one are a Saturday to a Monday (2026-02-28 … 03-02): 1 h.
    [OFFICE, "UTC", "2026-02-28T16:00", "2026-03-02T10:00", 1],
    // The end of a year: Thursday 2026-12-31 16:00 to Friday 2027-01-01 10:00: 1 + 1, with New Year's Day closed 1.
    [OFFICE, "UTC", "2026-12-31T16:00", "2027-01-01T10:00", 2],
    // Over a whole year between: 2025-12-31 (Wednesday) 09:00 to 2027-01-01 (Friday) 17:00. 2026 has 261 weekdays; 8 × (1 + 261 + 1).
    [OFFICE, "UTC", "2025-12-31T09:00", "2027-01-01T17:00", 2104],
    // The year begins earlier in Tokyo than in UTC: 2027-01-01 09:00 there is midnight UTC; Thursday 16:00 to Friday 10:00.
    [OFFICE, "Asia/Tokyo", "2026-12-31T16:00", "2027-01-01T10:00", 2],
    // Europe, clocks forward on Sunday 2026-03-29 (02:00 becomes 03:00): a whole day has 23 h, a night of 22:00–06:00 has 7.
    ["24/7", BERLIN, "2026-03-29T00:00", "2026-03-30T00:00", 23],
    [NIGHT, BERLIN, "2026-03-28T22:00", "2026-03-29T06:00", 7],
    // Office hours on either side of that weekend are as ever: Friday 16:00 to Monday 10:00.
    [OFFICE, BERLIN, "2026-03-27T16:00", "2026-03-30T10:00", 2],
    // Europe, clocks back on Sunday 2026-10-25 (03:00 becomes 02:00): 25 h and 9 h.
    ["24/7", BERLIN, "2026-10-25T00:00", "2026-10-26T00:00", 25],
    [NIGHT, BERLIN, "2026-10-24T22:00", "2026-10-25T06:00", 9],
    [OFFICE, BERLIN, "2026-10-23T16:00", "2026-10-26T10:00", 2],
    // America, forward on 2026-03-08, back on 2026-11-01, both at 02:00.
    ["24/7", NY, "2026-03-08T00:00", "2026-03-09T00:00", 23],
    [NIGHT, NY, "2026-03-07T22:00", "2026-03-08T06:00", 7],
    ["24/7", NY, "2026-11-01T00:00", "2026-11-02T00:00", 25],
    [NIGHT, NY, "2026-10-31T22:00", "2026-11-01T06:00", 9],
    [OFFICE, NY, "2026-10-30T16:00", "2026-11-02T10:00", 2],
    // Between the two changes the offices are closer by an hour: Monday 2026-10-26 09:00 in New York is 14:00 in Berlin, not 15:00.
    [OFFICE, BERLIN, "2026-10-26T13:00:00Z", "2026-10-26T20:00:00Z", 3],
    // A span in the hour that clocks skip has no time; one that begins in it begins when they change: 03:00 to 06:00.
    ["Sun 02:00-03:00", BERLIN, "2026-03-29T00:00", "2026-03-30T00:00", 0],
    ["Sun 02:15-02:45", BERLIN, "2026-03-29T00:00", "2026-03-30T00:00", 0],
    ["Sun 02:30-06:00", BERLIN, "2026-03-29T00:00", "2026-03-30T00:00", 3],
    // Where clocks show a time twice it is the first: 02:30 (summer) to 06:00 (winter) is 4.5 h, 00:00 to 02:30 is 2.5 h.
    ["Sun 02:30-06:00", BERLIN, "2026-10-25T00:00", "2026-10-26T00:00", 4.5],
    ["Sun 00:00-02:30", BERLIN, "2026-10-25T00:00", "2026-10-26T00:00", 2.5],
    // Midnight itself skipped (São Paulo, Sunday 2018-11-04): the day has 23 h. And back at midnight (Saturday 2018-02-17): 25 h.
    ["Sun 00:00-24:00", "America/Sao_Paulo", "2018-11-01T12:00", "2018-11-08T12:00", 23],
    ["Sat 00:00-24:00", "America/Sao_Paulo", "2018-02-15T12:00", "2018-02-20T12:00", 25],
    // Samoa left out Friday 2011-12-30: nobody worked on it; that Thursday and the Saturday were whole.
    [OFFICE, "Pacific/Apia", "2011-12-29T00:00", "2012-01-01T00:00", 8],
    ["24/7", "Pacific/Apia", "2011-12-29T00:00", "2012-01-01T00:00", 48],
  ])("%s in %s, %s to %s: %f h", (spec, zone, from, to, expected) => {
    expect(hours(spec, zone).seconds(at(from, zone), at(to, zone))).toBe(expected * 3600);
  });

  it.each([
    // Monday 16:00 to Wednesday 10:00 with Tuesday a holiday: 1 + 0 + 1.
    [OFFICE, "UTC", ["2026-11-03"], "2026-11-02T16:00", "2026-11-04T10:00", 2],
    // Opened and closed on the holiday.
    [OFFICE, "UTC", ["2026-11-03"], "2026-11-03T10:00", "2026-11-03T16:00", 0],
    // New Year's Day: only the hour of the last day.
    [OFFICE, "UTC", ["2027-01-01"], "2026-12-31T16:00", "2027-01-01T12:00", 1],
    // A holiday on a Sunday changes nothing.
    [OFFICE, "UTC", ["2026-11-08"], "2026-11-06T16:00", "2026-11-09T10:00", 2],
    // Holidays are whole days on the wall: of the night before only 22:00–24:00, of the holiday's own night only 00:00–06:00.
    [NIGHT, "UTC", ["2026-12-25"], "2026-12-24T12:00", "2026-12-25T12:00", 2],
    [NIGHT, "UTC", ["2026-12-25"], "2026-12-25T12:00", "2026-12-26T12:00", 6],
    // Days of the schedule's zone: 2026-12-25 begins at 05:00 UTC in New York.
    ["24/7", NY, ["2026-12-25"], "2026-12-25T00:00:00Z", "2026-12-26T12:00:00Z", 5 + 7],
  ])("%s in %s without %j, %s to %s: %f h", (spec, zone, holidays, from, to, expected) => {
    expect(hours(spec, zone, holidays).seconds(at(from, zone), at(to, zone))).toBe(expected * 3600);
  });

  it.each([
    [OFFICE, "UTC", "2026-11-02T08:59:59.999", false],
    [OFFICE, "UTC", "2026-11-02T09:00", true],
    [OFFICE, "UTC", "2026-11-02T16:59:59.999", true],
    [OFFICE, "UTC", "2026-11-02T17:00", false],
    [OFFICE, "UTC", "2026-11-07T12:00", false],
    [NIGHT, "UTC", "2026-11-02T23:30", true],
    [NIGHT, "UTC", "2026-11-02T05:59", true],
    [NIGHT, "UTC", "2026-11-02T06:00", false],
    // 07:30 UTC is half past eight in Berlin in winter, half past nine in summer.
    [OFFICE, BERLIN, "2026-11-02T07:30:00Z", false],
    [OFFICE, BERLIN, "2026-07-01T07:30:00Z", true],
    ["24/7", BERLIN, "2026-10-25T00:30:00Z", true],
    ["24/7", BERLIN, "2026-10-25T01:30:00Z", true],
  ])("%s in %s at %s is open: %s", (spec, zone, instant, open) => expect(hours(spec, zone).isOpen(at(instant, zone))).toBe(open));

  it("has no time where an instant is missing, or where they lie centuries apart", () => {
    const office = hours(OFFICE);
    expect(office.seconds(Number.NaN, 0)).toBeNaN();
    expect(office.seconds(0, Number.NaN)).toBeNaN();
    expect(office.seconds(at("2026-11-02T09:00", "UTC"), at("9999-12-31T00:00", "UTC"))).toBeNaN();
  });
});

const ZONES = ["UTC", BERLIN, NY, "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "-03:30"];
const MINUTE = 60_000;
const instant = fc.integer({ min: Date.UTC(2009, 0, 1) / MINUTE, max: Date.UTC(2031, 0, 1) / MINUTE }).map((minutes) => minutes * MINUTE);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${h}:${String(m).padStart(2, "0")}`);
const span = fc.tuple(time, time).filter(([from, to]) => from !== to).map((times) => times.join("-")); // prettier-ignore
const entry = fc
  .tuple(fc.subarray(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], { minLength: 1 }), fc.array(span, { minLength: 1, maxLength: 3 }))
  .map(([days, spans]) => `${days.join(",")} ${spans.join(", ")}`);
const spec = fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => entries.join("; "));
const holiday = fc.integer({ min: dayOf("2009-01-01"), max: dayOf("2031-01-01") });
const schedule = fc
  .tuple(spec, fc.constantFrom(...ZONES), fc.array(holiday, { maxLength: 5 }))
  .map(([text, zone, days]) => new BusinessHours(parseHours(text, ""), zone, new Set(days)));

describe("laws", () => {
  it("business time is never more than calendar time, and never below zero", () => {
    fc.assert(
      fc.property(schedule, instant, instant, (business, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const seconds = business.seconds(from, to);
        expect(seconds).toBeGreaterThanOrEqual(0);
        expect(seconds).toBeLessThanOrEqual((to - from) / 1000);
      }),
    );
  });

  it("a time split in two adds up", () => {
    fc.assert(
      fc.property(schedule, instant, instant, instant, (business, a, b, c) => {
        expect(business.seconds(a, b) + business.seconds(b, c)).toBe(business.seconds(a, c));
      }),
    );
  });

  it("24/7 is the calendar, in every zone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, instant, (zone, a, b) => {
        expect(hours("24/7", zone).seconds(a, b)).toBe((b - a) / 1000);
      }),
    );
  });

  it("without a change of the clocks, weeks are all alike", () => {
    fc.assert(
      fc.property(spec, fc.constantFrom("UTC", "Asia/Kathmandu", "-03:30"), instant, instant, fc.nat(500), (text, zone, a, b, weeks) => {
        const shift = weeks * 7 * 86_400_000;
        const business = hours(text, zone);
        expect(business.seconds(a + shift, b + shift)).toBe(business.seconds(a, b));
        expect(business.isOpen(a + shift)).toBe(business.isOpen(a));
      }),
    );
  });

  it("is open in just those minutes that it counts, and open by the clock on the wall", () => {
    fc.assert(
      fc.property(schedule, instant, (business, a) => {
        expect(business.seconds(a, a + MINUTE)).toBe(business.isOpen(a) ? 60 : 0);
      }),
    );
  });
});
