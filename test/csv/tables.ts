import { type Options, stringify } from "csv-stringify/sync";
import fc from "fast-check";

/** A way to write tables. */
export interface Writing {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly record_delimiter: string;
  readonly bom: boolean;
  /** Every cell is quoted, or only those that need it. */
  readonly quoted: boolean;
}

export interface WrittenTable {
  readonly header: readonly string[];
  readonly records: readonly string[][];
  readonly writing: Writing;
}

const delimiter = fc.constantFrom(",", ";", "\t", "|");
const recordDelimiter = fc.constantFrom("\n", "\r\n", "\r");

/** By RFC 4180, but for the delimiter and the line end. */
export const usual: fc.Arbitrary<Writing> = fc.record({
  delimiter,
  quote: fc.constant('"'),
  escape: fc.constant('"'),
  record_delimiter: recordDelimiter,
  bom: fc.boolean(),
  quoted: fc.boolean(),
});

/** Quotes escaped by a backslash, which shows as soon as there is one. */
export const backslashed: fc.Arbitrary<Writing> = usual.map((writing) => ({ ...writing, escape: "\\" }));

/** Other quotes, which show where all cells have them. */
export const otherQuoted: fc.Arbitrary<Writing> = fc
  .record({ writing: usual, quote: fc.constantFrom("'", "`") })
  .map(({ writing, quote }) => ({ ...writing, quote, escape: quote, quoted: true }));

const WORDS = [
  "Open",
  "Closed",
  "ana@example.com",
  "Zoë",
  "don't know",
  "4.5",
  "2026-10-01 09:00",
  "-",
  "a, b",
  "x; y",
  "tab\there",
  "p|q",
  "",
];
const PARTS = ["ok", " ", "\n", "\r\n", ",", ";", "|", "\t", "'", "`", "é", "ü", "#", "=1"];

/** Tables as help desks write them: an id in front, words and texts with all that needs quoting; at least one text has quotes inside. */
export const tables = (writings: fc.Arbitrary<Writing>, parts: readonly string[] = PARTS): fc.Arbitrary<WrittenTable> =>
  writings.chain((writing) => {
    // A double quote at the beginning of a cell is the usual quote.
    const inside = writing.quote === '"' ? [...parts, '"'] : parts;
    const text = fc.array(fc.constantFrom(...inside), { maxLength: 8 }).map((some) => `t${some.join("")}`);
    return fc.integer({ min: 2, max: 6 }).chain((width) => {
      const row = fc.array(fc.oneof(fc.constantFrom(...WORDS), text), { minLength: width - 1, maxLength: width - 1 });
      return fc.array(row, { minLength: 4, maxLength: 12 }).map((rows) => ({
        header: Array.from({ length: width }, (_, column) => `Column ${"abcdef"[column]}`),
        records: rows.map((cells, index) => [
          String(101 + index),
          ...(index === 0 ? [`say ${writing.quote}x${writing.quote} now`, ...cells.slice(1)] : cells),
        ]),
        writing,
      }));
    });
  });

/** The text of a table, and where each of its records begins in it. */
export const textOf = ({ header, records, writing }: WrittenTable): { text: string; starts: number[] } => {
  // By itself it quotes only the line ends that it writes.
  const options: Options = { ...writing, bom: false, quoted_match: /[\r\n]/u };
  const rows = [header, ...records].map((row) => stringify([[...row]], options));
  let text = writing.bom ? "\ufeff" : "";
  const starts: number[] = [];
  for (const row of rows) {
    starts.push(text.length);
    text += row;
  }
  return { text, starts };
};
