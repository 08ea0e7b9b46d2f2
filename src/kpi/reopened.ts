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
  // Rows differ at random: comparisons as numbers take no branch for each. Whatever is a number is not below −∞.
  for (let row = 0; row < rows.length; row += 1) {
    rows[row] = Number(counts[row] >= 1) + Number(counts[row] >= Number.NEGATIVE_INFINITY) - 1;
    if (flags !== undefined && rows[row] === ABSENT_FLAG) rows[row] = flags[row];
  }
  batch.derived.set("reopened_rows", rows);
  return rows;
}
