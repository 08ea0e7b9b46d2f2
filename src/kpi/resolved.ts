import type { Field } from "../interaction/fields.ts";
import { ABSENT_FLAG, STATUS_EXCLUDED, STATUS_RESOLVED } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { serving } from "./serving.ts";
import type { SourceFacts } from "./types.ts";

/** What can tell whether a row is resolved, best first. */
export const RESOLVED_FIELDS = ["status", "resolved_flag", "resolved", "closed", "resolution_time"] as const satisfies readonly Field[];

const ALTERNATIVES = RESOLVED_FIELDS.map((field) => [field]);

/** Whether each row is resolved: 1 yes, 0 no, −1 not known. Null when the source does not tell. */
export function resolvedRows(batch: Batch, facts: SourceFacts): Int8Array | null {
  const known = batch.derived.get("resolved_rows");
  if (known !== undefined) return known as Int8Array;
  const rows = computeResolved(batch, facts);
  if (rows !== null) batch.derived.set("resolved_rows", rows);
  return rows;
}

function computeResolved(batch: Batch, facts: SourceFacts): Int8Array | null {
  const field = RESOLVED_FIELDS[serving(facts, ALTERNATIVES)];
  if (field === undefined) return null;
  if (field === "status") return byStatus(batch);
  if (field === "resolved_flag") return batch.flags.get(field) ?? null;
  return byPresence(batch, batch.numbers.get(field), batch.flags.get(field));
}

/** Whether a class of status is one of resolved rows. */
const BY_CLASS = Int8Array.from({ length: STATUS_EXCLUDED + 1 }, (_, one) => Number(one === STATUS_RESOLVED));

/** A status word that is not in the vocabulary is a status all the same, and not a resolved one. */
function byStatus(batch: Batch): Int8Array | null {
  const classes = batch.flags.get("status");
  if (classes === undefined) return null;
  const words = batch.codes.get("status");
  const rows = new Int8Array(batch.rows);
  const byClass = BY_CLASS;
  for (let row = 0; row < rows.length; row += 1) {
    if (classes[row] >= 0) rows[row] = byClass[classes[row]];
    else if (words === undefined || words[row] < 0) rows[row] = ABSENT_FLAG;
  }
  return rows;
}

/** A value is there, or a date of which nobody knows what it means (`dated` is 1). */
function byPresence(batch: Batch, values: Float64Array | undefined, dated: Int8Array | undefined): Int8Array | null {
  if (values === undefined) return null;
  const rows = new Int8Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) rows[row] = Number.isNaN(values[row]) && dated?.[row] !== 1 ? 0 : 1;
  return rows;
}
