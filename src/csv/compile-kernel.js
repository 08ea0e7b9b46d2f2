// Compiles the kernel for the build and for tests. Plain JavaScript, as Node runs it before anything is built.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

const sources = () => readdirSync(HERE).filter((name) => name.endsWith(".as.ts"));

/** Where the compiled kernel is kept until its source changes. */
export const KERNEL = fileURLToPath(new URL("../../dist/kernel.wasm", import.meta.url));

const compile = async () => {
  const { main } = await import("assemblyscript/asc");
  let code;
  const { error, stderr } = await main(
    ["kernel.as.ts", "-o", "kernel.wasm", "--enable", "simd", "-O3", "--noAssert", "--runtime", "stub", "--importMemory"],
    {
      readFile: (name) => (sources().includes(name) ? readFileSync(join(HERE, name), "utf8") : null),
      writeFile: (name, contents) => {
        if (name === "kernel.wasm") code = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the kernel cannot be compiled:\n${stderr.toString()}`, { cause: error });
  return code;
};

/** The kernel in base64; empty where `CS_METRICS_KERNEL=off` leaves all to the scanner, as tests of the two side by side need it. */
export const kernelCode = async () => {
  if (process.env.CS_METRICS_KERNEL === "off") return "";
  const made = existsSync(KERNEL) ? statSync(KERNEL).mtimeMs : 0;
  if ([...sources(), "compile-kernel.js"].some((name) => statSync(join(HERE, name)).mtimeMs > made)) {
    mkdirSync(dirname(KERNEL), { recursive: true });
    const part = `${KERNEL}.${process.pid}`;
    writeFileSync(part, await compile());
    renameSync(part, KERNEL);
  }
  return readFileSync(KERNEL, "base64");
};
