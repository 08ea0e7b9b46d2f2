import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mergeAnswers } from "../../src/answers/merge.ts";
import { readAnswers } from "../../src/answers/read.ts";
import { hidden, names, world, type World } from "./helpers.ts";

let bundled: string;
let driver: string;

beforeAll(async () => {
  bundled = mkdtempSync(join(tmpdir(), "cs-metrics-driver-"));
  driver = join(bundled, "driver.mjs");
  const entry = fileURLToPath(new URL("driver.ts", import.meta.url));
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  await build({ entryPoints: [entry], outfile: driver, bundle: true, platform: "node", format: "esm", target: "node20", banner });
});

afterAll(() => rmSync(bundled, { recursive: true }));

interface Run {
  readonly process: ChildProcess;
  /** Ids that were confirmed, with what became of them. */
  readonly confirmed: Map<string, string>;
  readonly begun: Promise<void>;
  readonly ended: Promise<number | null>;
}

const follow = (process: ChildProcess): Run => {
  const confirmed = new Map<string, string>();
  let text = "";
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  process.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    begin();
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const [id, what] of lines.map((line) => line.split(" "))) confirmed.set(id, what);
  });
  const ended = new Promise<number | null>((resolve) => process.on("close", resolve));
  return { process, confirmed, begun: Promise.race([begun, ended.then(() => undefined)]), ended };
};

const start = (at: World, name: string, count: number): Run =>
  follow(spawn(process.execPath, [driver, at.file, name, String(count)], { stdio: ["ignore", "pipe", "inherit"] }));

/** Both rows of every id that is in the files, as they stand there. */
const found = async (at: World): Promise<Map<string, number>> => {
  const { rows, rejected, unread } = await readAnswers(at.file, at);
  expect({ rejected, unread }).toEqual({ rejected: 0, unread: [] });
  const counts = new Map<string, number>();
  for (const { response_id, complete, comment } of rows) {
    expect(String(comment)).toMatch(new RegExp(`^"${response_id}",\n(ありがとう, )*$`, "u"));
    if (complete === "yes") counts.set(String(response_id), (counts.get(String(response_id)) ?? 0) + 1);
  }
  return counts;
};

const here = (): World => world({ host: hostname(), now: Date.now, patience: undefined });

test("processes that add at once keep every answer once, in one file, and leave nothing else", async () => {
  const at = here();
  const runs = Array.from({ length: 6 }, (_, index) => start(at, `p${index}`, 25));
  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual(runs.map(() => 0));
  const confirmed = new Map(runs.flatMap((run) => [...run.confirmed]));
  expect(new Set(confirmed.values())).toEqual(new Set(["kept"]));
  expect(confirmed.size).toBe(150);
  expect(await found(at)).toEqual(new Map([...confirmed.keys()].sort().map((id) => [id, 2])));
  expect(names(at.folder)).toEqual(["responses.csv"]);
  expect(hidden(at.folder)).toEqual([]);
});

test("processes killed at any moment cost no answer that was confirmed", async () => {
  const at = here();
  const confirmed: string[] = [];
  const lane = async (name: string): Promise<void> => {
    for (let kill = 0; kill < 20; kill++) {
      const run = start(at, `${name}${kill}`, 10_000);
      await run.begun;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      run.process.kill("SIGKILL");
      await run.ended;
      confirmed.push(...run.confirmed.keys());
      const counts = await found(at);
      expect(confirmed.filter((id) => counts.get(id) !== 2)).toEqual([]);
    }
  };
  await Promise.all([lane("a"), lane("b")]);
  await mergeAnswers(at.file, { ...at, isAlive: (pid) => pid === process.pid });
  const counts = await found(at);
  expect(confirmed.filter((id) => counts.get(id) !== 2)).toEqual([]);
  expect(confirmed.length).toBeGreaterThan(40);
  expect([...counts.values()].every((count) => count <= 2)).toBe(true);
  expect(names(at.folder).filter((name) => !name.includes("torn"))).toEqual(["responses.csv"]);
  expect(hidden(at.folder)).toEqual([]);
});

test.skipIf(process.platform === "win32")("a disk that takes no more cuts no row and loses none", async () => {
  const at = here();
  const limited = spawn("bash", ["-c", 'ulimit -f 2 && exec "$0" "$@"', process.execPath, driver, at.file, "p", "30"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const run = follow(limited);
  expect(await run.ended).toBe(0);
  expect(new Set(run.confirmed.values())).toEqual(new Set(["kept", "EFBIG"]));
  expect(await found(at)).toEqual(new Map([...run.confirmed.keys()].map((id) => [id, 2])));
  expect(names(at.folder).length).toBeGreaterThan(2);
  expect(names(at.folder).filter((name) => name.includes("torn"))).toEqual([]);
  await mergeAnswers(at.file, at);
  expect((await found(at)).size).toBe(30);
  expect(names(at.folder)).toEqual(["responses.csv"]);
});
