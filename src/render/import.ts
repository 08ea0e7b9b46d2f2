import type { FileImport, ImportedRows, ImportReport } from "../report/import-model.ts";
import { draw } from "./draw.ts";
import type { Column } from "./grid.ts";
import { baseName } from "./header.ts";
import { textOf } from "./json.ts";
import { MARGIN } from "./page.ts";
import { headLines, penOf } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { count } from "./units.ts";
import { wrap } from "./wrap.ts";

type Options = Pick<RenderOptions, "style" | "width" | "ascii">;

const SCHEMA = "cs-metrics.import/1";

const HEADS: readonly (readonly [fate: keyof ImportedRows, head: string])[] = [
  ["read", "Rows"],
  ["new", "New"],
  ["updated", "Updated"],
  ["unchanged", "Unchanged"],
  ["duplicates", "Repeated"],
  ["leftOut", "Left out"],
  ["rejected", "Damaged"],
  ["notData", "No data"],
];
/** Shown even where they are 0. */
const ALWAYS: ReadonlySet<keyof ImportedRows> = new Set(["read", "new", "updated", "unchanged"]);

const sumOf = (files: readonly FileImport[], fate: keyof ImportedRows): number => files.reduce((sum, { rows }) => sum + rows[fate], 0);

/** Why records are set aside, in words; other reasons are words. */
const WHY: Readonly<Record<string, string>> = {
  "too-long": "with more cells than the header",
  malformed: "broken",
  "unclosed-quote": "with a quote that never closes",
};

const plural = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

/** What is worth knowing of a file, a sentence each. */
const remarks = ({ file, already, reasons, older, withoutId, hasUpdated, rows }: FileImport): string[] => {
  const name = baseName(file);
  if (already !== null) {
    const alias = already.file === file ? "" : ` as ${already.file}`;
    return [`${name} was imported already on ${already.at.slice(0, 10)}${alias}: nothing to do.`];
  }
  const why = Object.entries(reasons).map(([reason, n]) => `${count(n)} ${WHY[reason] ?? reason}`);
  return [
    ...(why.length === 0 ? [] : [`${name}: not taken in: ${why.join(", ")}.`]),
    ...(older === 0 ? [] : [`${name}: of ${plural(older, "row", "rows")} the store has something newer.`]),
    ...(hasUpdated || rows.updated + rows.unchanged === 0
      ? []
      : [`${name} does not tell when tickets were last changed: the later date in a row decides, else the later import.`]),
    ...(withoutId === 0
      ? []
      : [`${name}: ${plural(withoutId, "row has", "rows have")} no id. Another export that holds the same rows would count them again.`]),
  ];
};

/** What became of the rows, for people. */
export const renderTable = (report: ImportReport, options: Options): string => {
  const { files, store, isTrial } = report;
  const pen = penOf(options);
  const shown = HEADS.filter(([fate]) => ALWAYS.has(fate) || sumOf(files, fate) > 0);
  const total = files.length > 1;
  const columns: Column[] = [
    {
      head: ["File"],
      align: "left",
      cells: [...files.map(({ file }) => ({ text: baseName(file) })), ...(total ? [{ text: "All" }] : [])],
      least: 12,
    },
    ...shown.map(([fate, head]): Column => ({
      head: [head],
      align: "right",
      cells: [...files.map(({ rows }) => ({ text: count(rows[fate]) })), ...(total ? [{ text: count(sumOf(files, fate)) }] : [])],
    })),
  ];
  const lines = [
    ...headLines(
      [isTrial ? `${store}, as it would be` : store, plural(sumOf(files, "read"), "row read", "rows read")].map(pen.clean),
      pen.width,
    ),
    "",
    ...draw({ columns, between: total ? [{ before: files.length, line: "rule" }] : [] }, pen),
  ];
  const sentences = [...files.flatMap(remarks), ...(isTrial ? ["Nothing was changed (--dry-run)."] : [])];
  if (sentences.length > 0) lines.push("", ...sentences.flatMap((sentence) => wrap(pen.clean(sentence), pen.width)));
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

/** The same as JSON: `docs/import.schema.json`. */
export const renderJson = ({ store, isTrial, files }: ImportReport): string =>
  `${textOf({
    schema: SCHEMA,
    store,
    dryRun: isTrial,
    files: files.map(({ file, sha256, profile, already, rows, reasons, older, withoutId, newest, report }) => ({
      file,
      sha256,
      profile,
      already: already === null ? null : { importedAt: already.at, file: already.file },
      rows,
      reasons,
      older,
      withoutId,
      newest,
      unreadable: report?.unreadable ?? [],
    })),
  })}\n`;
