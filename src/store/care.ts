import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Completion } from "../answers/row.ts";
import { ProblemError } from "../text/problem.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { Cell } from "./driver.ts";
import type { StoreEnv } from "./env.ts";
import { guarded } from "./failure.ts";
import { allSources } from "./layouts.ts";
import { renameInFigures } from "./history.ts";
import { NO_FILE } from "./imports.ts";
import { type Store, transaction } from "./open.ts";
import { MIGRATIONS } from "./schema.ts";
import { SCORE_NAMES } from "./scores.ts";
import { Tallies } from "./tallies.ts";

/** What of a source is in a store. */
interface KeptSource {
  readonly name: string;
  readonly profile: string | null;
  readonly interactions: number;
  /** First and last date of them, as kept. */
  readonly first: string | null;
  readonly last: string | null;
  readonly imports: number;
  /** When a file of it was imported last, ISO 8601. */
  readonly imported: string | null;
}

/** What is in a store. */
export interface StoreInfo {
  readonly file: string;
  readonly bytes: number;
  /** Of its tables. */
  readonly version: number;
  readonly sources: readonly KeptSource[];
  readonly lastImport: { readonly file: string; readonly at: string } | null;
}

export const storeInfo = (store: Store): StoreInfo =>
  guarded(store.name, () => {
    const { db, path } = store;
    const one = (sql: string, ...values: readonly Cell[]): Readonly<Record<string, Cell>> => db.prepare(sql).get(values) ?? {};
    const sources = allSources(store).map(({ id, name, profile }): KeptSource => {
      const { n } = one("SELECT sum(rows) AS n FROM layouts WHERE source_id = ?", id);
      const { first, last } = one(
        "SELECT min(at) AS first, max(at) AS last FROM interactions WHERE layout_id IN (SELECT id FROM layouts WHERE source_id = ?)",
        id,
      );
      const { imports, imported } = one(
        "SELECT count(nullif(sha256, ?)) AS imports, max(imported_at) AS imported FROM imports WHERE source_id = ?",
        NO_FILE,
        id,
      );
      return {
        name,
        profile,
        interactions: Number(n ?? 0),
        first: first as string | null,
        last: last as string | null,
        imports: Number(imports),
        imported: imported as string | null,
      };
    });
    const last = db.prepare("SELECT file, imported_at FROM imports WHERE sha256 <> ? ORDER BY id DESC LIMIT 1").get([NO_FILE]);
    return {
      file: path,
      bytes: statSync(path).size,
      version: Number(one("PRAGMA user_version")["user_version"]),
      sources,
      lastImport: last === undefined ? null : { file: String(last["file"]), at: String(last["imported_at"]) },
    };
  });

