import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordBlock } from "../../src/csv/block.ts";
import { hashesOf, runOf } from "../../src/report/id-runs.ts";
import { IdHashes } from "../../src/report/ids.ts";
import { HashSet64, RepeatFinder } from "../../src/report/repeat-finder.ts";
import { RowIds } from "../../src/report/row-ids.ts";

/** A block of one column. */
const blockOf = (ids: readonly string[]): RecordBlock => {
  const bytes = Buffer.from(ids.join("\n"));
  const starts = new Uint32Array(ids.length);
  const ends = new Uint32Array(ids.length);
  let at = 0;
  for (const [row, id] of ids.entries()) {
    starts[row] = at;
    at += Buffer.byteLength(id);
    ends[row] = at;
    at += 1;
  }
  return { bytes, width: 1, count: ids.length, starts, ends, lines: Uint32Array.from(ids, (_, row) => row + 1) };
};

/** The ids that a finder says occur again, when they come in blocks of `size`. */
const repeatedOf = (ids: readonly string[], size: number): string[] => {
  const hashes = new IdHashes();
  const finder = new RepeatFinder();
  const repeated = new HashSet64();
  for (let from = 0; from < ids.length; from += size) {
    const part = ids.slice(from, from + size);
    hashes.compute(blockOf(part), 0, null, 1);
    finder.meet(hashes, part.length, repeated);
  }
  const found = new IdHashes();
  found.compute(blockOf(ids), 0, null, 1);
  return [...new Set(ids.filter((_, row) => repeated.has(found.high[row], found.low[row])))].toSorted();
};

const rising = (count: number): string[] => Array.from({ length: count }, (_, i) => `TICKET-${i + 95}`);

test.each<[string, readonly string[], readonly string[]]>([
  ["rising", rising(20), []],
  ["falling", rising(20).toReversed(), []],
  ["the same at once", ["1", "1"], ["1"]],
  ["rising, then one from the start of the file", [...rising(20), "TICKET-95"], ["TICKET-95"]],
  ["rising, then rising again", [...rising(9), ...rising(9)], rising(9).toSorted()],
  ["blank cells", ["1", "", "2", "", "2"], ["2"]],
  ["neither rising nor falling", ["5", "7", "6", "7"], ["7"]],
])("repeated ids: %s", (_name, ids, expected) => {
  for (const size of [1, 3, 100]) expect(repeatedOf(ids, size)).toEqual(expected);
});

test("repeated ids are found in any order and any split into blocks", () => {
  const id = fc.integer({ min: 1, max: 40 }).map(String);
  const ids = fc.tuple(fc.nat({ max: 30 }), fc.array(id, { maxLength: 30 })).map(([count, more]) => [...rising(count), ...more]);
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 12 }), (all, size) => {
      const expected = [...new Set(all.filter((one, i) => all.indexOf(one) !== i))].toSorted();
      expect(repeatedOf(all, size)).toEqual(expected);
    }),
  );
});

describe("running numbers in a few bytes", () => {
  /** Numbers of as many digits each, from the steps between them. */
  const running = (first: number, steps: readonly number[], digits: number): string[] => {
    let id = first;
    return [first, ...steps.map((step) => (id += step))].map((one) => String(one).padStart(digits, "0"));
  };
  const step = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 40 }));

  test("their hashes are those of their texts", () => {
    const check = fc.property(
      fc.nat({ max: 10 ** 9 }),
      fc.array(step, { maxLength: 40 }),
      fc.boolean(),
      fc.nat(),
      (first, steps, falls, salt) => {
        const ids = running(first, steps, 15);
        if (falls) ids.reverse();
        const run = runOf(blockOf(ids), 0, salt)!;
        expect(run).toMatchObject({ count: ids.length, falls: falls && ids.length > 1 });
        const hashes = new IdHashes();
        hashes.compute(blockOf(ids), 0, null, salt);
        expect(hashesOf(run)).toEqual({ high: hashes.high, low: hashes.low });
      },
    );
    fc.assert(check);
  });

  test.each([
    ["of other lengths", ["9", "10"]],
    ["alike", ["10", "10"]],
    ["up and down", ["10", "12", "11"]],
    ["blank", ["10", "", "11"]],
    ["no numbers", ["10", "1x"]],
    ["with blanks", ["10 ", "11 "]],
    ["too long", ["1234567890123456", "1234567890123457"]],
  ])("%s: none", (_name, ids) => expect(runOf(blockOf(ids), 0, 1)).toBeNull());

  test("a number met again after many in order is found", () => {
    const dictionaries = new Map();
    const source = {
      group: 0,
      vendor: "any",
      decisions: { present: ["id"], uses: [{ field: "id", column: 0 }] },
    } as never;
    for (const ids of [
      [["10", "13"], ["14", "19"], ["13"]],
      [["19", "14"], ["13"], ["10", "14"]],
    ]) {
      const met = new RowIds(null, false, dictionaries);
      met.open(source);
      for (const block of ids) met.meet(blockOf(block), source, null);
      expect(met.repeated.size).toBe(1);
    }
  });
});
