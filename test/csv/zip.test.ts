import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Input, type InputEnv, openInput, openInputs } from "../../src/csv/input.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { describe as wording } from "../../src/text/problems/index.ts";
import { fail, runWith } from "../cli/helpers.ts";
import { zipOf } from "./zip-file.ts";

let cwd = "";
let spool = "";
const text = "id,status\n1,Closed\n2,Open\n";
const large = `id,status\n${Array.from({ length: 40_000 }, (_, i) => `${i},Closed\n`).join("")}`;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "csv-zip-"));
  spool = mkdtempSync(join(tmpdir(), "csv-zip-spool-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
  rmSync(spool, { recursive: true });
});

const put = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(cwd, name), bytes);
  return name;
};

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const env = (stdin: Uint8Array = Buffer.alloc(0)): InputEnv => ({ cwd, stdin: stream(stdin), tmpdir: spool });

const content = async (input: Input): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const chunk of input.chunks()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString();
};

const failure = async (name: string, bytes: Uint8Array, open: (name: string, env: InputEnv) => Promise<unknown> = openInputs) => {
  put(name, bytes);
  try {
    await open(name, env());
  } catch (error) {
    if (error instanceof ProblemError) return { exit: error.exit, code: error.problem.code, lines: wording(error.problem) };
    throw error;
  }
  throw new Error(`${name} was opened`);
};

describe("the tables of an archive", () => {
  test("each is a source, in the order of names, whatever else is in it", async () => {
    const archive = zipOf(
      { name: "b.csv", content: `${text}3,Open\n` },
      { name: "exports/", content: "", method: 0 },
      { name: "exports/a.tsv", content: text.replaceAll(",", "\t"), method: 0 },
      { name: "__MACOSX/._b.csv", content: "\0\u0005" },
      { name: ".hidden.csv", content: "x" },
      { name: "README.txt", content: "About this export" },
      { name: "C.CSV", content: text },
    );
    for (const [name, given] of [
      [put("export.zip", archive), env()],
      ["-", env(archive)],
    ] as const) {
      const inputs = await openInputs(name, given);
      expect(inputs.map((input) => input.name)).toEqual([`${name}/C.CSV`, `${name}/b.csv`, `${name}/exports/a.tsv`]);
      expect([await content(inputs[1]), await content(inputs[1])]).toEqual([`${text}3,Open\n`, `${text}3,Open\n`]);
      expect(inputs.map(({ size }) => size)).toEqual([text.length, text.length + 7, text.length]);
      for (const input of inputs) input.close();
    }
  });

  test("a large table can be read again and sought in, leaves nothing behind, and its hash is that of the archive", async () => {
    const archive = zipOf({ name: "large.csv", content: large }, { name: "small.csv", content: text });
    const inputs = await openInputs(put("large.zip", archive), env());
    expect(readdirSync(spool)).toEqual([]);
    const [input] = inputs;
    expect([input.complete, input.size]).toEqual([false, large.length]);
    expect([await content(input), await content(input)]).toEqual([large, large]);
    expect(Buffer.from(input.window(300_000, 10)!).toString()).toBe(large.slice(300_000, 300_010));
    const hash = createHash("sha256").update(archive).digest("hex");
    inputs[1].close();
    expect(await input.sha256()).toBe(hash);
    input.close();
  });

  test("texts of other endings count where nothing else is a table", async () => {
    const names = async (...entries: string[]): Promise<string[]> => {
      const inputs = await openInputs(put("odd.zip", zipOf(...entries.map((name) => ({ name, content: text })))), env());
      for (const input of inputs) input.close();
      return inputs.map(({ name }) => name.slice("odd.zip/".length));
    };
    expect(await names("a.txt", "notes.md")).toEqual(["a.txt"]);
    expect(await names("export")).toEqual(["export"]);
    expect(await names("/home/lead/a.csv", "..\\b.csv")).toEqual(["../b.csv", "/home/lead/a.csv"]);
  });

  test("what takes one table takes an archive of one, packed twice or not", async () => {
    for (const packed of [text, gzipSync(text)]) {
      const input = await openInput(put("one.zip", zipOf({ name: "a.csv", content: packed })), env());
      expect([await content(input), await content(input)]).toEqual([text, text]);
      input.close();
    }
    const several = zipOf({ name: "a.csv", content: text }, { name: "b.csv", content: text });
    expect(await failure("several.zip", several, openInput)).toMatchObject({
      exit: 3,
      lines: ["several.zip holds several CSV files, where one is needed", "In it: a.csv, b.csv", expect.any(String)],
    });
  });
});

