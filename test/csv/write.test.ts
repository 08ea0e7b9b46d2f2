import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv, writeRejects } from "../../src/csv/write.ts";

const plain = { excel: null };

test("text that looks like a formula is guarded, numbers are not", () => {
  expect(
    writeCsv(
      [
        ["nps", -12.5],
        ["-12.5", "=1+1"],
        ["@x", "+y"],
        [null, 'a "b", c'],
      ],
      plain,
    ),
  ).toBe('nps,-12.5\n\'-12.5,\'=1+1\n\'@x,\'+y\n,"a ""b"", c"\n');
});

test("for Excel: byte order mark, CRLF, the locale's delimiter and decimal mark", () => {
  const excel = { delimiter: ";", decimal: "," };
  expect(
    writeCsv(
      [
        ["agent", "csat"],
        ["Müller; Jürgen", 87.84],
        ["1.5", 1e21],
      ],
      { excel },
    ),
  ).toBe('\ufeffagent;csat\r\n"Müller; Jürgen";87,84\r\n1.5;1e+21\r\n');
});

test("nothing is lost between writing and reading", () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r", " ", "🙂"), maxLength: 6 })
    .filter((text) => !text.startsWith("\r"));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(parse(writeCsv(rows, plain), { relax_column_count: true, record_delimiter: "\n" })).toEqual(rows);
    }),
  );
});

test("no rows make no text; rejects keep their raw record", () => {
  expect(writeCsv([], plain)).toBe("");
  expect(writeRejects([{ file: "a.csv", line: 3, reason: "malformed", raw: '=1,"x' }])).toBe(
    'file,line,reason,record\na.csv,3,malformed,"\'=1,""x"\n',
  );
});
