// Side by side in one run: this tool, a plain csv-parse script, and bare Node. Prints medians and ratios as Markdown.
// Usage: npm run bench [-- rows]     (default 1000000)
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.js";

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, "..", "bin", "cs-metrics.js");
const small = join(here, "..", "fixtures", "zendesk-tickets.csv");
const rows = Number(process.argv[2] ?? 1_000_000);
const big = generate(join(here, ".data", `export-${rows}.csv`), rows);

// The child reports its own peak memory when it ends, so that no other program is needed.
const reporter = join(here, "report-memory.cjs");

/** One run: wall clock (ms) and peak resident memory (MB). */
const once = (args) => {
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.status !== 0) throw new Error(`${args.join(" ")} ended with ${run.status}: ${run.stderr}`);
  return ms;
};

const peak = (args) => {
  const run = spawnSync(process.execPath, ["--require", reporter, ...args], { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  return Number(/peak (\d+)/u.exec(run.stderr)?.[1]);
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Runs all contenders in turn, `times` rounds, so that what slows the machine slows them alike. */
const compare = (contenders, times) => {
  const taken = contenders.map(() => []);
  for (let round = 0; round < times; round++) contenders.forEach(({ args }, i) => taken[i].push(once(args)));
  return contenders.map(({ name, args }, i) => ({ name, args, ms: median(taken[i]) }));
};

const print = (title, results, base, withMemory) => {
  const reference = results.find(({ name }) => name === base).ms;
  process.stdout.write(
    `\n### ${title}\n\n| | median | ratio to ${base} |${withMemory ? " peak memory |" : ""}\n|---|---|---|${withMemory ? "---|" : ""}\n`,
  );
  for (const { name, args, ms } of results) {
    process.stdout.write(`| ${name} | ${ms.toFixed(0)} ms | ${(ms / reference).toFixed(2)} |${withMemory ? ` ${peak(args)} MB |` : ""}\n`);
  }
};

print(
  "Start",
  compare(
    [
      { name: "bare node", args: ["-e", "0"] },
      { name: "--help", args: [bin, "--help"] },
      { name: "small report", args: [bin, "report", small] },
    ],
    41,
  ),
  "bare node",
  false,
);
print(
  `${rows} rows, 19 columns`,
  compare(
    [
      { name: "plain csv-parse script", args: [join(here, "plain-csv-parse.js"), big] },
      { name: "cs-metrics report", args: [bin, "report", big] },
      { name: "cs-metrics report --by agent,month", args: [bin, "report", big, "--by", "agent,month"] },
    ],
    3,
  ),
  "plain csv-parse script",
  true,
);
