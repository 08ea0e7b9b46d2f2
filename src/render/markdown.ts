import type { Report } from "../report/model.ts";
import { sanitize } from "../text/sanitize.ts";
import type { Grid } from "./grid.ts";
import { type Page, pageOf } from "./page.ts";
import type { RenderOptions } from "./types.ts";
import { TIE } from "./wrap.ts";

/** The same page as the table's in Markdown, with every column. */
export const render = (report: Report, options: RenderOptions): string => {
  const brief = options.brief?.sentences.map((sentence) => `- ${escaped(sentence)}`).join("\n");
  return `${[...(brief === undefined ? [] : [brief]), ...blocks(pageOf(report, { ...options, width: Infinity }))].join("\n\n")}\n`;
};

/** A page in Markdown. */
export const pageMarkdown = (page: Page): string => `${blocks(page).join("\n\n")}\n`;

/** Text that Markdown and HTML leave alone. */
const escaped = (text: string): string =>
  sanitize(text)
    .replaceAll(TIE, " ")
    .replace(/[\\`*<>[\]|~]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");

/** The parts of a page in Markdown, to be set apart by blank lines. */
export const blocks = (page: Page): string[] => {
  const [file, ...rest] = page.headline.map(escaped);
  const parts = [[`**${file}**`, ...rest].join(" · ")];
  if (page.zone !== null) parts.push(escaped(page.zone));
  for (const grid of page.grids) {
    if (grid.title !== undefined) parts.push(`**${escaped(grid.title)}**`);
    parts.push(pipeTable(grid));
    for (const { line } of grid.between) if (typeof line === "object") parts.push(escaped(line.text));
  }
  if (page.footnote !== null) parts.push(escaped(page.footnote));
  if (page.goodToKnow.length > 0) parts.push("**Good to know**", page.goodToKnow.map((note) => `- ${escaped(note)}`).join("\n"));
  parts.push(...page.closing.map(escaped));
  return parts;
};

const pipeTable = ({ columns }: Grid): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = columns[0].cells.map((_, row) =>
    line(columns.map(({ cells }) => escaped(`${cells[row].text}${cells[row].mark === true ? "*" : ""}`.replace(/ {2,}/gu, " ").trim()))),
  );
  return [
    line(columns.map(({ head }) => escaped(head.join(" ")))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows,
  ].join("\n");
};
