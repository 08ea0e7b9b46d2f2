import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { mergeAnswers } from "../../src/answers/merge.ts";
import { readAnswers } from "../../src/answers/read.ts";
import { DEAD, HEADER, hidden, line, names, row, text, world, type World } from "./helpers.ts";

/** The world of a process that ended after what it did there. */
const ended = (at: World): World => ({ ...at, pid: DEAD });

test("a draft is a file of its own, replaced by the next and gone with the answer", async () => {
  const at = world();
  const file = await openAnswers(at.file, at);
  await file.draft([row("r1", { score: null })]);
  await file.draft([row("r1")]);
  const [name] = hidden(at.folder);
  expect(hidden(at.folder)).toHaveLength(1);
  expect(name).toMatch(new RegExp(`^\\.responses\\.csv\\.draft-${process.pid}-.*\\.csv$`, "u"));
  expect(text(join(at.folder, name))).toBe(`${HEADER}\n${line("r1", "no")}\n`);
  expect(names(at.folder)).toEqual([]);
  expect((await openAnswers(at.file, at)).recovered).toBe(0);
  await Promise.all([file.draft([row("r1")]), file.append([row("r1")])]);
  expect(hidden(at.folder)).toEqual([]);
  await file.draft([row("r2")]);
  await file.dropDraft();
  expect(hidden(at.folder)).toEqual([]);
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n`);
});

test("what ended processes had drafted is taken up once, as it is", async () => {
  const at = world();
  await (await openAnswers(at.file, ended(at))).draft([row("r1", { comment: "half", survey_type: "csat" }), row("r1")]);
  await (await openAnswers(at.file, { ...at, pid: DEAD + 1, isAlive: () => true })).draft([row("r2")]);
  const [one, other] = await Promise.all([openAnswers(at.file, at), openAnswers(at.file, at)]);
  expect(one.recovered + other.recovered).toBe(2);
  expect(hidden(at.folder)).toEqual([]);
  expect((await readAnswers(at.file, at)).rows).toEqual([
    row("r1", { comment: "half", survey_type: "csat", complete: "no" }),
    row("r1", { complete: "no" }),
    row("r2", { complete: "no" }),
  ]);
  expect((await openAnswers(at.file, at)).recovered).toBe(0);
});

test("one that was answered after all is only removed, be the answer in the file or aside", async () => {
  const at = world();
  const dead = await openAnswers(at.file, ended(at));
  await dead.draft([row("r1")]);
  await (await openAnswers(at.file, { ...at, isAlive: () => true })).append([row("r1")]);
  expect((await openAnswers(at.file, at)).recovered).toBe(0);
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n`);

  await dead.draft([row("r2")]);
  const before = text(at.file);
  writeFileSync(at.file, before.replaceAll(",", ";"));
  await (await openAnswers(at.file, { ...at, isAlive: () => true })).append([row("r2")]);
  writeFileSync(at.file, before);
  expect((await openAnswers(at.file, at)).recovered).toBe(0);
  expect(hidden(at.folder)).toEqual([]);
  expect(text(at.file)).toBe(before);
});

test("drafts wait while the file cannot be written, and merging takes them up", async () => {
  const at = world();
  writeFileSync(at.file, `${HEADER}\n${line("r1")}\n`.replaceAll(",", ";"));
  await (await openAnswers(at.file, ended(at))).draft([row("r2")]);
  expect((await openAnswers(at.file, at)).recovered).toBe(0);
  expect(hidden(at.folder)).toHaveLength(1);
  expect(await mergeAnswers(at.file, at)).toMatchObject({ recovered: 1, merged: 0 });
  expect(text(at.file)).toBe(`${HEADER}\n${line("r1")}\n${line("r2", "no")}\n`);
  expect(hidden(at.folder)).toEqual([]);
});

test("a folder that takes no drafts costs no answer", async () => {
  const at = world();
  const file = await openAnswers(at.file, at);
  rmSync(at.folder, { recursive: true });
  await file.draft([row("r1")]);
  await file.dropDraft();
  mkdirSync(at.folder);
  expect(await file.append([row("r1")])).toMatchObject({ aside: null });
});

test("litter of ended processes goes; what others may still be writing stays", async () => {
  const at = world();
  await (await openAnswers(at.file, { ...at, pid: DEAD + 2, host: "elsewhere" })).draft([row("r9")]);
  const theirs = hidden(at.folder);
  await (await openAnswers(at.file, ended(at))).draft([row("r1")]);
  const draft = hidden(at.folder).find((name) => name.includes(`draft-${DEAD}-`))!;
  const lock = join(at.folder, draft.replace("draft", "lock").replace(/\.csv$/u, ""));
  mkdirSync(lock);
  writeFileSync(join(lock, "signature"), "");
  writeFileSync(join(at.folder, draft.replace("draft", "new")), "half");
  expect((await openAnswers(at.file, at)).recovered).toBe(1);
  expect(hidden(at.folder)).toEqual(theirs);
});
