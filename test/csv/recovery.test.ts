import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { rfc4180, scanTable, memoryInput, readTable } from "./reading.ts";

const scan = async (text: string, shape = rfc4180) => scanTable(Buffer.from(text), ["a", "b"], shape);

describe("a broken record costs its first physical line", () => {
  test("the fixture", async () => {
    const { records, rejects, account } = await readTable(memoryInput(await readFile("fixtures/csv/unclosed-quote.csv")));
    expect(records.map(([id]) => id)).toEqual(["1", "3", "5", "6"]);
    expect(records[2][1]).toBe('5" screen');
    expect(rejects).toEqual([
      { line: 3, reason: "malformed", raw: '2,"never closed,Open' },
      { line: 5, reason: "malformed", raw: '4,"good" said she,Closed' },
    ]);
    expect(account.read).toBe(6);
  });

  test("a quote open at the end of the file", async () => {
    const { records, rejects } = await scan('a,b\n1,x\n2,"y\n3,z\n4,w');
    expect(records).toEqual([
      ["1", "x"],
      ["3", "z"],
      ["4", "w"],
    ]);
    expect(rejects).toEqual([{ line: 3, reason: "unclosed-quote", raw: '2,"y' }]);
  });

  test.each([
    [
      "text after a closing quote over two lines",
      'a,b\n"1\n2"x,y\n3,z\n',
      [
        ['2"x', "y"],
        ["3", "z"],
      ],
      ['"1'],
    ],
    ["the last line", 'a,b\n1,x\n"2"y,z', [["1", "x"]], ['"2"y,z']],
    ["a doubled quote at the very end", 'a,b\n1,"x""', [], ['1,"x""']],
  ])("%s", async (_, text, records, raws) => {
    const read = await scan(text);
    expect(read.records).toEqual(records);
    expect(read.rejects.map(({ raw }) => raw)).toEqual(raws);
  });

  test("backslash dialects recover alike", async () => {
    const { records, rejects } = await scan('a,b\n1,"x \\" y"\n2,"z" w\n3,5" v\n4,"open\n5,u', { ...rfc4180, escape: "\\" });
    expect(records).toEqual([
      ["1", 'x " y'],
      ["3", '5" v'],
      ["5", "u"],
    ]);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "malformed"],
      [5, "unclosed-quote"],
    ]);
  });
});

test("what is tolerated: blanks after a closing quote, quotes inside a cell, blank surplus cells, a mark amid the file", async () => {
  const { records, rejects } = await scan('a,b\n"1"  ,"x" \t\n2,y"z"\n3,w, ,\n\ufeff"4",v\n');
  expect(rejects).toEqual([]);
  expect(records).toEqual([
    ["1", "x"],
    ["2", 'y"z"'],
    ["3", "w"],
    ["4", "v"],
  ]);
});

test("a quote still open after 16 MiB is broken, a closed one of 10 MB is a cell", async () => {
  const line = `${"x".repeat(1023)}\n`;
  const read = async (lines: number) => scanTable(Buffer.from(`a,b\n1,"${line.repeat(lines)}"\n2,y\n`), ["a", "b"], rfc4180, [1 << 20]);
  const closed = await read(10 << 10);
  expect(closed.records.map((record) => record[1].length)).toEqual([10 << 20, 1]);
  expect(closed.lines).toEqual([2, 3 + (10 << 10)]);
  const open = await read(17 << 10);
  expect(open.rejects[0]).toMatchObject({ line: 2, reason: "unclosed-quote" });
  expect(open.account).toMatchObject({ read: (17 << 10) + 2, rejected: 2, short: (17 << 10) - 1 });
});

test("lines that each open a quote the next one closes and opens again take no quadratic time", async () => {
  const begun = performance.now();
  const { account, rejects } = await scanTable(Buffer.from(`a,b\n${'a","x\n'.repeat(200_000)}`), ["a", "b"], rfc4180, [1 << 16]);
  expect(account.read).toBe(200_000);
  expect(rejects.length).toBe(200_000);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
