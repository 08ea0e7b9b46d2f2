import { expect, test } from "vitest";
import { ESCAPED, type RecordBlock } from "../../src/csv/block.ts";
import { cellIsBlank, cellText, unescaped } from "../../src/csv/cell.ts";
import { Grid } from "../../src/csv/grid.ts";
import { Scanner } from "../../src/csv/scanner.ts";
import { CellStore } from "../../src/csv/tokenizer.ts";

/** Looks at the one record `line` as a block of `width` cells. */
function inBlock(line: string, width: number, look: (block: RecordBlock) => void): void {
  const header = Array.from({ length: width }, (_, index) => `h${index}`);
  const grid = new Grid({ header, titleRecords: 0, extraHeaderRecords: 0, comments: false }, look, () => {}).skipLeading();
  const scanner = new Scanner(",", '"', new CellStore(), grid);
  scanner.push(Buffer.from(line));
  scanner.end();
}

test("cells are boundaries in the bytes; doubled quotes are flagged and undone on demand", () => {
  expect.hasAssertions();
  inBlock('"a ""b""",  x ,""""', 3, (block) => {
    expect([0, 1, 2].map((cell) => cellText(block, cell))).toEqual(['a "b"', "  x ", '"']);
    expect([0, 1, 2].map((cell) => block.ends[cell] >= ESCAPED)).toEqual([true, false, true]);
    expect(Buffer.from(unescaped(block.bytes, block.starts[0], block.ends[0] & ~ESCAPED)).toString()).toBe('a "b"');
  });
});

test("blank: nothing, blanks, no-break and zero-width blanks; never a zero or a quote", () => {
  expect.hasAssertions();
  inBlock('x,,"", \t,\u00a0,\u200b\ufeff,0,"""",-', 9, (block) => {
    const blank = Array.from({ length: 9 }, (_, cell) => cellIsBlank(block, cell));
    expect(blank).toEqual([false, true, true, true, true, true, false, false, false]);
  });
});
