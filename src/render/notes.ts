import type { Note } from "../store/notes.ts";
import { draw } from "./draw.ts";
import type { Column } from "./grid.ts";
import { textOf } from "./json.ts";
import { MARGIN } from "./page.ts";
import { penOf } from "./table.ts";
import type { RenderOptions } from "./types.ts";

/** Notes as a table. */
export const renderNotes = (notes: readonly Note[], options: Pick<RenderOptions, "style" | "width" | "ascii">): string => {
  const column = (head: string, align: Column["align"], cells: readonly string[], more: Partial<Column> = {}): Column => ({
    head: [head],
    align,
    cells: cells.map((text) => ({ text })),
    ...more,
  });
  const columns = [
    column(
      "Number",
      "right",
      notes.map(({ id }) => String(id)),
    ),
    column(
      "Day",
      "left",
      notes.map(({ day }) => day),
    ),
    column(
      "Note",
      "left",
      notes.map(({ text }) => text),
      { least: 20 },
    ),
  ];
  const lines = draw({ columns, between: [] }, penOf(options));
  return lines.map((line) => `${" ".repeat(MARGIN)}${line}\n`).join("");
};

export const renderNotesJson = (notes: readonly Note[]): string => `${textOf({ schema: "cs-metrics.notes/1", notes })}\n`;
