import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "../../src/text/problem.ts";
import { memoryInput, readTable } from "./reading.ts";
import { backslashed, otherQuoted, tables, textOf, usual, type WrittenTable } from "./tables.ts";

const UTF16BE = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** Encodings that Node can write; all of them are found without being told. */
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  "utf-8": (text) => Buffer.from(text),
  "utf-16le": (text) => Buffer.from(text, "utf16le"),
  "utf-16be": UTF16BE,
  "windows-1252": (text) => Buffer.from(text, "latin1"),
};

const expectTable = async (table: WrittenTable, bytes: Buffer, encoding: string, piece: number): Promise<void> => {
  const { decisions, records, account, rejects } = await readTable(memoryInput(bytes, piece));
  expect(decisions).toMatchObject({ encoding, header: table.header });
  expect(records).toEqual(table.records);
  expect(rejects).toEqual([]);
  expect(account).toMatchObject({ read: table.records.length, notData: 0, short: 0 });
};

const pieces = fc.constantFrom(1, 7, 64, 1 << 20);

describe("a table reads back as it was written", () => {
  test.each([
    ["by the rules", usual, 300],
    ["with backslashes before quotes", backslashed, 200],
    ["in other quotes", otherQuoted, 200],
  ])("%s", async (_, writings, numRuns) => {
    const encodings = fc.constantFrom("utf-8", "utf-16le", "utf-16be");
    await fc.assert(
      fc.asyncProperty(tables(writings), encodings, pieces, (table, encoding, piece) =>
        expectTable(table, ENCODINGS[encoding](textOf(table).text), encoding, piece),
      ),
      { numRuns },
    );
  });

  test("in Windows-1252", async () => {
    const unmarked = usual.map((writing) => ({ ...writing, bom: false }));
    await fc.assert(
      fc.asyncProperty(tables(unmarked), pieces, (table, piece) => {
        const accented = { ...table, records: table.records.map(([id, ...cells]) => [id, ...cells.slice(0, -1), "né à Köln"]) };
        return expectTable(accented, ENCODINGS["windows-1252"](textOf(accented).text), "windows-1252", piece);
      }),
      { numRuns: 100 },
    );
  });

  test("quoted once more as whole records", async () => {
    await fc.assert(
      fc.asyncProperty(tables(usual), pieces, (table, piece) => {
        const { text, starts } = textOf(table);
        const end = table.writing.record_delimiter;
        const wrapped = starts.map(
          (start, i) =>
            `"${text
              .slice(start, starts[i + 1])
              .slice(0, -end.length)
              .replaceAll('"', '""')}"${end}`,
        );
        return expectTable(table, Buffer.from(wrapped.join("")), "utf-8", piece);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a table cut off at any byte", () => {
  /** Cells that hold no line ends: each record is a line, so that what a cut leaves of it is one record or none. */
  const PLAIN = ["ok", " ", ",", ";", "|", "\t", "'", "é", "#", '"'];

  test("keeps every record before the cut, and accounts for the one that is cut", async () => {
    await fc.assert(
      fc.asyncProperty(tables(usual), fc.double({ min: 0, max: 1, noNaN: true }), async (table, share) => {
        const { text, starts } = textOf(table);
        const bytes = Buffer.from(text);
        const offsets = starts.map((start) => Buffer.byteLength(text.slice(0, start)));
        const cut = Math.floor(offsets[1] + (bytes.length - offsets[1]) * share);
        const { records, account } = await readTable(memoryInput(bytes.subarray(0, cut)), { delimiter: table.writing.delimiter });
        const begun = offsets.filter((offset) => offset < cut).length - 1;
        expect(records.slice(0, Math.max(0, begun - 1))).toEqual(table.records.slice(0, Math.max(0, begun - 1)));
        expect(account.read).toBe(records.length + account.rejected + account.notData);
        expect(account.read).toBeGreaterThanOrEqual(begun);
      }),
      { numRuns: 500 },
    );
  });

  test("has one record for each line that was begun, none but the last in doubt", async () => {
    await fc.assert(
      fc.asyncProperty(tables(usual, PLAIN), fc.double({ min: 0, max: 1, noNaN: true }), async (table, share) => {
        const { text, starts } = textOf(table);
        const bytes = Buffer.from(text);
        const offsets = starts.map((start) => Buffer.byteLength(text.slice(0, start)));
        const cut = Math.floor(offsets[1] + (bytes.length - offsets[1]) * share);
        const { account, rejects } = await readTable(memoryInput(bytes.subarray(0, cut)), { delimiter: table.writing.delimiter });
        const begun = offsets.filter((offset) => offset < cut).length - 1;
        expect(account).toMatchObject({ read: begun, notData: 0 });
        expect(rejects.length + account.short).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  test("in any dialect and encoding is a table or a problem", async () => {
    const writings = fc.oneof(usual, backslashed, otherQuoted);
    await fc.assert(
      fc.asyncProperty(
        tables(writings),
        fc.constantFrom(...Object.keys(ENCODINGS)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (table, encoding, share) => {
          const bytes = ENCODINGS[encoding](textOf(table).text);
          try {
            const { records, account, rejects } = await readTable(memoryInput(bytes.subarray(0, Math.floor(bytes.length * share))));
            expect(account.read).toBe(records.length + account.rejected + account.notData);
            expect(account.rejected).toBe(rejects.length);
          } catch (error) {
            if (!(error instanceof ProblemError)) throw error;
            expect(error.problem.code).toBe("empty-file");
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
