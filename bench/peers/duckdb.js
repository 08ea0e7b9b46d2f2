// One query for all figures. DuckDB tells the types of the columns itself; given by hand they made no difference, nor did a query for the
// channels and one for the whole.
// Usage: node duckdb.js FILE [delimiter] [encoding]
import { closeSync, openSync, readSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { options } from "./figures.js";

const { file, delimiter, encoding } = options();
const HEAD_BYTES = 1 << 14;

/** Which columns there are decides which figures can be asked for. */
const header = () => {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(file, "r");
  const length = readSync(descriptor, bytes);
  closeSync(descriptor);
  return new Set(bytes.toString(encoding, 0, length).split("\n", 1)[0].split(delimiter));
};
const has = header();
const when = (column, lines) => (has.has(column) ? lines : []);

const count = (where) => `(count(*) FILTER (${where}))::DOUBLE`;
const share = (part, whole) => `{ value: 100 * ${count(part)} / ${count(whole)}, n: ${count(whole)} }`;
const times = (column, central) => {
  const quantiles = `quantile_cont(${column}, [0.5, 0.9])`;
  const [mean, median] = [`avg(${column})`, `${quantiles}[1]`];
  return `{ value: ${central === "mean" ? mean : median}, n: count(${column})::DOUBLE, mean: ${mean}, median: ${median}, p90: ${quantiles}[2] }`;
};
const text = (value) => `'${value.replaceAll("'", "''")}'`;

const cells = [
  `"Channel" AS channel`,
  `"Status" IN ('Closed', 'Solved') AS solved`,
  `"Replies" AS replies`,
  `"Reopens" AS reopens`,
  `CASE WHEN "First response time (min)" > 0 OR "Replies" > 0 THEN 60 * "First response time (min)" END AS response`,
  `CASE WHEN "Status" IN ('Closed', 'Solved') THEN 60 * "Resolution time (min)" END AS resolution`,
  `"Satisfaction rating" AS rating`,
  `"SLA status" AS sla`,
  ...when("Handle time (min)", [`60 * "Handle time (min)" AS handling`]),
  ...when("NPS score", [`"NPS score" AS nps`]),
  ...when("CES score", [`"CES score" AS ces`]),
];
const figures = [
  `{ n: count(*)::DOUBLE } AS volume`,
  `${share("rating >= 4", "rating IS NOT NULL")} AS csat`,
  ...when("NPS score", [`{ value: 100 * (${count("nps >= 9")} - ${count("nps <= 6")}) / count(nps), n: count(nps)::DOUBLE } AS nps`]),
  ...when("CES score", [`{ value: avg(ces), n: count(ces)::DOUBLE } AS ces`]),
  `${share("solved AND replies <= 1 AND reopens = 0", "solved")} AS fcr`,
  ...when("Handle time (min)", [`${times("handling", "mean")} AS aht`]),
  `${times("response", "mean")} AS art`,
  `${times("resolution", "median")} AS resolution_time`,
  `${share("solved", "true")} AS resolution_rate`,
  `${share("solved AND reopens > 0", "solved")} AS reopen_rate`,
  `${share("sla = 'Met'", "sla IS NOT NULL")} AS sla`,
];

const connection = await (await DuckDBInstance.create()).connect();
const encodings = { utf8: "utf-8", utf16le: "utf-16" };
const result = await connection.runAndReadAll(`
  SELECT coalesce(channel, 'all') AS channel, ${figures.join(",\n")}
  FROM (
    SELECT ${cells.join(",\n")}
    FROM read_csv(${text(file)}, header = true, delim = ${text(delimiter)}, quote = '"', encoding = ${text(encodings[encoding])})
  )
  GROUP BY GROUPING SETS ((channel), ())`);
const groups = result.getRowObjectsJson().map(({ channel, ...kpis }) => [channel, kpis]);
process.stdout.write(`${JSON.stringify(Object.fromEntries(groups))}\n`);
