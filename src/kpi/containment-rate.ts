import { ABSENT_CODE, ABSENT_FLAG } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import { anyMapped } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const needs: readonly Alternative[] = [
  ["bot", "escalated"],
  ["bot", "transferred"],
  ["bot", "replies"],
  ["bot", "agent"],
];

type Human = (row: number) => boolean | null;

/**
 * Whether a human took part in a row, null = not known: by the marks of handing on, else by the agent's replies, else by an agent's name
 * (which may be the bot's own, so that it comes last).
 */
function humanIn(batch: Batch, facts: SourceFacts): Human | null {
  const marks = (["escalated", "transferred"] as const).flatMap((field) => (facts.has(field) ? (batch.flags.get(field) ?? []) : []));
  if (marks.length > 0) {
    return (row) => (marks.some((flags) => flags[row] === 1) ? true : marks.some((flags) => flags[row] === 0) ? false : null);
  }
  const replies = facts.has("replies") ? batch.numbers.get("replies") : undefined;
  if (replies !== undefined) return (row) => (Number.isNaN(replies[row]) ? null : replies[row] > 0);
  const agents = batch.codes.get("agent");
  return agents === undefined ? null : (row) => agents[row] !== ABSENT_CODE;
}

/** Rows that a bot took: 1 where no human took part. */
function containedRows(batch: Batch, facts: SourceFacts): Int8Array | null {
  const bot = batch.flags.get("bot");
  const human = humanIn(batch, facts);
  if (bot === undefined || human === null) return null;
  const outcome = new Int8Array(batch.rows).fill(ABSENT_FLAG);
  for (let row = 0; row < batch.rows; row += 1) {
    const took = bot[row] === 1 ? human(row) : null;
    if (took !== null) outcome[row] = took ? 0 : 1;
  }
  return outcome;
}

export const containmentRate: Kpi = {
  id: "containment_rate",
  name: "Handled without a human",
  abbreviation: "",
  noun: "bot contacts",
  definition:
    "Share of interactions that a bot or self-service took and no human had to: not escalated or transferred, else without agent replies, else without an agent. It does not tell whether the customer was helped.",
  formula: "100 × bot interactions without a human ÷ bot interactions where that is known",
  unit: "percent",
  better: "high",
  needs,
  reads: ["bot", "escalated", "transferred", "replies", "agent"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  statistics: RATE_STATISTICS,
  leftOut: "without a bot, or without a word on whether a human took over",
  caveats: [
    "It does not tell whether the customer was helped: who gives up is contained, too. Look at repeat contacts beside it.",
    "Where only the name of an agent tells, a bot that has a name counts as a human.",
  ],
  create: (context) => new RateAggregate(context, containedRows),
};
