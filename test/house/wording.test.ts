import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { MESSAGES } from "../../src/text/problems/index.ts";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

const RAISED = /new ProblemError\(\s*\d+,\s*"([a-z-]+)"|\bcode: "([a-z-]+)",\s*facts\b/gu;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));

test("every problem raised anywhere has its wording", () => {
  const silent = files.flatMap((path) => {
    const codes = [...readFileSync(join(SRC, path), "utf8").matchAll(RAISED)].map((match) => match[1] ?? match[2]);
    return codes.filter((code) => !Object.hasOwn(MESSAGES, code)).map((code) => `${path}: ${code}`);
  });
  expect(silent).toEqual([]);
});

test("no code is worded twice", async () => {
  const themes = readdirSync(join(SRC, "text/problems")).filter((name) => name !== "index.ts");
  const tables = await Promise.all(
    themes.map(
      (name) => import(/* @vite-ignore */ pathToFileURL(join(SRC, "text/problems", name)).href) as Promise<Record<string, object>>,
    ),
  );
  const codes = tables.flatMap((table) => Object.values(table).flatMap((messages) => Object.keys(messages)));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(codes.toSorted()).toEqual(Object.keys(MESSAGES).toSorted());
});
