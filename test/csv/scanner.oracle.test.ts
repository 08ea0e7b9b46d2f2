import fc from "fast-check";
import { expect, test } from "vitest";
import { peek } from "../../src/csv/peek.ts";
import type { Shape } from "../../src/csv/tokenize.ts";
import { expected, isComparable, oracle } from "./oracle.ts";
import { rfc4180, scanTable } from "./reading.ts";

const delimiters = fc.constantFrom(",", ";", "\t", "|");
const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

/** Text of the kind that goes wrong: delimiters, quotes, line ends, blanks, characters of two to four bytes, none. */
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  {
    weight: 3,
    arbitrary: fc.string({ unit: fc.constantFrom("a", "é", "→", "🙂", '"', "\n", "\r", ",", ";", "\t", "|", " ", "1"), maxLength: 8 }),
  },
  { weight: 1, arbitrary: fc.constant("") },
);

const tables = fc
  .record({
    rows: fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width + 1 }), { minLength: 1, maxLength: 8 })),
    delimiter: delimiters,
    ends: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 3 }),
    quoteAll: fc.boolean(),
    lastEnd: fc.boolean(),
    bom: fc.boolean(),
  })
  .map(({ rows, delimiter, ends, quoteAll, lastEnd, bom }) => {
    const quoted = (text: string): string => (quoteAll || /["\r\n,;\t|]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const text = rows.map(
      (row, index) => row.map(quoted).join(delimiter) + (index < rows.length - 1 || lastEnd ? ends[index % ends.length] : ""),
    );
    return { bytes: Buffer.from((bom ? "\ufeff" : "") + text.join("")), delimiter };
  });

const soup = fc
  .record({
    bytes: fc.array(fc.constantFrom(...'"""",,,,;\n\n\n\r\rab1 \t|é\ufeff'), { maxLength: 60 }).map((parts) => Buffer.from(parts.join(""))),
    delimiter: delimiters,
  })
  .chain(({ bytes, delimiter }) =>
    fc.boolean().map((raw) => ({ bytes: raw ? Buffer.concat([bytes, Buffer.from([0xff, 0x2c, 0x80])]) : bytes, delimiter })),
  );

test("the byte scanner reads what csv-parse reads, however the bytes arrive", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(tables, soup), pieces, async ({ bytes, delimiter }, cuts) => {
      const found = oracle(bytes, delimiter);
      fc.pre(found !== null && found.length > 0 && isComparable(bytes, delimiter));
      const shape: Shape = { ...rfc4180, delimiter };
      const { header, records, tooLong } = expected(found);
      fc.pre(header.every((name) => name === name.trim()));
      const read = await scanTable(bytes, header, shape, cuts);
      expect(read.records).toEqual(records);
      expect(read.rejects.map(({ reason }) => reason)).toEqual(Array.from({ length: tooLong }, () => "too-long"));
      expect(read.account.read).toBe(found.length - 1);
      compared += 1;
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(1000);
});

test("every record has the physical line it starts on, across line breaks inside quotes and blank lines", async () => {
  const quoted = (cells: string[]): string => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map(quoted);
  const ends = fc.array(fc.constantFrom("\n", "\r\n", "\r", "\n\n", "\r\n\r\n"), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), ends, async (rows, lineEnds) => {
      const lines: number[] = [];
      let text = "";
      for (const [index, each] of rows.entries()) {
        lines.push(text.split(/\r\n|\r|\n/u).length);
        text += each + lineEnds[index % lineEnds.length];
      }
      const seen = await peek(Buffer.from(text), rfc4180, true);
      expect(seen.lines).toEqual(lines);
      expect(seen.rows.map(quoted)).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test("any bytes in any pieces: every record is kept, rejected or no data, and cutting changes nothing", async () => {
  const bytes = fc.oneof(
    soup.map(({ bytes }) => bytes),
    fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, pieces, fc.constantFrom(rfc4180, { ...rfc4180, quote: "'", escape: "'" }), async (content, cuts, shape) => {
      const whole = await scanTable(content, ["a", "b"], shape);
      const { read, rejected, notData } = whole.account;
      expect(read).toBe(whole.records.length + rejected + notData);
      expect(rejected).toBe(whole.rejects.length);
      expect(await scanTable(content, ["a", "b"], shape, cuts)).toEqual(whole);
    }),
    { numRuns: 3000 },
  );
});

test.each(['\ufeff\n""é', '"\n"§', 'é\n\ufeff\n\r"', '"\ufeff\ufeff\\\n\'§"§', 'b\n\ufeff\rb\r"', '§\r\ufeff\n\r"'])(
  "with a delimiter of many bytes pieces change nothing of %j",
  async (text) => {
    const shape = { ...rfc4180, delimiter: "§" };
    const whole = await scanTable(Buffer.from(text), ["a", "b"], shape);
    for (const piece of [1, 2, 3, 4, 5, 6])
      expect(await scanTable(Buffer.from(text), ["a", "b"], shape, [piece, 1]), String(piece)).toEqual(whole);
  },
);

test.each([
  ["other escapes", { ...rfc4180, escape: "\\" }],
  ["delimiters of many bytes", { ...rfc4180, delimiter: "§" }],
  ["both", { delimiter: "§", quote: "'", escape: "\\" }],
  ["records quoted as a whole", { ...rfc4180, wrapped: true }],
])("the same holds for %s", async (_, shape) => {
  const unit = fc.constantFrom(...'"""\'\'\\\\,,§§\n\n\rab é\ufeff');
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 60 }), pieces, async (text, cuts) => {
      const whole = await scanTable(Buffer.from(text), ["a", "b"], shape);
      const { read, rejected, notData } = whole.account;
      expect(read).toBe(whole.records.length + rejected + notData);
      expect(await scanTable(Buffer.from(text), ["a", "b"], shape, cuts)).toEqual(whole);
    }),
    { numRuns: 1000 },
  );
});
