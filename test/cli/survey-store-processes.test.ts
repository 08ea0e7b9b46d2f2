import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { folder } from "./helpers.ts";

/** The real program, as built by `npm run build`, in processes of its own. */
const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

/** How often a run is killed; more by hand. */
const KILLS = Number(process.env.CS_METRICS_TEST_KILLS ?? 12);

const posix = test.skipIf(process.platform === "win32");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (cwd: string, argv: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: cwd, CS_METRICS_DB: join(cwd, "metrics.db") },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr }))) };
};

const ticketsIn = (cwd: string): string[] => {
  const db = connect(join(cwd, "metrics.db"), {});
  const one = (sql: string): unknown => Object.values(db.prepare(sql).get()!)[0];
  expect(one("PRAGMA integrity_check")).toBe("ok");
  const count = one("SELECT count(*) FROM interactions");
  expect(one("SELECT coalesce(sum(rows), 0) FROM layouts")).toBe(count);
  expect(one("SELECT coalesce(sum(rows), 0) FROM scores")).toBe(count);
  const tickets = db.prepare("SELECT id FROM interactions").all();
  db.close();
  return tickets.map(({ id }) => String(id));
};

const waiting = (cwd: string): string[] => readdirSync(cwd).filter((name) => name.includes("-answers.csv"));

test("ten surveys at once, where there is no store yet: every answer is in it once", { timeout: 120_000 }, async () => {
  const cwd = folder();
  const runs = Array.from(
    { length: 10 },
    (_, i) => start(cwd, ["survey", "csat", "--score", String((i % 5) + 1), "--ticket", `T${i}`]).ended,
  );
  for (const { code, stderr } of await Promise.all(runs)) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(ticketsIn(cwd).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `T${i}`));
  expect(waiting(cwd)).toEqual([]);
});

test(
  "surveys while an import holds the store, and reports all the while: nothing is lost, nothing waits long",
  { timeout: 120_000 },
  async () => {
    const cwd = folder();
    const rows = Array.from({ length: 20_000 }, (_, i) => `A${i},2026-10-01,Open,${"so it goes ".repeat(5)}`);
    writeFileSync(join(cwd, "tickets.csv"), `Ticket ID,Created at,Status,Comment\n${rows.join("\n")}\n`);
    expect(await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "T0"]).ended).toMatchObject({ code: 0 });
    const imported = start(cwd, ["import", "tickets.csv", "--quiet"]).ended;
    for (let i = 1; i < 4; i++) {
      const { code, stderr } = await start(cwd, ["survey", "nps", "--score", "9", "--ticket", `T${i}`]).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const { stdout } = await start(cwd, ["report", "--kpi", "nps", "--format", "json", "--quiet"]).ended;
      expect((JSON.parse(stdout) as { groups: { kpis: { nps: { n: number } } }[] }).groups[0].kpis.nps.n).toBe(i + 1);
    }
    expect(await imported).toMatchObject({ code: 0 });
    await start(cwd, ["responses"]).ended;
    const db = connect(join(cwd, "metrics.db"), {});
    expect(db.prepare("SELECT count(*) AS n FROM interactions WHERE survey_type = 'nps'").get()).toMatchObject({ n: 4 });
    expect(db.prepare("SELECT count(*) AS n FROM interactions").get()).toMatchObject({ n: 20_004 });
    db.close();
    expect(waiting(cwd)).toEqual([]);
  },
);

posix(`killed ${KILLS} times at random moments: every confirmed answer is in the store once`, { timeout: 600_000 }, async () => {
  const cwd = folder();
  const confirmed: string[] = [];
  const begin = performance.now();
  await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "first"]).ended;
  const length = performance.now() - begin;
  for (let round = 0; round < KILLS; round++) {
    const lines = Array.from({ length: 200 }, (_, answer) => `${answer % 11},"long ${"x".repeat(200)}",${round}-${answer}`);
    writeFileSync(join(cwd, "in.csv"), ["score,comment,ticket", ...lines].join("\n"));
    const { child, ended } = start(cwd, ["survey", "nps", "--answers", "in.csv"]);
    const timer = setTimeout(() => child.kill("SIGKILL"), length * (0.4 + Math.random()));
    const { stdout } = await ended;
    clearTimeout(timer);
    if (stdout.startsWith("Saved 200")) for (let answer = 0; answer < 200; answer++) confirmed.push(`${round}-${answer}`);
  }
  expect(await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "last"]).ended).toMatchObject({ code: 0 });
  const tickets = ticketsIn(cwd);
  const kept = new Set(tickets);
  expect(tickets).toHaveLength(kept.size);
  expect(confirmed.filter((ticket) => !kept.has(ticket))).toEqual([]);
  expect([kept.has("first"), kept.has("last")]).toEqual([true, true]);
  // All answers of a run, or none.
  expect((tickets.length - 2) % 200).toBe(0);
  expect(waiting(cwd).filter((name) => !name.includes("torn"))).toEqual([]);
});

