import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { readAnswers } from "../../src/answers/read.ts";
import type { AnswerRow } from "../../src/answers/row.ts";
import { HEADER, hidden, line, names, problem, row, text, world } from "./helpers.ts";

/** Everything that CSV, spreadsheets and encodings make difficult. */
const HARD: AnswerRow = row("r2", {
  score: 3,
  comment: 'She said "no",\nthen hung up. ありがとう 👍🏽\r\n=cmd',
  ticket_id: "007",
  agent: "=HYPERLINK(1)",
  team: "-",
  customer: "Łukasz, Jr.",
  language: "pl",
  topic: "'quoted'",
  sent: "2026-11-20T09:00:00Z",
});

describe("a new file", () => {
  test("gets the header and the rows", async () => {
    const at = world();
    const file = await openAnswers("responses.csv", at);
    expect(file).toMatchObject({ path: "responses.csv", recovered: 0 });
    expect(await file.append([row("r1"), row("r2", { comment: "=1+1", customer: "Maria" })])).toMatchObject({
      file: "responses.csv",
      aside: null,
    });
    await file.append([]);
    expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\nr2,2026-11-21T10:15:00Z,nps,9,'=1+1,,,,,Maria,,,,yes\n`);
    expect(names(at.folder)).toEqual(["responses.csv"]);
    expect(hidden(at.folder)).toEqual([]);
  });

  test.each(["", "response_id,answ", HEADER, `${HEADER}\r`, "\ufeff", "\ufeffresponse_id", "\n\n"])(
    "as does one that holds %j",
    async (content) => {
      const at = world();
      writeFileSync(at.file, content);
      const file = await openAnswers(at.file, at);
      await file.append([row("r1")]);
      expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n`);
      expect(names(at.folder)).toEqual(["responses.csv"]);
    },
  );

  test("what is kept is read again as it was", async () => {
    const at = world();
    const rows = [row("r1", { score: null, complete: "declined", comment: "\u0000a\u001b[1m\tb" }), HARD];
    await (await openAnswers(at.file, at)).append(rows);
    expect((await readAnswers(at.file, at)).rows).toEqual([{ ...rows[0], comment: "a[1m\tb" }, HARD]);
  });

  test("in the default place its folder is made, for the user alone", async () => {
    const at = world();
    rmSync(at.dataFolder, { recursive: true });
    const file = await openAnswers(join(at.dataFolder, "responses.csv"), at);
    await file.append([row("r1")]);
    expect((await readAnswers(join(at.dataFolder, "responses.csv"), at)).rows).toHaveLength(1);
    rmSync(at.dataFolder, { recursive: true });
    writeFileSync(at.dataFolder, "");
    const lines = await problem(4, openAnswers(join(at.dataFolder, "responses.csv"), at));
    expect(lines[0]).toMatch(/^cannot make the folder for answers, .*data: /u);
  });
});

describe("a file that was saved by another program", () => {
  test.each([
    ["with CRLF", `${HEADER}\r\n${line("r1")}\r\n`, `${line("r2")}\r\n`],
    ["with a byte order mark", `\ufeff${HEADER}\n${line("r1")}\n`, `${line("r2")}\n`],
    ["with both, and quotes", `\ufeff${HEADER.replaceAll(/\w+/gu, '"$&"')}\r\n${line("r1")}\r\n`, `${line("r2")}\r\n`],
    ["without the last line end", `${HEADER}\n${line("r1")}`, `\n${line("r2")}\n`],
    ["with capitals and without the last line end", `${HEADER}\n${line("r1", "YES")}`, `\n${line("r2")}\n`],
    ["without the last CRLF", `${HEADER}\r\n${line("r1")}`, `\r\n${line("r2")}\r\n`],
    ["with half a CRLF", `${HEADER}\r\n${line("r1")}\r`, `\n${line("r2")}\r\n`],
    ["with a short row", `${HEADER}\nr1,2026\n`, `${line("r2")}\n`],
  ])("%s is added to in its own way", async (_how, content, added) => {
    const at = world();
    writeFileSync(at.file, content);
    const file = await openAnswers(at.file, at);
    expect(await file.append([row("r2")])).toMatchObject({ aside: null });
    expect(text(at.file)).toBe(content + added);
    await file.append([row("r3")]);
    expect((await readAnswers(at.file, at)).rows.map(({ response_id }) => response_id)).toEqual(["r1", "r2", "r3"]);
  });

  test("while it is open is looked at anew", async () => {
    const at = world();
    const file = await openAnswers(at.file, at);
    await file.append([row("r1")]);
    writeFileSync(at.file, text(at.file).replaceAll("\n", "\r\n"));
    await file.append([row("r2")]);
    expect(text(at.file)).toBe(`${HEADER}\r\n${line("r1")}\r\n${line("r2")}\r\n`);
    rmSync(at.file);
    await file.append([row("r3")]);
    expect(text(at.file)).toBe(`${HEADER}\n${line("r3")}\n`);
  });
});

describe("what a killed process leaves", () => {
  const before = Buffer.from(`${HEADER}\n${line("r1")}\n`);
  const last = Buffer.from(
    'r2,2026-11-21T10:15:00Z,nps,3,"She said ""no"",\nthen ""yes"" 👍🏽",7,"Łukasz, Jr.",,,ありがとう,,,2026-11-20T09:00:00Z,not reached\n',
  );

  test("cut at every byte of the last row, all whole rows stay and the next one follows them", async () => {
    const at = world();
    for (let cut = 0; cut <= last.length; cut++) {
      writeFileSync(at.file, Buffer.concat([before, last.subarray(0, cut)]));
      const file = await openAnswers(at.file, at);
      expect(await file.append([row("r3")])).toMatchObject({ aside: null });
      const { rows, rejected } = await readAnswers(at.file, at);
      const ids = rows.map(({ response_id }) => response_id);
      const torn = names(at.folder).filter((name) => name.includes("torn"));
      const part = last.toString("latin1", 0, cut);
      // "not reached" cut after "no" says as much: no answer.
      if (/,no(t reached\n?)?$/u.test(part)) {
        expect(ids).toEqual(["r1", "r2", "r3"]);
        expect(torn).toEqual([]);
      } else {
        expect(ids).toEqual(["r1", "r3"]);
        expect(torn).toHaveLength(cut === 0 ? 0 : 1);
        if (cut > 0) expect(readFileSync(join(at.folder, torn[0])).equals(last.subarray(0, cut))).toBe(true);
      }
      expect(rejected).toBe(0);
      for (const name of torn) rmSync(join(at.folder, name));
    }
  });

  test("of the first rows of a new file is an empty file, or whole rows", async () => {
    const at = world();
    const whole = Buffer.from(`${HEADER}\r\n${line("r1")}\r\n`);
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(at.file, whole.subarray(0, cut));
      const file = await openAnswers(at.file, at);
      await file.append([row("r2")]);
      const { rows } = await readAnswers(at.file, at);
      expect(rows.map(({ response_id }) => response_id)).toEqual(cut >= whole.length - 2 ? ["r1", "r2"] : ["r2"]);
    }
  });

  test("is passed over by who only reads", async () => {
    const at = world();
    writeFileSync(at.file, Buffer.concat([before, last.subarray(0, 40)]));
    expect(await readAnswers(at.file, at)).toMatchObject({ rows: [row("r1")], rejected: 0 });
    expect(text(at.file)).toHaveLength(before.length + 40);
  });

  test("never takes whole rows with it: an open quote amid the file is no torn end", async () => {
    const at = world();
    const content = `${HEADER}\n${line("r1")}\nr2,"2026,nps,9\n${line("r3")}\n${line("r4")}\n`;
    writeFileSync(at.file, content);
    const kept = await (await openAnswers(at.file, at)).append([row("r5")]);
    expect(text(at.file)).toBe(content);
    expect(kept.aside?.problem.facts).toMatchObject({ reason: "damaged" });
    const { rows, rejected } = await readAnswers(at.file, at);
    expect(rows.map(({ response_id }) => response_id)).toEqual(["r1", "r3", "r4", "r5"]);
    expect(rejected).toBe(1);
  });

  test("a file whose end a power cut filled with zeros goes on", async () => {
    const at = world();
    writeFileSync(at.file, Buffer.concat([before, Buffer.alloc(300)]));
    await (await openAnswers(at.file, at)).append([row("r2")]);
    expect(text(at.file)).toBe(`${before.toString()}${line("r2")}\n`);
  });
});

