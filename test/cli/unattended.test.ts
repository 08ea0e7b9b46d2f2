import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { holderOf, takeLock } from "../../src/answers/lock.ts";
import { holdingStore } from "../../src/cli/store-lock.ts";
import { isProblem } from "../../src/text/problem.ts";
import { Place } from "../store/helpers.ts";
import { fakeIo, folder, runWith } from "./helpers.ts";
import { validated } from "../schemas.ts";

/** The real program, as built by `npm run build`, in a process of its own. */
const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const ZENDESK = fileURLToPath(new URL("../../fixtures/zendesk-tickets.csv", import.meta.url));
const posix = it.skipIf(process.platform === "win32");

const large = (place: Place): string =>
  place.file(
    "large.csv",
    `Ticket ID,Created at,Comment\n${Array.from({ length: 60_000 }, (_, i) => `${i},2026-10-01,${"so ".repeat(30)}${i}\n`).join("")}`,
  );

describe("--log-format json", () => {
  const told = (stderr: string): Record<string, unknown>[] =>
    stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("tells each notice and error as one object a line, and changes nothing on stdout", async () => {
    const argv = ["report", "fixtures/report/csat-of-ten.csv", "--target", "csat=99", "--check"];
    const [plain, logged] = [await runWith(argv), await runWith([...argv, "--log-format", "json"])];
    expect(logged).toMatchObject({ stdout: plain.stdout, exit: plain.exit });
    const entries = told(logged.stderr);
    expect(entries.length).toBe(plain.stderr.split("\n").filter((line) => /^\S/u.test(line)).length);
    expect(entries.at(-1)).toMatchObject({ time: "2026-11-21T00:00:00.000Z", level: "error", code: "target-missed", exit: 1 });
    for (const { level, code, message, facts, exit } of entries.slice(0, -1)) {
      expect({ level, exit }).toEqual({ level: "note", exit: null });
      expect([typeof code, typeof message, typeof facts]).toEqual(["string", "string", "object"]);
    }
  });

  it("tells wrong usage so before any flag is read, and what a hostile file says in one line", async () => {
    expect(told((await runWith(["report", "--log-format=json", "--nope"])).stderr)).toMatchObject([
      { level: "error", code: "command-line", exit: 2 },
    ]);
    const place = new Place();
    const missing = await runWith(["import", "no\u001b[2J\u2028such.csv", "--db", place.db, "--log-format", "json"]);
    expect(told(missing.stderr)).toMatchObject([{ code: "no-such-file", exit: 3 }]);
    expect(readdirSync(place.path)).toEqual([]);
    // oxlint-disable-next-line no-control-regex
    expect(missing.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/u);
    expect((await runWith(["report", "nope.csv", "--log-format", "xml"])).exit).toBe(2);
  });
});

describe("the lock of a store", () => {
  const where = (place: Place): { path: string; name: string } => ({ path: place.db, name: "metrics.db" });

  it("is held by one run at a time; another is told who has it", async () => {
    const place = new Place();
    const io = fakeIo([]);
    await holdingStore(io, where(place), async () => {
      const error = await holdingStore(io, where(place), async () => undefined, 50).catch((thrown: unknown) => thrown);
      expect(isProblem(error) && error).toMatchObject({
        exit: 4,
        problem: { code: "store-held", facts: { pid: process.pid, host: "test" } },
      });
    });
    expect(readdirSync(place.path)).toEqual([]);
  });

  it("of a run that ended, or has been silent for minutes, is taken over", async () => {
    const place = new Place();
    const io = fakeIo([]);
    const dead = { pid: 4_000_000, host: "test", isAlive: () => false };
    expect(await takeLock(place.db, dead, 50)).not.toBeNull();
    const alive = { ...io.machine, isAlive: (pid: number) => pid !== dead.pid };
    await holdingStore({ ...io, machine: alive }, where(place), async () => {
      expect(await holderOf(place.db)).toMatchObject({ pid: process.pid, machine: "test" });
    });
    const folderOfLock = join(place.path, ".metrics.db.lock");
    for (const [minutes, taken] of [
      [4, false],
      [6, true],
    ] as const) {
      const old = Date.now() - minutes * 60_000;
      mkdirSync(folderOfLock, { recursive: true });
      const owner = join(folderOfLock, `77-00000000-${old.toString(36)}-000000000000`);
      writeFileSync(owner, "elsewhere");
      utimesSync(owner, old / 1000, old / 1000);
      const ran = await holdingStore(io, where(place), async () => "done", taken ? 5000 : 50).catch(() => "held");
      expect(ran).toBe(taken ? "done" : "held");
    }
  });

  posix(
    "of a killed import does not keep the next one out, and SIGTERM leaves none",
    async () => {
      const place = new Place();
      const file = large(place);
      for (const [signal, exit, left] of [
        ["SIGKILL", null, 1],
        ["SIGTERM", 143, 0],
      ] as const) {
        const child = spawn(process.execPath, [PROGRAM, "import", file, "--db", place.db], { stdio: "ignore" });
        const ended = new Promise((resolve) => child.on("exit", resolve));
        while ((await holderOf(place.db))?.pid !== child.pid) await new Promise((resolve) => setTimeout(resolve, 5));
        child.kill(signal);
        expect(await ended).toBe(exit);
        expect(readdirSync(place.path).filter((name) => name.includes(".lock"))).toHaveLength(left);
      }
      const [{ rows }] = await place.import(file);
      expect(rows).toMatchObject({ read: 60_000, new: 60_000 });
    },
    60_000,
  );
});

