import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { connect } from "../../src/store/driver.ts";

/** What may differ from run to run: when something was written, and how much of a file was looked at to understand it. */
const OTHER = new Set(["imported_at", "recorded_at", "noted_at", "decisions"]);

/** A fingerprint of all that a store holds, which has to be whole. The store itself is left as a killed run left it. */
export const stateOf = (cwd: string, db = "metrics.db"): string => {
  const copy = mkdtempSync(join(cwd, "look-"));
  for (const name of [db, `${db}-wal`]) if (existsSync(join(cwd, name))) copyFileSync(join(cwd, name), join(copy, name));
  const store = connect(join(copy, db), {});
  try {
    expect(store.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
    expect(store.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    const hash = createHash("sha256");
    for (const { name } of store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()) {
      const rows = store.prepare(`SELECT * FROM ${String(name)}`).all();
      const texts = rows.map((row) => JSON.stringify(Object.entries(row).filter(([key]) => !OTHER.has(key))));
      hash.update(JSON.stringify([name, texts.toSorted()]));
    }
    return hash.digest("hex");
  } finally {
    store.close();
    rmSync(copy, { recursive: true });
  }
};
