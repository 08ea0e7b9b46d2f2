import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { folder } from "./helpers.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

/** How often a run is killed; more by hand. */
const KILLS = Number(process.env.CS_METRICS_TEST_KILLS ?? 40);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (cwd: string, argv: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: cwd },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr }))) };
};

const rowsOf = (cwd: string): Record<string, string>[] => parse(readFileSync(join(cwd, "answers.csv")), { columns: true });

const others = (cwd: string): string[] => readdirSync(cwd).filter((name) => name.includes("answers") && name !== "answers.csv");

it("fifty processes that add two hundred answers each at once: every answer is there once", { timeout: 180_000 }, async () => {
  const cwd = folder();
  const wanted = new Set<string>();
  for (let process = 0; process < 50; process++) {
    const lines = ["score,comment,ticket"];
    for (let answer = 0; answer < 200; answer++) {
      wanted.add(`${process}-${answer}`);
      lines.push(`${(process + answer) % 11},"said, ""so"" ñ 你",${process}-${answer}`);
    }
    writeFileSync(join(cwd, `in-${process}.csv`), lines.join("\n"));
  }
  const runs = Array.from(
    { length: 50 },
    (_, process) => start(cwd, ["survey", "nps", "--answers", `in-${process}.csv`, "--to", "answers.csv"]).ended,
  );
  for (const { code, stdout, stderr } of await Promise.all(runs)) {
    expect(stderr).toBe("");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Saved 200 answers in answers.csv\n" });
  }
  const tickets = rowsOf(cwd).map(({ ticket_id: ticket }) => ticket);
  expect(tickets).toHaveLength(10_000);
  expect(new Set(tickets)).toEqual(wanted);
  expect(others(cwd)).toEqual([]);
});

it("forty single answers at once: every one is kept once", { timeout: 120_000 }, async () => {
  const cwd = folder();
  const runs = Array.from(
    { length: 40 },
    (_, index) => start(cwd, ["survey", "csat", "--score", String((index % 5) + 1), "--ticket", `T${index}`, "--to", "answers.csv"]).ended,
  );
  for (const { code, stderr } of await Promise.all(runs)) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = rowsOf(cwd);
  expect(new Set(rows.map(({ ticket_id: ticket }) => ticket)).size).toBe(40);
  expect(new Set(rows.map(({ response_id: id }) => id)).size).toBe(40);
  expect(others(cwd)).toEqual([]);
});

it(
  `killed ${KILLS} times at random moments: every confirmed answer is there, and the file is always readable`,
  { timeout: 600_000 },
  async () => {
    const cwd = folder();
    const lines = Array.from(
      { length: 400 },
      (_, answer) => `${answer % 11},"a comment that is, in a way, long ${"x".repeat(200)}",K${answer}`,
    );
    const confirmed: string[] = [];
    for (let round = 0; round < KILLS; round++) {
      writeFileSync(join(cwd, "in.csv"), ["score,comment,ticket", ...lines].join("\n").replaceAll("K", `${round}-`));
      const { child, ended } = start(cwd, ["survey", "nps", "--answers", "in.csv", "--to", "answers.csv"]);
      // From start-up to the end of an undisturbed run.
      const timer = setTimeout(() => child.kill("SIGKILL"), 100 + Math.random() * 250);
      const { stdout } = await ended;
      clearTimeout(timer);
      if (stdout.startsWith("Saved 400")) for (let answer = 0; answer < 400; answer++) confirmed.push(`${round}-${answer}`);
      if (existsSync(join(cwd, "answers.csv"))) rowsOf(cwd);
    }
    expect(await start(cwd, ["survey", "nps", "--score", "9", "--ticket", "last", "--to", "answers.csv"]).ended).toMatchObject({ code: 0 });
    const tickets = rowsOf(cwd).map(({ ticket_id: ticket }) => ticket);
    expect(new Set(tickets).size).toBe(tickets.length);
    const kept = new Set(tickets);
    expect(confirmed.filter((ticket) => !kept.has(ticket))).toEqual([]);
    expect(kept.has("last")).toBe(true);
  },
);
