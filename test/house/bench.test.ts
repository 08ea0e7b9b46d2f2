import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";

interface Shape {
  readonly delimiter?: string;
  readonly encoding?: string;
}
interface Generator {
  readonly SHAPES: Readonly<Record<string, Shape>>;
  generate(path: string, rows: number, shape: string): string;
}
interface Contender {
  readonly name: string;
  command(file: string, shape: Shape): string[];
  read(output: string): object;
}
interface Contenders {
  readonly CONTENDERS: readonly Contender[];
  compareFigures(ours: object, theirs: object): { readonly count: number; readonly differences: readonly string[] };
}

// What is measured is plain JavaScript, outside of what is type-checked.
const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(process.cwd(), "bench", name)).href)) as T;
const { generate, SHAPES } = await load<Generator>("generate.js");
const { CONTENDERS, compareFigures } = await load<Contenders>("contenders.js");

const folder = mkdtempSync(join(tmpdir(), "cs-metrics-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

const figures = (name: string, file: string, shape: Shape): object => {
  const { command, read } = CONTENDERS.find((one) => one.name === name)!;
  const [program, ...args] = command(file, shape);
  return read(execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
};

test.each(Object.entries(SHAPES))("a script with csv-parse comes to the same figures of a %s file", (name, shape) => {
  const file = generate(join(folder, `${name}.csv`), 3000, name);
  const { count, differences } = compareFigures(figures("cs-metrics", file, shape), figures("csv-parse", file, shape));
  expect(differences).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(5 * 21);
});
