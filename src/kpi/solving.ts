import { ABSENT_FLAG, type Batch } from "../values/batch.ts";
import { reopenedRows } from "./reopened.ts";
import { resolvedRows } from "./resolved.ts";
import type { SourceFacts } from "./types.ts";

/** What is known of how a row was solved, whose parts are −1 = not known, 0 = no and 1 = yes. */
interface Solving {
  readonly resolved: number;
  readonly reopened: number;
  /** At most one agent reply; 0 where replies are not known. */
  readonly fewReplies: number;
}

const STATES = 18;

const solvingOf = (state: number): Solving => ({
  resolved: (state % 3) - 1,
  reopened: (Math.floor(state / 3) % 3) - 1,
  fewReplies: Math.floor(state / 9),
});

/** What the states of `solvingStates` mean to a rate (see ClassCounts). */
export const solvingMeaning = (outcomeOf: (solving: Solving) => number): Int8Array =>
  Int8Array.of(-1, ...Array.from({ length: STATES }, (_, state) => outcomeOf(solvingOf(state))));

/** How each row was solved, in one number, as several rates ask for it. Null when the source does not tell what is resolved. */
export function solvingStates(batch: Batch, facts: SourceFacts): Int8Array | null {
  const resolved = resolvedRows(batch, facts);
  if (resolved === null) return null;
  const known = batch.derived.get("solving_states");
  if (known !== undefined) return known as Int8Array;
  const states = new Int8Array(batch.rows);
  const reopened = reopenedRows(batch) ?? new Int8Array(batch.rows).fill(ABSENT_FLAG);
  const replies = batch.numbers.get("replies") ?? new Float64Array(batch.rows).fill(Number.NaN);
  // Rows differ at random: a comparison as a number takes no branch for each.
  for (let row = 0; row < states.length; row += 1) states[row] = 4 + resolved[row] + 3 * reopened[row] + 9 * Number(replies[row] <= 1);
  batch.derived.set("solving_states", states);
  return states;
}
