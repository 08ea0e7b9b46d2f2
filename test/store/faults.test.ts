import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { migrate, openStore, openToRead } from "../../src/store/open.ts";
import { APPLICATION, MIGRATIONS } from "../../src/store/schema.ts";
import { fail } from "../cli/helpers.ts";
import { figures, Place } from "./helpers.ts";

/** The real program, as built by `npm run build`, in a process of its own. */
const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const ZENDESK = "fixtures/zendesk-tickets.csv";

const ROWS = 8000;

const posix = test.skipIf(process.platform === "win32");

const large = (place: Place, name: string, from: number): string =>
  place.file(
    name,
    `Ticket ID,Created at,Status,Comment\n${Array.from({ length: ROWS }, (_, i) => `${from + i},2026-10-${String(1 + (i % 28)).padStart(2, "0")},Open,${"so it goes ".repeat(20)}${i}\n`).join("")}`,
  );

const isWhole = (place: Place): void => {
  const db = connect(place.db, {});
  expect(db.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
  expect(db.prepare("SELECT sum(rows) AS n FROM layouts").get()!["n"]).toBe(
    db.prepare("SELECT count(*) AS n FROM interactions").get()!["n"],
  );
  db.close();
};

describe("whatever ends an import", () => {
  posix("a disk that is full is exit 4, and the store is as before", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    const before = await place.report();
    const second = large(place, "second.csv", 100_000);
    const limited = `trap '' XFSZ; ulimit -f 400; exec "$0" "$@"`;
    const { status, stdout, stderr } = spawnSync(
      "/bin/sh",
      ["-c", limited, process.execPath, PROGRAM, "import", second, "--db", place.db],
      { encoding: "utf8" },
    );
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: "" });
    expect(stderr).toMatch(
      /^cs-metrics: the store .* cannot (?:be used|grow).*\n {2}What was being written is not in it; all else is as it was\.\n$/u,
    );
    expect(await place.report()).toEqual(before);
    isWhole(place);
  });
});

describe("a store that cannot be used is exit 4 and stays as it is", () => {
  const refused = async (place: Place, first: RegExp): Promise<void> => {
    const before = existsSync(place.db) ? readFileSync(place.db) : null;
    for (const argv of [["report"], ["import", ZENDESK]]) {
      const lines = await fail(4, [...argv, "--db", place.db]);
      expect(lines[0]).toMatch(first);
      expect(lines.length).toBeGreaterThan(1);
    }
    if (before !== null) expect(readFileSync(place.db).equals(before)).toBe(true);
  };

  test("no database", async () => {
    const place = new Place();
    place.file("metrics.db", "Ticket ID,Status\n1,Open\n".repeat(100));
    await refused(place, /is damaged or no database$/u);
  });

  test("another program's database", async () => {
    const place = new Place();
    const db = connect(place.db, {});
    db.exec("CREATE TABLE songs (name TEXT)");
    db.close();
    await refused(place, /is not a store of cs-metrics$/u);
  });

  test("one of a newer version", async () => {
    const place = new Place();
    const db = connect(place.db, {});
    db.exec(`CREATE TABLE t (a); PRAGMA application_id=${APPLICATION}; PRAGMA user_version=${MIGRATIONS.length + 1}`);
    db.close();
    await refused(place, /was written by a newer cs-metrics/u);
  });

  test("a damaged one", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    truncateSync(place.db, 20_000);
    expect((await fail(4, ["report", "--db", place.db]))[0]).toMatch(/is damaged or no database$/u);
    expect((await fail(4, ["import", "fixtures/report/csat-of-ten.csv", "--db", place.db]))[0]).toMatch(/is damaged or no database$/u);
  });

  test("a folder", async () => {
    const place = new Place();
    expect((await fail(4, ["report", "--db", place.path]))[0]).toMatch(/is not a store of cs-metrics$/u);
    expect((await fail(4, ["import", ZENDESK, "--db", place.path]))[0]).toMatch(/is not a store of cs-metrics$/u);
  });

  posix("in a folder that is closed: it can be read, not written to", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    chmodSync(place.db, 0o444);
    chmodSync(place.path, 0o555);
    // Nothing is closed to root.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = (...argv: readonly string[]) => spawnSync(process.execPath, [PROGRAM, ...argv], { encoding: "utf8", ...user });
    expect(run("report", "--db", place.db).stdout).toContain("486 tickets");
    const imports = [place.db, `${place.path}/other.db`, `${place.path}/folder/x.db`].map((db) => ["import", ZENDESK, "--db", db]);
    for (const argv of [...imports, ["report", "--record", "--db", place.db], ["note", "2026-11-01", "new macro", "--db", place.db]]) {
      const { status, stdout, stderr } = run(...argv);
      expect({ status, stdout, first: stderr.split("\n")[0] }).toEqual({
        status: 4,
        stdout: "",
        first: expect.stringMatching(/^cs-metrics: the store .* cannot be (?:opened|written to)$/u),
      });
    }
    chmodSync(place.path, 0o755);
  });

  test("one that another run writes to; it can be read meanwhile", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    const where = { path: place.db, name: "metrics.db" };
    const env = { cwd: ".", now: Date.now, patience: 50 };
    const writer = openStore(where, env);
    writer.db.exec("BEGIN IMMEDIATE; DELETE FROM interactions");
    const other = openStore(where, env);
    expect(() => other.db.exec("BEGIN IMMEDIATE")).toThrow("database is locked");
    expect(await place.report()).toEqual(await figures(ZENDESK));
    writer.db.exec("ROLLBACK");
    for (const store of [writer, other]) store.close();
  });
});

test("a report sees the store as it is at one moment", async () => {
  const place = new Place();
  await place.import(ZENDESK);
  const where = { path: place.db, name: "metrics.db" };
  const env = { cwd: ".", now: Date.now };
  const reader = openToRead(where, env);
  const count = (): unknown => reader.db.prepare("SELECT count(*) AS n FROM interactions").get()!["n"];
  expect(count()).toBe(489);
  await place.import(place.file("b.csv", "Ticket ID,Created at\n1,2026-10-01\n"));
  expect(count()).toBe(489);
  reader.close();
});

test("a store of an earlier version is brought up to date, with a copy of it as it was beside it", async () => {
  const place = new Place();
  await place.import(ZENDESK);
  const db = connect(place.db, {});
  migrate(db, place.db, MIGRATIONS.length, [...MIGRATIONS, "ALTER TABLE interactions ADD COLUMN mood TEXT"]);
  expect(db.prepare("PRAGMA user_version").get()).toMatchObject({ user_version: MIGRATIONS.length + 1 });
  const failing = [...MIGRATIONS, "", "CREATE TABLE half (a); SELECT nothing"];
  expect(() => migrate(db, place.db, MIGRATIONS.length + 1, failing)).toThrow("syntax error");
  expect(db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'").get()).toMatchObject({ n: 0 });
  db.close();
  expect(await figures("--db", `${place.db}.v${MIGRATIONS.length}.bak`)).toEqual(await figures(ZENDESK));
});
