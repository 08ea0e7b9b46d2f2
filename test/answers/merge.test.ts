import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { takeLock } from "../../src/answers/lock.ts";
import { mergeAnswers } from "../../src/answers/merge.ts";
import { HEADER, hidden, line, names, problem, row, text, world } from "./helpers.ts";

const NOTHING = { merged: 0, already: 0, files: [], unread: [], backup: null, rejected: 0, recovered: 0 };

test("answers set aside come back, in our form, with the old file kept; once", async () => {
  const at = world();
  const first = await openAnswers(at.file, at);
  await first.append([row("r1", { comment: "grün" })]);
  const foreign = Buffer.from(`\ufeff${text(at.file).replaceAll(",", ";")}`, "utf16le");
  writeFileSync(at.file, foreign, { mode: 0o640 });
  const { aside } = await first.append([row("r2"), row("r3")]);
  const result = await mergeAnswers("responses.csv", at);
  expect(result).toEqual({
    ...NOTHING,
    merged: 2,
    files: [aside?.file],
    backup: expect.stringMatching(/responses\.csv\.backup-20261121T101500Z-[0-9a-f]{8}\.csv$/u),
  });
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1").replace(",,", ",grün,")}\n${line("r2")}\n${line("r3")}\n`);
  expect(Buffer.from(text(String(result.backup)), "utf8").length).toBeGreaterThan(0);
  expect(statSync(String(result.backup)).size).toBe(foreign.length);
  expect(names(at.folder)).toHaveLength(2);
  expect(hidden(at.folder)).toEqual([]);

  const merged = text(at.file);
  expect(await mergeAnswers(at.file, at)).toEqual(NOTHING);
  expect(text(at.file)).toBe(merged);
  expect(await first.append([row("r4")])).toMatchObject({ aside: null });
  expect(text(at.file)).toBe(`${merged}${line("r4")}\n`);
});

test("from every place, by the name of the file set aside too", async () => {
  const at = world();
  const file = await openAnswers(at.file, at);
  mkdirSync(at.file);
  const { aside } = await file.append([row("r1")]);
  rmSync(at.file, { recursive: true });
  const later = await openAnswers(at.file, at);
  rmSync(at.folder, { recursive: true });
  writeFileSync(at.folder, "");
  await later.append([row("r2")]);
  rmSync(at.folder);
  mkdirSync(at.folder);
  writeFileSync(aside!.file, `${HEADER}\n${line("r1")}\n`);
  expect(await mergeAnswers(aside!.file, at)).toMatchObject({ merged: 2, already: 0 });
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n${line("r2")}\n`);
  expect(readdirSync(at.dataFolder)).toEqual([]);
});

test("a merge that was cut short is finished by the next", async () => {
  const at = world();
  const aside = join(at.folder, "responses.csv.aside-20261121T101500Z-00000001.csv");
  writeFileSync(at.file, `${HEADER}\n${line("r1")}\n${line("r2")}\n${line("r4", "no")}\n`);
  writeFileSync(aside, `${HEADER}\n${line("r2")}\n${line("r3")}\n${line("r3")}\n${line("r4")}\n${line("r5")}`.slice(0, -1));
  expect(await mergeAnswers(at.file, at)).toEqual({ ...NOTHING, merged: 3, already: 1, files: [aside] });
  expect(text(at.file).split("\n").slice(4)).toEqual([line("r3"), line("r3"), line("r4"), ""]);
  expect(names(at.folder).filter((name) => name.includes("torn"))).toHaveLength(1);
});

test("what cannot be read stays and is named; what can be is merged all the same", async () => {
  const at = world();
  const aside = (mark: string): string => join(at.folder, `responses.csv.aside-20261121T101500Z-0000000${mark}.csv`);
  writeFileSync(aside("1"), "PK\u0003\u0004");
  writeFileSync(aside("2"), `${HEADER}\n${line("r1")}\nr2,"a"b\n${line("r3")}\n`);
  writeFileSync(aside("3"), `${HEADER}\n${line("r4")}\n`);
  const lock = await takeLock(aside("3"), at, 100);
  const result = await mergeAnswers(at.file, at);
  expect(result).toMatchObject({ merged: 2, files: [] });
  expect(result.unread.map(({ problem }) => [problem.code, problem.facts.reason ?? problem.facts.count])).toEqual([
    ["damaged-zip", undefined],
    ["answers-unreadable-lines", 1],
    ["answers-file-stays", "held"],
  ]);
  await lock?.release();
  expect(await mergeAnswers(at.file, at)).toMatchObject({ merged: 1, already: 2, files: [aside("3")] });
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n${line("r3")}\n${line("r4")}\n`);
  expect(names(at.folder)).toHaveLength(3);
});

test("lines of a damaged file that are no records stay in the backup", async () => {
  const at = world();
  const content = `${HEADER}\n${line("r1")}\nr2,"2026,nps,9\n${line("r3")}\n`;
  writeFileSync(at.file, content);
  const { backup, rejected } = await mergeAnswers(at.file, at);
  expect(rejected).toBe(1);
  expect(text(String(backup))).toBe(content);
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n${line("r3")}\n`);
});

test("nothing to merge, nothing to merge into, nobody to let go", async () => {
  const at = world();
  expect((await problem(3, mergeAnswers("responses.csv", at)))[0]).toBe("there are no answers in responses.csv yet");
  writeFileSync(join(at.folder, "tickets.csv"), "id,subject\n1,Help\n");
  expect((await problem(2, mergeAnswers("tickets.csv", at)))[0]).toContain("not a file of survey answers");
  writeFileSync(at.file, `${HEADER}\r\n${line("r1")}`);
  expect(await mergeAnswers(at.file, at)).toEqual(NOTHING);
  expect(text(at.file)).toBe(`${HEADER}\r\n${line("r1")}\r\n`);
  const lock = await takeLock(at.file, at, 100);
  expect((await problem(4, mergeAnswers("responses.csv", at)))[0]).toBe(
    "cannot change responses.csv: another cs-metrics has been writing to it for too long",
  );
  await lock?.release();
});
