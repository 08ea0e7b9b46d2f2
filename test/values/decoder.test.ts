import { describe, expect, it } from "vitest";
import { type ColumnPlan, NEGATIVE, OFFERED, POSITIVE } from "../../src/values/batch.ts";
import { createDecoder, type Decoder } from "../../src/values/decoder.ts";
import type { Dictionary } from "../../src/values/dictionary.ts";
import type { Vocabularies } from "../../src/values/vocabulary.ts";
import { blockOf } from "./blocks.ts";

const vocabularies: Vocabularies = {
  words: new Map([
    [
      "csat",
      new Map([
        ["good", POSITIVE],
        ["bad", NEGATIVE],
        ["offered", OFFERED],
        ["unoffered", -1],
      ]),
    ],
    [
      "codes",
      new Map([
        ["103", POSITIVE],
        ["-103", NEGATIVE],
      ]),
    ],
    [
      "sla",
      new Map([
        ["met", 1],
        ["breached", 0],
        ["active", -1],
        ["none", 1],
      ]),
    ],
    [
      "sla-breach",
      new Map([
        ["yes", 0],
        ["no", 1],
        ["met", 1],
      ]),
    ],
  ]),
  spellers: new Map([["channel", (text: string) => (text.toLowerCase() === "mail" ? "Email" : text)]]),
};

interface Made {
  readonly decoder: Decoder;
  readonly dictionaries: Map<string, Dictionary>;
}

const make = (plans: readonly ColumnPlan[], zone = "UTC"): Made => {
  const dictionaries = new Map<string, Dictionary>();
  return { decoder: createDecoder(plans, { source: 3, dictionaries, vocabularies, zone, header: [] }), dictionaries };
};

/** Decodes one column of cells. */
const one = (plan: Omit<ColumnPlan, "column">, cells: readonly string[]) => {
  const { decoder, dictionaries } = make([{ ...plan, column: 0 }]);
  const batch = decoder.decode(blockOf(cells.map((cell) => [cell])));
  const [state] = decoder.columns;
  return {
    batch,
    state,
    dictionaries,
    numbers: [...(batch.numbers.get(plan.field) ?? [])],
    flags: [...(batch.flags.get(plan.field) ?? [])],
  };
};

const N = Number.NaN;

describe("instants", () => {
  it("tells that a date is there where nobody knows its order", () => {
    const { numbers, flags, state } = one({ field: "closed", kind: "instant" }, ["03/04/2026", "13/04/2026", "", "soon", "31/02/2026"]);
    expect(flags).toEqual([1, -1, -1, -1, -1]);
    expect(numbers).toEqual([N, Date.UTC(2026, 3, 13), N, N, N]);
    expect(state).toMatchObject({ readable: 1, eitherOrder: 1 });
    expect(one({ field: "closed", kind: "instant", format: "dmy" }, ["03/04/2026"]).flags).toEqual([]);
  });

  it("keeps what is read, counts what is not, and what it tells about the order", () => {
    const { numbers, state } = one({ field: "created", kind: "instant", format: "dmy" }, [
      "25/12/2021 10:00",
      "01/02/2021",
      "12/25/2021",
      "",
      "N/A",
      "soon",
      "2021-12-25T10:00:00+02:00",
      "31/02/2021",
      "never",
    ]);
    expect(numbers).toEqual([Date.UTC(2021, 11, 25, 10), Date.UTC(2021, 1, 1), N, N, N, N, Date.UTC(2021, 11, 25, 8), N, N]);
    expect(state).toMatchObject({ readable: 3, dayFirst: 1, monthFirst: 1, eitherOrder: 1, timed: 2, offsets: 1 });
    expect(state.unreadable).toEqual({
      count: 4,
      examples: [
        { line: 4, value: "12/25/2021" },
        { line: 7, value: "soon" },
        { line: 9, value: "31/02/2021" },
      ],
    });
  });

  it("counts what the clocks' changes did", () => {
    const { state } = one({ field: "created", kind: "instant", zone: "Europe/Berlin" }, [
      "2026-03-29 02:30",
      "2026-10-25 02:30",
      "2026-10-25 12:00",
    ]);
    expect(state).toMatchObject({ readable: 3, gaps: 1, overlaps: 1 });
  });

  it("joins a date with the time in another column", () => {
    const { decoder } = make([{ field: "created", kind: "instant", column: 0, timeColumn: 1, format: "mdy" }]);
    const batch = decoder.decode(
      blockOf([
        ["1/1/2021", "8:00:00 AM"],
        ["1/1/2021", ""],
        ["", "8:00:00 AM"],
        ["1/1/2021", "late"],
        ["1/1/2021", "N/A"],
      ]),
    );
    expect([...batch.numbers.get("created")!]).toEqual([Date.UTC(2021, 0, 1, 8), Date.UTC(2021, 0, 1), N, N, Date.UTC(2021, 0, 1)]);
    expect(decoder.columns[0]).toMatchObject({
      readable: 3,
      timed: 1,
      unreadable: { count: 1, examples: [{ line: 5, value: "1/1/2021 late" }] },
    });
  });
});

