import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { foldWord } from "../values/vocabulary.ts";
import { instantText, keptText } from "./cells.ts";
import type { Store } from "./open.ts";

/** That the customer of an interaction was contacted about it. */
export interface Contact {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly note: string | null;
}

/** All contacts in a store: by the number of the interaction, and by its ids. */
export interface Contacts {
  readonly byRow: ReadonlyMap<number, Contact>;
  readonly byId: ReadonlyMap<string, Contact>;
}

/** An interaction that was marked or unmarked. */
export interface Marked {
  readonly id: string;
  readonly customer: string | null;
  /** What was kept of it before; null = nothing. */
  readonly before: Contact | null;
}

export const contactsIn = ({ db }: Store): Contacts => {
  const byRow = new Map<number, Contact>();
  const byId = new Map<string, Contact>();
  for (const { row, at, note, id, response_id: response } of db
    .prepare("SELECT c.row, c.at, c.note, i.id, i.response_id FROM contacts c JOIN interactions i ON i.row = c.row")
    .all()) {
    const contact = { at: Date.parse(String(at)), note: note as string | null };
    byRow.set(Number(row), contact);
    for (const one of [id, response]) if (one !== null) byId.set(String(one), contact);
  }
  return { byRow, byId };
};

interface Found {
  readonly row: number;
  readonly id: string;
  readonly source: string;
  readonly customer: string | null;
  readonly before: Contact | null;
}

const find = ({ db }: Store, id: string): Found[] =>
  db
    .prepare(
      `SELECT i.row, i.customer, coalesce(s.profile, s.name) AS source, c.at, c.note
       FROM interactions i JOIN sources s ON s.id = i.source_id LEFT JOIN contacts c ON c.row = i.row
       WHERE i.id = ?1 OR i.response_id = ?1 ORDER BY i.row`,
    )
    .all([id])
    .map(({ row, customer, source, at, note }) => ({
      row: Number(row),
      id,
      source: String(source),
      customer: customer as string | null,
      before: at === null ? null : { at: Date.parse(String(at)), note: note as string | null },
    }));

/** What people mean by a customer, however it is typed. */
const folded = (customer: string | null): string => foldWord((customer ?? "").normalize("NFC"));

/** Ids looked like when none is found. */
const MOST_LOOKED_AT = 2000;

/** Interactions with an id. Throws exit 2: where there is none, and where several customers of several sources have it. */
const rowsOf = (store: Store, typed: string, source: string | null): Found[] => {
  const id = keptText(typed.trim());
  const all = find(store, id);
  const found = source === null ? all : all.filter((one) => folded(one.source) === folded(source));
  if (found.length === 0) {
    const ids = store.db.prepare(`SELECT id FROM interactions WHERE id IS NOT NULL ORDER BY row DESC LIMIT ${MOST_LOOKED_AT}`).all();
    const near = similar(
      id,
      ids.map((row) => String(row["id"])),
    );
    throw new ProblemError(2, "contact-unknown", { id, file: store.name, sources: all.map((one) => one.source), source, similar: near });
  }
  const sources = [...new Set(found.map((one) => one.source))];
  const customers = new Set(found.flatMap(({ customer }) => (customer === null ? [] : [folded(customer)])));
  if (sources.length > 1 && customers.size > 1) throw new ProblemError(2, "contact-ambiguous", { id, sources });
  return found;
};

/** Which interactions, by ticket id or response id as typed. */
interface Named {
  readonly ids: readonly string[];
  /** Of the source (profile or name) alone; null = whichever has it. */
  readonly source: string | null;
}

/** Marks the interactions with these ids as followed up. All of them or none; throws exit 2. */
export const markContacted = (store: Store, { ids, source }: Named, { at, note }: Contact): Marked[] => {
  const found = ids.flatMap((id) => rowsOf(store, id, source));
  const mark = store.db.prepare(
    "INSERT INTO contacts (row, at, note) VALUES (?, ?, ?) ON CONFLICT (row) DO UPDATE SET at = excluded.at, note = excluded.note",
  );
  for (const { row } of found) mark.run([row, instantText(at, false), note === null ? null : keptText(note)]);
  return found;
};

/** Takes such marks away. All of them or none; throws exit 2. */
export const unmarkContacted = (store: Store, { ids, source }: Named): Marked[] => {
  const found = ids.flatMap((id) => rowsOf(store, id, source));
  const unmark = store.db.prepare("DELETE FROM contacts WHERE row = ?");
  for (const { row } of found) unmark.run([row]);
  return found;
};
