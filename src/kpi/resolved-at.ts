import type { Field } from "../interaction/fields.ts";
import type { Batch } from "../values/batch.ts";
import { resolvedRows } from "./resolved.ts";
import { serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { SourceFacts } from "./types.ts";

/** Ways to the moment of resolution, best first. */
const WAYS: readonly Alternative[] = [["resolved"], ["closed"], ["resolution_time", "created"]];

/** The way that serves a source; none where its times count opening hours only. */
const wayOf = (facts: SourceFacts): Alternative | undefined => {
  const way = WAYS[serving(facts, WAYS)];
  return way?.[0] === "resolution_time" && facts.inOpeningHours("resolution_time") ? undefined : way;
};

/** The instants behind it. */
export const resolvedAtInstants = (facts: SourceFacts): readonly Field[] =>
  (wayOf(facts) ?? []).filter((field) => field !== "resolution_time");

/** When each row was last resolved, epoch milliseconds, whether it has been reopened since or not; NaN = never, or not known. */
export function resolvedAt(batch: Batch, facts: SourceFacts): Float64Array | null {
  const way = wayOf(facts);
  if (way === undefined) return null;
  const values = batch.numbers.get(way[0]);
  if (way.length === 1 || values === undefined) return values ?? null;
  const resolved = resolvedRows(batch, facts);
  const created = batch.numbers.get(way[1]);
  // Exports fill times in on open rows, too.
  return created === undefined ? null : values.map((seconds, row) => (resolved?.[row] === 1 ? created[row] + seconds * 1000 : Number.NaN));
}
