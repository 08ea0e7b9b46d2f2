import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Input, type InputEnv, openInput } from "../../src/csv/input.ts";
import { describe as wording } from "../../src/text/problems/index.ts";
import { ProblemError } from "../../src/text/problem.ts";

let cwd = "";
const text = "id,status\n1,Closed\n2,Open\n";

const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(cwd, name), content);
  return name;
};

async function* stream(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as Uint8Array);
}

const env = (stdin: AsyncIterable<Uint8Array> = stream(), folder = tmpdir()): InputEnv => ({ cwd, stdin, tmpdir: folder });

const content = async (input: Input): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const chunk of input.chunks()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString();
};

/** Lines of the problem a file ends with, and the exit code. */
async function failure(name: string, given = env()): Promise<{ exit: number; code: string; lines: string[] }> {
  try {
    const input = await openInput(name, given);
    try {
      await content(input);
    } finally {
      input.close();
    }
  } catch (error) {
    if (error instanceof ProblemError) return { exit: error.exit, code: error.problem.code, lines: wording(error.problem) };
    throw error;
  }
  throw new Error(`${name} was read`);
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "csv-input-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe("what can be read", () => {
  test.each([
    ["a plain file", () => put("plain.csv", text), null],
    ["gzip, whatever its name", () => put("packed.csv", gzipSync(text)), "gzip"],
    [
      "two gzip members, one after the other",
      () => put("members.csv.gz", Buffer.concat([gzipSync(text.slice(0, 10)), gzipSync(text.slice(10))])),
      "gzip",
    ],
    ["plain text called .gz", () => put("plain.csv.gz", text), null],
    ["a tab separated file called .xls", () => put("tabs.xls", text), null],
  ])("%s, twice", async (_, make, compression) => {
    const input = await openInput(make(), env());
    expect(input.compression).toBe(compression);
    expect([await content(input), await content(input)]).toEqual([text, text]);
    expect(input.consumed()).toBe(input.size);
    expect(Buffer.from(input.head).toString()).toBe(text);
    expect(input.complete).toBe(true);
    input.close();
  });

  test("standard input, plain and packed, any number of times", async () => {
    for (const parts of [["id,sta", "tus\n1,Closed\n2,Open\n"], [gzipSync(text)]]) {
      const input = await openInput("-", env(stream(...parts)));
      expect([await content(input), await content(input)]).toEqual([text, text]);
      input.close();
    }
  });

  test.skipIf(process.platform === "win32")("a named pipe", async () => {
    const path = join(cwd, "pipe");
    execFileSync("mkfifo", [path]);
    const [input] = await Promise.all([openInput("pipe", env()), import("node:fs/promises").then((fs) => fs.writeFile(path, text))]);
    expect([await content(input), await content(input)]).toEqual([text, text]);
    input.close();
  });

  test("a large plain file is read to where it is wanted, as a whole and in stretches", async () => {
    const large = Buffer.from(text.repeat(100_000));
    const input = await openInput(put("large.csv", large), env());
    const read = async (signal?: AbortSignal, stretch?: { from: number; to: number }) => {
      const memory = Buffer.alloc(3 << 20);
      let filled = 0;
      for await (const chunk of input.chunks(signal, stretch, (length) => memory.subarray(filled, filled + length))) {
        expect(chunk.buffer).toBe(memory.buffer);
        expect(chunk.byteOffset).toBe(memory.byteOffset + filled);
        filled += chunk.length;
      }
      expect(input.consumed()).toBe(filled);
      return memory.subarray(0, filled);
    };
    expect((await read()).equals(large)).toBe(true);
    expect((await read(undefined, { from: 12, to: 1_500_000 })).equals(large.subarray(12, 1_500_000))).toBe(true);
    expect((await read(undefined, { from: 1_500_000, to: large.length })).equals(large.subarray(1_500_000))).toBe(true);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await expect(read(stop.signal)).rejects.toMatchObject({ name: "AbortError" });
    input.close();
    await expect(read()).rejects.toMatchObject({ problem: { code: "unreadable-file" } });
  });

  test("a large file comes in pieces, its hash is that of the stored bytes, an abort ends it", async () => {
    const large = Buffer.from(text.repeat(100_000));
    const input = await openInput(put("large.csv.gz", gzipSync(large)), env());
    expect(input.complete).toBe(false);
    expect((await content(input)).length).toBe(large.length);
    expect(await input.sha256()).toMatch(/^[0-9a-f]{64}$/u);
    const stop = new AbortController();
    const aborted = (async () => {
      for await (const _ of input.chunks(stop.signal)) stop.abort();
    })();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    expect((await content(input)).length).toBe(large.length);
    input.close();
  });
});