describe("durations and counts", () => {
  it("takes no negative, ruined or unitless time", () => {
    const { numbers, state } = one({ field: "resolution_time", kind: "duration", unit: "min" }, [
      "63",
      "-35",
      "0",
      "1:30:00",
      "x",
      "-",
      "",
    ]);
    expect(numbers).toEqual([3780, N, 0, 5400, N, N, N]);
    expect(state).toMatchObject({
      readable: 3,
      unreadable: {
        count: 2,
        examples: [
          { line: 3, value: "-35" },
          { line: 6, value: "x" },
        ],
      },
    });
    expect(one({ field: "talk", kind: "duration" }, ["63", "00:01:03"]).numbers).toEqual([N, 63]);
    expect(one({ field: "handle", kind: "duration", unit: "h", numbers: "ruined" }, ["3,87,16,91,111", "2050,36", "5"]).numbers).toEqual([
      N,
      N,
      18_000,
    ]);
  });

  it("lets a yes stand for a count, keeps 0 apart from blank", () => {
    const { numbers, state } = one({ field: "reopens", kind: "count" }, ["0", "2", "", "Yes", "no", "-1", "many", "null"]);
    expect(numbers).toEqual([0, 2, N, 1, 0, N, N, N]);
    expect(state).toMatchObject({ readable: 4, unreadable: { count: 2 } });
  });
});

describe("flags", () => {
  it("knows yes and no, and the column's own words before the words for nothing", () => {
    const { flags, state } = one({ field: "sla", kind: "flag", words: "sla" }, [
      "Met",
      "BREACHED",
      "active",
      "None",
      "yes",
      "0",
      "",
      "n/a",
      "perhaps",
    ]);
    expect(flags).toEqual([1, 0, -1, 1, 1, 0, -1, -1, -1]);
    expect(state).toMatchObject({ readable: 5, unreadable: { count: 1, examples: [{ line: 10, value: "perhaps" }] } });
  });

  it("turns yes and no round, but not words that state the verdict", () => {
    const cells = ["yes", "no", "met", "TRUE"];
    expect(one({ field: "sla", kind: "flag", words: "sla", invert: true }, cells).flags).toEqual([0, 1, 1, 0]);
    expect(one({ field: "sla", kind: "flag", words: "sla-breach", invert: true }, cells.slice(0, 3)).flags).toEqual([0, 1, 1]);
    expect(one({ field: "sla", kind: "flag", invert: true }, ["VERDADEIRO", "falso"]).flags).toEqual([0, 1]);
  });

  it("keys several columns of one field by their order", () => {
    const { decoder } = make([0, 1, 2].map((column) => ({ field: "sla", kind: "flag", column })));
    const batch = decoder.decode(blockOf([["yes", "no", "1"]]));
    expect([...batch.flags].map(([key, values]) => [key, values[0]])).toEqual([
      ["sla", 1],
      ["sla:1", 0],
      ["sla:2", 1],
    ]);
  });
});

