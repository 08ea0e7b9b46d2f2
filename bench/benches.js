// What can be measured, by name. Each gives tables, remarks and what was aimed at, see results.js.
import { spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BIN, CONTENDERS } from "./contenders.js";
import { generate } from "./generate.js";
import { compare, node, watch } from "./measure.js";
import { race } from "./race.js";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const SMALL = path("../fixtures/zendesk-tickets.csv");

const data = (shape, rows) => generate(path(`.data/${shape}-${rows}.csv`), rows, shape);
const megabytes = (file) => `${Math.round(statSync(file).size / 1e6)} MB`;
const count = (rows) => rows.toLocaleString("en-US");
const contender = (name) => CONTENDERS.find((one) => one.name === name);
const [OURS, DUCKDB] = [contender("cs-metrics"), contender("DuckDB")];

/** A number aimed at; `measured` is null where nobody could measure it. */
const atMost = (what, limit, measured) => ({ what, wanted: `at most ${limit}`, measured, reached: measured <= limit });
const atLeast = (what, limit, measured) => ({ what, wanted: `at least ${limit}`, measured, reached: measured >= limit });

const ratio = (one, other) => (one === undefined || other === undefined ? null : one.ms / other.ms);
const goals = (...list) => list.filter(({ measured }) => measured !== null && measured !== undefined);

/** Node reads the certificates of this variable at every start; few users have it. */
const CERTIFICATES = "NODE_EXTRA_CA_CERTS";
const withoutCertificates = ({ name, command }) => ({
  name: `${name}, without ${CERTIFICATES}`,
  command: ["env", "-u", CERTIFICATES, ...command],
});

/** What it costs to begin: bare Node, help, and small reports. */
const start = ({ rounds = 21 }) => {
  const rows = 10_000;
  const file = data("export", rows);
  const duckdb = DUCKDB.version === null ? [] : [{ name: `DuckDB, ${count(rows)} rows`, command: DUCKDB.command(file, {}) }];
  const runs = [
    { name: "bare node", command: node("-e", "0") },
    { name: "--help", command: node(BIN, "--help") },
    { name: "report of 40 rows", command: node(BIN, "report", SMALL) },
    { name: `report of ${count(rows)} rows`, command: OURS.command(file) },
    ...duckdb,
  ];
  const isSlowed = process.env[CERTIFICATES] !== undefined && process.platform !== "win32";
  if (isSlowed) runs.push(...runs.slice(0, 4).map(withoutCertificates));
  const medians = compare(
    runs.map(({ command }) => command),
    rounds,
  );
  const results = runs.map(({ name, command }, i) => {
    const { peak, busy } = watch(command);
    return { name, ms: medians[i], peak, busy };
  });
  const [bare, help, , report] = results;
  const other = results.find(({ name }) => name === duckdb[0]?.name);
  const slowed = `${CERTIFICATES} is set here, so that Node reads certificates at every start: ratios to bare Node are smaller than without.`;
  return {
    title: "Start",
    tables: [{ results, base: bare }],
    remarks: [...(DUCKDB.version === null ? [`DuckDB is not installed (${DUCKDB.missing}).`] : []), ...(isSlowed ? [slowed] : [])],
    wrong: [],
    goals: goals(
      atMost("`--help`, times bare node", 1.3, ratio(help, bare)),
      atMost(`${count(rows)} rows, times bare node`, 1.6, ratio(report, bare)),
      atLeast(`${count(rows)} rows, times faster than DuckDB`, 4, ratio(other, report)),
    ),
    rounds,
  };
};

/** The same figures with every tool. */
const peers = ({ rounds = 5, rows = 1_000_000 }) => {
  const file = data("export", rows);
  const found = race(CONTENDERS, file, "export", rounds);
  const we = found.of("cs-metrics");
  const faster = (name, times) => atLeast(`times faster than ${name}`, times, ratio(found.of(name), we));
  return {
    title: `${count(rows)} rows, 19 columns, ${megabytes(file)}: all figures by channel`,
    tables: [{ results: found.results, base: we }],
    remarks: found.remarks,
    wrong: found.wrong,
    goals: goals(
      faster("DuckDB", 4),
      faster("csv-parse", 25),
      faster("pandas", 10),
      faster("Miller", 10),
      ...(we.peak === null ? [] : [atMost("peak memory, MB", 160, we.peak)]),
    ),
    rounds,
  };
};

