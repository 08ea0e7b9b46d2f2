// How fast the kernel alone finds the cells of a file, beside what bounds it: copying the same bytes, reading them, and `wc -l`.
// Prints JSON: medians in ms and the number of bytes. Usage: node bench/kernel.js FILE ROUNDS
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { kernelCode } from "../src/csv/compile-kernel.js";
import { median } from "./measure.js";

const CHUNK = 1 << 20;
const [LF, COMMA, QUOTE] = [10, 44, 34];

const loadKernel = async () => {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: ["src/csv/kernel.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    define: { CS_METRICS_KERNEL: JSON.stringify(await kernelCode()) },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
};

const [path, rounds] = process.argv.slice(2);
const { Kernel } = await loadKernel();
const data = readFileSync(path);
const copy = Buffer.alloc(data.length);
const chunk = Buffer.alloc(CHUNK);
const begin = data.indexOf(LF) + 1;
const width = data.toString("latin1", 0, begin).split(",").length;
const lines = data.reduce((count, byte) => count + (byte === LF ? 1 : 0), 0);
const kernel = Kernel.for({ delimiter: COMMA, quote: QUOTE, width });
const memory = kernel.roomFor(CHUNK);

/** Copies the text into the kernel's memory piece by piece and has its cells found; ms of the copying and of the finding. */
const index = () => {
  let [copying, finding, records, cells] = [0, 0, 0, 0];
  for (let at = begin; at < data.length;) {
    const length = Math.min(CHUNK, data.length - at);
    const start = performance.now();
    memory.set(data.subarray(at, at + length));
    const copied = performance.now();
    let from = 0;
    let stop;
    do {
      stop = kernel.scan(from, length, 1, 0);
      records += kernel.records;
      cells += kernel.cells;
      from = kernel.next;
    } while (stop === "full");
    if (from === 0 || stop === "strange") throw new Error(`the kernel leaves byte ${at + from} to the scanner`);
    copying += copied - start;
    finding += performance.now() - copied;
    at += from;
  }
  return { copying, finding, records, cells };
};

const timed = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const read = () => {
  const file = openSync(path, "r");
  while (readSync(file, chunk) > 0);
  closeSync(file);
};

const found = index();
const times = { index: [], copyIn: [], copy: [], read: [], wc: [] };
for (let round = 0; round < Number(rounds); round++) {
  const { copying, finding } = index();
  times.index.push(finding);
  times.copyIn.push(copying);
  times.copy.push(timed(() => copy.set(data)));
  times.read.push(timed(read));
  times.wc.push(timed(() => spawnSync("wc", ["-l", path])));
}
const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
process.stdout.write(`${JSON.stringify({ bytes: data.length, lines, records: found.records, cells: found.cells, ...medians })}\n`);
