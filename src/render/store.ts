import type { StoreInfo } from "../store/care.ts";
import { draw } from "./draw.ts";
import type { Column } from "./grid.ts";
import { textOf } from "./json.ts";
import { MARGIN } from "./page.ts";
import { headLines, penOf } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { count } from "./units.ts";

const size = (bytes: number): string => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const day = (text: string | null): string => (text === null ? "–" : text.slice(0, 10));

/** What is in a store, for people. */
export const renderTable = (info: StoreInfo, options: Pick<RenderOptions, "style" | "width" | "ascii">): string => {
  const pen = penOf(options);
  const { sources, file, bytes } = info;
  const column = (head: string, align: "left" | "right", texts: readonly string[]): Column => ({
    head: [head],
    align,
    cells: texts.map((text) => ({ text })),
    ...(head === "Source" ? { least: 12 } : {}),
  });
  const columns = [
    column(
      "Source",
      "left",
      sources.map(({ name, profile }) => profile ?? name),
    ),
    column(
      "Interactions",
      "right",
      sources.map(({ interactions }) => count(interactions)),
    ),
    column(
      "From",
      "left",
      sources.map(({ first }) => day(first)),
    ),
    column(
      "To",
      "left",
      sources.map(({ last }) => day(last)),
    ),
    column(
      "Imports",
      "right",
      sources.map(({ imports }) => count(imports)),
    ),
    column(
      "Last",
      "left",
      sources.map(({ imported }) => day(imported)),
    ),
  ];
  const lines = [
    ...headLines([pen.clean(file), size(bytes)], pen.width),
    "",
    ...(sources.length === 0 ? ["Nothing was imported yet."] : draw({ columns, between: [] }, pen)),
  ];
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

/** The same as JSON. */
export const renderJson = (info: StoreInfo): string => `${textOf({ schema: "cs-metrics.store/1", ...info })}\n`;
