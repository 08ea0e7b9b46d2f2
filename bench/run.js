// Measures this tool, alone and beside others, and prints Markdown.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";

const USAGE = `npm run bench [-- ROWS]                           a short look: start, and reports beside a plain csv-parse script (1000000 rows)
npm run bench -- NAME… [--rows N] [--rounds N]    start, peers, shapes, growth, wide, kernel, or all
  --write      puts the tables into bench/RESULTS.md
  --install    first installs the peers in JavaScript, and DuckDB, into bench/peers (75 MB); alone: nothing else
  --keep       leaves the file of ten times the rows (2 GB) in bench/.data
`;

class WrongUse extends Error {}

const wholeNumber = (name, text) => {
  if (text !== undefined && !/^[1-9]\d*$/u.test(text)) throw new WrongUse(`${name} is a whole number from 1 on, not "${text}".`);
  return text === undefined ? undefined : Number(text);
};

const measure = async (names, { write, keep, ...numbers }) => {
  const { BENCHES } = await import("./benches.js");
  const { keepResult, markdown } = await import("./results.js");
  const known = Object.keys(BENCHES);
  const unknown = names.find((name) => name !== "all" && !known.includes(name));
  if (unknown !== undefined) throw new WrongUse(`There is no bench "${unknown}".`);
  const settings = { rows: wholeNumber("--rows", numbers.rows), rounds: wholeNumber("--rounds", numbers.rounds), keep };
  for (const name of names.includes("all") ? known : names) {
    process.stderr.write(`${name} …\n`);
    const [load] = loadavg();
    const result = BENCHES[name](settings);
    const section = markdown({ ...result, load });
    process.stdout.write(`\n${section}\n`);
    if (result.wrong.length > 0) process.exitCode = 1;
    if (write) keepResult(name, section, known);
  }
};

const options = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rows: { type: "string" },
        rounds: { type: "string" },
        write: { type: "boolean", default: false },
        install: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new WrongUse(error.message, { cause: error });
  }
};

const run = async () => {
  const { values, positionals } = options();
  const [first] = positionals;
  if (values.help) return process.stdout.write(USAGE);
  if (values.install) (await import("./contenders.js")).install();
  if (first !== undefined && !/^\d/u.test(first)) return measure(positionals, values);
  if (values.install) return undefined;
  const { shortLook } = await import("./short-look.js");
  return shortLook(wholeNumber("ROWS", first ?? "1000000"));
};

try {
  await run();
} catch (error) {
  if (!(error instanceof WrongUse)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
