import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe as group, expect, test } from "vitest";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { takeLock } from "../../src/answers/lock.ts";
import { readAnswers } from "../../src/answers/read.ts";
import { describe } from "../../src/text/problems/index.ts";
import { HEADER, hidden, line, names, problem, row, text, world, type World } from "./helpers.ts";

const ids = async (at: World): Promise<unknown[]> => (await readAnswers(at.file, at)).rows.map(({ response_id }) => response_id);

/** A folder that a file stands in the place of takes nothing, whoever asks. */
const block = (path: string): void => {
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, "");
};

group("answers are set aside beside the file", () => {
  const ours = `${HEADER}\n${line("r1").replace(",,,,,,,,,,", ',"grün, ""ja""",,,,,,,,,')}\n`;
  const semicolons = ours.replaceAll(",", ";").replace("grün;", "grün,");

  test.each([
    ["delimiter", Buffer.from(semicolons)],
    ["delimiter", Buffer.from(`\ufeff${ours.replaceAll(",", "\t").replace("grün\t", "grün,")}`)],
    ["encoding", Buffer.from(ours, "latin1")],
    ["encoding", Buffer.from(`\ufeff${ours.replaceAll(",", "\t")}`, "utf16le")],
    ["columns", Buffer.from(ours.replace("ticket_id,agent", "agent,ticket_id"))],
    ["columns", Buffer.from(ours.replace("\n", ",notes\n"))],
    ["columns", Buffer.from(ours.replaceAll("\n", "\r"))],
  ])("when another program changed its %s", async (reason, content) => {
    const at = world();
    writeFileSync(at.file, content);
    const file = await openAnswers("responses.csv", at);
    const kept = await file.append([row("r2")]);
    const name = names(at.folder).find((one) => one.includes("aside"));
    expect(name).toMatch(/^responses\.csv\.aside-20261121T101500Z-[0-9a-f]{8}\.csv$/u);
    const path = join(at.folder, String(name));
    expect(kept).toMatchObject({
      file: path,
      aside: { file: path, problem: { code: "answers-aside", facts: { target: "responses.csv", file: path, reason } } },
    });
    await file.append([row("r3")]);
    expect(text(path)).toBe(`${HEADER}\n${line("r2")}\n${line("r3")}\n`);
    expect(Buffer.compare(content, Buffer.from(text(at.file))) === 0 || reason === "encoding").toBe(true);
    expect(statSync(at.file).size).toBe(content.length);
    expect(await ids(at)).toEqual(["r1", "r2", "r3"]);
    expect(hidden(at.folder)).toEqual([]);
  });

  test("when that was done while it was open, and in it again when that is undone", async () => {
    const at = world();
    const file = await openAnswers(at.file, at);
    await file.append([row("r1"), row("r2"), row("r3")]);
    const before = text(at.file);
    // Longer than it was, the same file to the system.
    writeFileSync(at.file, before.replaceAll(",", '";"').replaceAll(/^|$/gmu, '"'));
    expect(await file.append([row("r4")])).toMatchObject({ aside: { problem: { facts: { reason: "delimiter" } } } });
    writeFileSync(at.file, before);
    expect(await file.append([row("r5")])).toMatchObject({ aside: null });
    writeFileSync(at.file, Buffer.from(before.replace("nps", "ñps"), "latin1"));
    expect(await file.append([row("r6")])).toMatchObject({ aside: { problem: { facts: { reason: "encoding" } } } });
    expect(names(at.folder)).toHaveLength(2);
  });

  test("when a folder stands in its place", async () => {
    const at = world();
    const file = await openAnswers("responses.csv", at);
    mkdirSync(at.file);
    const { aside } = await file.append([row("r1")]);
    expect(describe(aside!.problem)).toEqual([
      `saved in ${aside!.file}, because responses.csv cannot be added to: it is a folder`,
      "Nothing is lost. To bring both together, once the file is closed everywhere:",
      "cs-metrics responses merge responses.csv",
    ]);
    expect(text(aside!.file)).toContain(line("r1"));
  });

  test("when another process does not let go of it; the next answer waits less", async () => {
    const at = world({ patience: undefined });
    const file = await openAnswers(at.file, { ...at, patience: 200 });
    const lock = await takeLock(at.file, at, 100);
    expect(await file.append([row("r1")])).toMatchObject({ aside: { problem: { facts: { reason: "held" } } } });
    await lock?.release();
    expect(await file.append([row("r2")])).toMatchObject({ aside: null });
  });

  test("and in a new file when that one was changed too", async () => {
    const at = world();
    const file = await openAnswers(at.file, at);
    mkdirSync(at.file);
    const first = (await file.append([row("r1")])).file;
    writeFileSync(first, text(first).replaceAll(",", ";"));
    const second = (await file.append([row("r2")])).file;
    expect(second).not.toBe(first);
    expect(text(second)).toBe(`${HEADER}\n${line("r2")}\n`);
  });

  test.skipIf(process.getuid?.() === 0)("when the file may not be written", async () => {
    const at = world();
    writeFileSync(at.file, `${HEADER}\n`, { mode: 0o444 });
    const file = await openAnswers(at.file, at);
    expect((await file.append([row("r1")])).aside?.problem.facts).toMatchObject({ reason: "EACCES" });
    chmodSync(at.folder, 0o555);
    expect((await (await openAnswers(at.file, at)).append([row("r2")])).file).toContain(at.dataFolder);
    chmodSync(at.folder, 0o755);
    expect(await ids(at)).toEqual(["r1", "r2"]);
  });
});

