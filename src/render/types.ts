import type { Report } from "../report/model.ts";
import type { Style } from "../text/style.ts";
import type { Brief } from "./brief.ts";
import type { TrendPage } from "./trend.ts";

/** How to lay a report out; says nothing about what is in it. */
export interface RenderOptions {
  readonly style: Style;
  /** Columns available; the table fits 60 to 160. */
  readonly width: number;
  /** Only ASCII for rules, dashes and bullets. */
  readonly ascii: boolean;
  /** Most groups shown in the table; 0 = all that the table can take. */
  readonly limit: number;
  readonly layout: "wide" | "long";
  /** CSV for a spreadsheet: BOM, CRLF and the locale's delimiter and decimal mark. */
  readonly excel: { readonly delimiter: string; readonly decimal: string } | null;
  readonly timeUnit: "s" | "min" | "h";
  /** The command to look at how the files were read; null = do not name it (not a terminal, or `--quiet`). */
  readonly nextCommand: string | null;
  /** What a course of time adds, where the report has one; in a file of its own, as few reports do. */
  readonly trend?: TrendPage;
  /** The report in a few sentences, where asked for. */
  readonly brief?: Brief;
}

export type Renderer = (report: Report, options: RenderOptions) => string;
