import { keepNote, keptNotes, removeNote } from "../../store/notes.ts";
import { hasStore, openStore, openToRead, storing, transaction } from "../../store/open.ts";
import { renderNotes, renderNotesJson } from "../../render/notes.ts";
import { ProblemError } from "../../text/problem.ts";
import { sanitize } from "../../text/sanitize.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import type { NoteValues } from "../note-flags.ts";
import { print, tellProblem } from "../print.ts";
import { widthOf } from "../request.ts";
import { storePlace } from "../store-place.ts";

const DAY = /^\d{4}-\d\d-\d\d$/u;

/** A day of the calendar; anything else is exit 2. */
const dayOf = (text: string): string => {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) throw new ProblemError(2, "note-day", { value: text });
  return text;
};

const list = async (io: Io, values: NoteValues): Promise<number> => {
  const place = storePlace(io, values.db);
  const store = openToRead(place, { cwd: io.cwd, now: io.now });
  const notes = await storing(store, async () => keptNotes(store)).finally(() => store.close());
  if (values.format === "json") await print(io, renderNotesJson(notes));
  else if (notes.length === 0) await tellProblem(io, "note", { code: "no-notes", facts: {} });
  else {
    const style = await makeStyle(wantsColor(values.color ?? "auto", io.env, io.stdout.isTTY));
    await print(io, renderNotes(notes, { style, width: widthOf(values, io, null), ascii: values.ascii ?? false }));
  }
  return EXIT.done;
};

/** `cs-metrics note DAY TEXT`: what happened on a day, for `trend`. Resolves to the exit code. */
export const runNoteCommand = async (io: Io, words: readonly string[], given: NoteValues): Promise<number> => {
  const { values } = await configured(io, "note", given);
  const { remove } = values;
  const [first, ...rest] = words;
  const text = rest.join(" ").trim();
  const isAlone = words.length === 0;
  if ((values.list || remove !== undefined) && (!isAlone || (values.list && remove !== undefined))) throw new ProblemError(2, "note-both");
  if (values.list) return list(io, values);
  if (remove === undefined && text === "") throw new ProblemError(2, "note-empty", {});
  const day = remove === undefined ? dayOf(first) : "";
  const place = storePlace(io, values.db);
  const env = { cwd: io.cwd, now: io.now };
  if (!hasStore(place.path, env)) throw new ProblemError(4, "store-missing", { file: place.name });
  const store = openStore(place, env);
  try {
    const note = await transaction(store, true, async () =>
      remove === undefined ? keepNote(store, day, text, io.now()) : removeNote(store, remove),
    );
    if (note === undefined) throw new ProblemError(2, "note-unknown", { number: remove });
    if (values.format === "json") await print(io, renderNotesJson([note]));
    else await print(io, `${remove === undefined ? "Noted" : "Removed"}: ${sanitize(`${note.day}  ${note.text}`)} (number ${note.id})\n`);
    return EXIT.done;
  } finally {
    store.close();
  }
};
