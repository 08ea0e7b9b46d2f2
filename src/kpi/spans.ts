import type { Batch } from "../values/batch.ts";
import { resolvedRows } from "./resolved.ts";
import { serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { SourceFacts } from "./types.ts";

/** Ways to a first response time, best first. */
export const RESPONSE_FIELDS: readonly Alternative[] = [["response_time"], ["first_response", "created"]];
/** Ways to a resolution time, best first. */
export const RESOLUTION_FIELDS: readonly Alternative[] = [["resolution_time"], ["resolved", "created"], ["closed", "created"]];

/** First response time of each row in seconds, NaN = none. Null when the source has no such time. */
export function responseSeconds(batch: Batch, facts: SourceFacts): Float64Array | null {
  return remembered(batch, "response_seconds", () => {
    const seconds = span(batch, "response_time", RESPONSE_FIELDS[serving(facts, RESPONSE_FIELDS)]);
    const replies = batch.numbers.get("replies");
    if (seconds === null || replies === undefined) return seconds;
    // Help desks fill in 0 seconds for tickets that were closed without anybody writing.
    for (let row = 0; row < batch.rows; row += 1) if (seconds[row] === 0 && replies[row] === 0) seconds[row] = Number.NaN;
    return seconds;
  });
}

/** Resolution time of each resolved row in seconds, NaN = none. Null when the source has no such time. */
export function resolutionSeconds(batch: Batch, facts: SourceFacts): Float64Array | null {
  return remembered(batch, "resolution_seconds", () => {
    const resolved = resolvedRows(batch, facts);
    return resolved && span(batch, "resolution_time", RESOLUTION_FIELDS[serving(facts, RESOLUTION_FIELDS)], resolved);
  });
}

/**
 * A column of durations, or of the time between two instants [end, start]; only the rows whose `among` is 1, when given. A negative time
 * is impossible: noted under `field` and left out.
 */
function span(batch: Batch, field: string, alternative: Alternative | undefined, among?: Int8Array): Float64Array | null {
  if (alternative === undefined) return null;
  const ends = batch.numbers.get(alternative[0]);
  const starts = alternative.length === 2 ? batch.numbers.get(alternative[1]) : null;
  if (ends === undefined || starts === undefined) return null;
  const seconds = new Float64Array(batch.rows);
  for (let row = 0; row < batch.rows; row += 1) {
    let value = starts === null ? ends[row] : (ends[row] - starts[row]) / 1000;
    if (among !== undefined && among[row] !== 1) value = Number.NaN;
    if (value < 0) {
      batch.impossible(field, row, value);
      value = Number.NaN;
    }
    seconds[row] = value;
  }
  return seconds;
}

function remembered(batch: Batch, key: string, compute: () => Float64Array | null): Float64Array | null {
  const known = batch.derived.get(key);
  if (known !== undefined) return known as Float64Array;
  const values = compute();
  if (values !== null) batch.derived.set(key, values);
  return values;
}
