// Runs programs as a user would, one whole process after the other.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LARGEST_ANSWER = 1 << 26;

/** What a program is started with: a name to show, the program and what stands behind it. @typedef {{ name: string, command: string[] }} Contender */

export const node = (...args) => [process.execPath, ...args];

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

const fail = ([program, ...args], { status, error, stderr }) => {
  throw new Error(`${[program, ...args].join(" ")} ended with ${status ?? error?.message}\n${stderr ?? ""}`);
};

/** Wall clock of one run, in ms. */
const time = (command) => {
  const [program, ...args] = command;
  const start = process.hrtime.bigint();
  const run = spawnSync(program, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.status !== 0) fail(command, run);
  return ms;
};

const GNU_TIME = "/usr/bin/time";
// A program in Node reports its own peak memory when it ends, where no other program can.
const REPORTER = fileURLToPath(new URL("report-memory.cjs", import.meta.url));

const watched = (command) => {
  if (existsSync(GNU_TIME)) return [GNU_TIME, "-f", "peak %M processor %U %S", ...command];
  return command[0] === process.execPath ? node("--require", REPORTER, ...command.slice(1)) : command;
};

/** What a run prints, its peak resident memory in MB, and the time it kept processors busy in ms; null where nobody can tell. */
export const watch = (command) => {
  const [program, ...args] = watched(command);
  const run = spawnSync(program, args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: LARGEST_ANSWER });
  if (run.status !== 0) fail(command, run);
  const peaks = [...run.stderr.matchAll(/^peak (\d+)/gmu)].map(([, kilobytes]) => Number(kilobytes));
  const busy = /processor ([\d.]+) ([\d.]+)$/mu.exec(run.stderr);
  return {
    output: run.stdout,
    peak: peaks.length === 0 ? null : Math.max(...peaks) / 1024,
    busy: busy === null ? null : 1000 * (Number(busy[1]) + Number(busy[2])),
  };
};

/**
 * Medians, in ms; all run in turn in every round, so that what slows the machine slows them alike. Each round begins with another one, so that
 * none always runs behind the one that leaves the memory in most disorder.
 */
export const compare = (commands, rounds) => {
  const taken = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < commands.length; turn++) {
      const i = (round + turn) % commands.length;
      taken[i].push(time(commands[i]));
    }
  }
  return taken.map(median);
};
