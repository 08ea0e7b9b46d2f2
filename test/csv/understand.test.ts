import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { memoryInput, readTable } from "./reading.ts";

const fixture = async (name: string, options = {}) => readTable(memoryInput(await readFile(`fixtures/csv/${name}`)), options);

describe("rows that are not data", () => {
  test("the footer of a Salesforce report", async () => {
    const { records, account, lines } = await fixture("salesforce-footer.csv");
    expect(records.map(([id]) => id)).toEqual(["00001001", "00001002", "00001003"]);
    expect(lines).toEqual([2, 3, 4]);
    expect(account).toEqual({ read: 6, rejected: 0, notData: 3, short: 0, firstShortLine: 0 });
  });

  test("the question texts and import ids under a Qualtrics header", async () => {
    const { records, account, decisions, lines } = await fixture("qualtrics-three-headers.csv");
    expect(decisions.dialect.extraHeaderRecords).toBe(2);
    expect(records.map((record) => record[4])).toEqual(["9", "0", "7"]);
    expect(lines).toEqual([5, 6, 7]);
    expect(account).toMatchObject({ read: 5, notData: 2 });
    expect(decisions.sample.map(({ line }) => line)).toEqual([5, 6, 7]);
  });

  test("the answer options under a SurveyMonkey header", async () => {
    const { records, account } = await fixture("surveymonkey-two-headers.csv");
    expect(records.map((record) => record[4])).toEqual(["5", "4"]);
    expect(account).toMatchObject({ read: 3, notData: 1 });
  });

  test("title lines above the header and a total below", async () => {
    const { records, account, decisions } = await fixture("title-lines.csv");
    expect(decisions.header).toEqual(["Id", "Created", "Agent", "Status"]);
    expect(decisions.headerLine).toBe(4);
    expect(records.map(([id]) => id)).toEqual(["1", "2"]);
    expect(account).toEqual({ read: 5, rejected: 0, notData: 3, short: 0, firstShortLine: 0 });
  });

  test("blank records and a repeated header; short and long records", async () => {
    const { records, rejects, account } = await fixture("ragged.csv");
    expect(records).toEqual([
      ["1", "Closed", ""],
      ["2", "Closed", "fine"],
      ["4", "Open", "last"],
      ["5", "Open", "after a second header"],
    ]);
    expect(rejects).toEqual([{ line: 4, reason: "too-long", raw: "3,Open,one,too many", cells: 4 }]);
    expect(account).toEqual({ read: 7, rejected: 1, notData: 2, short: 1, firstShortLine: 2 });
  });

  test("an agent called Total is no footer", async () => {
    const { account } = await readTable(memoryInput("agent,tickets,open\nTotal,3,1\nAna,2,0\n"));
    expect(account.notData).toBe(0);
  });
});

