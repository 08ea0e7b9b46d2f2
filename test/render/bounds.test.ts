import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { render as renderMarkdown } from "../../src/render/markdown.ts";
import { render as renderTable } from "../../src/render/table.ts";
import { displayWidth } from "../../src/text/width.ts";
import { BY_AGENT, OPTIONS, SOURCE, TICKETS } from "./report.ts";

const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("日本語サポート", "👩‍👩‍👧‍👦", "🇩🇪", "e\u0301", "สำ", "ﷺ", "xxx", "\u00a0", " "),
  fc.constantFrom("\u001b[31m", "\u001b]0;title\u0007", "\u009b2J", "\u202e", "\u2028", "\r\n", "\t", "\ud800", "|", "`<b>*"),
);
const name = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

const reports = fc
  .record({
    dimensions: fc.array(name, { maxLength: 5 }),
    values: fc.array(name, { minLength: 1, maxLength: 12 }),
    file: name,
    across: fc.boolean(),
  })
  .map(({ dimensions, values, file, across }): Report => {
    const names = [...new Set(dimensions)];
    const groups = values.map((value, i) => ({
      by: Object.fromEntries(names.map((dimension, j) => [dimension, values[(i * (j + 1)) % values.length] ?? value])),
      kpis: BY_AGENT.groups[1 + (i % 7)].kpis,
    }));
    const source = { ...SOURCE, file, unreadable: [{ field: "created", column: file, count: 3, examples: [{ line: 7, value: file }] }] };
    const shown = names.length === 0 ? [] : groups;
    return {
      ...TICKETS,
      dimensions: names,
      across: across ? (names.at(-1) ?? null) : null,
      sources: [source],
      groups: [TICKETS.groups[0], ...shown],
    };
  });

const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/u;

describe("whatever the data", () => {
  it("no line of the table is wider than asked for, and nothing steers the terminal", () => {
    fc.assert(
      fc.property(reports, fc.constantFrom(60, 80, 100, 140, 160), fc.boolean(), (report, width, ascii) => {
        const text = renderTable(report, { ...OPTIONS, width, ascii, nextCommand: `cs-metrics inspect ${report.sources[0].file}` });
        expect(text).not.toMatch(UNSAFE);
        for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 120 },
    );
  });

  it("Markdown keeps its columns and carries no markup from data", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = renderMarkdown(report, OPTIONS);
        expect(text).not.toMatch(UNSAFE);
        expect(text).not.toMatch(/(?<!\\)</u);
        const tables = text.split(/\n(?!\| )/u).map((block) => block.split("\n").filter((line) => line.startsWith("| ")));
        for (const rows of tables) {
          const cells = new Set(rows.map((row) => row.replaceAll("\\|", "").split("|").length));
          expect(cells.size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
