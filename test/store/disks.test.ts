import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folder } from "../cli/helpers.ts";
import { PROGRAM, ran } from "../cli/processes.ts";
import { stateOf } from "./state.ts";

/** A mount of one's own needs Linux, and a system that lets a user have one. */
const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

interface Disk {
  /** KiB that are free on it; null = ample. */
  readonly free: number | null;
  readonly readOnly?: boolean;
  /** The user's data and temporary files are on it too. */
  readonly alone?: boolean;
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the program on a disk of its own that holds what `cwd` holds, which is afterwards what that disk holds. The mount is seen by nobody
 * else, and gone with the run.
 */
const onDisk = (cwd: string, { free, readOnly = false, alone = false }: Disk, argv: readonly string[]): Ran => {
  const script = `
    set -e
    mount -t tmpfs -o size=64m none "$DISK"
    cp -a "$FROM/." "$DISK"
    if [ "$FREE" ]; then
      used=$(du -sk "$DISK" | cut -f1)
      mount -o remount,size=$((used + FREE))k "$DISK"
    fi
    mount --bind "$DISK" "$FROM"
    [ "$READ_ONLY" ] && mount -o remount,bind,ro "$FROM"
    cd "$FROM"
    set +e
    "$@"
    status=$?
    cd "$DISK"
    umount "$FROM"
    if [ ! "$READ_ONLY" ]; then
      find "$FROM" -mindepth 1 -delete
      cp -a "$DISK/." "$FROM"
    fi
    exit $status`;
  const place = alone ? cwd : elsewhere(cwd);
  const env = {
    PATH: process.env.PATH,
    DISK: folder(),
    FROM: cwd,
    FREE: free === null ? "" : String(free),
    READ_ONLY: readOnly ? "yes" : "",
    HOME: place,
    XDG_DATA_HOME: place,
    TMPDIR: place,
  };
  const words = ["-rm", "sh", "-c", script, "sh", process.execPath, PROGRAM, ...argv];
  const { status, stdout, stderr } = spawnSync("unshare", words, { env, encoding: "utf8" });
  return { status, stdout, stderr };
};

/** Another disk, beside the one at `cwd`. */
const elsewhere = (cwd: string): string => join(cwd, "..", "elsewhere");

const tickets = (from: number, to: number): string =>
  `Ticket ID,Created at,Status,Channel,Agent,CSAT score,Comment\n${Array.from({ length: to - from }, (_, i) => `${from + i},2026-10-${String(1 + (i % 28)).padStart(2, "0")},Closed,Email,Agent ${i % 40},${1 + (i % 5)},${"so it goes ".repeat(20)}${i}\n`).join("")}`;

const DB = ["--db", "metrics.db"];
const NIGHT = ["report", ...DB, "--as-of", "2026-11-02", "--by", "agent", "--tz", "UTC", "--record", "--format", "json", "--quiet"];

let model: string;

/** A store of 500 tickets and a night, and a larger export to come. */
beforeAll(async () => {
  if (!canMount) return;
  model = mkdtempSync(join(tmpdir(), "cs-metrics-disks-"));
  writeFileSync(join(model, "first.csv"), tickets(0, 500));
  writeFileSync(join(model, "second.csv"), tickets(400, 3000));
  for (const argv of [["import", "first.csv", ...DB, "--tz", "UTC", "--quiet"], NIGHT.with(4, "2026-11-01")]) {
    const { status, stderr } = await ran(argv, { cwd: model });
    expect(status, stderr).toBe(0);
  }
});

afterAll(() => {
  if (canMount) rmSync(model, { recursive: true });
});

/** A folder with what the model holds. */
const copyOfModel = (): string => {
  const cwd = join(folder(), "disk");
  mkdirSync(elsewhere(cwd), { recursive: true });
  cpSync(model, cwd, { recursive: true });
  return cwd;
};

const FULL = /^cs-metrics: .*the disk is full$/mu;

describe.skipIf(!canMount)("a disk that is full", () => {
  test.each([8, 900])("with %i KB left: an import is exit 4 and leaves the store as before", (free) => {
    const cwd = copyOfModel();
    const before = stateOf(cwd);
    const argv = ["import", "second.csv", ...DB, "--tz", "UTC", "--quiet"];
    expect(onDisk(cwd, { free }, argv)).toEqual({ status: 4, stdout: "", stderr: expect.stringMatching(FULL) });
    expect(stateOf(cwd)).toBe(before);
    expect(onDisk(cwd, { free: null }, argv)).toMatchObject({ status: 0, stderr: "" });
    expect(stateOf(cwd)).not.toBe(before);
  });

  test("what is in the log alone is read, and no less safe for it", () => {
    const cwd = copyOfModel();
    expect(onDisk(cwd, { free: 1400 }, ["import", "second.csv", ...DB, "--tz", "UTC", "--quiet"]).status).toBe(0);
    expect(statSync(join(cwd, "metrics.db-wal")).size).toBeGreaterThan(0);
    for (const disk of [{ free: 0 }, { free: null, readOnly: true }])
      expect(onDisk(cwd, disk, ["report", ...DB, "--format", "csv", "--quiet"])).toEqual({
        status: 0,
        stdout: expect.stringMatching(/^3000,/mu),
        stderr: "",
      });
  });

  test.each([0, 60])("with %i KB left: report --record is exit 4, and the night as it was recorded before", (free) => {
    const cwd = copyOfModel();
    const before = stateOf(cwd);
    for (const day of ["2026-11-01", "2026-11-02"])
      expect(onDisk(cwd, { free }, NIGHT.with(4, day))).toEqual({ status: 4, stdout: "", stderr: expect.stringMatching(FULL) });
    expect(stateOf(cwd)).toBe(before);
    expect(onDisk(cwd, { free: null }, NIGHT).status).toBe(0);
  });
});

describe.skipIf(!canMount)("a disk that is read-only", () => {
  test("is read; what writes is exit 4", () => {
    const cwd = copyOfModel();
    const before = readFileSync(join(cwd, "metrics.db"));
    expect(onDisk(cwd, { free: null, readOnly: true }, ["report", ...DB, "--format", "csv"]).stdout).toMatch(/^500,/mu);
    for (const argv of [
      ["import", "second.csv", ...DB],
      NIGHT,
      ["note", "2026-11-01", "new macro", ...DB],
      ["import", "second.csv", "--db", "other.db"],
    ]) {
      expect(onDisk(cwd, { free: null, readOnly: true }, argv)).toEqual({
        status: 4,
        stdout: "",
        stderr: expect.stringMatching(/^cs-metrics: the store \S+ cannot be (?:written to|opened)$/mu),
      });
    }
    expect(readFileSync(join(cwd, "metrics.db")).equals(before)).toBe(true);
  });
});

describe.skipIf(!canMount).each([
  ["full", { free: 0 }],
  ["read-only", { free: null, readOnly: true }],
])("an answer on a disk that is %s", (_what, disk) => {
  const survey = ["survey", "nps", "--score", "9", "--ticket", "4711", ...DB];
  const scores = async (cwd: string): Promise<string> =>
    (await ran(["responses", ...DB, "--format", "csv", "-o", "-", "--quiet"], { cwd, env: { XDG_DATA_HOME: elsewhere(cwd) } })).stdout;

  test("is kept elsewhere, and comes into the store when it can", async () => {
    const cwd = copyOfModel();
    const { status, stdout, stderr } = onDisk(cwd, disk, survey);
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: "Saved 1 answer in metrics.db\n" });
    expect(stderr).toContain("Nothing is lost");
    expect((await scores(cwd)).match(/,9,,4711,/gu)).toHaveLength(1);
    expect(stateOf(cwd)).not.toBe(stateOf(model));
    expect((await scores(cwd)).match(/,9,,4711,/gu)).toHaveLength(1);
  });

  test("is exit 4 where no other takes it, and stands in the message", () => {
    const cwd = copyOfModel();
    const { status, stdout, stderr } = onDisk(cwd, { ...disk, alone: true }, survey);
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(stderr).toMatch(/^cs-metrics: the answer is NOT saved: .*\n(?:.*\n)*.*,nps,9,,4711,.*\n$/u);
    expect(stateOf(cwd)).toBe(stateOf(model));
  });
});
