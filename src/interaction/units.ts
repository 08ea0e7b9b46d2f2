import { type ColumnShape, type DateFormat, SECONDS, type TimeUnit } from "../values/batch.ts";
import type { Problem } from "../text/problem.ts";
import { readDuration } from "../values/duration.ts";
import { instantsOf } from "../values/instant.ts";
import { type ColumnUse, FIELDS, type Field } from "./fields.ts";
import { clockNotation, holdTwoParts } from "./clock-notation.ts";
import type { SampleRow } from "./sample.ts";

type Length = Exclude<TimeUnit, "hms" | "mmss">;
const LENGTHS: readonly Length[] = ["ms", "s", "min", "h", "d"];

/** Fields whose bare numbers are seconds unless something says otherwise. */
const SECONDS_BY_CUSTOM: ReadonlySet<Field> = new Set(["talk", "hold", "wrap", "handle", "wait"]);

/** Between which instants the duration runs, best first. */
const SPANS: Readonly<Partial<Record<Field, readonly (readonly [Field, Field])[]>>> = {
  response_time: [["created", "first_response"]],
  resolution_time: [
    ["created", "resolved"],
    ["created", "closed"],
  ],
};

/** Factors between units that people mix up: a clean one means that the header names the wrong unit. */
const MIXED_UP: readonly number[] = [24, 60, 1000, 1440, 3600, 60_000, 86_400];

/** An instant of the file, ready to be read from a row. */
export interface ReadableInstant {
  readonly field: Field;
  readonly column: number;
  readonly format: DateFormat | undefined;
}

/** `unit` undefined with `usable`: all cells have a shape of their own, bare numbers stay unreadable. */
export interface UnitDecision {
  readonly usable: boolean;
  readonly unit?: TimeUnit;
  readonly warning?: Problem;
}

/**
 * Unit of the bare numbers in one duration column: what the flag, profile or header says, else what the file's own instants say, else
 * seconds where that is the custom. A unit that contradicts the instants by a clean factor is kept, with a warning. Cells in clock
 * notation have a unit of their own where their shape alone does not tell (`12:30`, `1:15:00 AM`).
 */
const decideUnit = (use: ColumnUse, shape: ColumnShape, instants: readonly ReadableInstant[], rows: readonly SampleRow[]): UnitDecision => {
  const facts = { field: use.field, column: use.header };
  const bare = shape.numbers > 0;
  const ratioOf = (unit: TimeUnit): Ratio | null => ratioToInstants(use, shape, instants, rows, unit);
  if (use.unit !== undefined) {
    const { unit } = use;
    if (use.evidence === "flag") return { usable: true, unit };
    if (unit === "hms" || unit === "mmss") return bare ? decideParts(use, shape, rows, unit, ratioOf) : { usable: true, unit };
    if (!bare) return { usable: true, unit };
    const factor = mixedUp(ratioOf("s"), SECONDS[unit]);
    return factor === null
      ? { usable: true, unit }
      : { usable: true, unit, warning: { code: "unit-suspect", facts: { ...facts, unit, ...factor } } };
  }
  if (!bare) {
    const notation = clockNotation(shape, SECONDS_BY_CUSTOM.has(use.field), (unit) => isOne(ratioOf(unit)));
    if (notation === null) return { usable: true };
    const warning: Problem = { code: "unit-assumed", facts: { ...facts, unit: notation.unit } };
    return { usable: true, unit: notation.unit, ...(notation.assumed ? { warning } : {}) };
  }
  if (SECONDS_BY_CUSTOM.has(use.field) && shape.max > 0 && shape.max < 1) return decideFraction(use, shape, rows, facts);
  if (SECONDS_BY_CUSTOM.has(use.field))
    return { usable: true, unit: "s", warning: { code: "unit-assumed", facts: { ...facts, unit: "s" } } };
  const ratio = ratioOf("s");
  const unit = LENGTHS.find((length) => ratio !== null && agrees(ratio.median * SECONDS[length], ratio.sums * SECONDS[length]));
  if (unit !== undefined) return { usable: true, unit };
  const warning: Problem = { code: "unit-unknown", facts };
  // Cells that say their own unit can still be used; only the bare numbers among them cannot.
  return { usable: shape.durations > shape.numbers, warning };
};

/** The units of all duration columns. The times of one phone system are written alike: what one of them shows of `12:30` holds for all. */
export const decideUnits = (
  uses: readonly ColumnUse[],
  shapes: readonly ColumnShape[],
  instants: readonly ReadableInstant[],
  rows: readonly SampleRow[],
): Map<ColumnUse, UnitDecision> => {
  const units = new Map<ColumnUse, UnitDecision>();
  for (const use of uses) if (FIELDS[use.field] === "duration") units.set(use, decideUnit(use, shapes[use.column], instants, rows));
  const calls = [...units].filter(([{ field }]) => SECONDS_BY_CUSTOM.has(field));
  if (calls.some(([, { unit }]) => unit === "mmss")) {
    for (const [use, { unit }] of calls) {
      const { field, header } = use;
      const warning: Problem = { code: "unit-assumed", facts: { field, column: header, unit: "mmss" } };
      if (unit === undefined && holdTwoParts(shapes[use.column])) units.set(use, { usable: true, unit: "mmss", warning });
    }
  }
  return units;
};

