import type { Store } from "./open.ts";

/** What happened on a day: "new macro". */
export interface Note {
  readonly id: number;
  /** `2026-11-01` */
  readonly day: string;
  readonly text: string;
}

/** Puts a note down; one that is there already is not put down twice. Returns it. */
export const keepNote = ({ db }: Store, day: string, text: string, now: number): Note => {
  db.prepare("INSERT INTO notes (day, text, noted_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING").run([
    day,
    text,
    new Date(now).toISOString(),
  ]);
  const row = db.prepare("SELECT id FROM notes WHERE day = ? AND text = ?").get([day, text])!;
  return { id: Number(row["id"]), day, text };
};

/** All notes, the oldest day first. */
export const keptNotes = ({ db }: Store): readonly Note[] =>
  db
    .prepare("SELECT id, day, text FROM notes ORDER BY day, id")
    .all()
    .map(({ id, day, text }) => ({ id: Number(id), day: String(day), text: String(text) }));

/** Returns the note that was there; undefined = none has this number. */
export const removeNote = (store: Store, id: number): Note | undefined => {
  const note = keptNotes(store).find((one) => one.id === id);
  if (note !== undefined) store.db.prepare("DELETE FROM notes WHERE id = ?").run([id]);
  return note;
};