describe("what cannot be used says so", () => {
  test("a missing file, with similar names and a command to copy", async () => {
    put("tickets.csv", text);
    put("tickets (1).csv", text);
    const { exit, lines } = await failure("ticket.csv");
    expect(exit).toBe(3);
    expect(lines).toEqual([
      `there is no file "ticket.csv" in ${cwd}`,
      "Similar names here: tickets.csv, tickets (1).csv",
      "Try: cs-metrics report tickets.csv",
    ]);
    expect((await failure("TICKETS.CSV.gz")).lines[2]).toBe("Try: cs-metrics report tickets.csv");
    expect((await failure("nothing-like-it.csv")).lines).toHaveLength(1);
    expect((await failure("no-folder/tickets.csv")).lines[0]).toBe(
      `there is no file "no-folder/tickets.csv": the folder ${join(cwd, "no-folder")} does not exist`,
    );
  });

  test("a folder, with a file of it", async () => {
    mkdirSync(join(cwd, "exports"));
    put("exports/october.csv", text);
    const { exit, lines } = await failure("exports");
    expect([exit, lines[0], lines[2]]).toEqual([
      3,
      "exports is a folder, not a file",
      `Try: cs-metrics report ${join("exports", "october.csv")}`,
    ]);
  });

  const zip = (...entries: string[]): Buffer => Buffer.from(`PK\u0003\u0004\u0014\u0000\u0006\u0000${entries.join("\u0000PK")}`, "latin1");
  test.each([
    ["empty.csv", "", "empty-file", "empty.csv is empty"],
    ["blank.csv", "\ufeff \r\n\n\t\n", "empty-file", "blank.csv is empty"],
    ["blank16.csv", Buffer.from("\ufeff\r\n", "utf16le"), "empty-file", "blank16.csv is empty"],
    ["empty.csv.gz", gzipSync(""), "empty-file", "empty.csv.gz is empty"],
    ["noise.csv", Buffer.from([1, 2, 0, 9, 200, 13, 0, 65, 66, 10]), "not-csv", "noise.csv is a binary file, not a CSV file"],
    ["tickets.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"), "workbook", "tickets.xlsx is an Excel workbook, not a CSV file"],
    ["renamed.csv", zip("[Content_Types].xml", "xl/workbook.xml"), "workbook", "renamed.csv is an Excel workbook, not a CSV file"],
    ["old.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "workbook", "old.xls is an Excel workbook, not a CSV file"],
    [
      "t.ods",
      zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
      "workbook",
      "t.ods is an OpenDocument spreadsheet, not a CSV file",
    ],
    ["t.numbers", zip("Index/Document.iwa"), "workbook", "t.numbers is a Numbers spreadsheet, not a CSV file"],
    ["export.zip", zip("tickets.csv"), "damaged-zip", "export.zip is a damaged zip archive"],
    ["page.csv", "\n<!DOCTYPE html><html><body>Sign in</body></html>", "not-csv", "page.csv is a web page, not a CSV file"],
    ["data.csv", '[\n {"id": 1, "status": "Closed"}]', "not-csv", "data.csv is JSON, not a CSV file"],
    ["report.csv", "%PDF-1.7\n", "not-csv", "report.csv is a PDF document, not a CSV file"],
  ])("%s", async (name, bytes, code, line) => {
    const found = await failure(put(name, bytes));
    expect(found).toMatchObject({ exit: 3, code });
    expect(found.lines[0]).toBe(line);
  });

  test("a workbook says how to save it, with its own name", async () => {
    expect((await failure(put("my tickets.xlsx", zip("xl/workbook.xml")))).lines.slice(1)).toEqual([
      "In Excel: File > Save As > CSV UTF-8 (Comma delimited)",
      'Then: cs-metrics report "my tickets.csv"',
    ]);
  });

  test("gzip that is cut off or damaged", async () => {
    const packed = gzipSync(text.repeat(100_000));
    expect(await failure(put("cut.csv.gz", packed.subarray(0, packed.length - 20)))).toMatchObject({ exit: 3, code: "damaged-gzip" });
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 200, 260);
    expect(await failure(put("damaged.csv.gz", damaged))).toMatchObject({ exit: 3, code: "damaged-gzip" });
    expect(await failure(put("short.csv.gz", packed.subarray(0, 8)))).toMatchObject({ exit: 3, code: "damaged-gzip" });
  });

  test("no folder for temporary files", async () => {
    expect(await failure("-", env(stream(text), join(cwd, "gone")))).toMatchObject({ exit: 4, code: "spool-failed" });
  });

  test("standard input that fails or is empty", async () => {
    expect(await failure("-")).toMatchObject({ exit: 3, lines: ["standard input is empty", expect.any(String)] });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("id\n");
      throw Object.assign(new Error("read"), { code: "EISDIR" });
    }
    expect(await failure("-", env(broken()))).toMatchObject({
      exit: 3,
      lines: ["cannot read standard input: it is a folder", expect.any(String)],
    });
  });
});