describe("what cannot be used says so", () => {
  const table = { name: "a.csv", content: text };
  const packed = zipOf({ name: "large.csv", content: large });
  const torn = Buffer.from(packed);
  torn.fill(0xff, 200, 400);
  test.each([
    ["cut off", packed.subarray(0, packed.length / 2), "damaged-zip", "x.zip is a damaged zip archive"],
    [
      "cut off in a workbook",
      zipOf({ name: "xl/workbook.xml", content: large }).subarray(0, 900),
      "workbook",
      "x.zip is an Excel workbook, not a CSV file",
    ],
    ["damaged in a table", torn, "damaged-zip", "x.zip is damaged: large.csv in it cannot be unpacked"],
    ["a wrong sum", zipOf({ ...table, crc: 1 }), "damaged-zip", "x.zip is damaged: a.csv in it cannot be unpacked"],
    [
      "more than is said",
      zipOf({ name: "a.csv", content: large, size: 100 }),
      "damaged-zip",
      "x.zip is damaged: a.csv in it cannot be unpacked",
    ],
    ["less than is said", zipOf({ ...table, size: 1 << 30 }), "damaged-zip", "x.zip is damaged: a.csv in it cannot be unpacked"],
    ["a password", zipOf({ ...table, locked: true }), "zip-locked", "x.zip is protected by a password"],
    [
      "a method of packing",
      zipOf({ ...table, method: 14 }),
      "zip-method",
      "a.csv in x.zip is packed by a method that only newer zip programs know",
    ],
    ["nothing in it", zipOf(), "zip-without-table", "x.zip holds no CSV file"],
    ["only workbooks in it", zipOf({ name: "a.xlsx", content: "PK" }), "zip-without-table", "x.zip holds no CSV file"],
    [
      "a workbook",
      zipOf({ name: "[Content_Types].xml", content: "" }, { name: "xl/workbook.xml", content: "" }),
      "workbook",
      "x.zip is an Excel workbook, not a CSV file",
    ],
    [
      "a spreadsheet",
      zipOf(
        { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet", method: 0 },
        { name: "content.xml", content: "" },
      ),
      "workbook",
      "x.zip is an OpenDocument spreadsheet, not a CSV file",
    ],
    [
      "an archive in it",
      zipOf({ name: "a.csv", content: zipOf(table) }),
      "not-csv",
      "x.zip/a.csv is a zip archive in another archive, not a CSV file",
    ],
    [
      "a workbook called CSV",
      zipOf({ name: "a.csv", content: zipOf({ name: "xl/workbook.xml", content: "", method: 0 }) }),
      "workbook",
      "x.zip/a.csv is an Excel workbook, not a CSV file",
    ],
    ["an empty table beside others", zipOf(table, { name: "b.csv", content: "" }), "empty-file", "x.zip/b.csv is empty"],
  ])("%s", async (_, bytes, code, line) => {
    const found = await failure("x.zip", bytes);
    expect(found).toMatchObject({ exit: 3, code });
    expect(found.lines[0]).toBe(line);
  });

  test("tables that share their bytes", async () => {
    const one = zipOf({ name: "a.csv", content: large });
    const start = one.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const record = one.subarray(start, one.length - 22);
    const end = Buffer.from(one.subarray(one.length - 22));
    const times = 50;
    end.writeUInt16LE(times, 8);
    end.writeUInt16LE(times, 10);
    end.writeUInt32LE(record.length * times, 12);
    const bomb = Buffer.concat([one.subarray(0, start), ...Array.from({ length: times }, () => record), end]);
    expect(await failure("bomb.zip", bomb)).toMatchObject({ exit: 3, code: "damaged-zip" });
  });

  test("no room to unpack", async () => {
    put("large.zip", packed);
    await expect(openInputs("large.zip", { ...env(), tmpdir: join(spool, "gone") })).rejects.toMatchObject({
      exit: 4,
      problem: { code: "spool-failed" },
    });
  });
});

describe("on the command line", () => {
  const october = "Ticket ID,Status,Agent\n1,Solved,Ana\n2,Open,Ben,,,extra\n";
  const november = "Ticket ID,Status,Agent\n3,Solved,Ana\n4,Open\n";

  test("an archive is as many sources as it has tables, and its rejected records are kept by file and line", async () => {
    put("export.zip", zipOf({ name: "2026-11.csv", content: november }, { name: "2026-10.csv", content: october }));
    const stdout = (await runWith(["report", "export.zip", "--format", "json", "--hash", "--rejects", "rejects.csv"], { cwd })).stdout;
    const { sources } = JSON.parse(stdout) as {
      sources: { file: string; sha256: string; rows: { read: number; used: number; rejected: number } }[];
    };
    expect(sources.map(({ file, rows: { read, used, rejected } }) => [file, read, used, rejected])).toEqual([
      ["export.zip/2026-10.csv", 2, 1, 1],
      ["export.zip/2026-11.csv", 2, 2, 0],
    ]);
    const stored = createHash("sha256")
      .update(readFileSync(join(cwd, "export.zip")))
      .digest("hex");
    expect(sources.map(({ sha256 }) => sha256)).toEqual([stored, stored]);
    expect(readFileSync(join(cwd, "rejects.csv"), "utf8")).toBe(
      'file,line,reason,record\nexport.zip/2026-10.csv,3,too-long,"2,Open,Ben,,,extra"\n',
    );
  });

  test("--strict refuses it, by the table at fault", async () => {
    put("short.zip", zipOf({ name: "a.csv", content: november }));
    expect((await fail(3, ["report", "short.zip", "--strict"], { cwd }))[0]).toMatch(
      /^cs-metrics: stopped by --strict: 1 record of short\.zip\/a\.csv has fewer/u,
    );
  });
});
