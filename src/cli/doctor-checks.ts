import { existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { waitingFiles } from "../answers/hand-over.ts";
import { holderOf } from "../answers/lock.ts";
import type { Check } from "../render/doctor.ts";
import type { StorePlace } from "../store/env.ts";
import { healthOf, type StoreHealth } from "../store/health.ts";
import { openToRead } from "../store/open.ts";
import { isProblem } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { answersEnv } from "./answers-env.ts";
import { type AnswersHome, filesOf } from "./answers-home.ts";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";
import { riskOfPlace } from "./risky-place.ts";
import { lockedFile } from "./store-lock.ts";

const MB = 1024 * 1024;
/** Less free space than this is too little for any night. */
const LEAST_FREE = 100 * MB;

const ok = (id: Check["id"], message: string, facts: Check["facts"] = {}): Check => ({ id, status: "ok", exit: EXIT.done, message, facts });
const note = (id: Check["id"], message: string, facts: Check["facts"] = {}): Check => ({ ...ok(id, message, facts), status: "note" });
const wrong = (id: Check["id"], exit: number, message: string, facts: Check["facts"] = {}): Check => ({
  ...ok(id, message, facts),
  status: "wrong",
  exit,
});

/** What a failure says, and the code that it leads to. */
export const failureOf = (id: Check["id"], error: unknown): Check => {
  if (!isProblem(error)) throw error;
  return wrong(id, error.exit, describe(error.problem).join(". "), { code: error.problem.code });
};

const sizeText = (bytes: number): string => {
  if (bytes < MB) return `${Math.ceil(bytes / 1024)} KB`;
  return bytes < 1024 * MB ? `${Math.round(bytes / MB)} MB` : `${Math.round((10 * bytes) / 1024 / MB) / 10} GB`;
};

const HOUR = 3_600_000;
const ageText = (ms: number): string => {
  const hours = Math.max(0, ms) / HOUR;
  if (hours < 1) return `${Math.round(hours * 60)} minutes ago`;
  return hours < 48 ? `${Math.round(hours)} hours ago` : `${Math.round(hours / 24)} days ago`;
};

export const checkNode = (version: string): Check => ok("node", version, { version });

export const checkZone = (zone: string | undefined, system: string): Check =>
  zone === undefined
    ? note("zone", `none is set: days are cut as the files write them. Set timeZone in a config, or --tz (this machine: ${system})`, {
        zone: null,
        system,
      })
    : ok("zone", zone, { zone, system });

interface Looked {
  readonly check: Check;
  readonly health: StoreHealth | null;
}

/** Opens the store as it is and reads it through. */
export const checkStore = (io: Io, place: StorePlace): Looked => {
  try {
    const store = openToRead(place, { cwd: io.cwd, now: io.now });
    try {
      const health = healthOf(store);
      const { faults, version, bytes, interactions, open } = health;
      const facts = { file: store.path, version, bytes, interactions, open, faults };
      const about = `${store.path}, ${sizeText(bytes)}, ${interactions} interactions`;
      if (faults.length > 0) return { check: wrong("store", EXIT.output, `${about}: damaged (${faults[0]})`, facts), health };
      const isOpen = open && io.machine.platform !== "win32";
      const risk = riskOfPlace(io, place);
      const notes = [...(isOpen ? ["others can read it: chmod 600"] : []), ...(risk === null ? [] : [describe(risk).join(". ")])];
      const told = { ...facts, place: risk?.code ?? null };
      return { check: notes.length > 0 ? note("store", [about, ...notes].join("; "), told) : ok("store", about, told), health };
    } finally {
      store.close();
    }
  } catch (error) {
    return { check: failureOf("store", error), health: null };
  }
};

export const checkLock = async (io: Io, place: StorePlace): Promise<Check> => {
  const holder = await holderOf(lockedFile(io, place));
  if (holder === null) return ok("lock", "no run is writing to the store");
  const { pid, machine, since } = holder;
  const facts = { pid, host: machine, since: new Date(since).toISOString() };
  const who = `process ${pid}${machine === "" ? "" : ` on ${machine}`}, since ${facts.since.slice(0, 19).replace("T", " ")} UTC`;
  const ended = machine === io.machine.host && !io.machine.isAlive(pid);
  return note("lock", ended ? `left behind by ${who}; the next run takes it over` : `another run is writing to the store: ${who}`, facts);
};

/** The nearest folder that is there. */
const folderOf = (path: string): string => {
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
};

/** A migration copies the store, and an import writes anew what it changes. */
export const checkDisk = (io: Io, place: StorePlace, bytes: number): Check => {
  const folder = folderOf(resolve(io.cwd, place.path));
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const needed = Math.max(LEAST_FREE, 2 * bytes);
  const facts = { folder, free, needed };
  const text = `${sizeText(free)} free in ${folder}`;
  return free < needed ? wrong("disk", EXIT.output, `${text}; a night may need ${sizeText(needed)}`, facts) : ok("disk", text, facts);
};

const AHEAD = "it lies in the future: was the clock set back?";

export const checkImport = (health: StoreHealth, now: number, fresh: number | undefined): Check => {
  const last = health.lastImport;
  if (last === null) {
    const message = "nothing was imported yet: cs-metrics import tickets.csv";
    return fresh === undefined ? note("import", message) : wrong("import", EXIT.input, message);
  }
  const { file, importedAt, newest, rows } = last;
  const age = now - importedAt;
  const facts = { file, importedAt: new Date(importedAt).toISOString(), ageSeconds: Math.round(age / 1000), rows, newest };
  const about = `${ageText(age)}: ${file}, ${rows} rows${newest === null ? "" : `, newest date ${newest.slice(0, 16).replace("T", " ")}`}`;
  if (age < 0) return note("import", `${about}; ${AHEAD}`, facts);
  return fresh !== undefined && age > fresh
    ? wrong("import", EXIT.input, `${about}; older than --fresh allows`, facts)
    : ok("import", about, facts);
};

/** Where answers of surveys wait for the store; null = nowhere. */
export const checkAnswers = async (io: Io, home: AnswersHome): Promise<Check | null> => {
  const env = answersEnv(io);
  const files: string[] = [];
  for (const { path } of filesOf(home)) files.push(...(await waitingFiles(path, env)));
  if (files.length === 0) return null;
  return note("answers", `some wait beside the store, for the next survey or report to take in: ${files.join(", ")}`, { files });
};

export const checkRecord = ({ lastRun }: StoreHealth, now: number): Check => {
  if (lastRun === null) return ok("record", "no night was recorded yet (report --record)", { night: null });
  const { night, recordedAt } = lastRun;
  const about = `night of ${night}, recorded ${ageText(now - recordedAt)}`;
  const facts = { night, recordedAt: new Date(recordedAt).toISOString() };
  return recordedAt > now ? note("record", `${about}; ${AHEAD}`, facts) : ok("record", about, facts);
};
