import type { StoredDecisions } from "./layout.ts";
import type { Store } from "./open.ts";

/** What became of the records of a file. `read` is the sum of the others. */
export interface ImportedRows {
  readonly read: number;
  readonly new: number;
  readonly updated: number;
  /** The store said the same, or something newer. */
  readonly unchanged: number;
  /** Further rows of an interaction that the file told of already. */
  readonly duplicates: number;
  /** No interactions: marked as spam, deleted, automatic replies …. */
  readonly leftOut: number;
  readonly rejected: number;
  readonly notData: number;
}

export interface KeptImport {
  readonly id: number;
  readonly source: number;
  readonly layout: number;
  readonly file: string;
  /** Table of an archive; "" for a file of its own. */
  readonly part: string;
  readonly sha256: string;
  /** Epoch milliseconds. */
  readonly importedAt: number;
  readonly newest: string | null;
  /** Null = still under way. */
  readonly rows: ImportedRows | null;
  /** Why rows were left out or rejected → how many. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly decisions: StoredDecisions;
}

/** What tells a file from others, whatever it is called. */
export interface Content {
  readonly sha256: string;
  /** Table of an archive; "" for a file of its own. */
  readonly part: string;
}

/** When and as what a file was imported before; undefined = it was not. */
export const findImport = (
  { db }: Store,
  { sha256, part }: Content,
): { readonly importedAt: string; readonly file: string; readonly rows: number } | undefined => {
  const row = db.prepare("SELECT imported_at, file, read FROM imports WHERE sha256 = ? AND part = ?").get([sha256, part]);
  return row === undefined ? undefined : { importedAt: String(row["imported_at"]), file: String(row["file"]), rows: Number(row["read"]) };
};

/** Number of the next import. */
export const nextImport = ({ db }: Store): number => Number(db.prepare("SELECT coalesce(max(id), 0) + 1 AS id FROM imports").get()!["id"]);

/** Stands for the checksum where no file was imported: for the answers of surveys. */
export const NO_FILE = "";

const COLUMNS =
  "id, source_id, layout_id, file, part, sha256, imported_at, newest, read, new, updated, unchanged, duplicates, left_out, rejected, not_data, reasons, decisions";

/** Puts an import down, anew where it is there. */
export const keepImport = ({ db }: Store, { rows, reasons, decisions, importedAt, ...about }: KeptImport): void => {
  const { read, new: added, updated, unchanged, duplicates, leftOut, rejected, notData } = rows ?? NONE;
  const names = COLUMNS.split(", ");
  const sql = `INSERT INTO imports (${COLUMNS}) VALUES (${names.map(() => "?").join()}) ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join()}`;
  const { id, source, layout, file, part, sha256, newest } = about;
  const at = new Date(importedAt).toISOString();
  const counts = [read, added, updated, unchanged, duplicates, leftOut, rejected, notData];
  db.prepare(sql).run([id, source, layout, file, part, sha256, at, newest, ...counts, JSON.stringify(reasons), JSON.stringify(decisions)]);
};

const NONE: ImportedRows = { read: 0, new: 0, updated: 0, unchanged: 0, duplicates: 0, leftOut: 0, rejected: 0, notData: 0 };
