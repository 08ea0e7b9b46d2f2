import { readFileSync, readdirSync, rmSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const { version, engines } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  format: "esm",
  platform: "node",
  target: `node${engines.node.replace(/[^\d.]/gu, "")}`,
  minify: true,
  legalComments: "none",
  define: { CS_METRICS_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
};

/** Leaves dynamic imports out and collects their files: output name → source. */
const leaveLazyParts = (parts) => ({
  name: "leave-lazy-parts",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const source = resolve(resolveDir, path);
      const name = relative(resolve(root, "src"), source).replace(/\.ts$/, "").split(sep).join("-");
      parts[name] = source;
      return { path: `./${name}.js`, external: true };
    });
  },
});

/** Work that packages would do as they load, put off or left out. */
const stubs = {
  name: "stubs",
  setup({ onResolve, onLoad }) {
    // string-width compiles its emoji tables as it loads; src/text/width.ts rarely needs it. cli-table3 requires an older one of its own.
    onResolve({ filter: /^string-width$/ }, ({ kind, path, resolveDir }) =>
      kind === "import-statement" ? { path, namespace: "put-off", pluginData: resolveDir } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "put-off" }, ({ path, pluginData }) => ({
      contents: `let load; export default (text) => (load ??= require(${JSON.stringify(path)}).default)(text);`,
      resolveDir: pluginData,
    }));
    // commander starts other programs with child_process for a feature not used here; cli-table3 colours by its own judgement.
    onResolve({ filter: /^node:child_process$|^@colors\/colors/ }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

// The front is one file, so that `--help` reads one; the parts it loads share their code in chunks.
const parts = {};
const front = await build({ ...shared, entryPoints: { main: "src/cli/main.ts" }, plugins: [leaveLazyParts(parts)] });
const rest = await build({
  ...shared,
  entryPoints: parts,
  splitting: true,
  chunkNames: "[name]-[hash]",
  // Packages in the older module format ask for Node's modules with require.
  banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
  plugins: [stubs],
});

// Leftovers go last, so that a program that runs meanwhile finds all its parts.
const written = new Set([front, rest].flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((path) => resolve(root, path)));
for (const name of readdirSync(resolve(root, "dist"))) {
  const path = resolve(root, "dist", name);
  if (!written.has(path)) rmSync(path, { recursive: true });
}
