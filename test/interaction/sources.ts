import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { type DecideOptions, type Decisions, decideSource } from "../../src/interaction/decide.ts";

const DEFAULTS: DecideOptions = {
  map: [],
  profile: null,
  dateFormat: null,
  scales: {},
  clock: "calendar",
  zone: null,
  asOf: Date.parse("2026-11-21T00:00:00Z"),
};

/** Decisions on a small table; the sample is the whole of it. */
export const decideTable = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  options: Partial<DecideOptions> = {},
): Decisions =>
  decideSource(
    { dialect: { delimiter: "," }, header, sample: rows.map((cells, index) => ({ cells, line: index + 2 })), complete: true },
    { ...DEFAULTS, ...options },
  );

/** Decisions on a file under fixtures/. */
export const decideFixture = (name: string, options: Partial<DecideOptions> = {}): Decisions => {
  const [header, ...rows] = parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)), {
    relax_column_count: true,
  }) as string[][];
  return decideTable(header, rows, options);
};

/** Header by field ("date + time" where two are joined; several verdicts joined by "|"). */
export const mappingOf = (decisions: Decisions): Record<string, string> => {
  const mapping: Record<string, string> = {};
  for (const { field, header, timeHeader } of decisions.uses) {
    const name = timeHeader === undefined ? header : `${header} + ${timeHeader}`;
    mapping[field] = mapping[field] === undefined ? name : `${mapping[field]} | ${name}`;
  }
  return mapping;
};

/** A table of one row a column: header → cells, as long as the longest. */
export const decideColumns = (columns: Readonly<Record<string, readonly string[]>>, options: Partial<DecideOptions> = {}): Decisions => {
  const lists = Object.values(columns);
  const rows = Array.from({ length: Math.max(...lists.map((cells) => cells.length)) }, (_, row) => lists.map((cells) => cells[row] ?? ""));
  return decideTable(Object.keys(columns), rows, options);
};