/** Numbers under a header that promises clock notation: parts of a day, as spreadsheets keep such times, where they come to whole seconds. */
const decideParts = (
  use: ColumnUse,
  shape: ColumnShape,
  rows: readonly SampleRow[],
  unit: TimeUnit,
  ratioOf: (unit: TimeUnit) => Ratio | null,
): UnitDecision => {
  const facts = { field: use.field, column: use.header };
  const isParts = shape.numbers > shape.durations && shape.integers < shape.numbers && areWhole(use, shape, rows);
  if (!isParts && !isOne(ratioOf("d"))) return { usable: true, unit };
  return { usable: true, unit: "d", warning: { code: "unit-assumed", facts: { ...facts, unit: "d" } } };
};

/** Whether all numbers come to whole seconds as parts of a day. */
const areWhole = (use: ColumnUse, shape: ColumnShape, rows: readonly SampleRow[]): boolean => {
  const isWhole = (seconds: number): boolean => Number.isNaN(seconds) || Math.abs(seconds - Math.round(seconds)) < 0.01;
  return rows.every(({ cells }) => isWhole(readDuration(cells[use.column] ?? "", "d", shape.numberStyle)));
};

/** Numbers all below 1: parts of a day, as spreadsheets keep times, when they come to whole seconds; else nobody knows. */
const decideFraction = (
  use: ColumnUse,
  shape: ColumnShape,
  rows: readonly SampleRow[],
  facts: { readonly field: Field; readonly column: string },
): UnitDecision =>
  areWhole(use, shape, rows)
    ? { usable: true, unit: "d", warning: { code: "unit-assumed", facts: { ...facts, unit: "d" } } }
    : { usable: shape.durations > shape.numbers, warning: { code: "unit-unknown", facts } };

const isOne = (ratio: Ratio | null): boolean => ratio !== null && agrees(ratio.median, ratio.sums);

/** Whether a ratio that should be 1 is: medians of rounded hours scatter, sums do not. */
const agrees = (median: number, sums: number): boolean =>
  Math.abs(median - 1) <= 0.05 || (Math.abs(sums - 1) <= 0.05 && Math.abs(median - 1) <= 0.5);

interface Ratio {
  /** Median over rows of number ÷ seconds between the instants, and the same of their sums. */
  readonly median: number;
  readonly sums: number;
}

/** Rows after which a median is as certain as it gets. */
const ENOUGH = 250;

/** How the column's lengths, bare numbers in `unit`, compare with the seconds between the file's instants; null without three rows of both. */
const ratioToInstants = (
  use: ColumnUse,
  shape: ColumnShape,
  instants: readonly ReadableInstant[],
  rows: readonly SampleRow[],
  unit: TimeUnit,
): Ratio | null => {
  if (use.clock === "business") return null;
  for (const [from, to] of SPANS[use.field] ?? []) {
    const start = instants.find(({ field }) => field === from);
    const end = instants.find(({ field }) => field === to);
    if (start === undefined || end === undefined) continue;
    const ratio = ratioOver(use, shape, start, end, rows, unit);
    if (ratio !== null) return ratio;
  }
  return null;
};

const ratioOver = (
  use: ColumnUse,
  shape: ColumnShape,
  start: ReadableInstant,
  end: ReadableInstant,
  rows: readonly SampleRow[],
  unit: TimeUnit,
): Ratio | null => {
  const ratios: number[] = [];
  const sums = { number: 0, seconds: 0 };
  const [startOf, endOf] = [start, end].map(({ format }) => instantsOf({ format }, { zone: "UTC" }));
  for (const { cells } of rows) {
    const cell = cells[use.column] ?? "";
    if (cell === "") continue;
    const number = readDuration(cell, unit, shape.numberStyle);
    if (!(number > 0)) continue;
    const seconds = (endOf(cells[end.column] ?? "").ms - startOf(cells[start.column] ?? "").ms) / 1000;
    if (!(seconds > 0)) continue;
    ratios.push(number / seconds);
    sums.number += number;
    sums.seconds += seconds;
    if (ratios.length === ENOUGH) break;
  }
  if (ratios.length < 3) return null;
  ratios.sort((a, b) => a - b);
  const middle = ratios.length >> 1;
  return { median: ratios.length % 2 === 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2, sums: sums.number / sums.seconds };
};

/** The clean factor by which a unit is off, and the unit that would fit; null when it fits or is off by nothing clean. */
const mixedUp = (ratio: Ratio | null, unit: number): { factor: number; fits: Length } | null => {
  if (ratio === null) return null;
  const off = ratio.median * unit;
  const factor = MIXED_UP.find((clean) => Math.abs(off / clean - 1) <= 0.03 || Math.abs(off * clean - 1) <= 0.03);
  const fits = LENGTHS.find((length) => Math.abs(ratio.median * SECONDS[length] - 1) <= 0.03);
  return factor === undefined || fits === undefined ? null : { factor, fits };
};
