import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { build } from "esbuild";
import { generate } from "./bench/generate.js";
import { KERNEL, kernelCode } from "./src/csv/compile-kernel.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = resolve(root, "dist");
const { version, engines } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  // CommonJS: the loader of ES modules alone would take a fifth of the time that a small report may take.
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  supported: { "dynamic-import": false },
  platform: "node",
  target: `node${engines.node.replace(/[^\d.]/gu, "")}`,
  minify: true,
  legalComments: "none",
  define: {
    CS_METRICS_THREAD: JSON.stringify("cli-thread.cjs"),
    CS_METRICS_VERSION: JSON.stringify(version),
    CS_METRICS_KERNEL: JSON.stringify(await kernelCode()),
  },
  metafile: true,
  logLevel: "warning",
  // A compiled part for each system comes with it.
  external: ["libsql"],
};

/** Leaves the dynamic imports that pass the filter out and collects their files: output name → source. */
const leaveOut = (filter, parts) => ({
  name: "leave-out",
  setup({ onResolve }) {
    onResolve({ filter }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const source = resolve(resolveDir, path);
      const name = relative(resolve(root, "src"), source).replace(/\.ts$/, "").split(sep).join("-");
      parts[name] = source;
      return { path: `./${name}.cjs`, external: true };
    });
  },
});

