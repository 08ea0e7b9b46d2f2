import type { Batch } from "../values/batch.ts";
import { resolvedRows } from "./resolved.ts";
import { serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { OpeningHours, SourceFacts, SpanClock } from "./types.ts";

/** Ways to a first response time, best first. */
export const RESPONSE_FIELDS: readonly Alternative[] = [["response_time"], ["first_response", "created"]];
/** Ways to a resolution time, best first. */
export const RESOLUTION_FIELDS: readonly Alternative[] = [["resolution_time"], ["resolved", "created"], ["closed", "created"]];

/**
 * The way to a time that serves a source; its first one is the export's own column. Where opening hours count, the instants go before the
 * column, unless that holds the export's own opening hours and these are wanted.
 */
function wayTo(facts: SourceFacts, ways: readonly Alternative[]): Alternative | undefined {
  const [[column], ...instants] = ways;
  const { clock, otherClock } = facts;
  if (otherClock?.has(column) === true) return undefined;
  const isOwn = clock === undefined || (clock.ownFirst.has(column) && facts.inOpeningHours(column) && facts.has(column));
  const ordered = isOwn ? ways : [...instants, ways[0]];
  return ordered[serving(facts, ordered)];
}

export const responseWay = (facts: SourceFacts): Alternative | undefined => wayTo(facts, RESPONSE_FIELDS);
export const resolutionWay = (facts: SourceFacts): Alternative | undefined => wayTo(facts, RESOLUTION_FIELDS);

/** The clock of a time of a source that comes about in this way; null without any. */
export function clockOf(facts: SourceFacts, way: Alternative | undefined): SpanClock | null {
  if (way === undefined) return null;
  if (way.length === 1) return facts.inOpeningHours(way[0]) ? "export" : "calendar";
  return facts.clock === undefined ? "calendar" : "schedule";
}

/** What a time of a source counts, where it has any; null otherwise. */
export function clockIn(facts: SourceFacts, wayOf: (facts: SourceFacts) => Alternative | undefined): SpanClock | null {
  const way = wayOf(facts);
  return way?.every((field) => facts.has(field)) === true ? clockOf(facts, way) : null;
}

/** What the times of a report count, told where it is not all hours. Sources on another clock than the others have been left out. */
export function clockStatistic(
  sources: readonly SourceFacts[],
  wayOf: (facts: SourceFacts) => Alternative | undefined,
): { readonly clock?: SpanClock } {
  const clock = sources.map((facts) => clockIn(facts, wayOf)).find((one) => one !== null);
  return clock === undefined || clock === null || clock === "calendar" ? {} : { clock };
}

/** The instants a time comes from. */
export const instantsOf = (way: Alternative | undefined): Alternative => (way === undefined || way.length === 1 ? [] : way);

/** First response time of each row in seconds, NaN = none. Null when the source has no such time. */
export function responseSeconds(batch: Batch, facts: SourceFacts): Float64Array | null {
  return remembered(batch, "response_seconds", () => responseSpan(batch, responseWay(facts), facts.clock?.hours ?? null));
}

/** The same in a way and by opening hours of one's own; null = all hours. */
export function responseSpan(batch: Batch, way: Alternative | undefined, hours: OpeningHours | null): Float64Array | null {
  const seconds = span(batch, "response_time", way, hours);
  const replies = batch.numbers.get("replies");
  if (seconds === null || replies === undefined) return seconds;
  const [ends, starts] = instantsOf(way).map((field) => batch.numbers.get(field)!);
  // Help desks fill in 0 seconds for tickets that were closed without anybody writing.
  for (let row = 0; row < batch.rows; row += 1) {
    if (seconds[row] === 0 && replies[row] === 0 && (ends === undefined || ends[row] === starts[row])) seconds[row] = Number.NaN;
  }
  return seconds;
}

/** Resolution time of each resolved row in seconds, NaN = none. Null when the source has no such time. */
export function resolutionSeconds(batch: Batch, facts: SourceFacts): Float64Array | null {
  return remembered(batch, "resolution_seconds", () => resolutionSpan(batch, facts, resolutionWay(facts), facts.clock?.hours ?? null));
}

/** The same in a way and by opening hours of one's own; null = all hours. */
export function resolutionSpan(
  batch: Batch,
  facts: SourceFacts,
  way: Alternative | undefined,
  hours: OpeningHours | null,
): Float64Array | null {
  const resolved = resolvedRows(batch, facts);
  return resolved && span(batch, "resolution_time", way, hours, resolved);
}

/** What a time becomes by `among`, from −1 on: rows differ at random, so that it takes no branch for each. */
const AMONG = Float64Array.of(Number.NaN, Number.NaN, 1);

/**
 * A column of durations, or of the time between two instants [end, start], all of it or what lies in opening hours; only the rows whose
 * `among` is 1, when given. A negative time is impossible: noted under `field` and left out; so is one of centuries in opening hours.
 */
function span(
  batch: Batch,
  field: string,
  way: Alternative | undefined,
  hours: OpeningHours | null,
  among?: Int8Array,
): Float64Array | null {
  if (way === undefined) return null;
  const ends = batch.numbers.get(way[0]);
  const starts = way.length === 2 ? batch.numbers.get(way[1]) : null;
  if (ends === undefined || starts === undefined) return null;
  const seconds = new Float64Array(batch.rows);
  const factors = AMONG;
  for (let row = 0; row < seconds.length; row += 1) {
    let value = starts === null ? ends[row] : (ends[row] - starts[row]) / 1000;
    if (among !== undefined) value *= factors[among[row] + 1];
    if (value < 0) {
      batch.impossible(field, row, value);
      value = Number.NaN;
    } else if (hours !== null && starts !== null && value >= 0) {
      const calendar = value;
      value = hours.seconds(starts[row], ends[row], batch, row);
      if (Number.isNaN(value)) batch.impossible(field, row, calendar);
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
