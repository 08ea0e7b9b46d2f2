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

/** "Unable to open connection …: 14" is all the binding says when a file cannot be opened. */
const named = (error: unknown): unknown => {
  const code = /ConnectionFailed\(.*: (\d+)"\)/su.exec(error instanceof Error ? error.message : "")?.[1];
  return code === undefined
    ? error
    : Object.assign(new Error("cannot be opened", { cause: error }), { code: code === "14" ? "SQLITE_CANTOPEN" : "SQLITE_IOERR" });
};

/**
 * Opens a database file; the empty path is a temporary one. `patience` is for how many milliseconds to wait for another process that writes.
 * The one place that knows the binding: it takes no heed of options such as `readonly`, but it does of the parameters of a URI.
 */
export const connect = (
  path: string,
  { isReadOnly = false, patience = 0 }: { readonly isReadOnly?: boolean; readonly patience?: number },
): Connection => {
  let database: Libsql.Database;
  try {
    database = new Libsql(isReadOnly ? `${pathToFileURL(path).href}?mode=ro` : path, { timeout: patience });
  } catch (error) {
    throw named(error);
  }
  return {
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (cells = []) => void statement.run(cells),
        get: (cells = []) => statement.get(cells) as Row | undefined,
        all: (cells = []) => statement.all(cells) as readonly Row[],
      };
    },
    close: () => void database.close(),
  };
};
