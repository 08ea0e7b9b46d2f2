import { wrap, indented, MARGIN, screenWidth } from "./layout.ts";

/** How one option of a list is drawn: what stands before its label. */
export type Lead = (index: number) => string;

/**
 * Options under each other, each label behind its lead, longer ones on several lines. Where they take more than `rows` lines, those
 * around `focus` are shown, and dots stand for the others.
 */
export const listLines = (labels: readonly string[], lead: Lead, focus: number, columns: number, rows: number): string[] => {
  const blocks = labels.map((label, index) => {
    const before = lead(index);
    const blank = " ".repeat(before.length);
    return wrap(label, screenWidth(columns) - MARGIN - before.length).map((line, at) => indented((at === 0 ? before : blank) + line));
  });
  if (blocks.flat().length <= rows) return blocks.flat();
  let [first, last] = [focus, focus + 1];
  const height = (from: number, to: number): number =>
    blocks.slice(from, to).flat().length + (from > 0 ? 1 : 0) + (to < blocks.length ? 1 : 0);
  for (let grown = true; grown;) {
    grown = false;
    if (last < blocks.length && height(first, last + 1) <= rows) {
      last++;
      grown = true;
    }
    if (first > 0 && height(first - 1, last) <= rows) {
      first--;
      grown = true;
    }
  }
  const dots = indented("...");
  return [...(first > 0 ? [dots] : []), ...blocks.slice(first, last).flat(), ...(last < blocks.length ? [dots] : [])];
};

/** The options of a choice with their numbers, the chosen one (from 1) in brackets. */
export const choiceLines = (labels: readonly string[], chosen: number | null, columns: number, rows: number): string[] => {
  const digits = String(labels.length).length;
  const lead = (index: number): string => {
    const number = String(index + 1).padStart(digits);
    return index + 1 === chosen ? `[ ${number} ] ` : `  ${number}   `;
  };
  return listLines(labels, lead, (chosen ?? 1) - 1, columns, rows);
};

/** Yes and no side by side, the chosen one (1 or 2) in brackets. */
export const yesNoLines = (labels: readonly string[], chosen: number | null): string[] => [
  indented(labels.map((label, index) => (index + 1 === chosen ? `[ ${label} ]` : `  ${label}  `)).join("   ")).trimEnd(),
];
