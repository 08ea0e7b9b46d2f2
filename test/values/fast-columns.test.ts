import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordBlock } from "../../src/csv/block.ts";
import { Grid } from "../../src/csv/grid.ts";
import { Kernel } from "../../src/csv/kernel.ts";
import { Scanner } from "../../src/csv/scanner.ts";
import { CellStore } from "../../src/csv/tokenizer.ts";
import { hashesOf, runOf } from "../../src/report/id-runs.ts";
import { IdHashes } from "../../src/report/ids.ts";
import { RowIds } from "../../src/report/row-ids.ts";
import type { Source } from "../../src/report/source.ts";
import type { ColumnPlan } from "../../src/values/batch.ts";
import type { ColumnReader } from "../../src/values/column.ts";
import { Dictionary } from "../../src/values/dictionary.ts";
import { InstantColumn } from "../../src/values/instant-column.ts";
import { CountColumn, DurationColumn } from "../../src/values/number-columns.ts";
import { CategoryColumn, FlagColumn, ScoreColumn } from "../../src/values/word-columns.ts";

// Columns that the kernel reads at once must come out as they do cell by cell.

const hasKernel = process.env["CS_METRICS_KERNEL"] !== "off";
const quoted = (cell: string): string => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Gives each block of a table with the cells in its second column. */
const withBlocks = (cells: readonly string[], take: (block: RecordBlock) => void): void => {
  const header = ["k", "v", "w"];
  const text = Buffer.from(`k,v,w\n${cells.map((cell, i) => `${i},${quoted(cell)},x\n`).join("")}`);
  const grid = new Grid({ header, titleRecords: 0, extraHeaderRecords: 0, comments: false }, take, () => expect.unreachable());
  const scanner = new Scanner(",", '"', new CellStore(), grid, Kernel.for({ delimiter: 44, quote: 34, width: 3 }));
  scanner.push(text);
  scanner.end();
};

/** The same column by two readers, one that looks at each cell. */
const expectAlike = (cells: readonly string[], reader: () => ColumnReader): void => {
  const [fast, slow] = [reader(), reader()];
  let fastBlocks = 0;
  withBlocks(cells, (block) => {
    if (block.columns !== undefined) fastBlocks += 1;
    fast.decode(block);
    slow.decode({ ...block, columns: undefined });
    for (const kind of ["numbers", "flags", "codes"] as const) {
      expect(fast[kind]?.subarray(0, block.count).join()).toBe(slow[kind]?.subarray(0, block.count).join());
    }
    expect(fast.state).toEqual(slow.state);
  });
  if (cells.length > 0) expect(fastBlocks > 0).toBe(hasKernel);
};

const asId = (number: number): string => String(number).padStart(15, "0");

const plan = (more: Partial<ColumnPlan>): ColumnPlan => ({ field: "created", kind: "instant", column: 1, ...more });

const number = (low: number, high: number, digits: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: low, max: high }).map((n) => String(n).padStart(digits, "0")) },
    { weight: 1, arbitrary: fc.constantFrom("", "x", "0", "/9", "9:") },
  );
const sign = (usual: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom("T", " ", ".", "-", "é") });

const date = fc
  .tuple(
    number(0, 2100, 4),
    sign("-"),
    number(0, 13, 2),
    sign("-"),
    number(0, 32, 2),
    sign(" "),
    number(0, 24, 2),
    sign(":"),
    number(0, 60, 2),
    fc.constantFrom("", "", ":00", ":59", ":60", ":07.125", ".5", ":1", ":30Z", "Z", " Z", "+02:00", " PM"),
  )
  .map((parts) => parts.join(""));

