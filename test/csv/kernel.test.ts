import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordBlock, Reject } from "../../src/csv/block.ts";
import { cellText } from "../../src/csv/cell.ts";
import { Grid } from "../../src/csv/grid.ts";
import { Kernel } from "../../src/csv/kernel.ts";
import { Scanner } from "../../src/csv/scanner.ts";
import { CellStore } from "../../src/csv/tokenizer.ts";

interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

const COMMA: Dialect = { delimiter: ",", quote: '"' };

/** All that a reading of the text gives, in pieces of these lengths, used in turn. */
const reading = (
  text: Uint8Array,
  header: readonly string[],
  { delimiter, quote }: Dialect,
  pieces: readonly number[],
  kernel: Kernel | null,
) => {
  const records: { line: number; cells: string[]; escaped: boolean[] }[] = [];
  const rejects: Reject[] = [];
  const take = (block: RecordBlock): void => {
    for (let row = 0; row < block.count; row++) {
      const cells = Array.from({ length: block.width }, (_, column) => row * block.width + column);
      records.push({
        line: block.lines[row],
        cells: cells.map((cell) => cellText(block, cell)),
        escaped: cells.map((cell) => block.ends[cell] >= 2 ** 31),
      });
    }
  };
  const grid = new Grid({ header, titleRecords: 0, extraHeaderRecords: 0, comments: false }, take, (reject) => rejects.push(reject));
  const scanner = new Scanner(delimiter, quote, new CellStore(), grid, kernel);
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = pieces[turn % pieces.length];
    const piece = text.subarray(at, at + length);
    if (kernel === null || turn % 3 === 2) scanner.push(piece);
    else {
      // As a file is read: to where it is scanned, seldom as much as there is room for.
      const room = scanner.room(piece.length + (turn % 3) * 1000).subarray(0, piece.length);
      room.set(piece);
      scanner.push(room);
    }
    at += length;
  }
  scanner.end();
  return { records, rejects, account: grid.account };
};

/** The kernel ahead of the scanner must find what the scanner alone finds. */
const expectSame = (
  text: string | Uint8Array,
  header: readonly string[],
  dialect: Dialect = COMMA,
  pieces: readonly number[] = [1 << 20],
) => {
  const bytes = Buffer.from(text as Uint8Array);
  const form = { delimiter: dialect.delimiter.charCodeAt(0), quote: dialect.quote.charCodeAt(0), width: header.length };
  const kernel = Kernel.for(form);
  expect(kernel === null).toBe(process.env["CS_METRICS_KERNEL"] === "off");
  const both = reading(bytes, header, dialect, pieces, kernel);
  expect(both).toEqual(reading(bytes, header, dialect, pieces, null));
  return both;
};

/** Each is a file's tail behind a first record of any length. */
const TAILS = [
  "x,y\nz,w\n",
  '"x",y\r\n"z","w"\r\n',
  '"a ""b"" c",d\n"""e""",""""\nf,g\n',
  '"line 1\nline 2\r\nline 3",x\ny,z\n',
  'a"b,c\nd,e"\n"f"g,h\ni,j\n',
  '"unclosed,x\ny,z\n',
  "a\n\n\r\nb,c\n",
  "a\rb,c\rd,e\r",
  "a,b\rc,d\n",
  '"a\rb",c\nd,e\n',
  "a,b,c\nd\n,\ne,f\n",
  '"",""\n,""\n"",\n',
  '"a" ,b\n"c"\t,d\n',
  '\u{feff}a,b\n\u{feff}"c",d\n',
  'é→🙂,"🙂, é"\n→,→',
  '"a",b"\n"c\n"",d",e\n',
  '"a\n"b,c\nd,e\n',
  '"a","b, ""c"""\r\n"""",""\r\n"d"\r\n',
  '"a",b\n"c"d","e"\n',
  "a,b\r\nc,d\re,f\r\ng,h\r\n",
  "a,b\r\r\nc,d\r\n",
  "a,b\nc,d,e\nf\ng,h\n",
];

