import { statSync } from "node:fs";
import { guarded } from "./failure.ts";
import { type LastImport, lastImport } from "./history.ts";
import type { Store } from "./open.ts";

/** How a store is. */
export interface StoreHealth {
  /** What SQLite finds wrong with the file; [] = nothing. */
  readonly faults: readonly string[];
  /** Of its tables. */
  readonly version: number;
  readonly bytes: number;
  readonly interactions: number;
  /** Some others than its owner may read or write it. */
  readonly open: boolean;
  readonly lastImport: LastImport | null;
  /** The night that was recorded last, and when. */
  readonly lastRun: { readonly night: string; readonly recordedAt: number } | null;
}

/** Faults are told up to this many. */
const MOST_FAULTS = 3;

const OTHERS = 0o077;

/** Looks a store over; reads all of it. Throws exit 4. */
export const healthOf = (store: Store): StoreHealth =>
  guarded(store.name, () => {
    const { db, path } = store;
    const one = (sql: string): unknown => Object.values(db.prepare(sql).get() ?? {})[0];
    const found = db.prepare(`PRAGMA quick_check(${MOST_FAULTS})`).all();
    const faults = found.map((row) => String(Object.values(row)[0])).filter((text) => text !== "ok");
    const { size, mode } = statSync(path);
    const run = db.prepare("SELECT night, recorded_at FROM runs ORDER BY id DESC LIMIT 1").get();
    return {
      faults,
      version: Number(one("PRAGMA user_version")),
      bytes: size,
      interactions: Number(one("SELECT coalesce(sum(rows), 0) FROM layouts")),
      open: (mode & OTHERS) !== 0,
      lastImport: lastImport(store) ?? null,
      lastRun: run === undefined ? null : { night: String(run["night"]), recordedAt: Date.parse(String(run["recorded_at"])) },
    };
  });
