import { createHash } from "node:crypto";
import { HEADER } from "../answers/format.ts";
import { ANSWER_COLUMNS, type AnswerColumn, type AnswerRow } from "../answers/row.ts";
import { decideSource } from "../interaction/decide.ts";
import { surveyAnswers } from "../interaction/profiles/survey-answers.ts";
import { surveyType } from "../interaction/vocabulary.ts";
import { foldWord } from "../values/vocabulary.ts";
import { keptText } from "./cells.ts";
import type { Cell, Row } from "./driver.ts";
import { guarded } from "./failure.ts";
import { keepImport, NO_FILE, nextImport } from "./imports.ts";
import { Intake, type IncomingRow } from "./intake.ts";
import { layoutColumns, type LayoutColumn, type StoredDecisions } from "./layout.ts";
import { layoutOf, setZone, sourceOf } from "./layouts.ts";
import { compact, folded, WITHOUT_PERSON } from "./care.ts";
import { type Store, transaction } from "./open.ts";

/** As `import` knows the exports of answers, so that one of them is not counted twice. */
const { id: PROFILE } = surveyAnswers;
const SOURCE = { key: `profile:${PROFILE}`, name: PROFILE, profile: PROFILE };

/** What the program itself took in, as it stands among the imports of files. */
const NAME = "cs-metrics survey";

const HEADERS = HEADER.split(",");

/** The column that no field stands for, kept by its header. */
const COMPLETE = "complete" satisfies AnswerColumn;

/** The instants of an answer, as surveys write them; anonymous ones have the day alone. */
const INSTANTS = ["answered_at", "sent"] as const satisfies readonly AnswerColumn[];
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/u;

/** Whether a row is as surveys write it; what another program made of a time is for `import` to understand. */
export const isOurs = (row: AnswerRow): boolean =>
  INSTANTS.every((column) => row[column] === null || (INSTANT.test(String(row[column])) && !Number.isNaN(Date.parse(String(row[column])))));

const decisionsFor = (rows: readonly AnswerRow[], now: number): StoredDecisions => {
  const sample = rows.map((row, i) => ({ cells: ANSWER_COLUMNS.map((column) => String(row[column] ?? "")), line: i + 2 }));
  const text = { dialect: { delimiter: "," }, header: HEADERS, sample, complete: true };
  const options = { map: [], profile: PROFILE, dateFormat: "ymd", scales: {}, clock: "calendar", zone: null, asOf: now } as const;
  const { shapes: _, undecided: _u, rowRules: _r, ...decisions } = decideSource(text, options);
  return decisions;
};

const typeOf = ({ survey_type: type }: AnswerRow): string => {
  const text = String(type ?? "").trim();
  return (surveyType(foldWord(text)) ?? text).toLowerCase();
};

/** Tells answers apart as `import` does; one that lost its id is told by all it says, and by how many said so before. */
const keyOf = (row: AnswerRow, met: Map<string, number>): string => {
  const id = String(row.response_id ?? "").trim();
  if (id !== "") return `${typeOf(row)}/${keptText(id)}`;
  const hash = createHash("sha256")
    .update(JSON.stringify(ANSWER_COLUMNS.map((column) => row[column])))
    .digest("hex");
  const count = (met.get(hash) ?? 0) + 1;
  met.set(hash, count);
  return `${typeOf(row)}/answer ${hash.slice(0, 32)} ${count}`;
};

/** As `import` tells which of two rows counts: by the latest instant. */
const rankOf = (row: AnswerRow): number => {
  const times = INSTANTS.flatMap((column) => (row[column] === null ? [] : [Date.parse(String(row[column]))]));
  return times.length === 0 ? -1e15 : Math.max(...times);
};

const cellOf = (row: AnswerRow, header: string): Cell => {
  const value = row[header as AnswerColumn];
  if (typeof value !== "string") return value;
  return keptText(header === "comment" ? value : value.trim());
};

interface Stored {
  readonly rank: number;
  /** Null = an export of the answers was imported without it. */
  readonly complete: Cell;
}

const storedOf = ({ db }: Store, source: number, keys: readonly string[]): Map<string, Stored> =>
  new Map(
    db
      .prepare(
        `SELECT i.key, i.rank, json_extract(i.kept, '$.${COMPLETE}') AS complete
         FROM json_each(?) j CROSS JOIN interactions i ON i.source_id = ${source} AND i.key = j.value`,
      )
      .all([JSON.stringify(keys)])
      .map(({ key, rank, complete }) => [String(key), { rank: Number(rank), complete }]),
  );

/** The row as it goes in; null = what the store has stays: an answer does not change, but for one that was broken off and then finished. */
const incoming = (row: AnswerRow, key: string, columns: readonly LayoutColumn[], line: number, stored?: Stored): IncomingRow | null => {
  const isUnfinished = row.complete === "no";
  const known = stored?.complete ?? null;
  if (known !== null && (isUnfinished || known !== "no")) return null;
  const rank = Math.max(rankOf(row), stored?.rank ?? Number.NEGATIVE_INFINITY);
  return { key, line, rank, cells: columns.map(({ header }) => cellOf(row, header)), isRepeat: false };
};

