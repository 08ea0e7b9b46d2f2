import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberStyle } from "../../src/values/batch.ts";
import { numberStyleOf, readNumber, readNumberBytes } from "../../src/values/number.ts";

const bytesOf = (text: string, style: NumberStyle): number => {
  const bytes = Buffer.from(`x${text}y`);
  return readNumberBytes(bytes, 1, bytes.length - 1, style);
};

const NONE = Number.NaN;

describe("readNumber", () => {
  it.each<[string, NumberStyle, number]>([
    ["0", "point", 0],
    ["-0", "point", 0],
    [" 12 ", "point", 12],
    ["+5", "point", 5],
    ["−35", "point", -35],
    ["-35", "point", -35],
    ["62.0", "point", 62],
    [".5", "point", 0.5],
    ["1,234", "point", 1234],
    ["1,234,567.25", "point", 1_234_567.25],
    ["1 234.5", "point", 1234.5],
    ["1'234.50", "point", 1234.5],
    ["12,5", "point", NONE],
    ["0,125", "point", NONE],
    ["3,87,16,91,111", "point", NONE],
    ["1.", "point", NONE],
    ["12,5", "comma", 12.5],
    ["1,234", "comma", 1.234],
    ["1.234", "comma", 1234],
    ["1.234.567,5", "comma", 1_234_567.5],
    ["1\u202f234,5", "comma", 1234.5],
    ["12.5", "comma", NONE],
    ["2050,36", "ruined", NONE],
    ["12.5", "ruined", 12.5],
    ["7", "ruined", 7],
    ["85%", "point", NONE],
    ["$12", "point", NONE],
    ["€ 12", "point", NONE],
    ["abc", "point", NONE],
    ["1.03006E+13", "point", 1.03006e13],
    ["1,25E+17", "comma", 1.25e17],
    ["1e-05", "point", 1e-5],
    ["73e64869", "point", NONE],
    ["73e12", "point", NONE],
    ["0x1F", "point", NONE],
    ["Infinity", "point", NONE],
    ["1 2", "point", NONE],
    ["", "point", NONE],
  ])("%s as %s is %d", (text, style, expected) => {
    expect(readNumber(text, style)).toBe(expected);
    expect(bytesOf(text, style)).toBe(expected);
  });

  it("reads bytes as it reads text", () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."0123456789.,-+ eE") }),
      fc.double({ noNaN: true }).map(String),
      fc.tuple(fc.integer(), fc.nat(999_999)).map(([a, b]) => `${a}.${b}`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<NumberStyle>("point", "comma", "ruined"), (cell, style) => {
        expect(bytesOf(cell, style)).toBe(readNumber(cell, style));
      }),
    );
  });
});

describe("numberStyleOf", () => {
  it.each<[string, readonly string[], boolean, NumberStyle]>([
    ["plain integers", ["1", "20"], false, "point"],
    ["plain integers of a semicolon file", ["1", "20"], true, "comma"],
    ["a point with one digit after it", ["12.5", "3"], true, "point"],
    ["a comma with two digits after it", ["12,55", "1,234"], false, "comma"],
    ["a comma with three digits only", ["1,234", "5,678"], false, "point"],
    ["the same in a semicolon file", ["1,234", "5,678"], true, "comma"],
    ["nothing before the thousands but zero", ["0,125"], false, "comma"],
    ["several well grouped commas", ["1,234,567", "12"], true, "point"],
    ["several well grouped points", ["1.234.567", "12"], false, "comma"],
    ["both marks", ["1.234,5"], false, "comma"],
    ["both marks, the other way", ["1,234.5"], true, "point"],
    ["blank thousands and a decimal comma", ["1 234,5"], false, "comma"],
    ["decimals with a unit behind", ["1,5 h", "2 h"], false, "comma"],
    ["evidence for both", ["12,5", "12.5"], false, "ruined"],
    ["ill grouped commas outnumbering decimal ones", ["3,87,16,91,111", "11,18,525", "2050,36"], false, "ruined"],
    ["one slip among clean cells", ["1,5", "2,5", "1,2,3"], false, "comma"],
    ["dates and versions", ["01.02.2021", "1.2.3"], false, "point"],
    ["words with commas", ["Hello, world", "a,b"], false, "point"],
  ])("%s", (_name, cells, commaLikely, expected) => {
    expect(numberStyleOf(new Map(cells.map((cell) => [cell, 1])), { commaLikely })).toBe(expected);
  });
});
