import type { Field } from "../interaction/fields.ts";
import type { Store } from "./open.ts";
import { type Layout, type LayoutColumn, layoutKey, type StoredDecisions, type StoredSource } from "./layout.ts";
import type { Row } from "./driver.ts";

/** No time was met yet. */
const NO_ZONE = "";

const toSource = (row: Row): StoredSource => ({
  id: Number(row["id"]),
  key: String(row["key"]),
  name: String(row["name"]),
  profile: row["profile"] as string | null,
  zone: row["zone"] === NO_ZONE ? undefined : (row["zone"] as string | null),
});

const toLayout = (row: Row): Layout => ({
  id: Number(row["id"]),
  source: Number(row["source_id"]),
  file: String(row["file"]),
  columns: JSON.parse(String(row["columns"])) as LayoutColumn[],
  decisions: JSON.parse(String(row["decisions"])) as StoredDecisions,
  rows: Number(row["rows"]),
});

export const allSources = ({ db }: Store): StoredSource[] => db.prepare("SELECT * FROM sources ORDER BY id").all().map(toSource);

export const allLayouts = ({ db }: Store): Layout[] => db.prepare("SELECT * FROM layouts ORDER BY id").all().map(toLayout);

/** The source of a key, made where there is none. */
export const sourceOf = ({ db }: Store, { key, name, profile }: Pick<StoredSource, "key" | "name" | "profile">): StoredSource => {
  db.prepare("INSERT INTO sources (key, name, profile, zone) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING").run([
    key,
    name,
    profile,
    NO_ZONE,
  ]);
  return toSource(db.prepare("SELECT * FROM sources WHERE key = ?").get([key])!);
};

export const setZone = ({ db }: Store, source: number, zone: string | null): void =>
  db.prepare("UPDATE sources SET zone = ? WHERE id = ?").run([zone, source]);

/** Dates without a time of day in all exports that have such dates. */
const dateOnlyIn = (all: readonly StoredDecisions[]): Field[] => {
  const isTimed = (field: Field): boolean => all.some(({ present, dateOnly }) => present.includes(field) && !dateOnly.includes(field));
  return [...new Set(all.flatMap(({ dateOnly }) => dateOnly))].filter((field) => !isTimed(field));
};

/** What holds for all exports of a layout, the last of them being `next`. */
const together = (known: Layout | undefined, next: StoredDecisions): StoredDecisions => {
  if (known === undefined) return next;
  const { decisions } = known;
  return {
    ...next,
    present: [...new Set([...decisions.present, ...next.present])].toSorted(),
    dateOnly: dateOnlyIn([decisions, next]),
    tellsSolving: decisions.tellsSolving || next.tellsSolving,
  };
};

/** The layout of these columns, made where there is none, with what was decided about an export of it added. */
export const layoutOf = (
  { db }: Store,
  source: number,
  columns: readonly LayoutColumn[],
  { file, decisions }: { readonly file: string; readonly decisions: StoredDecisions },
): Layout => {
  const key = layoutKey(columns);
  const find = (): Layout | undefined => {
    const row = db.prepare("SELECT * FROM layouts WHERE source_id = ? AND key = ?").get([source, key]);
    return row === undefined ? undefined : toLayout(row);
  };
  const known = find();
  const cells = [file, JSON.stringify(columns), JSON.stringify(together(known, decisions))];
  if (known === undefined) {
    db.prepare("INSERT INTO layouts (file, columns, decisions, source_id, key) VALUES (?, ?, ?, ?, ?)").run([...cells, source, key]);
  } else db.prepare("UPDATE layouts SET file = ?, columns = ?, decisions = ? WHERE id = ?").run([...cells, known.id]);
  return find()!;
};

/** Stands for the columns of all layouts of a source. */
const JOINED = "joined";

/** The layout of interactions that exports with different columns have told of. What it holds is for `joinedColumns` to say. */
export const joinedLayout = ({ db }: Store, source: number): Layout => {
  db.prepare("INSERT INTO layouts (source_id, key, file, columns, decisions) VALUES (?, ?, '', '[]', '{}') ON CONFLICT DO NOTHING").run([
    source,
    JOINED,
  ]);
  return toLayout(db.prepare("SELECT * FROM layouts WHERE source_id = ? AND key = ?").get([source, JOINED])!);
};
