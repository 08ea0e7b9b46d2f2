import type { ImportedRows } from "../store/imports.ts";
import type { Problem } from "../text/problem.ts";
import type { Report, SourceReport } from "./model.ts";

export type { ImportedRows };

/** What became of a file. */
export interface FileImport {
  readonly file: string;
  readonly sha256: string;
  readonly profile: string | null;
  /** The very same file was imported before, then and under that name: nothing was done. */
  readonly already: { readonly at: string; readonly file: string } | null;
  readonly rows: ImportedRows;
  /** Why rows were left out or rejected → how many. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Of the unchanged: the store has something newer. */
  readonly older: number;
  /** Rows that nothing tells from others: each is an interaction of its own. */
  readonly withoutId: number;
  /** Rows tell when they were last changed. */
  readonly hasUpdated: boolean;
  /** Latest instant in the file; null without any. */
  readonly newest: string | null;
  /** How it was understood; null where it was not read. */
  readonly report: SourceReport | null;
}

export interface ImportReport {
  /** The store as people are shown it. */
  readonly store: string;
  /** Nothing was written. */
  readonly isTrial: boolean;
  readonly files: readonly FileImport[];
  readonly notices: readonly Problem[];
  /** The rejected records, kept when `--rejects` asked for them. */
  readonly rejects: Report["rejects"];
}