describe("a column read at once is the column read cell by cell", () => {
  it.each([
    ["UTC", undefined],
    ["America/New_York", undefined],
    ["UTC", "ymd"],
    ["UTC", { pattern: "YYYY-MM-DD HH:mm" }],
  ] as const)("dates in %s, format %j", (zone, format) => {
    const cells = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: date },
        {
          weight: 1,
          arbitrary: fc.constantFrom("", "-", "n/a", "2026-10-25 02:30", '2026-03-29 02:30"', "2024-02-29 23:59:59", "2023-02-29 10:00"),
        },
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(cells, (made) => expectAlike(made, () => new InstantColumn(plan({ format }), zone))),
      { numRuns: 400 },
    );
  });

  it("dates that are right but for one byte", () => {
    const digits = (low: number, high: number, length = 2) =>
      fc.integer({ min: low, max: high }).map((n) => String(n).padStart(length, "0"));
    const right = fc
      .tuple(digits(0, 9999, 4), digits(1, 12), digits(1, 31), fc.constantFrom(" ", "T"), digits(0, 23), digits(0, 59), digits(0, 59))
      .chain(([year, month, day, between, hour, minute, second]) =>
        fc
          .constantFrom(`:${second}`, `:${second}.125`, "")
          .chain((rest) => fc.constantFrom("", "Z").map((end) => ({ year, month, day, between, hour, minute, rest, end }))),
      )
      .map(({ year, month, day, between, hour, minute, rest, end }) => `${year}-${month}-${day}${between}${hour}:${minute}${rest}${end}`);
    const odd = fc.constantFrom(..."0123456789/:-. TtZ,\0\u007fé");
    const cell = fc.oneof(
      { weight: 3, arbitrary: right },
      { weight: 1, arbitrary: fc.tuple(right, fc.nat(23), odd).map(([text, at, byte]) => text.slice(0, at) + byte + text.slice(at + 1)) },
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.constantFrom("UTC", "Europe/Berlin"), (cells, zone) =>
        expectAlike(cells, () => new InstantColumn(plan({ format: "ymd" }), zone)),
      ),
      { numRuns: 500 },
    );
  });

  it("numbers, whole and broken, in any unit and style", () => {
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 1e6 }).map(String),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n.toFixed(3)),
      fc.double({ min: 0, max: 99, noNaN: true }).map((n) => n.toFixed(2).replace(".", ",")),
      // Up to eight bytes are looked at together: each may be the one that is no digit.
      fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 17 }),
      fc
        .tuple(fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 9 }), fc.constantFrom(..."/:.,-\0\u007f\u0080é\u{feff} A"))
        .chain(([digits, odd]) => fc.nat(digits.length).map((at) => digits.slice(0, at) + odd + digits.slice(at))),
      fc.constantFrom(
        "",
        "0",
        "007",
        "5.",
        ".5",
        "1.2.3",
        "-3",
        "+4",
        " 6 ",
        "999999999999999",
        "9999999999999999",
        "123456789012.345",
        "1,234",
        "12:30",
        "1e3",
        "yes",
        "no",
        "-",
        "٣",
        "0.1",
        "0.000000000000001",
      ),
    );
    const units = fc.constantFrom<ColumnPlan["unit"]>("ms", "s", "min", "h", "d", "hms", undefined);
    const styles = fc.constantFrom<ColumnPlan["numbers"]>("point", "comma", "ruined");
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 60 }), units, styles, (cells, unit, numbers) => {
        expectAlike(cells, () => new DurationColumn(plan({ field: "talk", kind: "duration", unit, numbers })));
        expectAlike(cells, () => new CountColumn(plan({ field: "replies", kind: "count", numbers })));
      }),
      { numRuns: 500 },
    );
  });

  // Shorter than, as long as, and longer than what the kernel compares at once; alike but for the end, the case, the blanks around.
  const word = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom("Email", "Phone", "Chat", "Met", "Breached", "Yes", "no", "5", "4", "10", "3.5", "-1", "4 of 5"),
    },
    fc.constantFrom(
      ..."email|EMAIL| Email|Email  |e-mail|Mail|n/a|-|None|0|00|5 stars|4 OF 5|4 out of 10|good|bad|offered|5 - good|éa|ÉA|e\u0301a".split(
        "|",
      ),
      ..."1234567890123456|1234567890123457|12345678901234567|12345678901234568|1234567890123456 of a longer text|".split("|"),
      ..."exactly thirty-two letters, so!!|exactly thirty-two letters, so!?|Exactly thirty-two letters, so!!|\0|a\0|a".split("|"),
      ...'say "yes"|say "no"|"|""'.split("|"),
      "x".repeat(255),
      "x".repeat(256),
      "x".repeat(257),
      `${"x".repeat(256)}y`,
    ),
  );
  const words = new Map([
    ["good", 2],
    ["bad", 0],
    ["offered", 3],
    ["met", 1],
    ["breached", 0],
    ["none", 1],
  ]);
  const spell = (text: string): string => (/^(?:e-?mail|mail)$/iu.test(text) ? "Email" : text);

  it("texts, scores and flags", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), fc.constantFrom("point", "comma"), fc.boolean(), (cells, numbers, flag) => {
        for (const make of [() => new Dictionary(), () => new Dictionary(spell), () => new Dictionary(undefined, true)]) {
          const made: Dictionary[] = [];
          expectAlike(cells, () => new CategoryColumn(plan({ kind: "category" }), made[made.push(make()) - 1]));
          const [fast, slow] = made.map((one) => Array.from({ length: one.size }, (_, code) => one.text(code)));
          expect(fast).toEqual(slow);
        }
        expectAlike(cells, () => new ScoreColumn(plan({ kind: "score", numbers })));
        expectAlike(cells, () => new ScoreColumn(plan({ kind: "score", numbers }), words));
        expectAlike(cells, () => new ScoreColumn(plan({ kind: "score" }), new Map([...words, ["10", 2]])));
        expectAlike(cells, () => new FlagColumn(plan({ kind: "flag", invert: flag }), words));
      }),
      { numRuns: 300 },
    );
  });

  it("texts of a dictionary that knows some of them from elsewhere", () => {
    const cells = ["Chat", "phone", "EMAIL", "chat", "", "n/a", "Fax"].flatMap((text) => [text, text, text]);
    const known = (): Dictionary => {
      const dictionary = new Dictionary(spell);
      for (const text of ["Fax", "Phone", "mail"]) dictionary.codeOfText(text);
      return dictionary;
    };
    expectAlike(cells, () => new CategoryColumn(plan({ kind: "category" }), known()));
    const shared = known();
    const seen: number[][] = [];
    for (const part of [cells, [...cells].reverse()]) {
      const column = new CategoryColumn(plan({ kind: "category" }), shared);
      withBlocks(part, (block) => {
        column.decode(block);
        seen.push([...column.codes.subarray(0, block.count)]);
      });
    }
    expect(seen[1]).toEqual(seen[0].toReversed());
    expect([0, 1, 2, 3].map((code) => shared.text(code))).toEqual(["Fax", "Phone", "Email", "Chat"]);
  });

  it.each([
    ["few texts among many rows", (i: number) => `text ${(i * i) % 97}`],
    ["as many as the kernel takes", (i: number) => `a longer text, number ${(i * 7919) % 4000}`],
    ["more than it takes", (i: number) => `a longer text, number ${(i * 7919) % 9000}`],
    ["a new one in each row", (i: number) => `T-${i}`],
    ["new ones, then only old ones", (i: number) => `T-${i < 8000 ? i : i % 50}`],
    ["so long that memory ends", (i: number) => `${"long ".repeat(48)}${i % 15_000}`],
  ])("texts, %s", (_, textOf) => {
    const cells = Array.from({ length: 16_000 }, (__, i) => textOf(i));
    expectAlike(cells, () => new CategoryColumn(plan({ kind: "category" }), new Dictionary()));
    expectAlike(cells, () => new FlagColumn(plan({ kind: "flag" })));
    expectAlike(
      cells.map((text) => text.replaceAll(/\D/gu, "")),
      () => new ScoreColumn(plan({ kind: "score" })),
    );
  });

  it("many columns, more than there is memory for", () => {
    const cells = Array.from({ length: 8000 }, (_, i) => `text ${i % 3000}`);
    const columns = Array.from({ length: 24 }, () => new CategoryColumn(plan({ kind: "category" }), new Dictionary()));
    withBlocks(cells, (block) => {
      for (const column of columns) {
        column.decode(block);
        expect(column.codes.subarray(0, block.count).join()).toBe(columns[0].codes.subarray(0, block.count).join());
      }
      expect(columns[0].codes[block.count - 1]).toBe((block.lines[block.count - 1] - 2) % 3000);
    });
  });

  it("ids, and whether they only rise or only fall", () => {
    const running = fc
      .tuple(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, -1), fc.integer({ min: 1, max: 40 }))
      .map(([first, step, count]) => Array.from({ length: count }, (_, i) => String(Math.max(0, first + i * step))));
    // Up to 16 bytes are looked at together, and up to 16 more.
    const long = fc
      .tuple(fc.integer({ min: 1, max: 34 }), fc.constantFrom(1n, -1n, 97n), fc.integer({ min: 1, max: 20 }), fc.nat({ max: 200 }))
      .map(([length, step, count, more]) =>
        Array.from({ length: count }, (_, i) => String(10n ** BigInt(length) + BigInt(more) + BigInt(i) * step)),
      );
    const differing = fc
      .tuple(
        fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 34 }),
        fc.array(fc.tuple(fc.nat(33), fc.constantFrom(..."0123456789/:a"))),
      )
      .map(([id, changes]) => [
        id,
        ...changes.map(([at, byte]) => id.slice(0, at % id.length) + byte + id.slice((at % id.length) + 1)),
        id,
      ]);
    const ids = fc.oneof(
      running,
      long,
      differing,
      fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }).map(String), fc.constantFrom("", "T-1", " 7", "1E+17", "00")), { maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 3 }), fc.integer(), (parts, salt) => {
        const [fast, slow] = [new IdHashes(), new IdHashes()];
        for (const cells of parts) {
          withBlocks(cells, (block) => {
            fast.compute(block, 1, null, salt);
            slow.compute({ ...block, columns: undefined }, 1, null, salt);
            for (const part of ["high", "low", "present"] as const) {
              expect(fast[part].subarray(0, block.count)).toEqual(slow[part].subarray(0, block.count));
            }
            expect([fast.inOrder, fast.ruined]).toEqual([slow.inOrder, slow.ruined]);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it.runIf(hasKernel)("running numbers, kept in a few bytes each", () => {
    const step = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 40 }));
    const check = fc.property(
      fc.nat(10 ** 9),
      fc.array(step, { maxLength: 40 }),
      fc.boolean(),
      fc.integer(),
      (first, steps, falls, salt) => {
        const numbers = [first];
        for (const one of steps) numbers.push(numbers.at(-1)! + one);
        if (falls) numbers.reverse();
        withBlocks(numbers.map(asId), (block) => {
          const run = runOf(block, 1, salt)!;
          const hashes = new IdHashes();
          hashes.compute({ ...block, columns: undefined }, 1, null, salt);
          expect(run).toMatchObject({ count: numbers.length, falls: falls && numbers.length > 1 });
          expect(hashesOf(run)).toEqual({ high: hashes.high, low: hashes.low });
        });
      },
    );
    fc.assert(check);
  });

  it.each([
    ["of other lengths", ["9", "10"]],
    ["alike", ["10", "10"]],
    ["up and down", ["10", "12", "11"]],
    ["down and up", ["10", "12", "13", "11"].toReversed()],
    ["blank", ["10", "", "11"]],
    ["no numbers", ["10", "1x"]],
    ["with blanks", ["10 ", "11 "]],
    ["with quotes in them", ['1"', '2"']],
    ["too long", ["1234567890123456", "1234567890123457"]],
  ])("numbers %s are no running ones", (_name, ids) => withBlocks(ids, (block) => expect(runOf(block, 1, 1)).toBeNull()));

  it.each([
    ["in a later block", [["10", "13"], ["14", "19"], ["13"]], 1],
    [
      "in a block of numbers that rise",
      [
        ["10", "13"],
        ["14", "19"],
        ["13", "19", "20"],
      ],
      2,
    ],
    ["in a block that falls", [["10", "13"], ["19", "14", "13"], ["21"]], 1],
    ["where all fall", [["99", "90"], ["80", "70"], ["80"]], 1],
    ["as a text", [["10", "13"], ["T-5"], ["13"], ["T-5"]], 2],
    [
      "nowhere",
      [
        ["10", "13"],
        ["100", "120"],
        ["10000000", "10000001"],
      ],
      0,
    ],
  ])("a number that comes again %s", (_name, blocks, repeated) => {
    const source = { group: 0, vendor: "any", decisions: { present: ["id"], uses: [{ field: "id", column: 1 }] } } as unknown as Source;
    const ids = new RowIds(null, false, new Map());
    ids.open(source);
    for (const cells of blocks) withBlocks(cells, (block) => ids.meet(block, source, null));
    expect(ids.repeated.size).toBe(repeated);
  });
});
