import type { Renderer } from "./types.ts";

/** Notices that table and Markdown say themselves, under "Good to know". */
export const SAID_IN_REPORT: ReadonlySet<string> = new Set([
  "scale-assumed",
  "scores-unusable",
  "unit-assumed",
  "unit-unknown",
  "unit-suspect",
  "ids-ruined",
]);

/** The formats a report can take, loaded when they are used. */
export const renderers: Readonly<Record<"table" | "csv" | "json" | "markdown", () => Promise<Renderer>>> = {
  table: async () => (await import("./table.ts")).render,
  csv: async () => (await import("./csv.ts")).render,
  json: async () => (await import("./json.ts")).render,
  markdown: async () => (await import("./markdown.ts")).render,
};

/** What writes a report: as one text, or piece by piece where that may be too long for one. */
export const writerOf = async (format: keyof typeof renderers): Promise<(...of: Parameters<Renderer>) => string | Iterable<string>> =>
  format === "json" ? (await import("./json.ts")).pieces : renderers[format]();
