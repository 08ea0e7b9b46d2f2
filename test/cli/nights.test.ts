import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folder } from "./helpers.ts";

/** The real program, as built by `npm run build`, in a process of its own. */
const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const SCRIPT = /```sh\n(#!\/bin\/sh\n# every-night\.sh.*?)```/su.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
const posix = test.skipIf(process.platform === "win32");

const NIGHTS = 30;
const FIRST = Date.UTC(2026, 9, 1);
const DAY = 86_400_000;
/** A day counted from the first one, and the clock of that day. */
const dayAt = (day: number): string => new Date(FIRST + day * DAY).toISOString().slice(0, 10);

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

interface Ticket {
  readonly id: number;
  /** Of its creation. */
  readonly day: number;
  readonly minute: number;
  /** Minutes to the first reply. */
  readonly wait: number;
  readonly score: number;
  /** The day on which the rating came. */
  readonly rated: number;
}

const tickets = (): Ticket[] => {
  const next = random(20_261_001);
  const all: Ticket[] = [];
  for (let day = 0; day < NIGHTS; day++) {
    const count = 20 + Math.floor(next() * 15);
    for (let i = 0; i < count; i++) {
      const minute = 8 * 60 + Math.floor(next() * 600);
      const score = next() < (day < 18 ? 0.92 : 0.7) ? 5 : 1;
      all.push({ id: all.length + 1, day, minute, wait: 1 + Math.floor(next() * 90), score, rated: day + Math.floor(next() * 4) });
    }
  }
  return all;
};

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;

/** How many days back an export reaches: exports overlap, and bring ratings of earlier days. */
const REACH = 3;

/** Whether the store knows a rating by the morning of a night. */
const isRated = ({ day, rated }: Ticket, night: number): boolean => rated < night && rated < day + REACH;

/** The export of a morning: tickets of the days before, as they are by then. */
const exportOf = (all: readonly Ticket[], night: number): string => {
  const lines = all
    .filter(({ day }) => day < night && day >= night - REACH)
    .map((ticket) => {
      const { id, day, minute, wait, score } = ticket;
      const date = dayAt(day);
      return `${id},${date} ${clock(minute)},${date} ${clock(minute + wait)},${isRated(ticket, night) ? score : ""},${dayAt(night)} 00:30:00`;
    });
  return `Ticket ID,Created at,First response at,CSAT score,Updated at\n${lines.join("\n")}\n`;
};

const figuresOf = (path: string): Record<string, number> => {
  const [head, row] = readFileSync(path, "utf8").trimEnd().split("\n");
  const cells = row.split(",");
  return Object.fromEntries(head.split(",").map((name, i) => [name, cells[i] === "" ? Number.NaN : Number(cells[i])]));
};

posix(
  "every-night.sh of the README: a month of exports gives 30 right reports and a trend",
  () => {
    const place = folder();
    for (const name of ["inbox", "done", "reports"]) mkdirSync(join(place, name));
    const program = join(place, "cs-metrics");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`, { mode: 0o755 });
    expect(SCRIPT).toContain("CS=/usr/local/bin/cs-metrics ");
    expect(SCRIPT).toContain("DIR=/var/lib/cs-metrics ");
    const script = join(place, "every-night.sh");
    writeFileSync(script, SCRIPT.replace("/usr/local/bin/cs-metrics", program).replace("/var/lib/cs-metrics", place));
    const cs = (...argv: readonly string[]): string =>
      spawnSync(program, [...argv, "--db", join(place, "metrics.db")], { encoding: "utf8", env: {} }).stdout;

    const all = tickets();
    const expected: { night: string; csat: number; volume: number }[] = [];
    for (let night = 1; night <= NIGHTS; night++) {
      writeFileSync(join(place, "inbox", `${dayAt(night)}.csv`), exportOf(all, night));
      const { status, stdout } = spawnSync("/bin/sh", [script], { cwd: "/", encoding: "utf8", env: { NIGHT: dayAt(night) } });

      const yesterday = all.filter(({ day }) => day === night - 1);
      const rated = all.filter((ticket) => ticket.day >= night - 28 && isRated(ticket, night));
      const good = rated.filter(({ score }) => score === 5).length;
      const csat = (100 * good) / rated.length;
      expected.push({ night: dayAt(night), csat, volume: yesterday.length });
      const times = figuresOf(join(place, "reports", `${dayAt(night)}-times.csv`));
      expect(times["volume"]).toBe(yesterday.length);
      expect(times["art"]).toBeCloseTo((60 * yesterday.reduce((sum, { wait }) => sum + wait, 0)) / yesterday.length, 6);
      const scores = figuresOf(join(place, "reports", `${dayAt(night)}-scores.csv`));
      expect(scores["csat_n"]).toBe(rated.length);
      expect(scores["csat"]).toBeCloseTo(csat, 9);
      const isMissed = rated.length < 10 || csat < 85;
      expect({ night, status, stdout }).toEqual({ night, status: isMissed ? 1 : 0, stdout: "" });
    }
    expect(readdirSync(join(place, "inbox"))).toEqual([]);
    expect(readdirSync(join(place, "reports"))).toHaveLength(2 * NIGHTS);
    expect(readdirSync(place).filter((name) => name.includes("lock") || name.includes("tmp"))).toEqual([]);

    cs("note", dayAt(18), "new macro");
    const trend = JSON.parse(cs("trend", "--format", "json", "--target", "csat=85")) as {
      courses: {
        kpi: string;
        mean: number | null;
        nights: { night: string; value: number }[];
        targets: { firstMissed: string }[];
        changes: object[];
      }[];
    };
    const course = (kpi: string): (typeof trend.courses)[number] => trend.courses.find((one) => one.kpi === kpi)!;
    expect(course("csat").nights.map(({ night, value }) => [night, Math.round(value * 1e6)])).toEqual(
      expected.map(({ night, csat }) => [night, Math.round(csat * 1e6)]),
    );
    expect(course("volume").nights.map(({ night, value }) => [night, value])).toEqual(expected.map(({ night, volume }) => [night, volume]));
    expect(course("volume").mean).toBeCloseTo(expected.reduce((sum, { volume }) => sum + volume, 0) / NIGHTS, 9);
    expect(course("csat").targets).toMatchObject([{ firstMissed: expected.find(({ csat }) => csat < 85)!.night }]);
    expect(course("volume").changes).toHaveLength(1);
    const log = readFileSync(join(place, "log.jsonl"), "utf8").trimEnd().split("\n");
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: "error", code: "target-missed", exit: 1 });
    // Nothing has arrived: the night says so, and what is there stays.
    const { status } = spawnSync("/bin/sh", [script], { cwd: "/", env: { NIGHT: dayAt(NIGHTS + 1) } });
    expect(status).toBe(3);
  },
  120_000,
);

test("what docs/nightly.md has cron run is written as cron needs it", () => {
  const lines = /```crontab\n(.*?)```/su
    .exec(readFileSync("docs/nightly.md", "utf8"))![1]
    .split("\n")
    .filter((line) => /^\d/u.test(line));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const command = line.split(" ").slice(5).join(" ");
    expect(command).toMatch(/^\//u);
    expect(command).not.toMatch(/npx|(?<!\\)%/u);
  }
});
