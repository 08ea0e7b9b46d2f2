import type { CsvCell } from "../csv/write.ts";
import { FIELDS, isField } from "../interaction/fields.ts";
import { ProblemError } from "../text/problem.ts";
import type { Cell, Row } from "./driver.ts";
import { guarded } from "./failure.ts";
import { allSources } from "./layouts.ts";
import type { Store } from "./open.ts";

/** Rows fetched at once. */
const STEP = 4096;

/** Columns of the table that hold something, in the order of the fields. */
const filledFields = ({ db }: Store, condition: string): string[] => {
  const fields = Object.keys(FIELDS);
  const counts = db
    .prepare(`SELECT ${fields.map((field) => `count(i.${field}) AS ${field}`).join()} FROM interactions i ${condition}`)
    .get();
  return fields.filter((field) => Number(counts![field]) > 0);
};

/** Names of the columns that are kept besides. */
const keptNames = ({ db }: Store, condition: string): string[] =>
  db
    .prepare(`SELECT DISTINCT k.key AS name FROM interactions i, json_each(i.kept) k ${condition} ORDER BY 1`)
    .all()
    .map(({ name }) => String(name));

const headOf = (field: string): string => (isField(field) && FIELDS[field] === "duration" ? `${field} (s)` : field);

const cellOf = (field: string, cell: Cell): CsvCell => {
  if (isField(field) && FIELDS[field] === "flag" && cell !== null) return cell === 1 ? "yes" : "no";
  return cell as CsvCell;
};

/** Number of the source of a name or profile; null = of all. Throws exit 2 for one that is not there. */
const sourceNamed = (store: Store, name: string | null): number | null => {
  if (name === null) return null;
  const sources = allSources(store);
  const found = sources.find((one) => [one.profile, one.name].some((known) => known?.toLowerCase() === name.trim().toLowerCase()));
  if (found !== undefined) return found.id;
  throw new ProblemError(2, "export-source", { name, sources: sources.map((one) => one.profile ?? one.name), file: store.name });
};

/**
 * Everything that is kept of the interactions, the head first: fields by their names, times in seconds, then the columns kept besides. With
 * several sources the first column tells which one a row is of. Throws exit 2 for a source that is not there.
 */
export function* exportRows(store: Store, source: string | null): Generator<CsvCell[]> {
  const id = sourceNamed(store, source);
  const condition = id === null ? "" : `WHERE i.source_id = ${id}`;
  const reading = <Result>(work: () => Result): Result => guarded(store.name, work);
  const sources = reading(() => new Map(allSources(store).map((one) => [one.id, one.profile ?? one.name])));
  const told = id === null && sources.size > 1;
  const fields = reading(() => filledFields(store, condition));
  const kept = reading(() => keptNames(store, condition));
  yield [...(told ? ["help_desk"] : []), ...fields.map(headOf), ...kept];
  const from = id === null ? "WHERE i.row > ?" : `${condition} AND i.row > ?`;
  const select = store.db.prepare(
    `SELECT ${["row", "source_id", "kept", ...fields].map((name) => `i.${name}`).join()} FROM interactions i ${from} ORDER BY i.row LIMIT ${STEP}`,
  );
  for (let last = 0; ;) {
    const rows: readonly Row[] = reading(() => select.all([last]));
    for (const row of rows) {
      const others = JSON.parse(String(row["kept"] ?? "{}")) as Record<string, CsvCell>;
      yield [
        ...(told ? [sources.get(Number(row["source_id"])) ?? null] : []),
        ...fields.map((field) => cellOf(field, row[field])),
        ...kept.map((name) => others[name] ?? null),
      ];
    }
    if (rows.length < STEP) return;
    last = Number(rows.at(-1)!["row"]);
  }
}