/** A copy of the store as it is at this moment, for its owner alone: whole, or none. Throws exit 4 where something bears that name already. */
export const backUpStore = ({ db, name }: Store, to: string, { cwd }: Pick<StoreEnv, "cwd">): void => {
  const path = resolve(cwd, to);
  if (existsSync(path)) throw new ProblemError(4, "backup-exists", { file: to });
  guarded(name, () => {
    const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      db.prepare("VACUUM INTO ?").run([temporary]);
      chmodSync(temporary, 0o600);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
};

/**
 * Writes the file anew, and works the log into it: rows that were moved or dropped leave their texts behind in both. False = somebody reads
 * the store at the moment, so that they stay until the next run.
 */
export const compact = ({ db, name }: Store): boolean =>
  guarded(name, () => {
    // What is left free in a page would hold what was in memory before.
    db.exec("PRAGMA secure_delete=ON; VACUUM");
    return db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"] === 0;
  });

/** Interactions that are to be dropped, or were. */
export interface Pruned {
  readonly interactions: number;
  /** First and last date of them, as kept; null = there are none. */
  readonly first: string | null;
  readonly last: string | null;
  /** How many stay. */
  readonly kept: number;
}

/** Drops interactions dated before an instant (epoch milliseconds); those without a date stay. `keep: false` only counts them. */
export const pruneStore = async (store: Store, before: number, keep: boolean): Promise<Pruned> => {
  const pruned = await dropOlder(store, before, keep);
  if (keep && pruned.interactions > 0) compact(store);
  return pruned;
};

const dropOlder = (store: Store, before: number, keep: boolean): Promise<Pruned> =>
  transaction(store, keep, async () => {
    const { db } = store;
    const until = new Date(before).toISOString().slice(0, 19);
    const tallies = new Tallies(store);
    const { first, last } = db.prepare("SELECT min(at) AS first, max(at) AS last FROM interactions WHERE at < ?").get([until])!;
    let dropped = 0;
    for (const { layout_id: layout, n } of db
      .prepare("SELECT layout_id, count(*) AS n FROM interactions WHERE at < ? GROUP BY layout_id")
      .all([until])) {
      tallies.count(Number(layout), -Number(n));
      dropped += Number(n);
    }
    const scores = SCORE_NAMES.join(", ");
    const given = db
      .prepare(`SELECT layout_id, ${scores}, count(*) AS n FROM interactions WHERE at < ? GROUP BY layout_id, ${scores}`)
      .all([until]);
    for (const cells of given) tallies.countScores(Number(cells["layout_id"]), cells, -Number(cells["n"]));
    db.prepare("DELETE FROM interactions WHERE at < ?").run([until]);
    tallies.putDown();
    const { kept } = db.prepare("SELECT coalesce(sum(rows), 0) AS kept FROM layouts").get()!;
    return { interactions: dropped, first: first as string | null, last: last as string | null, kept: Number(kept) };
  });

/** Texts that speak of a customer, besides the name and the columns kept as they are. */
const PERSONAL = ["organisation", "comment"] as const;

/** Whether an answer was finished says nothing of a person; of columns kept as they are it alone stays. */
const COMPLETIONS: readonly Cell[] = ["yes", "no", "declined", "not reached"] satisfies readonly Completion[];
export const WITHOUT_PERSON = `kept = iif(json_extract(kept, '$.complete') IN (${COMPLETIONS.map((word) => `'${String(word)}'`).join()}),
  json_object('complete', json_extract(kept, '$.complete')), NULL)`;

export const folded = (name: Cell): string => foldWord(String(name).normalize("NFC"));

/** A customer's name as it is spelled in the store: what a report takes for one customer is one, in capitals of any language or not. */
const spellingsOf = ({ db }: Store, customer: string): Cell[] => {
  const names = db.prepare("SELECT DISTINCT customer FROM interactions WHERE customer IS NOT NULL").all();
  return names.map((row) => row["customer"]).filter((name) => folded(name) === folded(customer));
};

/** A customer whose name is to be forgotten, or was. */
export interface Forgotten {
  readonly interactions: number;
  /** Groups and conditions of recorded figures that name the customer. */
  readonly figures: number;
  /** How the name is spelled in interactions. */
  readonly spellings: readonly string[];
  /** Copies of the store that are known of: they keep the name. */
  readonly copies: readonly string[];
  /** Nothing of it is left in the file. */
  readonly isGone: boolean;
}

/**
 * Puts a name of nobody in place of a customer's, the same for all their interactions, so that figures about customers stay; blanks
 * comments, notes of follow-ups and the columns kept besides. `keep: false` only looks who it would be.
 */
export const forgetInStore = async (store: Store, customer: string, keep: boolean): Promise<Forgotten> => {
  if (keep) guarded(store.name, () => store.db.exec("PRAGMA secure_delete=ON"));
  const replaced = await replaceCustomer(store, customer, keep);
  const copies = guarded(store.name, () =>
    MIGRATIONS.map((_, version) => `${store.path}.v${version + 1}.bak`).filter((copy) => existsSync(copy)),
  );
  return { ...replaced, copies, isGone: keep && compact(store) };
};

const replaceCustomer = (store: Store, customer: string, keep: boolean): Promise<Omit<Forgotten, "copies" | "isGone">> =>
  transaction(store, keep, async () => {
    const { db } = store;
    const alias = `forgotten-${randomBytes(6).toString("hex")}`;
    const ofName = db.prepare("SELECT row FROM interactions WHERE customer = ?");
    const names = spellingsOf(store, customer);
    const rows = names.flatMap((name) => ofName.all([name]));
    const blanks = PERSONAL.map((name) => `${name} = NULL`).join(", ");
    const blank = db.prepare(`UPDATE interactions SET customer = ?, hash = -1, ${blanks}, ${WITHOUT_PERSON} WHERE row = ?`);
    const blankNote = db.prepare("UPDATE contacts SET note = NULL WHERE row = ?");
    const versions = db.prepare("SELECT layout_id, cells FROM versions WHERE row = ?");
    const rewrite = db.prepare("UPDATE versions SET cells = ? WHERE row = ? AND layout_id = ?");
    for (const { row } of rows) {
      blank.run([alias, row]);
      blankNote.run([row]);
      for (const { layout_id: layout, cells } of versions.all([row])) rewrite.run([without(String(cells), alias), row, layout]);
    }
    const figures = renameInFigures(store, (text) => folded(text) === folded(customer), alias);
    return { interactions: rows.length, figures, spellings: names.map(String) };
  });

const without = (cells: string, alias: string): string => {
  const known = JSON.parse(cells) as Record<string, Cell>;
  const isPersonal = (key: string): boolean =>
    (PERSONAL as readonly string[]).includes(key) ||
    (key.startsWith("header:") && !(key === "header:complete" && COMPLETIONS.includes(known[key])));
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(known).map(([key, cell]) => [key, key === "customer" && cell !== null ? alias : isPersonal(key) ? null : cell]),
    ),
  );
};
