import type { Batch } from "../values/batch.ts";
import { serving } from "./serving.ts";
import type { SourceFacts } from "./types.ts";

/** What a handling time is put together from where the export has no column for the whole. */
export const HANDLE_PARTS = ["talk", "hold", "wrap"] as const;

/** Columns that make up the handling time of a source: the handle column, else talk with hold and wrap where they hold anything. */
function handleColumns(facts: SourceFacts): readonly string[] {
  const alternative = serving(facts, [["handle"], ["talk"]]);
  if (alternative === 0) return ["handle"];
  return alternative === 1 ? HANDLE_PARTS.filter((part) => part === "talk" || facts.has(part)) : [];
}

/** Tells rows that nobody handled: known to be unanswered or abandoned. */
export function isUnhandled(batch: Batch): (row: number) => boolean {
  const answered = batch.flags.get("answered");
  const abandoned = batch.flags.get("abandoned");
  return (row) => answered?.[row] === 0 || abandoned?.[row] === 1;
}

/**
 * Handling time of each handled row (not known to be unanswered or abandoned) in seconds, NaN = none; a row without one of the parts has
 * none either. Null when the source has no such time.
 */
export function handleSeconds(batch: Batch, facts: SourceFacts): Float64Array | null {
  const known = batch.derived.get("handle_seconds");
  if (known !== undefined) return known as Float64Array;
  const columns = handleColumns(facts).map((name) => batch.numbers.get(name));
  if (columns.length === 0) return null;
  const seconds = new Float64Array(batch.rows);
  for (const column of columns) {
    if (column === undefined) return null;
    for (let row = 0; row < batch.rows; row += 1) seconds[row] += column[row];
  }
  const unhandled = isUnhandled(batch);
  for (let row = 0; row < batch.rows; row += 1) if (unhandled(row)) seconds[row] = Number.NaN;
  batch.derived.set("handle_seconds", seconds);
  return seconds;
}

/** Waiting time in seconds of each answered row (every row where the source does not say which were), NaN = none. */
export function answeredWait(batch: Batch, facts: SourceFacts): Float64Array | null {
  const wait = batch.numbers.get("wait");
  if (wait === undefined) return null;
  const answered = facts.has("answered") ? batch.flags.get("answered") : undefined;
  if (answered === undefined) return wait;
  const known = batch.derived.get("answered_wait");
  if (known !== undefined) return known as Float64Array;
  const seconds = new Float64Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) seconds[row] = answered[row] === 1 ? wait[row] : Number.NaN;
  batch.derived.set("answered_wait", seconds);
  return seconds;
}
