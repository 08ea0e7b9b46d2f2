import { FIELDS, type Field } from "../interaction/fields.ts";
import type { InspectedColumn, InspectedFile, Inspection } from "../report/inspect-model.ts";
import { quoteArgument } from "../text/quote.ts";
import type { Pen } from "./draw.ts";
import { baseName } from "./header.ts";
import { checkLines, keepTogether } from "./inspect-checks.ts";
import { columnLines } from "./inspect-columns.ts";
import { canReport, cannotReport } from "./inspect-kpis.ts";
import * as words from "./inspect-words.ts";
import { counted } from "./noun.ts";
import { MARGIN } from "./page.ts";
import { headLines, penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { TIE, wrap } from "./wrap.ts";

export interface InspectOptions extends Pick<RenderOptions, "style" | "width" | "ascii"> {
  /** Every column and every check, needed or not. */
  readonly all: boolean;
  /** The command that reports on the files as they were read here; null = do not name it. */
  readonly nextCommand: string | null;
  /** The command that keeps for good how the files are read; null = there is none, as for standard input. */
  readonly keepCommand: string | null;
  /** Only what was understood: not what is missing, what to check, nor what to do about it. */
  readonly brief?: boolean;
}

/** Columns of the labels on the left. */
const LABEL = 10;
const KPI_LABEL = 12;

/** How files were understood, for people: one page a file, 60 to 160 columns wide. */
export const render = (inspection: Inspection, options: InspectOptions): string => {
  const pen = penOf(options);
  const pages = inspection.files.map((file) => [...pageOf(file, options, pen), ""]);
  const end = options.brief === true ? [] : closing(inspection, options, pen);
  const lines = [...pages.flatMap((page, i) => (i === 0 ? page : ["", ...page])), ...end];
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

const pageOf = (file: InspectedFile, options: InspectOptions, pen: Pen): string[] => {
  const worded = wordedBy(pen);
  const size = `${counted(file.report.rows.read, "rows")}, ${counted(file.columns.length, "columns")}`;
  const lines = [...headLines([baseName(file.report.file), size].map(worded), pen.width), ""];
  const fact = (label: string, texts: readonly string[], width = LABEL): void => void lines.push(...labelled(label, texts, width, pen));
  const certainty = words.certaintyWords(file);
  fact("Read as", [words.readAs(file), ...(certainty === null ? [] : [certainty])]);
  fact("Text", [words.textWords(file)]);
  fact("Dates", words.datesWords(file));
  const solved = words.solvedWords(file);
  if (solved !== null) fact("Solved", [solved]);
  fact("Rows", [words.rowsWords(file)]);
  lines.push("", ...columnLines(file, options.all, pen), "");
  fact("Can report", [canReport(file, options.all)], KPI_LABEL);
  if (options.brief === true) return lines;
  const cannot = cannotReport(file, options.all);
  if (cannot.length > 0) {
    fact("Cannot", cannot, KPI_LABEL);
    if (cannot.some((reason) => reason.endsWith(")") && !reason.endsWith("(see below)")))
      fact("", ['In brackets: what to name with --map, as in --map nps="Header"'], KPI_LABEL);
  }
  if (file.checks.length > 0) lines.push("", "Please check", ...checkLines(file, options.all, pen));
  return lines;
};

/** A label on the left, texts beside it, each beginning a line of its own. */
const labelled = (label: string, texts: readonly string[], width: number, pen: Pen): string[] =>
  texts
    .flatMap((text) => wrap(wordedBy(pen)(text), Math.min(pen.width, READABLE) - width))
    .map((line, i) => (i === 0 ? label.padEnd(width) : " ".repeat(width)) + line);

/** A field that is told apart by more than its words: worth an example of `--map`. */
const mendable = ({ use, couldBe }: InspectedColumn): Field | undefined =>
  use === null ? couldBe.find((field) => FIELDS[field] !== "category") : undefined;

/** Longer headers make no good example. */
const LONGEST_EXAMPLE = 30;

/** How to mend a reading, told by a column of these files where one offers itself, and what to type when nothing is to be mended. */
const closing = ({ files }: Inspection, { nextCommand, keepCommand }: InspectOptions, pen: Pen): string[] => {
  const columns = files.flatMap((file) => file.columns);
  const isGood = ({ header }: InspectedColumn): boolean =>
    header !== "" && header.length <= LONGEST_EXAMPLE && columns.filter((other) => other.header === header).length === 1;
  const own = columns.find((column) => mendable(column) !== undefined && isGood(column));
  const example = own === undefined ? 'resolved="Closed at"' : `${mendable(own)}=${quoteArgument(own.header)}`;
  const keep = keepCommand === null ? "" : `, then keep it for good with: ${keepCommand}`;
  const lines = [`A column read wrongly? Try --map${TIE}${example.replaceAll(" ", TIE)}${keep}`];
  if (nextCommand !== null) lines.push(`All as it should be? ${nextCommand}`);
  const width = Math.min(pen.width, READABLE);
  return lines.flatMap((line) => wrap(wordedBy(pen)(keepTogether(line, width)), width));
};
