// Shows what was measured as Markdown, and keeps it in RESULTS.md.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";
import { fileURLToPath } from "node:url";
import { CONTENDERS } from "./contenders.js";

const FILE = fileURLToPath(new URL("RESULTS.md", import.meta.url));

const milliseconds = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`);

const row = (cells) => `| ${cells.join(" | ")} |`;

const tableOf = ({ heading, results, base }) => {
  const further = [
    ["processor time", ({ busy }) => (busy === undefined ? undefined : busy === null ? "–" : milliseconds(busy))],
    ["peak memory", ({ peak }) => (peak === undefined ? undefined : peak === null ? "–" : `${Math.round(peak)} MB`)],
    ["speed", ({ rate }) => rate],
  ].filter(([, read]) => read(results[0]) !== undefined);
  const head = ["", "median", `times ${base.name}`, ...further.map(([name]) => name)];
  const lines = results.map((one) =>
    row([one.name, milliseconds(one.ms), (one.ms / base.ms).toFixed(2), ...further.map(([, read]) => read(one))]),
  );
  return [...(heading === undefined ? [] : [`**${heading}**`, ""]), row(head), row(head.map(() => "---")), ...lines].join("\n");
};

const goalsOf = (goals) => [
  row(["aim", "wanted", "measured", ""]),
  row(["---", "---", "---", "---"]),
  ...goals.map(({ what, wanted, measured, reached }) =>
    row([what, wanted, measured < 100 ? measured.toFixed(2) : measured.toFixed(0), reached ? "reached" : "not reached"]),
  ),
];

/** What to say of a load that others must have made: the bench before this one keeps all cores busy at the most. */
const others = (load) =>
  load > 1.5 * cpus().length ? ": other programs took much of them, so that only processor times say something" : "";

export const markdown = ({ title, tables, remarks, wrong, goals, rounds, load }) =>
  [
    `## ${title}`,
    ...tables.map(tableOf),
    ...(remarks.length === 0 ? [] : [remarks.map((remark) => `- ${remark}`).join("\n")]),
    ...(wrong.length === 0 ? [] : [`**Figures differ:**\n\n${wrong.map((line) => `- ${line}`).join("\n")}`]),
    ...(goals.length === 0 ? [] : [goalsOf(goals).join("\n")]),
    `Medians of ${rounds} rounds; load before: ${load.toFixed(1)} on ${cpus().length} cores${others(load)}.`,
  ].join("\n\n");

const commit = () => {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    encoding: "utf8",
  });
  return status === 0 ? ` at ${stdout.trim()}` : "";
};

const when = () => `${new Date().toISOString().slice(0, 10)}, cs-metrics${commit()}`;

const machine = () => {
  const versions = new Map(CONTENDERS.map(({ name, version }) => [name.split(",")[0], version]));
  const tools = [...versions].filter(([, version]) => version !== null).map(([name, version]) => `${name} ${version}`);
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `- ${cpus()[0].model.trim()}, ${cpus().length} cores in use, ${memory} GiB; ${type()} ${release()}, ${arch()}`,
    `- Node ${process.versions.node}; ${tools.join(", ")}`,
  ].join("\n");
};

const INTRODUCTION = `# Measured

By \`npm run bench -- all --write\`. Every time is that of a whole process, from its start to its end, on a file that the system has in its cache;
all tools run in turn in every round, and the median of the rounds stands here. Processor time (of all threads) and peak memory are those of
one run.

All tools work out the same figures: those of \`cs-metrics report --by channel\` with its default KPIs, value and n, and of times the mean, the
median and the 90 % quantile, by channel and for all. Before anything is timed their answers are compared with ours, n exactly and the rest to
1e-9. The peers' programs in \`bench/peers\` know this one file: its columns, its words and its units. Ours is told nothing, looks for repeated
ids, and gives every figure its likely range.`;

/** Puts the section of a bench into RESULTS.md, in the order of `names`; the others stay. */
export const keepResult = (name, section, names) => {
  const page = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  const known = Object.fromEntries([...page.matchAll(/<!-- (\w+) -->\n(.*?)\n<!-- end -->/gsu)].map(([, name, text]) => [name, text]));
  const all = { ...known, machine: machine(), [name]: `${section} ${when()}.` };
  // The remarks are written by hand.
  const kept = ["machine", ...names, "remarks"].filter((one) => one in all).map((one) => `<!-- ${one} -->\n${all[one]}\n<!-- end -->`);
  writeFileSync(FILE, `${[INTRODUCTION, ...kept].join("\n\n")}\n`);
};