describe("without anybody at the terminal", () => {
  posix("--timeout ends a run that waits for ever with exit 4, and leaves nothing", async () => {
    const place = new Place();
    const argv = [PROGRAM, "report", "-", "--timeout", "1s", "-o", "out.json"];
    const child = spawn(process.execPath, argv, { cwd: place.path, stdio: ["pipe", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(4);
    expect(stderr).toContain("cs-metrics: not finished after 1 s (--timeout)");
    expect(readdirSync(place.path)).toEqual([]);
    expect(spawnSync(process.execPath, [PROGRAM, "import", ZENDESK, "--db", place.db, "--timeout", "10m", "--quiet"]).status).toBe(0);
  });

  posix("import, report, record, trend and doctor work in an empty environment", () => {
    const place = new Place();
    chmodSync(place.path, 0o777);
    // Of this user the system knows no home either.
    const user = process.getuid?.() === 0 ? { uid: 54_321, gid: 54_321 } : {};
    const run = (...argv: readonly string[]) =>
      spawnSync(process.execPath, [PROGRAM, ...argv], {
        cwd: place.path,
        env: {},
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        ...user,
      });
    const file = place.file("night.csv", "Ticket ID,Created at,CSAT score\n1,2026-10-01 08:00,5\n");
    for (const argv of [
      ["import", file],
      ["report", "--period", "2026-10", "--record"],
      ["survey", "csat", "--score", "5"],
      ["responses"],
      ["trend"],
      ["note", "2026-10-01", "begun"],
      ["doctor", "--fresh", "1h"],
    ]) {
      const { status, stderr } = run(...argv, "--db", place.db);
      expect({ argv, status }, stderr).toEqual({ argv, status: 0 });
      expect(stderr).not.toMatch(/fault|Warning/u);
    }
    if ("uid" in user) {
      const { status, stderr } = run("report");
      expect({ status, stderr }).toMatchObject({ status: 4, stderr: expect.stringContaining("--db /var/lib/cs-metrics/metrics.db") });
    }
  });
});

describe("doctor", () => {
  const told = async (...argv: readonly string[]) => {
    const { exit, stdout } = await runWith(["doctor", "--format", "json", ...argv], { now: Date.now });
    const { checks, exit: named } = validated("doctor", stdout) as {
      exit: number;
      checks: { id: string; status: string; facts: Record<string, unknown> }[];
    };
    expect(named).toBe(exit);
    return { exit, checks, status: Object.fromEntries(checks.map(({ id, status }) => [id, status])) };
  };

  it("finds a good store ready, and says what is in it", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    const { exit, status, checks } = await told("--db", place.db, "--tz", "Europe/Berlin");
    expect(exit).toBe(0);
    expect(status).toEqual({ node: "ok", config: "ok", zone: "ok", store: "ok", lock: "ok", disk: "ok", import: "ok", record: "ok" });
    expect(checks.find(({ id }) => id === "store")!.facts).toMatchObject({ interactions: 489, faults: [], open: false });
    const page = await runWith(["doctor", "--db", place.db], { now: Date.now });
    expect(page).toMatchObject({ exit: 0, stderr: "" });
    for (const line of page.stdout.split("\n")) expect(line.length).toBeLessThan(81);
  });

  it("ends with the code of what is wrong", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    // Imported with the tests' own clock, which stands at a day gone by.
    expect(await told("--db", place.db, "--fresh", "1h")).toMatchObject({ exit: Date.now() > Date.UTC(2026, 10, 21, 1) ? 3 : 0 });
    expect(await told("--db", join(folder(), "none.db"))).toMatchObject({ exit: 4, status: { store: "wrong", disk: "ok" } });
    const config = place.file("cs-metrics.config.json", '{"timeZone": "Berlin"}');
    expect(await told("--db", place.db, "--config", config)).toMatchObject({ exit: 2, status: { config: "wrong", store: "ok" } });
    chmodSync(place.db, 0o644);
    expect((await told("--db", place.db)).status).toMatchObject({ store: process.platform === "win32" ? "ok" : "note" });
    place.file("metrics.db", "no database at all ".repeat(100));
    expect(await told("--db", place.db)).toMatchObject({ exit: 4, status: { store: "wrong" } });
    expect((await runWith(["doctor", "tickets.csv"])).exit).toBe(2);
  });
});
