import type { Selection } from "../values/batch.ts";

/** The last ones, as several times ask for the same. */
let last: { readonly selection: Selection; readonly resolved: Int8Array; readonly among: Selection } | null = null;
let [unresolvedRows, unresolvedGroups] = [new Int32Array(0), new Int32Array(0)];

/** The rows of a selection that are not known to be resolved (1 of `resolved`). Valid until the next call. */
export function unresolvedAmong(selection: Selection, resolved: Int8Array): Selection {
  if (last?.selection === selection && last.resolved === resolved) return last.among;
  const { rows, groups, length, size } = selection;
  if (unresolvedRows.length < length) [unresolvedRows, unresolvedGroups] = [new Int32Array(2 * length), new Int32Array(2 * length)];
  const [ownRows, ownGroups] = [unresolvedRows, unresolvedGroups];
  let at = 0;
  // Rows differ at random: it takes no branch for each.
  for (let i = 0; i < length; i += 1) {
    const row = rows[i];
    ownRows[at] = row;
    ownGroups[at] = groups[i];
    at += Number(resolved[row] !== 1);
  }
  const among = { rows: ownRows, groups: ownGroups, length: at, size };
  last = { selection, resolved, among };
  return among;
}