describe("scores", () => {
  it("reads numbers and what stands for them, zero included", () => {
    const { numbers, state } = one({ field: "nps", kind: "score" }, [
      "0",
      "3.0",
      "9",
      "",
      "NA",
      "4 - Good",
      "5 stars",
      "4 out of 5",
      "3/5",
      "8/10",
      "85%",
      "4-5",
      "3 days",
    ]);
    expect(numbers).toEqual([0, 3, 9, N, N, 4, 5, 4, 3, N, N, N, N]);
    expect(state.unreadable.examples.map(({ value }) => value)).toEqual(["8/10", "85%", "4-5"]);
    expect(state.unreadable.count).toBe(4);
    expect(state.histogram.get(4)).toEqual({ count: 2, lines: [7, 9] });
    expect(state.histogram.get(0)).toEqual({ count: 1, lines: [2] });
  });

  it("reads words as bands; asked is not answered", () => {
    const { numbers, flags, state } = one({ field: "csat", kind: "score", words: "csat" }, [
      "Good",
      "bad",
      "Offered",
      "Unoffered",
      "5",
      "GOOD",
      "meh",
    ]);
    expect(flags).toEqual([POSITIVE, NEGATIVE, OFFERED, -1, -1, POSITIVE, -1]);
    expect(numbers).toEqual([N, N, N, N, 5, N, N]);
    expect(state.words).toEqual(
      new Map([
        [POSITIVE, 2],
        [NEGATIVE, 1],
        [OFFERED, 1],
      ]),
    );
    expect(state).toMatchObject({ readable: 4, unreadable: { count: 1 } });
    expect([...state.histogram.keys()]).toEqual([5]);
  });

  it("lets a vocabulary name numbers", () => {
    expect(one({ field: "csat", kind: "score", words: "codes" }, ["103", "-103", "4"]).flags).toEqual([POSITIVE, NEGATIVE, -1]);
  });

  it("keeps at most a thousand different scores", () => {
    expect(
      one(
        { field: "csat", kind: "score" },
        Array.from({ length: 1200 }, (_, i) => String(i)),
      ).state.histogram.size,
    ).toBe(1000);
  });
});

describe("batches", () => {
  it("undoes doubled quotes, in categories as in numbers", () => {
    const { batch, dictionaries } = one({ field: "topic", kind: "category" }, ['say "hi"', 'SAY "HI"', "plain", "None"]);
    expect([...batch.codes.get("topic")!]).toEqual([0, 0, 1, -1]);
    expect(dictionaries.get("topic")!.text(0)).toBe('say "hi"');
  });

  it("shares dictionaries between sources and spells channels", () => {
    const { decoder, dictionaries } = make([{ field: "channel", kind: "category", column: 0, words: "channel" }]);
    decoder.decode(blockOf([["Mail"], ["Fax"]]));
    const next = createDecoder([{ field: "channel", kind: "category", column: 1, words: "channel" }], {
      source: 4,
      dictionaries,
      vocabularies,
      zone: "UTC",
      header: [],
    });
    const batch = next.decode(
      blockOf([
        ["x", "fax"],
        ["y", "email"],
      ]),
    );
    expect([...batch.codes.get("channel")!]).toEqual([1, 0]);
    expect(dictionaries.get("channel")!.text(0)).toBe("Email");
  });

  it("uses its buffers again without leaving anything behind, whatever the size of the next block", () => {
    const { decoder } = make([
      { field: "replies", kind: "count", column: 0 },
      { field: "fcr", kind: "flag", column: 1 },
    ]);
    decoder
      .decode(
        blockOf([
          ["5", "yes"],
          ["6", "no"],
          ["7", "yes"],
        ]),
      )
      .derived.set("x", new Float64Array(3));
    const batch = decoder.decode(blockOf([["", ""]], 40));
    expect([
      batch.source,
      batch.rows,
      [...batch.lines],
      [...batch.numbers.get("replies")!],
      [...batch.flags.get("fcr")!],
      batch.derived.size,
    ]).toEqual([3, 1, [40], [N], [-1], 0]);
    const longer = decoder.decode(
      blockOf([
        ["1", "1"],
        ["2", "x"],
        ["3", "0"],
        ["", ""],
      ]),
    );
    expect([...longer.numbers.get("replies")!, ...longer.flags.get("fcr")!]).toEqual([1, 2, 3, N, 1, -1, 0, -1]);
    expect(decoder.decode(blockOf([])).rows).toBe(0);
    expect(decoder.columns[0].readable).toBe(6);
  });

  it("notes impossible derived times once a row", () => {
    const { decoder } = make([]);
    const batch = decoder.decode(blockOf([[""], [""], [""], [""]], 48));
    batch.impossible("resolution_time", 1, -2100);
    batch.impossible("resolution_time", 1, -2100);
    batch.impossible("resolution_time", 2, -9000);
    batch.impossible("resolution_time", 0, -40);
    batch.impossible("resolution_time", 3, -864_000);
    expect(decoder.impossible.get("resolution_time")).toEqual({
      count: 4,
      examples: [
        { line: 49, value: "-35 min" },
        { line: 50, value: "-2.5 h" },
        { line: 48, value: "-40 s" },
      ],
    });
  });

  it("cuts examples to 80 characters", () => {
    const { state } = one({ field: "talk", kind: "duration" }, [`${"😀".repeat(90)}`]);
    expect(state.unreadable.examples[0].value).toHaveLength(80);
  });
});
