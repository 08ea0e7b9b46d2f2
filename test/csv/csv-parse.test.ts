import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import spectrum from "csv-spectrum";
import { describe, expect, test } from "vitest";
import { isTotal } from "../../src/csv/footer.ts";
import { tables } from "../fixtures.ts";
import { expected, isComparable, oracle } from "./oracle.ts";
import { memoryInput, readTable, rfc4180, scanTable } from "./reading.ts";

const BYTE = 1;
const MIB = 1 << 20;

/** Whether csv-parse has an opinion, and if so, that every way of cutting the bytes into pieces gives what it says. */
const compare = async (name: string, bytes: Buffer, delimiter: string, pieces: readonly number[]): Promise<boolean> => {
  const found = isComparable(bytes, delimiter) ? oracle(bytes, delimiter) : null;
  if (found === null || found.length === 0) return false;
  const { header, records, tooLong } = expected(found);
  // Totals below a table are no records here.
  if (header.some((cell) => cell !== cell.trim()) || records.some(([first]) => isTotal(first))) return false;
  for (const piece of pieces) {
    const read = await scanTable(bytes, header, { ...rfc4180, delimiter }, [piece]);
    const place = `${name} in pieces of ${piece} bytes`;
    expect(read.records, place).toEqual(records);
    expect(read.rejects.length, place).toBe(tooLong);
    expect(read.account.read, place).toBe(found.length - 1);
  }
  return true;
};

describe("the kernel and the scanner find what csv-parse finds", () => {
  const PIECES = [BYTE, 7, 64, 1000, 8 * MIB];

  test("in every fixture of plain CSV", async () => {
    let compared = 0;
    for (const path of tables()) {
      const bytes = readFileSync(path);
      if (!isUtf8(bytes)) continue;
      const { dialect } = (await readTable(memoryInput(bytes))).decisions;
      if (dialect.quote === '"' && dialect.escape === '"' && !dialect.wrapped && Buffer.byteLength(dialect.delimiter) === 1)
        compared += Number(await compare(path, bytes, dialect.delimiter, PIECES));
    }
    expect(compared).toBeGreaterThan(100);
  });

  test("in all tables of csv-spectrum", async () => {
    const refused: string[] = [];
    for (const { name, csv } of await promisify(spectrum)()) if (!(await compare(name, csv, ",", PIECES))) refused.push(name);
    // It has a quote within an unquoted cell.
    expect(refused).toEqual(["location_coordinates"]);
  });

  test("in megabytes of long and short records, in pieces of one byte to eight megabytes", async () => {
    const cells = [
      "a",
      "",
      '"b, c"',
      '"d ""e"""',
      "é→🙂",
      '"f\ng\r\nh"',
      "2026-01-01 00:00:00",
      `"${"x, ".repeat(200)}"`,
      "y".repeat(300),
      '""',
    ];
    const width = 5;
    const lines = ["one,two,three,four,five"];
    // Prime steps, so that every cell comes to stand in every column and beside every other.
    for (let row = 0, at = 0; row < 30_000; row++, at += 7) {
      const record = Array.from({ length: width }, (_, column) => cells[(at + column * ((row % 9) + 1)) % cells.length]);
      lines.push(`${row},${record.slice(1).join(",")}`);
    }
    const text = Buffer.from(lines.map((line, row) => `${line}${row % 3 === 0 ? "\r\n" : "\n"}`).join(""));
    expect(text.length).toBeGreaterThan(8 * MIB);
    expect(await compare("megabytes", text, ",", [8 * MIB, MIB, 4097])).toBe(true);
    const end = text.indexOf("\n2000,") + 1;
    expect(await compare("its beginning", text.subarray(0, end), ",", [BYTE, 3])).toBe(true);
  });
});
