import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { ClassAggregate } from "./classes.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import { anyMapped } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";

/** Seconds within which a call is to be answered. */
const THRESHOLD = 20;

const needs: readonly Alternative[] = [["wait", "answered"], ["wait", "abandoned"], ["wait"]];

const IN_TIME = 0;
const LATE = 1;
const ABANDONED = 2;
const HUNG_UP_EARLY = 3;

/** A call is answered as the export says, else when it was not abandoned, and the other way round; without a word on either all are. */
function classesOf(batch: Batch, facts: SourceFacts): Int8Array | null {
  const wait = batch.numbers.get("wait");
  if (wait === undefined) return null;
  const answered = facts.has("answered") ? batch.flags.get("answered") : undefined;
  const abandoned = facts.has("abandoned") ? batch.flags.get("abandoned") : undefined;
  const isAnswered = (row: number): boolean => (answered === undefined ? (abandoned?.[row] ?? 0) === 0 : answered[row] === 1);
  const isAbandoned = (row: number): boolean => (abandoned === undefined ? answered?.[row] === 0 : abandoned[row] === 1);
  const classes = new Int8Array(batch.rows).fill(ABSENT_FLAG);
  for (let row = 0; row < batch.rows; row += 1) {
    if (Number.isNaN(wait[row])) continue;
    if (isAnswered(row)) classes[row] = wait[row] <= THRESHOLD ? IN_TIME : LATE;
    else if (isAbandoned(row)) classes[row] = wait[row] <= THRESHOLD ? HUNG_UP_EARLY : ABANDONED;
  }
  return classes;
}

const resultOf = (context: KpiContext, counts: readonly number[]): KpiResult => {
  const { sources } = context;
  const tells = sources.some((facts) => facts.mapped("wait") && (facts.has("answered") || facts.has("abandoned")));
  return {
    ...share(counts[IN_TIME], counts[IN_TIME] + counts[LATE] + counts[ABANDONED]),
    threshold: THRESHOLD,
    answered: counts[IN_TIME] + counts[LATE],
    abandoned: tells ? counts[ABANDONED] : null,
    short_abandoned: tells ? counts[HUNG_UP_EARLY] : null,
  };
};

export const serviceLevel: Kpi = {
  id: "service_level",
  name: "Answered within 20 seconds",
  abbreviation: "",
  noun: "calls",
  definition:
    "Share of calls answered within 20 seconds among those answered and those abandoned after more than 20 seconds; who hung up sooner is left out. Without a word on answering or abandoning all calls count as answered.",
  formula: "100 × answered within 20 s ÷ (answered + abandoned after more than 20 s)",
  unit: "percent",
  better: "high",
  needs,
  reads: ["wait", "answered", "abandoned"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  statistics: [
    ...RATE_STATISTICS,
    { key: "threshold", unit: "seconds" },
    { key: "answered", unit: "count" },
    { key: "abandoned", unit: "count" },
    { key: "short_abandoned", unit: "count" },
  ],
  leftOut: "without a waiting time, abandoned within 20 seconds, or neither answered nor abandoned",
  caveats: [
    "There are several formulas: where short calls are not left out, or are counted as in time, the same calls give a few points more or less.",
    "80% within 20 seconds is a custom of the trade, no proof of good service.",
  ],
  create: (context) => new ClassAggregate(context, 4, classesOf, (counts) => resultOf(context, counts)),
};
