import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { folder } from "../cli/helpers.ts";
import { openTerminal, type PtyScreen } from "./helpers.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

const ENTER = "\r";
const CTRL_C = "\u0003";

const survey = (home: string, ...argv: readonly string[]): PtyScreen =>
  openTerminal(process.execPath, [PROGRAM, "survey", ...argv], { cwd: home, env: { HOME: home } });

const run = (home: string, ...argv: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, ...argv], { cwd: home, env: { PATH: process.env.PATH, HOME: home }, encoding: "utf8" });

/** What a report says of the answers in the store. */
const rated = (home: string): number => {
  const { stdout, stderr } = run(home, "report", "--kpi", "csat", "--format", "json", "--quiet");
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as { groups: { kpis: { csat: { n: number } } }[] }).groups[0].kpis.csat.n;
};

const answer = async (pty: PtyScreen, key: string): Promise<void> => {
  pty.keys(`${key}${ENTER}`);
  await pty.waitFor(`${key} out of 5`);
  pty.keys(ENTER);
  await pty.waitFor("Saved. Thank you");
};

it("a kiosk's answers count while it runs, and all are in the store when it is left", async () => {
  const home = folder();
  const pty = survey(home, "csat", "--loop", "--idle", "20s");
  for (const [i, key] of ["5", "2", "4"].entries()) {
    await pty.waitFor("Press any key");
    pty.keys(" ");
    await pty.waitFor("How satisfied");
    pty.keys(`${key}${ENTER}`);
    await pty.waitFor(`${key} out of 5`);
    pty.keys(ENTER);
    // The thanks give way to the start by themselves.
    await pty.waitFor(/Saved\.|Press any key/u);
    expect(rated(home)).toBe(i + 1);
  }
  await pty.waitFor("Press any key");
  pty.keys(CTRL_C);
  expect(await pty.exit).toMatchObject({ code: 130 });
  expect(run(home, "doctor", "--format", "json").stdout).not.toContain('"answers"');
  expect(rated(home)).toBe(3);
});

it("kill -9 in the middle: what was said is taken into the store with the next survey, which says so", async () => {
  const home = folder();
  const pty = survey(home, "csat");
  await pty.waitFor("How satisfied");
  pty.keys(`4${ENTER}`);
  await pty.waitFor("4 out of 5");
  process.kill(pty.pid, "SIGKILL");
  await pty.exit;
  const { status, stderr } = run(home, "survey", "csat", "--score", "1");
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/^note: 1 answer of a run that was cut off was taken into \S+metrics\.db as incomplete\n$/u),
  });
  expect(rated(home)).toBe(2);
  expect(run(home, "responses", "--format", "csv").stdout).toMatch(/,csat,4,.*,no\n.*,csat,1,.*,yes\n/u);
});

it("a round asks nobody again whose answer is in the store", async () => {
  const home = folder();
  const tickets =
    "Ticket,Status,Created,Solved,Customer\n1,Solved,2026-11-01 09:00,2026-11-02 09:00,Ada\n2,Solved,2026-11-01 09:00,2026-11-03 09:00,Ben\n";
  writeFileSync(join(home, "tickets.csv"), tickets);
  const first = survey(home, "csat", "--from", "tickets.csv");
  await first.waitFor("Ben");
  first.keys("a");
  await first.waitFor("How satisfied");
  await answer(first, "5");
  first.keys(" ");
  await first.waitFor("Ada");
  first.keys("q");
  expect(await first.exit).toMatchObject({ code: 0 });
  const second = survey(home, "csat", "--from", "tickets.csv");
  expect(await second.waitFor("Ada")).toContain("1 of 1");
  second.keys("q");
  await second.exit;
});