describe("before anything is asked", () => {
  test.each([
    ["tickets.csv", "id,subject,created\n1,Help,2026-11-01\n", "another table"],
    ["tickets.xlsx", "PK\u0003\u0004......xl/workbook.xml", "an Excel workbook"],
    ["photo.csv", "\u0089PNG\r\n\u001a\n", "something else"],
    ["notes.csv", "Buy milk\n", "another table"],
    ["responses.csv.gz", gzipSync(`${HEADER}\n`).toString("latin1"), "a packed file"],
  ])("%s is refused", async (name, content, kind) => {
    const at = world();
    writeFileSync(join(at.folder, name), content, "latin1");
    const lines = await problem(2, openAnswers(name, at));
    expect(lines[0]).toBe(`${name} is ${kind}, not a file of survey answers`);
    expect(readFileSync(join(at.folder, name), "latin1")).toBe(content);
  });

  test("so are folders and devices, and a folder that is not there is named", async () => {
    const at = world();
    mkdirSync(join(at.folder, "answers"));
    expect(await problem(2, openAnswers("answers", at))).toEqual([
      "answers is a folder, not a file of survey answers",
      "Name a file in it: --to answers/responses.csv",
    ]);
    expect((await problem(2, openAnswers("/dev/null", at)))[0]).toBe("/dev/null is no file, not a file of survey answers");
    expect((await problem(3, openAnswers("gone/a.csv", at)))[0]).toBe(
      `cannot keep answers in gone/a.csv: there is no folder ${join(at.folder, "gone")}`,
    );
    writeFileSync(at.file, "");
    expect((await problem(3, openAnswers("responses.csv/a.csv", at)))[0]).toMatch(/^cannot keep answers/u);
  });
});

