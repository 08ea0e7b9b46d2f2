import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordBlock } from "../../src/csv/block.ts";
import { IdHashes } from "../../src/report/ids.ts";
import { HashSet64, RepeatFinder } from "../../src/report/repeat-finder.ts";

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
