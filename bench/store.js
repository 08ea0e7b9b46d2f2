// The store: how fast an export of 30 columns gets in, how much memory that takes, how large the store is, and what the last month of
// five years costs (median of 5). Prints Markdown.
// Usage: node bench/store.js [rows]     (default 300000; build first)
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, "..", "bin", "cs-metrics.js");
const rows = Number(process.argv[2] ?? 300_000);
const data = join(here, ".data");

const HEADER =
  "Ticket ID,Created at,First response at,Solved at,Updated at,Status,Priority,Channel,Agent,Team,Customer,Organisation,Topic,Tags,Language,Subject,Replies,Customer replies,Reopens,First response time (min),Resolution time (min),Satisfaction rating,Comment,SLA status,Product,Country,Version,Browser,Plan,Region";
const FIVE_YEARS = 5 * 31_536_000;
const BEGIN = Date.UTC(2020, 0, 1) / 1000;

const stamp = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");

/** Deterministic; tickets in the order of their creation. */
const generate = (path) => {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  let seed = 42;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const pick = (...list) => list[Math.floor(random() * list.length)];
  const file = openSync(path, "w");
  let text = `${HEADER}\n`;
  for (let i = 0; i < rows; i++) {
    const created = BEGIN + Math.floor((i / rows) * FIVE_YEARS);
    const reply = Math.floor(-Math.log(1 - random()) * 180);
    const solve = reply + Math.floor(-Math.log(1 - random()) * 1400);
    const status = pick("Closed", "Solved", "Closed", "Open", "Pending");
    const solved = status === "Closed" || status === "Solved";
    const rating = random() < 0.3 && solved ? 1 + Math.floor(random() * 5) : "";
    const times = [created, created + reply * 60, solved ? created + solve * 60 : null, created + solve * 60];
    const people = [
      `Agent ${Math.floor(random() * 40)}`,
      pick("Support", "Billing"),
      `customer${Math.floor(random() * rows * 0.6)}@example.com`,
    ];
    const about = [`Org ${Math.floor(random() * 5000)}`, pick("Login", "Invoice", "Bug"), `"a,${pick("vip", "x")}"`, pick("en", "de")];
    const counts = [Math.floor(random() * 4), Math.floor(random() * 4), random() < 0.08 ? 1 : 0, reply, solved ? solve : "", rating];
    const further = [pick("P1", "P2"), pick("DE", "FR"), `${i % 9}.1`, pick("Chrome", "Firefox"), pick("Free", "Paid"), `R${i % 20}`];
    const cells = [
      1_000_000 + i,
      times.map((time) => (time === null ? "" : stamp(time))),
      status,
      pick("Low", "Normal", "High"),
      pick("Email", "Chat", "Phone"),
    ];
    cells.push(
      people,
      about,
      `"Question, about order ${i}"`,
      counts,
      random() < 0.1 ? `Thanks for ${i}` : "",
      reply < 240 ? "Met" : "Breached",
      further,
    );
    text += `${cells.flat().join()}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
};

const run = (...args) => {
  const start = process.hrtime.bigint();
  const reporter = join(here, "report-memory.cjs");
  const { status, stderr } = spawnSync(process.execPath, ["--require", reporter, bin, ...args, "--quiet"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, peak: Math.round(Number(/peak (\d+)/u.exec(stderr)?.[1]) / 1024) };
};

const file = generate(join(data, `wide-${rows}.csv`));
const db = join(data, "bench.db");
for (const name of [db, `${db}-wal`, `${db}-shm`]) rmSync(name, { force: true });
const middle = (...args) => Array.from({ length: 5 }, () => run(...args)).toSorted((a, b) => a.seconds - b.seconds)[2];
const line = (what, { seconds, peak }, rate = "") => process.stdout.write(`| ${what} | ${seconds.toFixed(2)} s | ${peak} MB | ${rate} |\n`);

process.stdout.write(`\n### Store, ${rows} rows of 30 columns, five years\n\n| | wall clock | peak memory | |\n|---|---|---|---|\n`);
const taken = run("import", file, "--db", db);
const megabytes = Math.round(statSync(db).size / 2 ** 20);
line("import", taken, `${Math.round(rows / taken.seconds)} rows/s; the store: ${megabytes} MB`);
line("the same file again", run("import", file, "--db", db));
const month = ["--period", "2024-12", "--format", "json"];
line("report of the last month from the store", middle("report", "--db", db, ...month));
line("the same against the month before", middle("report", "--db", db, "--compare", "previous", ...month));
line("report of the last month from the file", run("report", file, ...month));
line("report of all from the store", run("report", "--db", db, "--format", "json"));
line("report of all from the file", run("report", file, "--format", "json"));