group("answers are set aside elsewhere when the folder takes nothing", () => {
  test("in the user's data folder, which is made, then among temporary files", async () => {
    const at = world();
    rmSync(at.dataFolder, { recursive: true });
    const file = await openAnswers(at.file, at);
    block(at.folder);
    const first = await file.append([row("r1")]);
    expect(first.file).toMatch(/data\/responses\.csv\.aside-20261121T101500Z-[0-9a-f]{8}-[0-9a-f]{8}\.csv$/u);
    expect(statSync(first.file).mode & 0o77).toBe(0);
    block(at.dataFolder);
    const second = await file.append([row("r2")]);
    expect(readdirSync(at.tmpdir)).toEqual([second.file.split("/").at(-1)]);
    rmSync(at.folder);
    mkdirSync(at.folder);
    expect(await ids(at)).toEqual(["r2"]);
  });

  test("where those of another file of the same name are another matter", async () => {
    const at = world();
    const other = world({ dataFolder: at.dataFolder });
    for (const each of [at, other]) {
      const file = await openAnswers(each.file, each);
      block(each.folder);
      await file.append([row(each === at ? "mine" : "theirs")]);
      rmSync(each.folder);
      mkdirSync(each.folder);
    }
    const theirs = await openAnswers(join(at.dataFolder, "responses.csv"), at);
    await theirs.append([row("default")]);
    expect(await ids(at)).toEqual(["mine"]);
    expect(await ids(other)).toEqual(["theirs"]);
    expect((await readAnswers(join(at.dataFolder, "responses.csv"), at)).rows).toEqual([row("default")]);
  });

  test("and put on the screen, to the last character, when nothing takes them", async () => {
    const at = world();
    const file = await openAnswers(at.file, at);
    for (const path of [at.folder, at.dataFolder, at.tmpdir]) block(path);
    const comment = `${"long ".repeat(100)}, "end"`;
    const lines = await problem(4, file.append([row("r1", { comment }), row("r2")]));
    expect(lines[0]).toBe(`the answer is NOT saved: cannot write ${at.file}: part of its path is a file, not a folder`);
    expect(lines).toHaveLength(8);
    expect(lines.slice(-3)).toEqual([HEADER, `r1,2026-11-21T10:15:00Z,nps,9,"${comment.replaceAll('"', '""')}",,,,,,,,,yes`, line("r2")]);
    rmSync(at.folder);
    mkdirSync(at.folder);
    await file.append([row("r1")]);
    expect(await ids(at)).toEqual(["r1"]);
  });
});
