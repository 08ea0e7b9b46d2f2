import { sanitize } from "../../text/sanitize.ts";
import { displayWidth, padEnd } from "../../text/width.ts";
import type { ScaleQuestion } from "../model.ts";
import { MARGIN, indented, screenWidth, wrap } from "./layout.ts";

/** Blank columns that keep the two labels apart. */
const GAP = 3;

/** Columns from one number to the next where there is room. */
const PITCH = 5;

/** How the numbers stand: `pitch` columns apart, the first one `inset` columns after the margin, `perRow` in a row. */
interface Grid {
  readonly pitch: number;
  readonly inset: number;
  readonly perRow: number;
}

const numbersOf = ({ low, high }: ScaleQuestion): number[] => Array.from({ length: high - low + 1 }, (_, index) => low + index);

/** What the ends of a scale mean. */
interface Labels {
  readonly low: string;
  readonly high: string;
  /** Columns they take under a scale. One far longer than the other would reach beyond its own half and seem to speak of the middle. */
  readonly needed: number;
}

const labelsOf = ({ lowLabel, highLabel }: ScaleQuestion): Labels => {
  const [low, high] = [sanitize(lowLabel).trim(), sanitize(highLabel).trim()];
  const widths = [displayWidth(low), displayWidth(high)];
  return { low, high, needed: Math.max(widths[0] + GAP + widths[1], Math.ceil(Math.max(...widths) * (5 / 3))) };
};

/** From the margin to the end of the last number of a whole row. */
const span = (grid: Grid, numbers: readonly number[]): number =>
  grid.inset + (Math.min(grid.perRow, numbers.length) - 1) * grid.pitch + String(numbers.at(-1)).length;

/** Room around the numbers for the brackets: `[ 9 ]` where they are far apart, else `[9]`. */
const gridOf = (pitch: number, numbers: readonly number[], room: number): Grid => {
  const inset = pitch >= PITCH ? 2 : 1;
  const grid = { pitch, inset, perRow: numbers.length };
  if (span(grid, numbers) + 1 <= room) return grid;
  return { ...grid, perRow: Math.max(1, Math.floor((room - inset - 1) / pitch)) };
};

/** The widest grid on one row; wider than usual where the labels need it to stand under their ends. */
const fittingGrid = (question: ScaleQuestion, labels: number, room: number): Grid => {
  const numbers = numbersOf(question);
  const needed = Math.ceil((labels - 2 - String(question.high).length) / Math.max(1, numbers.length - 1));
  const narrowest = String(numbers.at(-2) ?? question.high).length + 1;
  const pitches = [Math.max(PITCH, needed), PITCH, 4, 3, 2].filter((pitch) => pitch >= narrowest);
  const grids = pitches.map((pitch) => gridOf(pitch, numbers, room));
  return grids.find(({ perRow }) => perRow === numbers.length) ?? gridOf(Math.max(3, narrowest), numbers, room);
};

const rowLine = (row: readonly number[], chosen: number | null, { pitch, inset }: Grid, room: number): string => {
  const cells: string[] = [];
  const put = (column: number, text: string): void => {
    for (const [index, character] of [...text].entries()) cells[column + index] = character;
  };
  row.forEach((number, index) => {
    const text = String(number);
    const column = inset + index * pitch;
    put(column, text);
    if (number !== chosen) return;
    put(column - inset, "[");
    const end = column + text.length;
    put(inset === 2 && end + 1 < room ? end + 1 : end, "]");
  });
  return indented(Array.from(cells, (cell) => cell ?? " ").join(""));
};

/** The labels under their ends, or under each other, each with its number, where the scale is too short for that. */
const labelLines = (question: ScaleQuestion, { low, high, needed }: Labels, grid: Grid, room: number): string[] => {
  if (low === "" && high === "") return [];
  const numbers = numbersOf(question);
  const reach = span(grid, numbers);
  if (grid.perRow === numbers.length && needed <= reach) return [indented(padEnd(low, reach - displayWidth(high)) + high)];
  const digits = String(question.high).length;
  const labelled = ([number, label]: readonly [number, string]): string[] => {
    const lead = `${String(number).padStart(digits)} = `;
    return wrap(label, room - lead.length).map((line, index) => indented((index === 0 ? lead : " ".repeat(lead.length)) + line));
  };
  const ends: (readonly [number, string])[] = [
    [question.low, low],
    [question.high, high],
  ];
  return ends.filter(([, label]) => label !== "").flatMap(labelled);
};

/**
 * A scale for a terminal `columns` wide: the numbers, the chosen one in brackets (null = none yet), and the labels of the two ends. Of the
 * question only range and labels matter.
 */
export const scaleRows = (question: ScaleQuestion, chosen: number | null, columns: number): string[] => {
  const room = screenWidth(columns) - MARGIN;
  const labels = labelsOf(question);
  const grid = fittingGrid(question, labels.needed, room);
  const numbers = numbersOf(question);
  const rows = Array.from({ length: Math.ceil(numbers.length / grid.perRow) }, (_, index) =>
    rowLine(numbers.slice(index * grid.perRow, (index + 1) * grid.perRow), chosen, grid, room),
  );
  return [...rows, ...labelLines(question, labels, grid, room)];
};
