// cs-metrics and the tools that it is measured beside: how each is started on a file, and how its figures are read.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { node } from "./measure.js";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
export const BIN = path("../bin/cs-metrics.js");
const PEERS = path("peers");

const MODULES = `${PEERS}/node_modules`;
const versionOf = (name) => {
  const manifest = `${MODULES}/${name}/package.json`;
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : null;
};
/** What a program says of itself; null where it is not there. */
const said = (program, ...args) => {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
};
const pandas = () => {
  // A Python of one's own, where there is one, comes first and often has no pandas.
  for (const python of ["python3", "/usr/bin/python3"]) {
    const version = said(python, "-c", "from importlib.metadata import version; print(version('pandas'))");
    if (version !== null) return { python, version };
  }
  return { python: "python3", version: null };
};

const FIGURES = ["value", "n", "mean", "median", "p90"];

/** Of our report, what peers work out, too: { channel or "all": { kpi: { value, n … } } }. */
const figuresOfReport = (output) =>
  Object.fromEntries(
    JSON.parse(output).groups.map(({ by, kpis }) => [
      by.channel ?? "all",
      Object.fromEntries(
        Object.entries(kpis).map(([id, kpi]) => {
          const kept = id === "volume" ? ["n"] : "p90" in kpi ? FIGURES : ["value", "n"];
          return [id, Object.fromEntries(kept.map((key) => [key, kpi[key]]))];
        }),
      ),
    ]),
  );

const ours = (name, ...flags) => ({
  name,
  version: JSON.parse(readFileSync(path("../package.json"), "utf8")).version,
  command: (file) => node(BIN, "report", file, "--by", "channel", "--format", "json", ...flags),
  read: figuresOfReport,
});

const inNode = (name, script, module) => ({
  name,
  version: versionOf(module),
  missing: "npm run bench -- --install",
  command: (file, { delimiter = ",", encoding = "utf8" }) => node(`${PEERS}/${script}.js`, file, delimiter, encoding),
  read: JSON.parse,
});

const inPython = (name, { python, version }, ...how) => ({
  name,
  version,
  missing: "apt-get install python3-pandas",
  command: (file, { delimiter = ",", encoding = "utf8" }) => [python, `${PEERS}/pandas_figures.py`, file, delimiter, encoding, ...how],
  read: JSON.parse,
});

const found = pandas();

/** All of them, ours first. A version of null: not installed. `command` gives null where the tool cannot read such a file. */
export const CONTENDERS = [
  ours("cs-metrics"),
  ours("cs-metrics, one thread", "--threads", "1"),
  inNode("DuckDB", "duckdb", "@duckdb/node-api"),
  inNode("csv-parse", "csv-parse", "csv-parse"),
  inNode("Papa Parse", "papaparse", "papaparse"),
  inNode("uDSV", "udsv", "udsv"),
  inPython("pandas", found),
  inPython("pandas, told which columns", found, "needed"),
  {
    name: "Miller",
    version: said("mlr", "--version")?.replace(/^mlr /u, "") ?? null,
    missing: "apt-get install miller",
    command: (file, { delimiter = ",", encoding = "utf8" }) =>
      encoding === "utf8"
        ? ["mlr", "--icsv", "--ojsonl", "--ifs", delimiter, "--from", file, "put", "-q", "-f", `${PEERS}/miller.mlr`]
        : null,
    read: JSON.parse,
  },
];

/** Puts the peers in JavaScript, with DuckDB, into a folder of their own; nothing of theirs is run at that. */
export const install = () => {
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: PEERS, stdio: "inherit" });
  if (status !== 0) throw new Error("the peers could not be installed");
};

const TOLERANCE = 1e-9;

const differ = (one, other) => {
  if (typeof one !== "number" || typeof other !== "number") return one !== other;
  return Math.abs(one - other) > TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
};

const flat = (figures) =>
  new Map(
    Object.entries(figures).flatMap(([channel, kpis]) =>
      Object.entries(kpis).flatMap(([kpi, values]) => Object.entries(values).map(([key, value]) => [`${channel}: ${kpi}.${key}`, value])),
    ),
  );

/** How figures of a peer stand to ours: how many there are, and those that differ, in words. */
export const compareFigures = (our, their) => {
  const [one, other] = [flat(our), flat(their)];
  const differences = [];
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    if (
      !one.has(name) ||
      !other.has(name) ||
      (name.endsWith(".n") ? one.get(name) !== other.get(name) : differ(one.get(name), other.get(name)))
    ) {
      differences.push(`${name} is ${one.get(name)} for cs-metrics and ${other.get(name)}`);
    }
  }
  return { count: one.size, differences };
};
