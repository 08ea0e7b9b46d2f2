import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fail, folder, runWith } from "../cli/helpers.ts";
import { memoryInput, readTable } from "./reading.ts";

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));

describe("an encoding asked for", () => {
  const upper = Array.from({ length: 128 }, (_, i) => 128 + i);
  test.each(["windows-1252", "windows-1250", "windows-1251", "iso-8859-15", "koi8-r", "macintosh", "ibm866"])("%s", async (encoding) => {
    const content = bytes("id,text\n1,x", upper, "\n");
    const expected = encoding === "windows-1252" ? null : new TextDecoder(encoding).decode(bytes("x", upper));
    const { records, decisions } = await readTable(memoryInput(content), { encoding });
    expect(decisions).toMatchObject({ encoding, encodingBy: "asked" });
    expect(records[0][1].length).toBe(129);
    if (expected !== null) expect(records[0][1]).toBe(expected);
  });

  test.each([
    ["Shift_JIS", [0x83, 0x65, 0x83, 0x58, 0x83, 0x67], "テスト", "shift_jis"],
    ["cp932", [0x93, 0xfa, 0x96, 0x7b], "日本", "shift_jis"],
    ["gb18030", [0xb2, 0xe2, 0xca, 0xd4], "测试", "gb18030"],
    ["Big5", [0xb4, 0xfa, 0xb8, 0xd5], "測試", "big5"],
    ["euc-kr", [0xc7, 0xd1, 0xb1, 0xb9], "한국", "euc-kr"],
    ["cp850", [0x84, 0x94, 0x81, 0xe1], "äöüß", "cp850"],
    ["IBM437", [0x84, 0x94, 0x81, 0xe1, 0x9b], "äöüß¢", "cp437"],
    ["ANSI", [0xe4, 0x80], "ä€", "windows-1252"],
    ["utf-8-sig", [0xc3, 0xa4], "ä", "utf-8"],
  ])("%s", async (encoding, cell, text, name) => {
    for (const piece of [1, 1 << 20]) {
      const { records, decisions } = await readTable(memoryInput(bytes("id,text\n1,", cell, "\n2,b\n"), piece), { encoding });
      expect([decisions.encoding, records]).toEqual([
        name,
        [
          ["1", text],
          ["2", "b"],
        ],
      ]);
    }
  });

  test("UTF-8 is read as such though characters of it are broken, wherever the pieces are cut", async () => {
    const content = bytes("id,text\n1,", [0xc3, 0xa9], "a", [0xff], "b", [0xe2, 0x82], "c\n2,", [0xf0, 0x9f, 0x91, 0x8d], "\n3,", [0xc3]);
    for (const piece of [1, 3, 1 << 20]) {
      const { records, contradiction } = await readTable(memoryInput(content, piece), { encoding: "utf-8" });
      expect([contradiction, records]).toEqual([
        null,
        [
          ["1", "éa\ufffdb\ufffdc"],
          ["2", "👍"],
          ["3", "\ufffd"],
        ],
      ]);
    }
  });

  test("yields to the mark of UTF-16, and a mark of UTF-8 is no text in it", async () => {
    const marked = await readTable(memoryInput(Buffer.from("\ufeffid,text\n1,é\n", "utf16le")), { encoding: "utf-16be" });
    expect([marked.decisions.encoding, marked.records]).toEqual(["utf-16le", [["1", "é"]]]);
    for (const piece of [1, 100]) {
      const content = bytes([0xef, 0xbb, 0xbf], "id,text\n1,\u00e9\n");
      const latin = await readTable(memoryInput(content, piece), { encoding: "latin1" });
      expect([latin.decisions.header, latin.records]).toEqual([["id", "text"], [["1", "é"]]]);
    }
  });

  test.each(["utf-32", "UTF-32LE", "ebcdic", "cp037", "IBM1047"])("%s is refused by name", async (encoding) => {
    await expect(readTable(memoryInput("id\n1\n"), { encoding })).rejects.toMatchObject({
      exit: 2,
      problem: { code: "unread-encoding", facts: { encoding } },
    });
  });
});