describe("dialects", () => {
  test.each([
    ["semicolon.csv", ";", 3, ["1", "01.10.2026 09:00", "4,5", "fast; friendly"]],
    ["separator-line.csv", "|", 2, ["1", "Closed", "a, b, c"]],
    ["utf16le-bom-tabs.csv", "\t", 2, ["1", "Zoë", "two\nlines, and a comma"]],
    ["latin1.csv", ";", 2, ["1", "José", "Très bien – 5 €"]],
    ["backslash-escapes.csv", ",", 4, ["1", 'she said "good, very good" twice', "Closed"]],
    ["single-quotes.csv", ",", 2, ["1", "it's fine, really", "Closed"]],
    ["carriage-returns.csv", ",", 3, ["1", "Closed"]],
    ["one-column.csv", ",", 3, ["9"]],
    ["one-column-texts.csv", ";", 3, ["hello, world"]],
    ["header-only.csv", ",", 0, undefined],
    ["duplicate-headers.csv", ",", 2, ["1", "first", "second", "x", "", "third"]],
  ])("%s", async (name, delimiter, count, first) => {
    const { decisions, records, account } = await fixture(name);
    expect(decisions.dialect.delimiter).toBe(delimiter);
    expect(records.length).toBe(count);
    expect(records[0]).toEqual(first);
    expect(account.rejected).toBe(0);
    expect(decisions.sample.map(({ cells }) => cells)).toEqual(records);
    expect(decisions.complete).toBe(true);
  });

  test.each([
    ["commas in texts of a semicolon file", "a;b\nx, y, z;1\nx, y, w;2\n", ";"],
    ["decimal commas in every row", "name;value\nx;1,5\ny;2,5\n", ";"],
    ["semicolons in a quoted text", 'a,b\n"1;2;3",x\n"4;5;6",y\n', ","],
    ["a comma file whose rows have stray commas", "id,status,comment\n1,Open,a, b\n2,Open,c, d\n3,Open,e\n", ","],
    ["tabs beside commas", "a\tb\tc\n1,5\tx, y\tz\n", "\t"],
    ["pipes", "a|b|c\n1|2|3\n", "|"],
    ["a title with commas above a semicolon table", "Report for Acme, Inc., October\na;b;c\n1;x;2\n3;y;4\n", ";"],
    ["a header alone", "a;b;c", ";"],
    ["decimal commas in one column", "score\n4,5\n3,0\n5,0\n", ";"],
    ["line breaks inside quotes", 'a;b\n"1,2\n3,4\n5,6";x\n"1,2\n7,8";y\n', ";"],
    ["letters are never a delimiter", "__proto__\nconstructor\n", ","],
  ])("%s", async (_, text, delimiter) => {
    expect((await readTable(memoryInput(text))).decisions.dialect.delimiter).toBe(delimiter);
  });

  test("a delimiter asked for wins, by character or by word", async () => {
    const text = "a;b,c\n1;2,3\n";
    expect((await readTable(memoryInput(text), { delimiter: "semicolon" })).records).toEqual([["1", "2,3"]]);
    expect((await readTable(memoryInput("a§b\n1§2\n"), { delimiter: "§" })).records).toEqual([["1", "2"]]);
    await expect(readTable(memoryInput(text), { delimiter: "::" })).rejects.toMatchObject({ exit: 2, problem: { code: "bad-delimiter" } });
  });

  test("headers are trimmed, kept in place and may repeat", async () => {
    expect((await fixture("duplicate-headers.csv")).decisions.header).toEqual([
      "__proto__",
      "Comment",
      "Comment",
      "constructor",
      "",
      "Comment",
    ]);
    expect((await readTable(memoryInput('\ufeff" Id ",\u200bName \n1,2\n'))).decisions.header).toEqual(["Id", "Name"]);
  });
});

describe("title lines, conservatively", () => {
  test.each([
    ["an unnamed first column", ",id,score\n1,7,9\n", 0],
    ["a header of one name over records of one cell", "score\n9\n10\n", 0],
    [
      "key and value lines above a wide table",
      "Report,Tickets\nPeriod,October\nId,Created,Agent,Status,Group\n1,2026-10-01,Ana,Open,x\n",
      2,
    ],
    ["a first record that fills half the width", "a,b,c\n1,2,3,,,\n4,5,6,,,\n", 0],
    ["a lone title over two columns", "NPS October\nid,score\n1,9\n2,10\n", 1],
  ])("%s", async (_, text, titles) => {
    expect((await readTable(memoryInput(text))).decisions.dialect.titleRecords).toBe(titles);
  });
});