/** What was taken in before, which this adds to. */
const intakeBefore = ({ db }: Store): Row | undefined =>
  db
    .prepare("SELECT id, read, new, updated, unchanged, duplicates, newest FROM imports WHERE sha256 = ? AND part = ?")
    .get([NO_FILE, NAME]);

/**
 * Takes answers in, each once however often it is brought; to be run in a transaction. All rows have to be ours. Returns how many the store
 * did not have.
 */
export const takeAnswers = (store: Store, rows: readonly AnswerRow[], now: number): number => {
  const source = sourceOf(store, SOURCE);
  if (source.zone === undefined) setZone(store, source.id, "offset");
  const decisions = decisionsFor(rows, now);
  const columns = layoutColumns({ ...decisions }, null, HEADERS, [COMPLETE]);
  const layout = layoutOf(store, source.id, columns, { file: NAME, decisions });
  const before = intakeBefore(store);
  const id = before === undefined ? nextImport(store) : Number(before["id"]);
  const had = (name: string): number => Number(before?.[name] ?? 0);
  const newest = rows.reduce<string | null>(
    (last, row) => {
      const at = row.answered_at ?? row.sent;
      return at !== null && (last === null || String(at) > last) ? String(at) : last;
    },
    (before?.["newest"] ?? null) as string | null,
  );
  const about = { id, source: source.id, layout: layout.id, file: NAME, part: NAME, sha256: NO_FILE, importedAt: now, newest };
  keepImport(store, { ...about, rows: null, reasons: {}, decisions: layout.decisions });
  const intake = new Intake(store, layout, id);
  const met = new Map<string, number>();
  const keyed = new Map<string, AnswerRow>();
  for (const row of rows) {
    const key = keyOf(row, met);
    // Of one response that was set aside half-finished and whole, the whole one.
    if (keyed.get(key) === undefined || keyed.get(key)!.complete === "no") keyed.set(key, row);
  }
  const stored = storedOf(store, source.id, [...keyed.keys()]);
  let line = had("read");
  for (const [key, row] of keyed) {
    const taken = incoming(row, key, columns, ++line, stored.get(key));
    if (taken === null) intake.fates.unchanged++;
    else intake.put(taken);
  }
  const { older: _, ...fates } = intake.finish();
  const repeated = rows.length - keyed.size;
  keepImport(store, {
    ...about,
    rows: {
      read: had("read") + rows.length,
      new: had("new") + fates.new,
      updated: had("updated") + fates.updated,
      unchanged: had("unchanged") + fates.unchanged,
      duplicates: had("duplicates") + fates.duplicates + repeated,
      leftOut: 0,
      rejected: 0,
      notData: 0,
    },
    reasons: {},
    decisions: layout.decisions,
  });
  return fates.new;
};

const FIELD_OF: Readonly<Partial<Record<AnswerColumn, string>>> = { ticket_id: "id", complete: `json_extract(kept, '$.${COMPLETE}')` };

/** All answers in a store, those too that were imported, the oldest first. */
export const answersIn = (store: Store): AnswerRow[] =>
  guarded(
    store.name,
    () =>
      store.db
        .prepare(
          `SELECT ${ANSWER_COLUMNS.map((column) => `${FIELD_OF[column] ?? column} AS ${column}`).join()} FROM interactions
         WHERE source_id IN (SELECT id FROM sources WHERE profile = ?) ORDER BY coalesce(answered_at, sent), row`,
        )
        .all([PROFILE]) as unknown as AnswerRow[],
  );

/** Told of the person; the rest of an answer stays. */
const PERSONAL = ["customer", "id", "comment", "organisation"] as const;

/**
 * Blanks customer, ticket and comment in all answers of a customer; the scores stay, and tickets are not touched. Resolves to the number of
 * responses. Throws exit 4.
 */
export const forgetInAnswers = async (store: Store, customer: string): Promise<number> => {
  const count = await transaction(store, true, async () => {
    const { db } = store;
    const ofSource = "source_id IN (SELECT id FROM sources WHERE profile = ?)";
    const rows = db
      .prepare(`SELECT row, response_id, customer FROM interactions WHERE ${ofSource} AND customer IS NOT NULL`)
      .all([PROFILE]);
    const theirs = rows.filter((one) => folded(one["customer"]) === folded(customer));
    const blank = db.prepare(
      `UPDATE interactions SET ${PERSONAL.map((name) => `${name} = NULL`).join()}, ${WITHOUT_PERSON}, hash = -1 WHERE row = ?`,
    );
    const blankNote = db.prepare("UPDATE contacts SET note = NULL WHERE row = ?");
    const blankVersions = db.prepare(
      `UPDATE versions SET cells = json_replace(cells, ${PERSONAL.map((name) => `'$.${name}', NULL`).join()}) WHERE row = ?`,
    );
    for (const { row } of theirs) for (const statement of [blank, blankNote, blankVersions]) statement.run([row]);
    return new Set(theirs.map(({ row, response_id: id }) => id ?? row)).size;
  });
  if (count > 0) compact(store);
  return count;
};