test("two who opened the file by different names add in turn, each in its own order", async () => {
  const at = world();
  symlinkSync(at.file, join(at.dataFolder, "link.csv"));
  writeFileSync(at.file, "");
  const one = await openAnswers("./responses.csv", { ...at, patience: 20_000 });
  const other = await openAnswers(join(at.dataFolder, "link.csv"), { ...at, patience: 20_000 });
  const turns = Array.from({ length: 30 }, (_, turn) => [one.append([row(`a${turn}`)]), other.append([row(`b${turn}`)])]);
  expect((await Promise.all(turns.flat())).every(({ aside }) => aside === null)).toBe(true);
  const ids = (await readAnswers(at.file, at)).rows.map(({ response_id }) => String(response_id));
  const inTurn = (letter: string): string[] => Array.from({ length: 30 }, (_, turn) => `${letter}${turn}`);
  expect(ids.filter((id) => id.startsWith("a"))).toEqual(inTurn("a"));
  expect(ids.filter((id) => id.startsWith("b"))).toEqual(inTurn("b"));
  expect(names(at.folder)).toEqual(["responses.csv"]);
  expect(hidden(at.folder)).toEqual([]);
});

test("those who are given the same answers at once add each once", async () => {
  const at = world({ patience: 20_000 });
  const files = await Promise.all(Array.from({ length: 5 }, () => openAnswers(at.file, at)));
  const rows = ["r1", "r2"].flatMap((id) => [row(id), row(id, { survey_type: "csat" })]);
  await files[0].append(rows.slice(0, 2));
  const kept = await Promise.all(files.map((file) => file.append(rows, true)));
  expect(kept.flatMap((one) => one.rows)).toEqual(rows.slice(2));
  expect((await readAnswers(at.file, at)).rows).toEqual(rows);
});
