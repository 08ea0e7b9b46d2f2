import type { Cell, Row } from "./driver.ts";
import { NO_FILE } from "./imports.ts";
import type { Store } from "./open.ts";

/** A figure of a group as a night told it. Numbers as in the report: unrounded, unknown is null. */
export interface KeptFigure {
  readonly kpi: string;
  /** Dimension → value; {} = the total. */
  readonly by: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  /** What else the report says of it, by statistic. */
  readonly statistics: Readonly<Record<string, unknown>>;
  /** By which definition: `KeptRun.definitions`. */
  readonly definition: string;
}

/** What a definition says, so that a figure can be read when the program has long since learnt another. */
export interface KeptDefinition {
  readonly version: string;
  readonly kpi: string;
  readonly told: Readonly<Record<string, unknown>>;
}

/** The figures of one night and one question. */
export interface KeptRun {
  /** The day of the as-of time, in the report's zone. */
  readonly night: string;
  /** What was asked, the same every night. */
  readonly question: string;
  /** KPIs asked for; "" = the usual ones. */
  readonly kpis: string;
  /** Epoch milliseconds; null = open. */
  readonly asOf: number;
  readonly since: number | null;
  readonly until: number | null;
  readonly zone: string;
  /** Version of the program. */
  readonly tool: string;
  /** What the figures were made of. */
  readonly inputs: unknown;
  readonly figures: readonly KeptFigure[];
}

export interface RecordedRun extends KeptRun {
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const instant = (cell: Cell): number | null => (cell === null ? null : Date.parse(String(cell)));
const numberOf = (cell: Cell): number | null => (cell === null ? null : Number(cell));

/** Puts a night's figures down; those of the same night and question give way. Returns whether there were some. To be run in a transaction. */
export const keepRun = ({ db }: Store, run: KeptRun, definitions: readonly KeptDefinition[], now: number): boolean => {
  const { night, question, kpis, asOf, since, until, zone, tool, inputs } = run;
  const known = db.prepare("SELECT id FROM runs WHERE night = ? AND question = ? AND kpis = ?").get([night, question, kpis]);
  if (known !== undefined) {
    db.prepare("DELETE FROM figures WHERE run_id = ?").run([known["id"]]);
    db.prepare("DELETE FROM runs WHERE id = ?").run([known["id"]]);
  }
  const id = Number(db.prepare("SELECT coalesce(max(id), 0) + 1 AS id FROM runs").get()!["id"]);
  db.prepare(
    "INSERT INTO runs (id, night, question, kpis, as_of, recorded_at, since, until, zone, tool, inputs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  ).run([id, night, question, kpis, iso(asOf), iso(now), iso(since), iso(until), zone, tool, JSON.stringify(inputs)]);
  const define = db.prepare("INSERT INTO definitions (version, kpi, told) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  for (const { version, kpi, told } of definitions) define.run([version, kpi, JSON.stringify(told)]);
  const put = db.prepare(
    "INSERT INTO figures (run_id, kpi, place, by_values, value, n, low, high, statistics, definition) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  run.figures.forEach(({ kpi, by, value, n, low, high, statistics, definition }, place) =>
    put.run([id, kpi, place, JSON.stringify(by), value, n, low, high, JSON.stringify(statistics), definition]),
  );
  return known !== undefined;
};

const parsed = <T>(cell: Cell): T => JSON.parse(String(cell)) as T;

const figureOf = (row: Row): KeptFigure => ({
  kpi: String(row["kpi"]),
  by: parsed(row["by_values"]),
  value: numberOf(row["value"]),
  n: Number(row["n"]),
  low: numberOf(row["low"]),
  high: numberOf(row["high"]),
  statistics: parsed(row["statistics"]),
  definition: String(row["definition"]),
});

/**
 * The nights from `since` to `until` (days, both included; null = open) as they were recorded, the oldest first; reports of one night in the
 * order of recording, which numbers tell better than clocks.
 */
export const recordedRuns = ({ db }: Store, { since, until }: { since: string | null; until: string | null }): readonly RecordedRun[] => {
  const figures = db.prepare("SELECT * FROM figures WHERE run_id = ? ORDER BY place");
  return db
    .prepare("SELECT * FROM runs WHERE night >= ? AND night <= ? ORDER BY night, id")
    .all([since ?? "", until ?? "~"])
    .map((row) => ({
      night: String(row["night"]),
      question: String(row["question"]),
      kpis: String(row["kpis"]),
      asOf: instant(row["as_of"])!,
      recordedAt: instant(row["recorded_at"])!,
      since: instant(row["since"]),
      until: instant(row["until"]),
      zone: String(row["zone"]),
      tool: String(row["tool"]),
      inputs: parsed(row["inputs"]),
      figures: figures.all([row["id"]]).map(figureOf),
    }));
};

/** All definitions that recorded figures go by, by version. */
export const keptDefinitions = ({ db }: Store): ReadonlyMap<string, KeptDefinition> =>
  new Map(
    db
      .prepare("SELECT version, kpi, told FROM definitions ORDER BY version")
      .all()
      .map((row) => [String(row["version"]), { version: String(row["version"]), kpi: String(row["kpi"]), told: parsed(row["told"]) }]),
  );

export interface LastImport {
  readonly file: string;
  /** Epoch milliseconds. */
  readonly importedAt: number;
  /** The latest date in the file, as kept. */
  readonly newest: string | null;
  readonly rows: number;
}

/** When a later night than this one was recorded last, where that is yet to come by the clock, which was set back then; null = it was not. */
export const recordedAhead = ({ db }: Store, night: string, now: number): number | null =>
  instant(db.prepare("SELECT max(recorded_at) AS at FROM runs WHERE night > ? AND recorded_at > ?").get([night, iso(now)])!["at"]);

/** The file that a store was last brought up to date by, whatever the clock said then; undefined = there was none. */
export const lastImport = ({ db }: Store): LastImport | undefined => {
  const row = db.prepare("SELECT file, imported_at, newest, read FROM imports WHERE sha256 <> ? ORDER BY id DESC LIMIT 1").get([NO_FILE]);
  if (row === undefined) return undefined;
  const { file, imported_at: at, newest, read } = row;
  return { file: String(file), importedAt: instant(at)!, newest: newest === null ? null : String(newest), rows: Number(read) };
};

/** Gives a person another name in the groups and conditions of recorded figures; the figures stay. Returns how many named the person. */
export const renameInFigures = ({ db }: Store, isNamed: (text: string) => boolean, name: string): number => {
  let named = 0;
  const groups = db.prepare("SELECT DISTINCT by_values FROM figures WHERE by_values <> '{}'").all();
  const rename = db.prepare("UPDATE figures SET by_values = ? WHERE by_values = ?");
  for (const { by_values: before } of groups) {
    const by = Object.entries(parsed<Readonly<Record<string, string>>>(before));
    if (!by.some(([, value]) => isNamed(value))) continue;
    rename.run([JSON.stringify(Object.fromEntries(by.map(([key, value]) => [key, isNamed(value) ? name : value]))), before]);
    named++;
  }
  const ask = db.prepare("UPDATE runs SET question = ? WHERE question = ?");
  for (const { question: before } of db.prepare("SELECT DISTINCT question FROM runs").all()) {
    const question = parsed<{ readonly where: readonly string[] }>(before);
    const where = question.where.map((entry) => {
      const value = entry.slice(entry.indexOf("=") + 1);
      return isNamed(value) ? entry.slice(0, entry.length - value.length) + name : entry;
    });
    const after = JSON.stringify({ ...question, where });
    if (after === String(before)) continue;
    ask.run([after, before]);
    named++;
  }
  return named;
};
