import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

/** Top to bottom: a room imports only rooms below it. */
const ROOMS = ["cli", "survey", "render", "report", "store", "answers", "kpi", "stats", "interaction", "values", "csv", "config", "text"];

/** Packages and modules that only some rooms may know; those not listed here are free for all. */
const KNOWN_BY: Readonly<Record<string, readonly string[]>> = {
  commander: ["cli"],
  chalk: ["cli"],
  "cli-table3": ["render"],
  "csv-parse": ["csv"],
  "csv-stringify": ["csv"],
  "string-width": ["text"],
  inquirer: ["survey"],
  "@inquirer/core": ["survey"],
  yaml: ["survey", "config"],
  libsql: ["store"],
  "node:fs": ["cli", "survey", "store", "answers", "csv", "config"],
  "node:process": ["cli"],
  "node:tty": ["cli"],
  "node:child_process": [],
};

const IMPORT = /(?:^|[\s;])(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*["']([^"']+)["']|\bimport\(\s*["'`]([^"'`]+)["'`]/gu;

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  /** Without comments and the content of strings, for looking up words of code. */
  readonly code: string;
  readonly imports: readonly string[];
}

const bareCode = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/gmu, " ");

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));

const sources: Source[] = files.map((path) => {
  const text = readFileSync(join(SRC, path), "utf8");
  const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
  return { path, room: path.split(sep)[0], text, code: bareCode(text), imports };
});

const roomOf = (source: Source, target: string): string => relative(SRC, resolve(SRC, source.path, "..", target)).split(sep)[0];

const found = (look: (source: Source) => readonly string[]): string[] =>
  sources.flatMap((source) => look(source).map((what) => `${source.path}: ${what}`));

describe("rooms of the house", () => {
  test("the look itself works", () => {
    const text = 'import a from "./a.ts";\nexport { b } from "../b.ts";\nimport {\n  c,\n} from "c";\nimport "d";\nawait import("./e.ts");';
    expect([...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2])).toEqual(["./a.ts", "../b.ts", "c", "d", "./e.ts"]);
    expect(bareCode('x; // process.env\n"console.log" /* y */ z')).not.toMatch(/process|console|y/u);
    expect(sources.length).toBeGreaterThan(20);
  });

  test("every file is in a room", () => {
    expect(sources.filter(({ room }) => !ROOMS.includes(room)).map(({ path }) => path)).toEqual([]);
  });

  test("a room imports only rooms below it", () => {
    const upward = found((source) => {
      const own = source.imports.filter((target) => target.startsWith("."));
      return own.filter((target) => ROOMS.indexOf(roomOf(source, target)) < ROOMS.indexOf(source.room));
    });
    expect(upward).toEqual([]);
  });

  test("a package is known only where it belongs", () => {
    const strangers = found(({ room, imports }) =>
      imports.filter((target) =>
        Object.entries(KNOWN_BY).some(([name, rooms]) => (target === name || target.startsWith(`${name}/`)) && !rooms.includes(room)),
      ),
    );
    expect(strangers).toEqual([]);
  });

  test("only the command line knows the process", () => {
    expect(found(({ room, code }) => (room === "cli" ? [] : (code.match(/\bprocess\.\w+/gu) ?? [])))).toEqual([]);
  });

  test("nothing ends the process, prints past the streams, or is left to do", () => {
    const left = found(({ text, code }) => [
      ...(code.match(/\bconsole\.\w+|\bprocess\.exit\(/gu) ?? []),
      ...(text.match(/\b(?:TODO|FIXME)\b/gu) ?? []),
    ]);
    expect(left).toEqual([]);
  });
});
