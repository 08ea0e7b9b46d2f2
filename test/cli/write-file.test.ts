import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFile } from "../../src/cli/write-file.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { fakeIo, folder } from "./helpers.ts";

const write = (cwd: string, path: string, text: string, signal?: AbortSignal): Promise<void> =>
  writeFile(fakeIo([], { cwd, signal }), path, text);

const failure = async (attempt: Promise<void>): Promise<ProblemError> => {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("no problem was thrown", { cause: error });
  return error;
};

test("a new file is written whole and leaves nothing beside it", async () => {
  const cwd = folder();
  await write(cwd, "kpis.json", "{}\n");
  expect(readFileSync(join(cwd, "kpis.json"), "utf8")).toBe("{}\n");
  expect(readdirSync(cwd)).toEqual(["kpis.json"]);
});

test("what a killed run began is cleared away a day later", async () => {
  const cwd = folder();
  const [old, fresh, other] = [".cs-metrics-0123456789ab.tmp", ".cs-metrics-ba9876543210.tmp", ".cs-metrics-notes.tmp"];
  for (const name of [old, fresh, other]) writeFileSync(join(cwd, name), "half");
  const yesterday = Date.now() / 1000 - 25 * 3600;
  for (const name of [old, other]) utimesSync(join(cwd, name), yesterday, yesterday);
  await write(cwd, "kpis.json", "{}\n");
  expect(readdirSync(cwd).toSorted()).toEqual([fresh, other, "kpis.json"].toSorted());
});

test("an old file is replaced and its permissions stay", async () => {
  const cwd = folder();
  const path = join(cwd, "kpis.csv");
  writeFileSync(path, "old");
  chmodSync(path, 0o640);
  await write(cwd, "kpis.csv", "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test("a link stays a link", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "real.csv"), "old");
  symlinkSync("real.csv", join(cwd, "link.csv"));
  await write(cwd, "link.csv", "new");
  expect(readFileSync(join(cwd, "real.csv"), "utf8")).toBe("new");
});

test("a device is written to, never replaced", async () => {
  await write("/", "/dev/null", "text");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});

test.skipIf(!existsSync("/dev/full"))("a full device is exit 4", async () => {
  expect(await failure(write("/", "/dev/full", "text"))).toMatchObject({ exit: 4, problem: { facts: { reason: "ENOSPC" } } });
});

test("a folder, or a folder that is not there, is exit 4", async () => {
  const cwd = folder();
  mkdirSync(join(cwd, "kpis"));
  expect(await failure(write(cwd, "kpis", "text"))).toMatchObject({ exit: 4, problem: { facts: { reason: "EISDIR" } } });
  expect(await failure(write(cwd, "none/kpis.csv", "text"))).toMatchObject({ exit: 4, problem: { facts: { reason: "ENOENT" } } });
});

test("an interruption leaves the old file and nothing else", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "kpis.csv"), "old");
  const controller = new AbortController();
  controller.abort(130);
  await expect(write(cwd, "kpis.csv", "new", controller.signal)).rejects.toBe(130);
  expect(readFileSync(join(cwd, "kpis.csv"), "utf8")).toBe("old");
  expect(readdirSync(cwd)).toEqual(["kpis.csv"]);
});