describe("an encoding found", () => {
  test("CP850 by its letters, Windows-1252 by its own, and Asian text is not taken for either's", async () => {
    const found = async (text: Buffer): Promise<string> => (await readTable(memoryInput(text))).decisions.encoding;
    expect(await found(bytes("id,name\n1,Jos", [0x82], " M", [0x81], "ller\n2,Fran", [0x87], "ois\n"))).toBe("cp850");
    expect(await found(bytes("id,name\n1,don", [0x92], "t ", [0x93], "quote", [0x94], " 5", [0x80], "\n2,caf", [0xe9], "\n"))).toBe(
      "windows-1252",
    );
    expect(await found(bytes("id,name\n1,Milo", [0x9a], " ", [0x8a], "koda\n2,", [0x84], "unten", [0x93], "\n"))).toBe("windows-1252");
    expect(await found(bytes("id,name\n1,", [0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x83, 0x41, 0x83, 0x42], "\n"))).toBe("windows-1252");
  });

  test.each([
    ["Chinese", "编号,状态,客户\n一,已关闭的工单上海,上海客户服务\n二,处理中的工单北京,北京客户服务\n"],
    ["Russian", "номер,статус\n1,закрыт\n2,открыт\n"],
    ["Greek", "αριθμός,κατάσταση\r\n1,κλειστό\r\n"],
    ["English", "id,status\n1,Closed\n"],
  ])("UTF-16 without a mark, in %s", async (_, text) => {
    const [header, ...rows] = text.trimEnd().split(/\r?\n/u);
    for (const [encoding, content] of [
      ["utf-16le", Buffer.from(text, "utf16le")],
      ["utf-16be", Buffer.from(text, "utf16le").swap16()],
    ] as const) {
      const { decisions, records } = await readTable(memoryInput(content));
      expect(decisions).toMatchObject({ encoding, header: header.split(",") });
      expect(records).toEqual(rows.map((row) => row.split(",")));
    }
  });

  test("NULs at the ends of cells make no UTF-16", async () => {
    const { decisions } = await readTable(memoryInput("id,name\0\n1,ab\0\n2,cd\0\n3,caf\u00e9\0\n"));
    expect(decisions).toMatchObject({ encoding: "utf-8", header: ["id", "name"] });
  });

  test("files that show another encoding late are all read, however many", async () => {
    const cwd = folder();
    // One more than there are passes.
    const names = Array.from({ length: 6 }, (_, i) => `${i}.csv`);
    const start = `Ticket ID,Agent,Comment\n${`x,Ana,${"text ".repeat(100)}\n`.repeat(600)}`;
    for (const name of names) writeFileSync(join(cwd, name), bytes(`${start}${name},Jos`, [0xe9], ",\n"));
    const { exit, stdout, stderr } = await runWith(["report", ...names, "--by", "agent", "--format", "json"], { cwd });
    expect(exit).toBe(0);
    const report = JSON.parse(stdout) as { sources: { encoding: string }[]; groups: { by: { agent?: string } }[] };
    expect(report.sources.map(({ encoding }) => encoding)).toEqual(names.map(() => "windows-1252"));
    expect(report.groups.map(({ by }) => by.agent)).toContain("José");
    expect(stderr).toMatch(/0\.csv is not UTF-8; it was read as Windows-1252 \(Latin-1\)/u);
    expect(await runWith(["report", ...names, "--encoding", "latin1"], { cwd })).toMatchObject({ exit: 0, stderr: "" });
  });
});

describe("text that is not read at all is named", () => {
  const text = "Ticket ID,Status\n1,Closed\n";
  const utf32 = Buffer.from(Array.from(text).flatMap((character) => [character.charCodeAt(0), 0, 0, 0]));
  const EBCDIC: Readonly<Record<string, number>> = { " ": 0x40, ",": 0x6b, "\n": 0x15 };
  const ebcdic = (character: string): number => {
    const code = character.charCodeAt(0);
    if (/\d/u.test(character)) return 0xf0 + Number(character);
    if (EBCDIC[character] !== undefined) return EBCDIC[character];
    const place = (code & 0x1f) - 1;
    return (code & 0x20 ? 0x80 : 0xc0) + (place < 9 ? 1 + place : place < 18 ? 0x11 + place - 9 : 0x22 + place - 18);
  };
  test.each([
    ["UTF-32", utf32, "t.csv is text in UTF-32, not a CSV file"],
    ["UTF-32, the other way round", Buffer.from(utf32).swap32(), "t.csv is text in UTF-32, not a CSV file"],
    ["UTF-32 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32]), "t.csv is text in UTF-32, not a CSV file"],
    ["EBCDIC", Buffer.from(Array.from(text, ebcdic)), "t.csv is text in EBCDIC, as mainframes write it, not a CSV file"],
  ])("%s", async (_, content, line) => {
    const cwd = folder();
    writeFileSync(join(cwd, "t.csv"), content);
    expect((await fail(3, ["report", "t.csv"], { cwd }))[0]).toBe(`cs-metrics: ${line}`);
  });
});
