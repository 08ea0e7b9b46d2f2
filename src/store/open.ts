import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isProblem, ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { connect, type Connection } from "./driver.ts";
import type { StoreEnv, StorePlace } from "./env.ts";
import { databaseFailure, guarded } from "./failure.ts";
import { APPLICATION, MIGRATIONS } from "./schema.ts";

/** Milliseconds to wait for another process that writes, where nothing else is said. */
const PATIENCE = 10_000;

/** Pages kept in memory, in KiB, and the log's size in pages at which it is worked into the file. */
const PRAGMAS = "PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; PRAGMA foreign_keys=ON; PRAGMA temp_store=FILE;";

/** An open store. */
export interface Store {
  /** As people are shown it. */
  readonly name: string;
  /** Whole. */
  readonly path: string;
  readonly db: Connection;
  close(): void;
}

const numberOf = (db: Connection, pragma: string): number => Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

/** Fails where the file is none of this program's, or of a later one. Returns its version, 0 for one that is empty. */
const versionOf = (db: Connection, name: string): number => {
  const application = numberOf(db, "application_id");
  const version = numberOf(db, "user_version");
  if (application === 0 && version === 0 && db.prepare("SELECT count(*) AS n FROM sqlite_master").get()!["n"] === 0) return 0;
  if (application !== APPLICATION) throw new ProblemError(4, "store-foreign", { file: name });
  if (version > MIGRATIONS.length) throw new ProblemError(4, "store-newer", { file: name, version, known: MIGRATIONS.length });
  return version;
};

/** Whether there is a store at a place. */
export const hasStore = (path: string, env: Pick<StoreEnv, "cwd">): boolean => existsSync(resolve(env.cwd, path));

/** A copy beside the file, as it was before a migration; an older copy of the same version is replaced. */
const backUp = (db: Connection, path: string, version: number): void => {
  const copy = `${path}.v${version}.bak`;
  rmSync(copy, { force: true });
  db.prepare("VACUUM INTO ?").run([copy]);
  chmodSync(copy, 0o600);
};

/** Brings a database from a version to that of the last migration, all of it or nothing; as it was stands beside it. */
export const migrate = (db: Connection, path: string, version: number, migrations: readonly string[] = MIGRATIONS): void => {
  if (version > 0) backUp(db, path, version);
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have been faster.
    for (let at = numberOf(db, "user_version"); at < migrations.length; at++) db.exec(migrations[at]);
    db.exec(`PRAGMA application_id=${APPLICATION}; PRAGMA user_version=${migrations.length}; COMMIT`);
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
};

/** A file for the owner alone, and the folders above it, where there is none. */
const create = (path: string): void => {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
};

const PAUSE = 20;

/** SQLite waits for others by itself, but not where the kind of its log is changed. */
const setLog = (db: Connection, patience: number): void => {
  const start = performance.now();
  for (;;) {
    try {
      db.exec("PRAGMA journal_mode=WAL");
      return;
    } catch (error) {
      if (errorCode(error) !== "SQLITE_BUSY" || performance.now() - start > patience) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
};

const opened = (name: string, path: string, db: Connection): Store => ({ name, path, db, close: () => db.close() });

/** Works the log into the file, so that the file alone is the store: people copy it. Others that read at the moment only put it off. */
const tidy = (db: Connection): void => {
  try {
    db.exec("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // What is in the log is as safe there.
  }
};

/** Opens a store to write to; makes it where there is none. Throws exit 4. */
export const openStore = ({ path: given, name }: StorePlace, env: StoreEnv): Store => {
  const path = resolve(env.cwd, given);
  return guarded(name, () => {
    if (existsSync(path) && !statSync(path).isFile()) throw new ProblemError(4, "store-foreign", { file: name });
    create(path);
    const patience = env.patience ?? PATIENCE;
    const db = connect(path, { patience });
    try {
      const version = versionOf(db, name);
      setLog(db, patience);
      db.exec(PRAGMAS);
      if (version < MIGRATIONS.length) migrate(db, path, version);
      const close = (): void => {
        tidy(db);
        db.close();
      };
      return { name, path, db, close };
    } catch (error) {
      db.close();
      throw error;
    }
  });
};

/** A store that is gone when it is closed. */
export const temporaryStore = (name: string): Store =>
  guarded(name, () => {
    const db = connect("", {});
    db.exec(PRAGMAS);
    migrate(db, "", 0);
    return opened(name, "", db);
  });

/** What keeps a database from being opened in the ordinary way where its folder is read-only. */
const CLOSED = ["SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR"];

const hasLog = (path: string): boolean => (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** A connection for reading alone; in a read-only folder one that trusts that nobody writes there. */
const connectToRead = (path: string, patience: number): Connection => {
  const ways = [{ patience }, { patience, parameters: hasLog(path) ? "mode=ro" : "immutable=1" }];
  for (const [at, way] of ways.entries()) {
    let db: Connection | undefined;
    try {
      db = connect(path, way);
      numberOf(db, "user_version");
      return db;
    } catch (error) {
      db?.close();
      if (at === ways.length - 1 || !CLOSED.some((code) => errorCode(error).startsWith(code))) throw error;
    }
  }
  throw new Error("no way to read a store");
};

/**
 * Opens a store to read it as it is at this moment (else at each). Throws exit 4: also where there is none. An earlier version is brought up
 * to date.
 */
export const openToRead = ({ path: given, name }: StorePlace, env: StoreEnv, atOneMoment = true): Store => {
  const path = resolve(env.cwd, given);
  if (!existsSync(path)) throw new ProblemError(4, "store-missing", { file: name });
  return guarded(name, () => {
    if (!statSync(path).isFile()) throw new ProblemError(4, "store-foreign", { file: name });
    const db = connectToRead(path, env.patience ?? PATIENCE);
    try {
      const version = versionOf(db, name);
      if (version === 0) throw new ProblemError(4, "store-missing", { file: name });
      if (version === MIGRATIONS.length) {
        db.exec(`${PRAGMAS} ${atOneMoment ? "PRAGMA query_only=ON; BEGIN" : ""}`);
        return opened(name, path, db);
      }
    } catch (error) {
      db.close();
      throw error;
    }
    db.close();
    openStore({ path: given, name }, env).close();
    return openToRead({ path: given, name }, env, atOneMoment);
  });
};

/** The same, or null where there is none: also where another run is just making it. */
export const openIfMade = (place: StorePlace, env: StoreEnv): Store | null => {
  try {
    return openToRead(place, env);
  } catch (error) {
    if (isProblem(error) && error.problem.code === "store-missing") return null;
    throw error;
  }
};

/** Does something to a store as a whole: all of it is there afterwards, or nothing. `keep: false` = none of it, to see what it would do. */
export const transaction = async <Result>({ db, name }: Store, keep: boolean, work: () => Promise<Result>): Promise<Result> => {
  guarded(name, () => db.exec("BEGIN IMMEDIATE"));
  try {
    const result = await work();
    db.exec(keep ? "COMMIT" : "ROLLBACK");
    return result;
  } catch (error) {
    try {
      db.exec("ROLLBACK");
    } catch {
      // A full disk has ended the transaction already.
    }
    throw databaseFailure(error, name);
  }
};

/** Runs something that works on an open store. */
export const storing = async <Result>({ name }: Store, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw databaseFailure(error, name);
  }
};
