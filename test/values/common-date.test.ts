import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommonDate, readIsoLocal } from "../../src/values/common-date.ts";
import { DateScanner } from "../../src/values/date-scanner.ts";

const parts = (date: CommonDate | DateScanner): unknown => {
  const { numeric, first, second, year, yearDigits, month, day, timed, clock, offset } = date;
  return { year, yearDigits, timed, clock, offset, order: numeric ? [first, second] : [month, day], numeric };
};

/** Texts near the common forms: most parts right, some of them broken. */
const near = fc
  .tuple(
    fc.constantFrom("2026-10-01", "1/13/2021", "25.12.2021", "3-4-2026", "2026-1-1", "31/12/21", "9999-99-99"),
    fc.constantFrom("", " ", "T", "  ", ", "),
    fc.constantFrom("", "9:48", "09:48", "09:48:07", "23:59:59.123", "24:00", "12:30:61", "1:2", "10:00:00.5", "10:00:00.1234"),
    fc.constantFrom("", " AM", " pm", "PM", "Z", "+02:00", "-0530", "+15:00", "+2", " UTC", "z", "+02:75"),
  )
  .map((all) => all.join(""));

describe("the quick ways", () => {
  it("take only what the scanner takes too, and read the same", () => {
    const common = new CommonDate();
    const scanner = new DateScanner();
    fc.assert(
      fc.property(near, (text) => {
        // What stands behind the cell must not be read.
        const bytes = Buffer.from(`${text}7:55 PM`);
        const end = bytes.length - 7;
        if (!common.read(bytes, 0, end)) return;
        expect(scanner.scan(bytes, 0, end)).toBe(true);
        expect(parts(common)).toEqual(parts(scanner));
      }),
      { numRuns: 2000 },
    );
  });

  it("agree on ISO times", () => {
    const common = new CommonDate();
    fc.assert(
      fc.property(near, (text) => {
        const bytes = Buffer.from(`${text}7:55 PM`);
        const end = bytes.length - 7;
        const local = readIsoLocal(bytes, 0, end);
        if (Number.isNaN(local)) return;
        expect(common.read(bytes, 0, end)).toBe(true);
        expect(local).toBe(Date.UTC(common.year, common.month - 1, common.day) + common.clock);
      }),
      { numRuns: 2000 },
    );
  });
});
