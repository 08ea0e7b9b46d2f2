// Side by side in one run: this tool, a plain csv-parse script, and bare Node.
import { fileURLToPath } from "node:url";
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

/** Prints medians and ratios as Markdown, and the peak memory of reports of so many rows. */
export const shortLook = (rows) => {
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