describe("encodings", () => {
  const text = "id,agent\n1,Zoë – 5 €\n2,李雷 👍\n";
  const utf16be = Buffer.from(text, "utf16le").swap16();
  test.each([
    ["utf-8", Buffer.from(text), "utf-8", false],
    ["utf-8 with a mark", Buffer.from(`\ufeff${text}`), "utf-8", true],
    ["utf-16le without a mark", Buffer.from(text, "utf16le"), "utf-16le", false],
    ["utf-16be with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), "utf-16be", true],
    ["utf-16be without a mark", utf16be, "utf-16be", false],
  ])("%s, in pieces of one byte", async (_, bytes, encoding, bom) => {
    const { decisions, records } = await readTable(memoryInput(bytes, 1));
    expect(decisions).toMatchObject({ encoding, bom });
    expect(decisions.header).toEqual(["id", "agent"]);
    expect(records).toEqual([
      ["1", "Zoë – 5 €"],
      ["2", "李雷 👍"],
    ]);
  });

  test("an encoding asked for by any of its names", async () => {
    const bytes = Buffer.from("id,agent\n1,caf\u00e9 \u0080\n", "latin1");
    expect((await readTable(memoryInput(bytes), { encoding: "Latin1" })).records).toEqual([["1", "café €"]]);
    await expect(readTable(memoryInput(bytes), { encoding: "cp-none" })).rejects.toMatchObject({
      exit: 2,
      problem: { code: "unknown-encoding" },
    });
  });

  test("bytes that are no UTF-8 after the head contradict the decision", async () => {
    const bytes = Buffer.concat([Buffer.from("id,agent\n"), Buffer.from("1,Ana\n".repeat(60_000)), Buffer.from([0x32, 0x2c, 0xe9, 0x0a])]);
    const first = await readTable(memoryInput(bytes));
    expect(first.decisions.encoding).toBe("utf-8");
    expect(first.contradiction).toEqual({ encoding: "windows-1252" });
    const again = await readTable(memoryInput(bytes), first.contradiction ?? {});
    expect(again.records.at(-1)).toEqual(["2", "é"]);
    expect(again.contradiction).toBeNull();
  });

  test("a character cut by the end of the head is no contradiction", async () => {
    const line = "1,ééééééé\n";
    const bytes = Buffer.from(`id,name\n${"x".repeat(7)},a\n${line.repeat(20_000)}`);
    for (const piece of [(256 << 10) + 1, 1001]) {
      const { decisions, contradiction, account } = await readTable(memoryInput(bytes, piece));
      expect([decisions.encoding, contradiction, account.read]).toEqual(["utf-8", null, 20_001]);
    }
  });
});

test("a file cut off inside a character is still UTF-8; a lone high byte at the end is not", async () => {
  const bytes = Buffer.from("id,agent\n1,Zoë\n2,Zoë");
  for (const piece of [1, 100]) {
    const cut = await readTable(memoryInput(bytes.subarray(0, -1), piece));
    expect([cut.decisions.encoding, cut.contradiction, cut.records]).toEqual([
      "utf-8",
      null,
      [
        ["1", "Zoë"],
        ["2", "Zo\ufffd"],
      ],
    ]);
  }
  const lone = await readTable(memoryInput(Buffer.from("id,agent\n1,caf\u00e9", "latin1")));
  expect([lone.decisions.encoding, lone.records]).toEqual(["windows-1252", [["1", "café"]]]);
});

test("a large file is sampled all over, a stretch that begins inside quotes left out", async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, index) => `${index},"text ${index}\nsecond, line",${index < 15_000 ? "early" : "late"}\n`,
  );
  const { decisions } = await readTable(memoryInput(`id,comment,half\n${rows.join("")}`));
  expect(decisions.complete).toBe(false);
  expect(decisions.sample.every(({ cells }) => cells.length === 3)).toBe(true);
  const plain = Array.from({ length: 60_000 }, (_, index) => `${index},${index < 30_000 ? "early" : "late"}\n`);
  const spread = (await readTable(memoryInput(`id,half\n${plain.join("")}`))).decisions.sample;
  expect(spread.some(({ cells }) => cells[1] === "late")).toBe(true);
  const ids = spread.map(({ cells }) => Number(cells[0]));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});