/** Files that are not plain: each with cs-metrics and DuckDB; the others only have to come to the same figures, on few rows. */
const shapes = ({ rounds = 3, rows = 300_000 }) => {
  const parts = ["comments", "semicolon", "utf16"].map((shape) => {
    const file = data(shape, rows);
    const few = race(CONTENDERS, data(shape, 10_000), shape, 0);
    const found = race([OURS, DUCKDB], file, shape, rounds);
    const heading = `${shape}, ${megabytes(file)}`;
    return { found, few, heading };
  });
  return {
    title: `${count(rows)} rows of other shapes`,
    tables: parts.map(({ heading, found }) => ({ heading, results: found.results, base: found.of("cs-metrics") })),
    remarks: parts.flatMap(({ heading, few }) => few.remarks.map((remark) => `${heading.split(",")[0]}, 10,000 rows: ${remark}`)),
    wrong: parts.flatMap(({ found, few }) => [...found.wrong, ...few.wrong]),
    goals: [],
    rounds,
  };
};

/** Ten times the rows. */
const growth = ({ rounds = 3, rows = 1_000_000, keep = false }) => {
  const many = rows * 10;
  const file = data("export", many);
  const [small, large] = [data("export", rows), file].map((one) => race([OURS, DUCKDB], one, "export", rounds));
  const size = megabytes(file);
  if (!keep) rmSync(file);
  const [we, ten] = [small, large].map((found) => found.of("cs-metrics"));
  return {
    title: `Ten times as many rows: ${count(many)}, ${size}`,
    tables: [
      { heading: `${count(rows)} rows`, results: small.results, base: we },
      { heading: `${count(many)} rows`, results: large.results, base: ten },
    ],
    remarks: [...new Set([...small.remarks, ...large.remarks])],
    wrong: [...small.wrong, ...large.wrong],
    goals: goals(
      atMost("time, times that of a tenth", 11, ratio(ten, we)),
      ...(ten.peak === null ? [] : [atMost("peak memory, MB", 400, ten.peak)]),
    ),
    rounds,
  };
};

/** Ten columns that are used, alone and among seventy others. */
const wide = ({ rounds = 5, rows = 200_000 }) => {
  const files = ["narrow", "wide"].map((shape) => data(shape, rows));
  const [narrow, broad] = ["narrow", "wide"].map((shape, i) => race([OURS, DUCKDB], files[i], shape, rounds));
  const [we, they] = [narrow, broad].map((found) => found.of("cs-metrics"));
  const each = ({ ms }, i) => `${((1e6 * ms) / rows).toFixed(0)} ns a row, ${((1e6 * ms) / statSync(files[i]).size).toFixed(2)} ns a byte`;
  const bytes = statSync(files[1]).size / statSync(files[0]).size;
  return {
    title: `${count(rows)} rows, 10 columns used`,
    tables: [
      { heading: `10 columns, ${megabytes(files[0])}`, results: narrow.results, base: we },
      { heading: `80 columns, ${megabytes(files[1])}`, results: broad.results, base: they },
    ],
    remarks: [
      `cs-metrics, start included: ${each(we, 0)} with 10 columns; ${each(they, 1)} with 80.`,
      `Eight times the columns are ${bytes.toFixed(1)} times the bytes and take ${ratio(they, we).toFixed(1)} times as long.`,
      ...new Set([...narrow.remarks, ...broad.remarks]),
    ],
    wrong: [...narrow.wrong, ...broad.wrong],
    goals: [],
    rounds,
  };
};

/** Finding the cells, alone and in memory. */
const kernel = ({ rounds = 9, rows = 1_000_000 }) => {
  const file = data("export", rows);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path("kernel.js"), file, String(rounds)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`bench/kernel.js ended with ${status}\n${stderr}`);
  const found = JSON.parse(stdout);
  const results = [
    { name: "copy of the file from memory to memory", ms: found.copy },
    { name: "copy into the kernel's memory, 1 MiB at a time", ms: found.copyIn },
    { name: "kernel: every cell found", ms: found.index },
    { name: "reading the file from the system's cache, 1 MiB at a time", ms: found.read },
    { name: "`wc -l`, whole process", ms: found.wc },
  ].map((one) => ({ ...one, rate: `${(found.bytes / 1e6 / one.ms).toFixed(2)} GB/s` }));
  return {
    title: `The kernel alone: ${count(found.cells)} cells, ${megabytes(file)}, one thread`,
    tables: [{ results, base: results[0] }],
    remarks: [],
    wrong: found.records === rows ? [] : [`the kernel found ${found.records} records of ${rows}`],
    goals: [],
    rounds,
  };
};

export const BENCHES = { start, peers, shapes, growth, wide, kernel };
