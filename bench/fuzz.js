// Throws random and mutated inputs at the built program, in this process, and checks that it neither crashes nor hangs, that every account
// adds up and that reading twice gives the same report. Writes inputs that fail into a folder.
// Usage: npm run build && node bench/fuzz.js [--count 20000] [--seed 1] [--from 0] [--limit 10000 (ms for one input)] [--keep folder]
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { parse } from "csv-parse/sync";
import { inputMaker } from "./fuzz-inputs.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const FORMATS = ["table", "csv", "markdown"];
const GOOD_EXITS = new Set([0, 2, 3, 4]);
const NOW = Date.UTC(2026, 10, 21);

const sink = () => ({
  text: "",
  isTTY: false,
  columns: undefined,
  write(text) {
    this.text += text;
    return Promise.resolve();
  },
});

/** Runs the command line in this process. */
const runner = (cwd) => {
  const { run } = createRequire(import.meta.url)(join(root, "dist", "main.cjs"));
  return async (argv) => {
    const io = { argv, stdout: sink(), stderr: sink(), env: { CS_METRICS_DEBUG: "1" }, cwd, now: () => NOW, tmpdir: cwd };
    const stdin = { isTTY: true, async *[Symbol.asyncIterator]() {} };
    const exit = await run({ ...io, stdin, machine: { platform: "linux", home: cwd, host: "", pid: process.pid, isAlive: () => true } });
    return { exit, stdout: io.stdout.text, stderr: io.stderr.text };
  };
};

/** What is wrong with the accounts of a report, or null. */
const accountFault = (json, rejects) => {
  let rejected = 0;
  for (const { file, rows } of JSON.parse(json).sources) {
    const { status, period, where, undated } = rows.filteredBy;
    if (rows.filtered !== status + period + where + undated) return `${file}: filtered ${JSON.stringify(rows)}`;
    if (rows.read !== rows.used + rows.filtered + rows.duplicates + rows.rejected + rows.notData) return `${file}: ${JSON.stringify(rows)}`;
    if ([rows.read, rows.used, rows.duplicates, rows.rejected, rows.notData].some((n) => !(n >= 0)))
      return `${file}: ${JSON.stringify(rows)}`;
    rejected += rows.rejected;
  }
  const kept = parse(rejects).length - 1;
  return kept === rejected ? null : `${rejected} records rejected, ${kept} kept`;
};

/** Reads one input three times. Resolves to its exit code, or to what is wrong. */
const tryInput = async (run, cwd, { inputs, flags }, index) => {
  const names = inputs.map((bytes, i) => {
    writeFileSync(join(cwd, `${i}.csv`), bytes);
    return `${i}.csv`;
  });
  const argv = ["report", ...names, "--quiet", "--format", "json", "--as-of", "2026-11-21", "--rejects", "rejects.csv", ...flags];
  const first = await run(argv);
  if (!GOOD_EXITS.has(first.exit)) return `exit ${first.exit}: ${first.stderr}`;
  const second = await run(argv);
  if (first.exit !== second.exit || first.stdout !== second.stdout || first.stderr !== second.stderr)
    return "another report the second time";
  if (first.exit === 0) {
    const fault = accountFault(first.stdout, readFileSync(join(cwd, "rejects.csv"), "utf8"));
    if (fault !== null) return fault;
  } else if (first.stdout !== "" || !first.stderr.startsWith("cs-metrics: ")) return `exit ${first.exit} with ${JSON.stringify(first)}`;
  const other = await run(index % 4 === 3 ? ["inspect", ...names] : ["report", ...names, "--format", FORMATS[index % 4], ...flags]);
  if (!GOOD_EXITS.has(other.exit)) return `exit ${other.exit}: ${other.stderr}`;
  return first.exit;
};

const work = async ({ seed, from, until, cwd, progress }) => {
  const make = inputMaker(join(root, "fixtures"), seed);
  const run = runner(cwd);
  const tell = parentPort.postMessage.bind(parentPort);
  for (let index = from; index < until; index++) {
    Atomics.store(progress, 0, index);
    const input = make(index);
    const outcome = await tryInput(run, cwd, input, index).catch((error) => String(error.stack));
    tell({ index, kind: input.kind, outcome });
  }
};

const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};

const main = async () => {
  const [count, seed, start, limit] = [flag("count", 20_000), flag("seed", 1), flag("from", 0), flag("limit", 10_000)].map(Number);
  const keep = flag("keep", join(tmpdir(), "cs-metrics-fuzz"));
  const cwd = mkdtempSync(join(tmpdir(), "cs-metrics-fuzz-"));
  const make = inputMaker(join(root, "fixtures"), seed);
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const counts = new Map();
  const began = Date.now();
  let faults = 0;
  const fault = (index, kind, what) => {
    faults += 1;
    mkdirSync(keep, { recursive: true });
    const { inputs, flags } = make(index);
    for (const [i, bytes] of inputs.entries()) writeFileSync(join(keep, `${seed}-${index}-${i}.csv`), bytes);
    process.stdout.write(`FAULT ${index} (${kind}) ${flags.join(" ")}\n  ${String(what).split("\n").slice(0, 6).join("\n  ")}\n`);
  };

  /** Works through the inputs from one on; resolves to the next one after a hang, or to the end. */
  const stretch = (from, until) =>
    new Promise((resolve) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { seed, from, until, cwd, progress } });
      let last = { index: -1, since: Date.now() };
      const watch = setInterval(() => {
        const index = Atomics.load(progress, 0);
        if (index !== last.index) last = { index, since: Date.now() };
        else if (Date.now() - last.since > limit) {
          clearInterval(watch);
          fault(index, make(index).kind, `no end after ${limit} ms`);
          worker.removeAllListeners("exit");
          void worker.terminate().then(() => end(index + 1));
        }
      }, 250);
      const end = (next) => {
        clearInterval(watch);
        resolve(next);
      };
      worker.on("message", ({ index, kind, outcome }) => {
        const name = typeof outcome === "number" ? `exit ${outcome}` : "fault";
        counts.set(`${kind}: ${name}`, (counts.get(`${kind}: ${name}`) ?? 0) + 1);
        if (typeof outcome !== "number") fault(index, kind, outcome);
      });
      worker.on("error", (error) => fault(Atomics.load(progress, 0), "crash", error.stack));
      worker.on("exit", (code) => end(code === 0 ? until : Atomics.load(progress, 0) + 1));
    });

  try {
    for (let next = start; next < start + count;) next = await stretch(next, start + count);
  } finally {
    rmSync(cwd, { recursive: true });
  }
  for (const [name, times] of [...counts].toSorted()) process.stdout.write(`${String(times).padStart(7)}  ${name}\n`);
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  process.stdout.write(`${count} inputs of seed ${seed} in ${seconds} s: ${faults} faults${faults > 0 ? `, inputs in ${keep}` : ""}\n`);
  process.exitCode = faults > 0 ? 1 : 0;
};

await (isMainThread ? main() : work(workerData));
