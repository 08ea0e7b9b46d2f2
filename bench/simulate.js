// How often 95 % intervals hold the truth, how often noise is called a change, and how often planted changes are found: the tables of
// docs/statistics.md, by the simulations of the tests with more draws. With --write it puts them into that file.
// Usage: node bench/simulate.js [--runs 20000] [--tables coverage,noise,power] [--write]
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    write: { type: "boolean", default: false },
    tables: { type: "string", default: "coverage,noise,power" },
  },
});
const RUNS = Number(values.runs);
const SIZES = [5, 10, 20, 30, 50, 100, 200, 500];

const load = async () => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["test/stats/simulation.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
};

const stats = await load();
const percent = (share) => (100 * share).toFixed(1);
/** "95.4 (83.7–99.2)": on average, and at the single true values that are worst and best. */
const spread = ({ mean, least, most }) => `${percent(mean)} (${percent(least)}–${percent(most)})`;
/** So that large samples take no longer than small ones. */
const runsFor = (n) => Math.max(2000, Math.min(RUNS, Math.round((RUNS * 100) / n)));

const table = (head, rows) =>
  [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");

const two = (n, second, truth, by) => ({ n1: n, n2: n, first: by === "welch" ? stats.normal : stats.lognormal, second, truth, by });
const csat = stats.scores(stats.CSAT_SHARES);

const coverage = () =>
  table(
    ["n", "Wilson", "NPS", "t, normal", "t, scores 1–5", "t, long tail", "median", "Newcombe", "Welch", "medians"],
    SIZES.map((n) => [
      n,
      spread(stats.wilsonCoverage(n, 200)),
      spread(stats.npsCoverage(n, n > 100 ? 6 : 16)),
      percent(stats.meanCoverage(n, stats.normal, 0, runsFor(n))),
      percent(stats.meanCoverage(n, csat, stats.CSAT_MEAN, runsFor(n))),
      percent(stats.meanCoverage(n, stats.lognormal, Math.exp(0.5), runsFor(n))),
      stats.medianCoverage(n) === null ? "none" : percent(stats.medianCoverage(n).mean),
      spread(stats.sharesCoverage(n, n, n > 100 ? 5 : 10)),
      percent(
        stats.twoSamples(
          two(n, (random) => 3 * stats.normal(random) + 1, 1, "welch"),
          runsFor(n),
        ).coverage,
      ),
      n < 6
        ? "none"
        : percent(
            stats.twoSamples(
              two(n, (random) => 2 * stats.lognormal(random), 1, "median"),
              runsFor(n),
            ).coverage,
          ),
    ]),
  );

/** "4.2 (4.8)": on average, and at the single true values that are worst. */
const worst = ({ mean, most }) => `${percent(mean)} (${percent(most)})`;
const MIXES = [
  [0.5, 0.2],
  [0.5, 0.5],
  [0.4, 0.4],
  [0.6, 0.3],
  [0.7, 0.05],
  [0.9, 0.02],
];
/** Times as they are, and times that are only 0 or 1, which is as coarse as can be. */
const TIMES = [stats.lognormal, (random) => Math.floor(2 * random())];
const timesNoise = (n1, n2, by) =>
  n1 < 6 && by === "median"
    ? "–"
    : worst(
        stats.over(TIMES.map((draw) => stats.twoSamples({ n1, n2, first: draw, second: draw, truth: 0, by }, 2 * runsFor(n1 + n2)).called)),
      );
/** So many that chance moves the tables by a tenth at most. */
const noiseRuns = (n) => 5 * runsFor(n);

const noise = () =>
  table(
    ["n", "shares", "NPS", "mean scores", "times, median", "times, mean", "counts"],
    [...SIZES.map((n) => [n, n]), [5, 50], [5, 500], [20, 200], [50, 500]].map(([n1, n2]) => [
      n1 === n2 ? n1 : `${n1} and ${n2}`,
      worst(stats.sharesNoise(n1, n2)),
      worst(stats.over(MIXES.map((mix) => stats.npsDifference(n1, mix, mix, noiseRuns(n2), n2).called))),
      worst(stats.over(Object.values(stats.ODD_SHARES).map((shares) => stats.scoresNoise(n1, n2, shares, noiseRuns(n2))))),
      timesNoise(n1, n2, "median"),
      timesNoise(n1, n2, "mean"),
      percent(stats.countsNoise(n1, n2 / n1)),
    ]),
  );

const power = () =>
  table(
    ["n each", "80 % to 85 %", "80 % to 90 %", "NPS 30 to 40", "NPS 30 to 50", "times half as long again", "times twice as long"],
    SIZES.map((n) => [
      n,
      percent(stats.sharesPower(0.8, n, 0.85, n)),
      percent(stats.sharesPower(0.8, n, 0.9, n)),
      percent(stats.npsDifference(n, [0.5, 0.2], [0.6, 0.2], runsFor(n)).called),
      percent(stats.npsDifference(n, [0.5, 0.2], [0.65, 0.15], runsFor(n)).called),
      n < 6
        ? "–"
        : percent(
            stats.twoSamples(
              two(n, (random) => 1.5 * stats.lognormal(random), 0.5, "median"),
              runsFor(n),
            ).called,
          ),
      n < 6
        ? "–"
        : percent(
            stats.twoSamples(
              two(n, (random) => 2 * stats.lognormal(random), 1, "median"),
              runsFor(n),
            ).called,
          ),
    ]),
  );

const makers = { coverage, noise, power };
const tables = Object.fromEntries(values.tables.split(",").map((name) => [name, makers[name]()]));
for (const [name, text] of Object.entries(tables)) console.log(`${name}\n\n${text}\n`);

if (values.write) {
  const file = `${root}docs/statistics.md`;
  let page = readFileSync(file, "utf8");
  for (const [name, text] of Object.entries(tables)) {
    const part = new RegExp(`(<!-- ${name} -->\n).*?(<!-- end -->)`, "su");
    if (!part.test(page)) throw new Error(`docs/statistics.md has no place for the table ${name}`);
    page = page.replace(part, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
  }
  writeFileSync(file, page);
}
