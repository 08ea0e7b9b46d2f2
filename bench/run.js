// Measures this tool beside others and prints Markdown.
// Usage: npm run bench [-- rows]                               a short look: start, and a report beside a plain csv-parse script (1000000 rows)
//        npm run bench -- NAME… [--rows N] [--rounds N]        start, peers, shapes, growth, wide, kernel or all
//          --write      puts the tables into bench/RESULTS.md
//          --install    first installs the peers in JavaScript, and DuckDB, into bench/peers (75 MB)
//          --keep       leaves the file of ten times the rows (2 GB) in bench/.data
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generate.js";
import { compare, node, watch } from "./measure.js";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const print = (title, runs, base, rounds, withMemory) => {
  const commands = runs.map(({ command }) => command);
  const medians = compare(commands, rounds);
  const reference = medians[runs.findIndex(({ name }) => name === base)];
  process.stdout.write(
    `\n### ${title}\n\n| | median | ratio to ${base} |${withMemory ? " peak memory |" : ""}\n|---|---|---|${withMemory ? "---|" : ""}\n`,
  );
  runs.forEach(({ name, command }, i) => {
    const memory = withMemory ? ` ${Math.round(watch(command).peak)} MB |` : "";
    process.stdout.write(`| ${name} | ${medians[i].toFixed(0)} ms | ${(medians[i] / reference).toFixed(2)} |${memory}\n`);
  });
};

const shortLook = (rows) => {
  const bin = path("../bin/cs-metrics.js");
  const big = generate(path(`.data/export-${rows}.csv`), rows);
  const start = [
    { name: "bare node", command: node("-e", "0") },
    { name: "--help", command: node(bin, "--help") },
    { name: "small report", command: node(bin, "report", path("../fixtures/zendesk-tickets.csv")) },
  ];
  print("Start", start, "bare node", 41, false);
  const reports = [
    { name: "plain csv-parse script", command: node(path("plain-csv-parse.js"), big) },
    { name: "cs-metrics report", command: node(bin, "report", big) },
    { name: "cs-metrics report --by agent,month", command: node(bin, "report", big, "--by", "agent,month") },
  ];
  print(`${rows} rows, 19 columns`, reports, "plain csv-parse script", 3, true);
};

const wrongUse = (message) => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
};

const run = async (names, { write, keep: keepsFile, ...numbers }) => {
  const { BENCHES } = await import("./benches.js");
  const { keep, markdown } = await import("./results.js");
  const known = Object.keys(BENCHES);
  const wanted = names.includes("all") ? known : names;
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) return wrongUse(`There is no bench "${unknown}"; there are ${known.join(", ")}, and all.`);
  const [rows, rounds] = [numbers.rows, numbers.rounds].map((text) => (text === undefined ? undefined : Number(text)));
  const odd = [rows, rounds].find((number) => number !== undefined && !(Number.isInteger(number) && number > 0));
  if (odd !== undefined) return wrongUse("--rows and --rounds take a whole number from 1 on.");
  for (const name of wanted) {
    process.stderr.write(`${name} …\n`);
    const [load] = loadavg();
    const result = BENCHES[name]({ rows, rounds, keep: keepsFile });
    const section = markdown({ ...result, load });
    process.stdout.write(`\n${section}\n`);
    if ((result.wrong ?? []).length > 0) process.exitCode = 1;
    if (write) keep(name, section, known);
  }
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string" },
    rounds: { type: "string" },
    write: { type: "boolean", default: false },
    install: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
if (values.install) (await import("./contenders.js")).install();
if (positionals.length > 0 && !/^\d+$/u.test(positionals[0])) await run(positionals, values);
else if (!values.install) shortLook(Number(positionals[0] ?? 1_000_000));