describe("the kernel and the scanner together find what the scanner alone finds", () => {
  it.each(TAILS)("with %j beginning at any offset of a block", (tail) => {
    for (let offset = 0; offset <= 130; offset++) {
      expectSame(`h,k\n${"v".repeat(offset)},1\n${tail}`, ["h", "k"]);
      expectSame(`h,k\n"${"v".repeat(offset)}","1"\n${tail}`, ["h", "k"]);
    }
  });

  it.each(TAILS)("with %j in pieces of any length", (tail) => {
    const text = `h,k\n${`${"v".repeat(60)},1\n`.repeat(3)}${tail}`;
    for (const piece of [1, 2, 3, 7, 63, 64, 65, 127, 128, 129]) expectSame(text, ["h", "k"], COMMA, [piece]);
  });

  // Long stretches without a quote are cut in another way than those with some.
  it.each(["\n", "\r\n"])("with what is strange far into plain records that end in %j", (ending) => {
    const plain = (count: number): string => Array.from({ length: count }, (_, i) => `${i},${"v".repeat(i % 90)}${ending}`).join("");
    for (const tail of TAILS) {
      for (const before of [0, 9, 41, 200]) expectSame(`h,k\n${plain(before)}${tail}${plain(120)}${tail}`, ["h", "k"]);
    }
    for (let cut = 0; cut < 66; cut += 3) {
      const piece = `x${"w".repeat(cut)},y`;
      for (const odd of [`a${ending}b,c,d`, "a\rb,c", "a,b\r", ",", "", "a", 'q,"r"', '"s ""t""",u', "\u{feff}v,w"]) {
        expectSame(`h,k\n${plain(60)}${piece}${ending}${odd}${ending}${plain(9)}`, ["h", "k"], COMMA, [1 << 20, 1000]);
      }
    }
  });

  it("with long texts whose cells are quoted, doubled and broken into lines", () => {
    const odd = fc.constantFrom('"a"b', 'a"b', '"c\rd"', "e\r", '"f" ', "\u{feff}", '"g', "", "\n", "\r\n");
    const plain = fc.constantFrom(..."a|bc|é|v w|12|2026-01-01 00:00:00".split("|"), "x".repeat(70));
    const quoted = fc.constantFrom(
      ...'""|"b"|"c, d"|"e\nf"|"g\r\nh"|"i ""j"""|"""k\n"""|"\n"|"\r\n\n"|""""'.split("|"),
      `"${"y\n".repeat(50)}"`,
      `"${"z".repeat(126)}\r\n"`,
    );
    const ending = fc.constantFrom("\n", "\n", "\r\n");
    // Blocks without a quote are scanned in another way than those with some: the first come singly, or many follow each other.
    const records = (odds: number, quotes: number): fc.Arbitrary<string> => {
      const cell = fc.oneof(
        { weight: odds, arbitrary: odd },
        { weight: quotes, arbitrary: quoted },
        { weight: 1000 - quotes, arbitrary: plain },
      );
      return fc
        .array(fc.tuple(cell, cell, cell, ending), { minLength: 20, maxLength: 200 })
        .map((rows) => rows.map(([a, b, c, end]) => `${a},${b},${c}${end}`).join(""));
    };
    const cuts = fc.array(fc.integer({ min: 100, max: 5000 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.oneof(records(0, 700), records(5, 700), records(50, 700), records(0, 30), records(2, 30)), cuts, (text, pieces) => {
        expectSame(`h,k,l\n${text}`, ["h", "k", "l"], COMMA, pieces);
        return undefined;
      }),
      { numRuns: 250 },
    );
  });

  it("with any text, in any dialect and any pieces", () => {
    const dialects = fc.constantFrom(
      COMMA,
      { delimiter: ";", quote: '"' },
      { delimiter: "\t", quote: '"' },
      { delimiter: "|", quote: "'" },
    );
    const parts = fc.constantFrom(
      "a",
      "bc",
      "é",
      " ",
      "\n",
      "\r\n",
      "\r",
      '"',
      "'",
      '""',
      "D",
      "Q",
      "QD",
      "DQ",
      "QQ",
      "v".repeat(40),
      "\u{feff}",
      "\0",
      "#",
    );
    fc.assert(
      fc.property(
        dialects,
        fc.integer({ min: 1, max: 4 }),
        fc.array(parts, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
        (dialect, width, pieces, cuts) => {
          const text = pieces.map((part) => part.replaceAll("D", dialect.delimiter).replaceAll("Q", dialect.quote)).join("");
          const header = ["h", "k", "l", "m"].slice(0, width);
          expectSame(`${header.join(dialect.delimiter)}\n${text}`, header, dialect, cuts);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("with bytes that are no text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expectSame(Buffer.concat([Buffer.from("h,k\n"), bytes]), ["h", "k"]);
      }),
      { numRuns: 1000 },
    );
  });

  it("with more cells and records than fit at once, and tables of many columns", () => {
    expectSame(`h,k\n${'1,"2, ""3"""\n'.repeat(20_000)}`, ["h", "k"], COMMA, [1 << 16]);
    expectSame(`h\n${'a\n\n""\n'.repeat(9000)}`, ["h"]);
    const wide = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
    expectSame(`${wide.join(",")}\n${`${wide.join(",")}x\n`.repeat(3)}1,2\n`, wide, COMMA, [100_000]);
  });

  it("with rows that only begin like the header or a footer, dropped from between others", () => {
    const row = (id: string): string => `${id},x,y,z\n`;
    const text = `id,a,b,c\n${row("1")}${row("id")}${row("i2")}id,a,b,c\n${row("3")}Total,,,\n${row("Total")}\n,,,\n${row("4")}`;
    const { records, account } = expectSame(text.repeat(3), ["id", "a", "b", "c"]);
    expect(records.map(({ cells: [id] }) => id).slice(0, 6)).toEqual(["1", "id", "i2", "3", "Total", "4"]);
    expect(account).toMatchObject({ rejected: 0, short: 0 });
  });

  it("with a quoted cell of a megabyte and lines within it", () => {
    const { records } = expectSame(`h,k\n1,"${"x\n".repeat(1 << 19)}"\n2,3\n`, ["h", "k"], COMMA, [1 << 18]);
    expect(records[1]).toMatchObject({ line: 3 + (1 << 19), cells: ["2", "3"] });
  });
});

it.skipIf(process.env["CS_METRICS_KERNEL"] === "off")("the kernel stops only before what is not plain, or where there is no room", () => {
  const kernel = Kernel.for({ delimiter: 44, quote: 34, width: 3 })!;
  const scan = (text: string) => {
    const length = kernel.roomFor(text.length).write(text);
    const stop = kernel.scan(0, length, 2, 0);
    return { stop, records: kernel.records, next: kernel.next, line: kernel.line, cells: kernel.cells };
  };
  const plain = 'a,"b\n""c""",d\r\n';
  expect(scan(plain.repeat(100))).toEqual({ stop: "over", records: 100, next: plain.length * 100, line: 202, cells: 300 });
  expect(scan(`${plain}a,b`)).toMatchObject({ stop: "over", records: 1, next: plain.length });
  expect(scan(`${plain}a,b\n${plain}`)).toMatchObject({ stop: "strange", records: 1, next: plain.length, line: 4 });
  const { records, ...full } = scan("a,b,c\n".repeat(9000));
  expect(records).toBeGreaterThanOrEqual(4096);
  expect(full).toEqual({ stop: "full", cells: records * 3, next: records * 6, line: 2 + records });
  kernel.release();
});
