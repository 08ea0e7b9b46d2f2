import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";

/** Whether each row was reopened: 1 yes, 0 no, −1 not known. Null when the source does not tell. A count may be given as yes or no. */
export function reopenedRows(batch: Batch): Int8Array | null {
  const counts = batch.numbers.get("reopens");
  const flags = batch.flags.get("reopens");
  if (counts === undefined) return flags ?? null;
  const known = batch.derived.get("reopened_rows");
  if (known !== undefined) return known as Int8Array;
  const rows = new Int8Array(batch.rows);
  for (let row = 0; row < rows.length; row += 1) {
    if (!Number.isNaN(counts[row])) rows[row] = counts[row] >= 1 ? 1 : 0;
    else rows[row] = flags === undefined ? ABSENT_FLAG : flags[row];
  }
  batch.derived.set("reopened_rows", rows);
  return rows;
}