/** Work that packages would do as they load, put off or left out. */
const stubs = {
  name: "stubs",
  setup({ onResolve, onLoad }) {
    // string-width compiles its emoji tables as it loads; src/text/width.ts rarely needs it. cli-table3 requires an older one of its own,
    // which does so for every cell, and src/render/draw.ts hands it nothing but ASCII.
    onResolve({ filter: /^string-width$/ }, ({ kind, importer, path, resolveDir }) => {
      if (kind === "import-statement") return { path, namespace: "put-off", pluginData: resolveDir };
      return /[/\\]cli-table3[/\\]/u.test(importer) ? { path, namespace: "ascii" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "ascii" }, () => ({ contents: "module.exports = (text) => text.length;" }));
    onLoad({ filter: /.*/, namespace: "put-off" }, ({ path, pluginData }) => ({
      contents: `let load; export default (text) => (load ??= require(${JSON.stringify(path)}).default)(text);`,
      resolveDir: pluginData,
    }));
    // commander starts other programs with child_process for a feature not used here; cli-table3 colours by its own judgement.
    onResolve({ filter: /^node:child_process$|^@colors\/colors/ }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Behind the front a file of their own have the hot path, whose code is fastest unwrapped, and what few runs need. */
const APART =
  /(?:report\/index|opening-hours|sla-targets|slips|parsed|escaped|unwrapped|g?zip|pattern|spool|write-file|report-rows|report-partial|commands\/(?:config|db|explain|follow-ups|history|import|init|inspect|merge|note|doctor|profiles|responses|survey)|apply-config|config-checks-more|load-profiles|yaml|pseudonyms|ask-in-terminal|ask-round|init-ask|definition\/file|store\/index|settle-answers|record-run|thread-pool|to-read|trend|brief)\.ts$/;

/** Builds the front, one small file so that `--help` reads no more, and all the parts behind it; returns the paths written. */
const bundle = async () => {
  const parts = {};
  const results = [await build({ ...shared, entryPoints: { main: "src/cli/main.ts" }, plugins: [leaveOut(/^\./, parts)] })];
  parts["cli-thread"] = resolve(root, "src/cli/thread.ts");
  for (let todo = { ...parts }; Object.keys(todo).length > 0;) {
    const found = {};
    results.push(await build({ ...shared, entryPoints: todo, plugins: [leaveOut(APART, found), stubs] }));
    todo = Object.fromEntries(Object.entries(found).filter(([name]) => !(name in parts)));
    Object.assign(parts, todo);
  }
  return results.flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((path) => resolve(root, path));
};

/** Parts that every report needs: their code is kept in compiled form too. From 22.1 on Node sees to that by itself. */
const COMPILED = ["cli-program", "report-index"];

const codePath = (name) => resolve(dist, `${name}.code.cjs`);
const cachePath = (name) => resolve(dist, `${name}.cache`);
const [HEAD, TAIL] = ["(function (exports, require, module) {", "\n})"];

/**
 * Optimised code begins later than V8 would have it, and the room for new objects grows at once: a small report is over before either pays,
 * and a large one does not notice. Patterns are compiled once, not for a first look and again for all others.
 */
const PATIENCE = "--interrupt-budget=500000 --semi-space-growth-factor=16 --no-regexp-tier-up";

/** Stands in for such a part. Where another version of V8 or other flags made the compiled form, V8 refuses it and compiles anew. */
const standIn = (name) => `"use strict";
const { readFileSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { Script } = require("node:vm");
const filename = __dirname + "/${name}.code.cjs";
if (enableCompileCache) module.exports = require(filename);
else {
  require("node:v8").setFlagsFromString("${PATIENCE}");
  const cachedData = readFileSync(__dirname + "/${name}.cache");
  const code = ${JSON.stringify(HEAD)} + readFileSync(filename, "latin1") + ${JSON.stringify(TAIL)};
  new Script(code, { filename, cachedData }).runInThisContext()(exports, require, module);
}
`;

/** What these reports run through is worth keeping compiled: on a small file, of another help desk, and on one too large for a single look. */
const REHEARSAL = (large) => [
  ["fixtures/zendesk-tickets.csv"],
  ["fixtures/zendesk-tickets.csv", "--by", "channel"],
  [large, "--by", "channel"],
  [large, "--by", "channel", "--format", "json"],
];
const LARGE = 3000;

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Keeps parts in compiled form; returns the paths written. */
const compile = async () => {
  setFlagsFromString(PATIENCE);
  // What ran a while ago would be let go again.
  setFlagsFromString("--no-flush-bytecode");
  for (const name of COMPILED) {
    renameSync(resolve(dist, `${name}.cjs`), codePath(name));
    // It is read as Latin-1, which is quick to compile: what esbuild leaves as it is in regular expressions would be read wrongly.
    writeFileSync(codePath(name), readFileSync(codePath(name), "utf8").replace(/[^\0-\x7f]/g, escaped));
  }
  const scripts = new Map();
  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) {
      const script = new Script(HEAD + readFileSync(codePath(name), "latin1") + TAIL, { filename: codePath(name) });
      const part = { exports: {} };
      script.runInThisContext()(part.exports, requirePart, part);
      scripts.set(name, script);
      loaded.set(name, part.exports);
    }
    return loaded.get(name);
  };
  const requireFile = createRequire(resolve(dist, "main.cjs"));
  const requirePart = (path) => {
    const name = COMPILED.find((one) => path === `./${one}.cjs`);
    return name === undefined ? requireFile(path) : load(name);
  };
  const nowhere = { isTTY: false, columns: undefined, write: async () => undefined };
  const machine = { platform: process.platform, home: root, processors: 1 };
  const io = { stdin: nowhere, stdout: nowhere, stderr: nowhere, env: {}, cwd: root, now: Date.now, tmpdir: tmpdir(), machine };
  const folder = mkdtempSync(resolve(tmpdir(), "cs-metrics-"));
  try {
    for (const words of REHEARSAL(generate(resolve(folder, "tickets.csv"), LARGE))) {
      const exit = await load("cli-program").runProgram({ ...io, argv: ["report", ...words] });
      if (exit !== 0) throw new Error(`report ${words.join(" ")} ended with ${exit}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  setFlagsFromString("--flush-bytecode");
  for (const [name, script] of scripts) writeFileSync(cachePath(name), script.createCachedData());
  for (const name of COMPILED) writeFileSync(resolve(dist, `${name}.cjs`), standIn(name));
  return COMPILED.flatMap((name) => [codePath(name), cachePath(name)]);
};

const written = new Set([...(await bundle()), ...(await compile()), KERNEL]);
// Leftovers go last, so that a program that runs meanwhile finds all its parts.
for (const name of readdirSync(dist)) {
  const path = resolve(dist, name);
  if (!written.has(path)) rmSync(path, { recursive: true });
}
