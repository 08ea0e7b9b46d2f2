import { expect, test } from "vitest";
import { describe } from "../../src/text/problems/index.ts";

test("an unknown code is shown with its facts, not lost", () => {
  expect(describe({ code: "odd-thing", facts: { line: 3, column: "Created", list: [1] } })).toEqual([
    "odd thing (line: 3, column: Created, list: [1])",
  ]);
  expect(describe({ code: "constructor", facts: {} })).toEqual(["constructor"]);
});

test("what nobody reads to its end is cut", () => {
  const [line] = describe({ code: "unknown-zone", facts: { zone: "x".repeat(100_000) } });
  expect(line.length).toBeLessThan(400);
});

test("text from data cannot reach the terminal through a message", () => {
  const [line] = describe({ code: "unknown-kpi", facts: { name: "\u001b[2Jcsat\n", similar: [], kpis: [] } });
  expect(line).toBe('there is no KPI "\\x1b[2Jcsat "');
});
