import { promisify } from "node:util";
import spectrum from "csv-spectrum";
import { expect, test } from "vitest";
import { memoryInput, readTable } from "./reading.ts";

/** The phone number in this expectation is not the one of its table. */
const MISPRINT = { location_coordinates: { "Contact Phone Number": "2095257564" } };

test("all tables of csv-spectrum read as they should, with every record used", async () => {
  const cases = await promisify(spectrum)();
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const { name, csv, json } of cases) {
    const expected = [JSON.parse(json.toString()) as Record<string, string>].flat();
    const { decisions, records, account } = await readTable(memoryInput(csv));
    const found = records.map((cells) => Object.fromEntries(cells.map((cell, i) => [decisions.header[i], cell])));
    const right = expected.map((record) => ({ ...record, ...MISPRINT[name as keyof typeof MISPRINT] }));
    expect(found, name).toEqual(right);
    expect(account, name).toEqual({ read: expected.length, rejected: 0, notData: 0, short: 0, firstShortLine: 0 });
  }
});
