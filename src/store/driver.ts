import { pathToFileURL } from "node:url";
import Libsql from "libsql";

/** What a cell of the database may hold. Truth is 0 or 1: the binding ends the process on a boolean. */
export type Cell = string | number | Buffer | null;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;

export interface Statement {
  run(cells?: readonly Cell[]): void;
  get(cells?: readonly Cell[]): Row | undefined;
  all(cells?: readonly Cell[]): readonly Row[];
}

/** An open database. Everything is synchronous; what fails throws an error whose `code` is SQLite's (`SQLITE_BUSY` …). */
export interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** SQLite's plain codes, which the lowest byte of an extended code is; of what can happen to a sound program. */
const CODES: Readonly<Record<number, string>> = {
  3: "SQLITE_PERM",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  26: "SQLITE_NOTADB",
};

/** The binding names some codes only by their number, and says of a file that it cannot open "Unable to open connection …: 14". */
const named = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { code, rawCode } = error as { readonly code?: unknown; readonly rawCode?: unknown };
  const unopened = /ConnectionFailed\(.*: (\d+)"\)/su.exec(error.message)?.[1];
  if (unopened === undefined && !String(code).startsWith("UNKNOWN_")) return error;
  const known = CODES[(unopened === undefined ? Number(rawCode) : Number(unopened)) & 255];
  return known === undefined ? error : Object.assign(new Error(error.message, { cause: error }), { code: known });
};

const naming = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw named(error);
  }
};

/**
 * Opens a database file; the empty path is a temporary one. `parameters` are those of SQLite's URIs, such as `mode=ro`; `patience` is for how
 * many milliseconds to wait for another process that writes.
 * The one place that knows the binding: it takes no heed of options such as `readonly`.
 */
export const connect = (
  path: string,
  { parameters, patience = 0 }: { readonly parameters?: string; readonly patience?: number },
): Connection => {
  const file = parameters === undefined ? path : `${pathToFileURL(path).href}?${parameters}`;
  const database = naming(() => new Libsql(file, { timeout: patience }));
  return {
    exec: (sql) => naming(() => void database.exec(sql)),
    prepare(sql) {
      const statement = naming(() => database.prepare(sql));
      return {
        run: (cells = []) => naming(() => void statement.run(cells)),
        get: (cells = []) => naming(() => statement.get(cells) as Row | undefined),
        all: (cells = []) => naming(() => statement.all(cells) as readonly Row[]),
      };
    },
    close: () => void database.close(),
  };
};