posix("killed while answers of an earlier version are taken along: each is there once", { timeout: 600_000 }, async () => {
  const header = "response_id,answered_at,survey_type,score,comment,ticket_id,agent,team,channel,customer,language,topic,sent,complete";
  const rows = Array.from({ length: 5000 }, (_, i) => `R${i},2026-10-01T10:00:00Z,nps,${i % 11},,E${i},,,,,,,,yes`);
  for (let round = 0; round < Math.ceil(KILLS / 3); round++) {
    const cwd = folder();
    const data = join(cwd, ".local", "share", "cs-metrics");
    spawnSync("mkdir", ["-p", data]);
    writeFileSync(join(data, "responses.csv"), [header, ...rows, ""].join("\n"));
    const { child, ended } = start(cwd, ["survey", "csat", "--score", "3", "--ticket", "new"]);
    const timer = setTimeout(() => child.kill("SIGKILL"), 150 + Math.random() * 600);
    const { stdout } = await ended;
    clearTimeout(timer);
    expect(await start(cwd, ["survey", "csat", "--score", "3", "--ticket", "last"]).ended).toMatchObject({ code: 0 });
    const tickets = ticketsIn(cwd);
    const expected = 5001 + (tickets.includes("new") ? 1 : 0);
    expect(tickets).toHaveLength(expected);
    expect(new Set(tickets).size).toBe(expected);
    if (stdout.startsWith("Saved")) expect(tickets).toContain("new");
    expect(existsSync(join(data, "responses.csv"))).toBe(false);
    expect(readdirSync(data).filter((name) => name.includes("backup"))).toHaveLength(1);
  }
});

posix("a store in a closed folder, beside which answers wait, is read with them", async () => {
  const cwd = folder();
  await start(cwd, ["survey", "nps", "--score", "9"]).ended;
  const text = "response_id,answered_at,survey_type,score,comment,ticket_id,agent,team,channel,customer,language,topic,sent,complete\n";
  writeFileSync(join(cwd, "metrics.db-answers.csv"), `${text}W1,2026-10-01T10:00:00Z,nps,2,,,,,,,,,,yes\n`, { mode: 0o644 });
  chmodSync(join(cwd, "metrics.db"), 0o444);
  chmodSync(cwd, 0o555);
  // Nothing is closed to root.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const run = (...argv: readonly string[]) =>
    spawnSync(process.execPath, [PROGRAM, ...argv], { encoding: "utf8", cwd, env: { PATH: process.env.PATH, HOME: cwd }, ...user });
  const { status, stdout, stderr } = run("report", "--kpi", "nps", "--db", "metrics.db", "--format", "json", "--quiet");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ groups: [{ kpis: { nps: { n: 2 } } }] });
  const listed = run("responses", "--db", "metrics.db", "--format", "csv");
  expect({ status: listed.status, rows: listed.stdout.split("\n").length }).toEqual({ status: 0, rows: 4 });
  chmodSync(cwd, 0o755);
});

posix("a disk that takes no more: the answer is kept, or said aloud with exit code 4, and all earlier ones stay", async () => {
  const cwd = folder();
  await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "first"]).ended;
  copyFileSync(join(cwd, "metrics.db"), join(cwd, "before.db"));
  const env = { PATH: process.env.PATH, HOME: cwd };
  const survey = (limit: number, ticket: string) =>
    spawnSync(
      "/bin/sh",
      [
        "-c",
        `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`,
        process.execPath,
        PROGRAM,
        "survey",
        "nps",
        "--score",
        "2",
        "--ticket",
        ticket,
        "--db",
        "metrics.db",
      ],
      { encoding: "utf8", cwd, env },
    );
  // The file beside the store takes it, the store cannot grow.
  const kept = survey(8, "second");
  expect({ status: kept.status, stdout: kept.stdout }, kept.stderr).toEqual({ status: 0, stdout: "Saved 1 answer in metrics.db\n" });
  expect(kept.stderr).toMatch(/^note: kept beside metrics\.db, which cannot take answers in at the moment: the store metrics\.db cannot/u);
  const lost = survey(0, "third");
  expect({ status: lost.status, stdout: lost.stdout }).toEqual({ status: 4, stdout: "" });
  expect(lost.stderr).toMatch(/^cs-metrics: the answer is NOT saved/u);
  expect(lost.stderr).toContain(",nps,2,,third,");
  expect(await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "last"]).ended).toMatchObject({ code: 0 });
  expect(ticketsIn(cwd).sort()).toEqual(["first", "last", "second"]);
});
