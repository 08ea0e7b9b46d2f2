import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeLock, whenSilent } from "../../src/answers/lock.ts";
import { mayTakeFrom } from "../../src/answers/owner.ts";
import { DEAD, type World, world } from "./helpers.ts";

const lockOf = (at: World): string => join(at.folder, ".responses.csv.lock");

const mark = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** What this process signs with besides its number. */
const LIFE = mark(String(performance.timeOrigin)).slice(0, 4);

/** A lock as another process left it, or `life` of an earlier one. */
const lockBy = (at: World, pid: number, host: string, age: number, life = pid === process.pid ? LIFE : "0000"): string => {
  const owner = `${pid}-${mark(host)}-${(Date.now() - age).toString(36)}-${life}00000000`;
  mkdirSync(lockOf(at));
  writeFileSync(join(lockOf(at), owner), "");
  return owner;
};

test("one at a time, and nothing is left", async () => {
  const at = world();
  const first = await takeLock(at.file, at, 1000);
  expect(await first?.held()).toBe(true);
  expect(await takeLock(at.file, at, 100)).toBeNull();
  await first?.release();
  const second = await takeLock(at.file, at, 1000);
  expect(second).not.toBeNull();
  await second?.release();
  expect(readdirSync(at.folder)).toEqual([]);
});

test("many who want it never have it together", async () => {
  const at = world();
  lockBy(at, DEAD, at.host, 0);
  let inside = 0;
  let most = 0;
  const turns = Array.from({ length: 40 }, async () => {
    const lock = await takeLock(at.file, at, 20_000);
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    expect(await lock?.held()).toBe(true);
    inside -= 1;
    await lock?.release();
  });
  await Promise.all(turns);
  expect(most).toBe(1);
  expect(readdirSync(at.folder)).toEqual([]);
});

test.each<[who: string, pid: number, host: string, age: number, free: boolean, life?: string]>([
  ["a process that ended", DEAD, "here", 0, true],
  ["an earlier process with this one's number", process.pid, "here", 3_600_000, true, "0000"],
  ["an earlier process with this one's number, before the clock was set back", process.pid, "here", -3_600_000, true, "0000"],
  ["this process, before the clock was set forward", process.pid, "here", 3_600_000, false],
  ["this process", process.pid, "here", 0, false],
  ["another that runs", 77, "here", 20_000, false],
  ["another machine", DEAD, "elsewhere", 50_000, false],
])("the lock of %s", async (_who, pid, host, age, free, life) => {
  const at = world({ isAlive: (one) => one === process.pid || one === 77 });
  const owner = lockBy(at, pid, host, age, life);
  const lock = await takeLock(at.file, at, 200);
  expect(lock !== null).toBe(free);
  expect(existsSync(join(lockOf(at), owner))).toBe(!free);
  await lock?.release();
  expect(readdirSync(at.folder)).toEqual(free ? [] : [".responses.csv.lock"]);
});

test.each([
  ["a number that was given to another process", 77, "here", 31_000],
  ["another machine that is silent", 77, "elsewhere", 61_000],
])("the lock of %s is taken only after it was watched", async (_who, pid, host, age) => {
  const at = world({ isAlive: () => true });
  lockBy(at, pid, host, age);
  expect(await takeLock(at.file, at, 500)).toBeNull();
  const lock = await takeLock(at.file, at, 8000);
  expect(await lock?.held()).toBe(true);
});

const MINUTE = 60_000;
const owner = (pid: number, host: string, age: number): string => `${pid}-${mark(host)}-${(Date.now() - age).toString(36)}-000000000000`;

/** Milliseconds since it was signed, and for which it was watched. Less than nothing: the clock was set back, or is behind another's. */
test.each([
  ["here", 31_000, 3000, true],
  ["here", 31_000, 2900, false],
  ["here", 29_000, 29_000, false],
  ["elsewhere", 59_000, 20_000, false],
  ["elsewhere", 61_000, 3000, true],
  ["here", -60 * MINUTE, 9000, false],
  ["here", -60 * MINUTE, 10_000, true],
  ["elsewhere", -50_000, 29_000, false],
])("a lock signed %s, %i ms ago and watched for %i ms may be taken: %s", (host, age, watched, free) => {
  expect(mayTakeFrom(owner(77, host, age), world({ isAlive: () => true }), watched)).toBe(free);
});

test.each([
  ["its owner ended", 4_000_000, "here", 0, 0, true],
  ["its owner ended before the clock was set back", 4_000_000, "here", -600, 0, true],
  ["silent for minutes", 77, "elsewhere", 6, 3000, true],
  ["silent for minutes, not yet watched", 77, "elsewhere", 6, 0, false],
  ["not silent for long", 77, "elsewhere", 4, 60_000, false],
  ["silent, signed before the clock was set back", 77, "here", -60, 3000, true],
  ["alive, and the clock was set back", 77, "here", -60, 900, false],
  ["alive, and the clock was set forward by days", 77, "here", 2880, 900, false],
])("the lock of a long run: %s", (_what, pid, host, minutes, watched, free) => {
  const env = world({ isAlive: (one) => one === 77 });
  expect(whenSilent(owner(pid, host, minutes * MINUTE), env, watched, Date.now() - minutes * MINUTE)).toBe(free);
});

test("who lost the lock knows it, and does not release the new owner's", async () => {
  const at = world();
  const slow = await takeLock(at.file, at, 100);
  const other = await takeLock(at.file, { ...at, pid: 78, isAlive: () => false }, 100);
  expect(await slow?.held()).toBe(false);
  await slow?.release();
  expect(await other?.held()).toBe(true);
  expect(await takeLock(at.file, { ...at, isAlive: () => true }, 100)).toBeNull();
});

test("a lock without owner is no lock", async () => {
  const at = world();
  mkdirSync(lockOf(at));
  writeFileSync(join(lockOf(at), ".DS_Store"), "");
  expect(await takeLock(at.file, at, 1000)).not.toBeNull();
});

test("a folder that takes no lock says why", async () => {
  const at = world();
  rmSync(at.folder, { recursive: true });
  await expect(takeLock(at.file, at, 1000)).rejects.toMatchObject({ code: "ENOENT" });
});
