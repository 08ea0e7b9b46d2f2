import type { Field } from "../interaction/fields.ts";
import { clockIn, resolutionWay, responseWay } from "../kpi/spans.ts";
import type { Kpi, SpanClock } from "../kpi/types.ts";
import { factsOf, type Source } from "./source.ts";

/** The KPIs that count the time between two instants, with the field of their own column. */
const SPANS = [
  { kpi: "art", field: "response_time", wayOf: responseWay },
  { kpi: "resolution_time", field: "resolution_time", wayOf: resolutionWay },
] as const;

/** Of times on several clocks the first of these are kept. */
const ORDER = {
  calendar: ["calendar", "schedule", "export"],
  business: ["schedule", "export", "calendar"],
} as const satisfies Record<string, readonly SpanClock[]>;

/**
 * Sees to it that a figure is of one clock. Where some files have their own times in opening hours and others none, all go by the schedule
 * that is given; files that cannot are left out of the figure.
 */
export const settleClocks = (sources: readonly Source[], kpis: readonly Kpi[], wanted: "calendar" | "business"): void => {
  for (const { clocks } of sources) for (const fields of [clocks.scheduled, clocks.otherClock]) fields.clear();
  if (sources.length < 2) return;
  for (const span of SPANS) {
    if (!kpis.some(({ id }) => id === span.kpi)) continue;
    const clocks = (): (SpanClock | null)[] => sources.map((source) => clockIn(factsOf(source), span.wayOf));
    const before = clocks();
    if (before.includes("schedule") && before.includes("export")) for (const source of sources) source.clocks.scheduled.add(span.field);
    const found = clocks();
    const kept = ORDER[wanted].find((clock) => found.includes(clock));
    sources.forEach((source, i) => {
      const clock = found[i];
      if (clock !== null && clock !== kept) source.clocks.otherClock.set(span.field, { clock, kept: kept! });
    });
  }
};

/** On which clock the times of a source are that are counted. */
export const clocksOf = (source: Source): Partial<Record<Field, SpanClock>> => {
  const facts = factsOf(source);
  return Object.fromEntries(
    SPANS.flatMap((span) => {
      const clock = clockIn(facts, span.wayOf);
      return clock === null ? [] : [[span.field, clock]];
    }),
  );
};
