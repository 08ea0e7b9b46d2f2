import { OFFERED } from "../values/batch.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { Events } from "./events.ts";
import { GroupCounts, sizeOf } from "./group-counts.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import type { Part } from "./saved.ts";
import { moodOf } from "./scales.ts";
import { anyMapped } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";

/** Columns of scores, and by their index what tells that an invitation was answered. */
const SCORES = ["nps", "csat", "ces", "score"] as const;
/** Answered, whatever the score; not answered. */
const ANSWERED = 10;
const UNANSWERED = -1;

const needs: readonly Alternative[] = [
  ["sent", "answered_at"],
  ...(["csat", "nps", "ces"] as const).map((field) => ["sent", field] as const),
  ...(["csat", "nps", "ces"] as const).map((field) => [field] as const),
];

interface Tally {
  readonly asked: GroupCounts;
  readonly answered: GroupCounts;
}

/** How a source tells who was asked: a date of asking, or the word for an offer that nobody took up ("Offered"). */
type Rule = "sent" | "offered";

const ruleOf = (facts: SourceFacts): Rule => (facts.has("sent") ? "sent" : "offered");

/** Counts invitations and those answered. Rows of one response are one invitation. */
class ResponseAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly rows = new Events({
    sources: new Int32Array(0),
    /** Dictionary code of the response; −1 = the row is one of its own. */
    responses: new Int32Array(0),
    /** Index in SCORES, ANSWERED or UNANSWERED. */
    answers: new Int8Array(0),
    values: new Float64Array(0),
  });
  /** Exports with an offer that nobody took up, in whatever row: they tell who was asked. */
  private readonly offering = new Set<number | string>();
  private tally: Tally | null = null;

  constructor(context: KpiContext) {
    this.context = context;
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    const source = this.exportOf(batch.source);
    if (this.offering.has(source)) return;
    const columns = scoreColumns(batch);
    for (let i = 0; i < length; i += 1) {
      if (!isOffer(columns, rows[i])) continue;
      this.offering.add(source);
      this.tally = null;
      return;
    }
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    this.tally = null;
    const facts = this.context.sources[batch.source];
    const rule = ruleOf(facts);
    const responses = facts.has("response_id") ? batch.codes.get("response_id") : undefined;
    const columns = scoreColumns(batch);
    const answered = answerDates(batch, facts);
    const sent = presence(batch, "sent");
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      const score = scoreOf(columns, row);
      const answer = score === UNANSWERED && answered(row) ? ANSWERED : score;
      // A survey's own record of somebody who declined or was not reached: a response with nothing in it.
      const isEmpty = responses !== undefined && responses[row] >= 0 && answer === UNANSWERED;
      const isAsked = rule === "sent" ? sent(row) || isEmpty : score !== UNANSWERED || isOffer(columns, row);
      if (!isAsked) continue;
      const at = this.rows.push(groups[i]);
      const kept = this.rows.columns;
      kept.sources[at] = batch.source;
      kept.responses[at] = responses === undefined ? -1 : responses[row];
      kept.answers[at] = answer;
      kept.values[at] = columns[answer]?.values?.[row] ?? Number.NaN;
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { rows, offering } = other as ResponseAggregate;
    this.tally = null;
    this.rows.merge(rows, groupMap);
    for (const source of offering) this.offering.add(source);
  }

  parts(): readonly Part[] {
    this.tally = null;
    const offering: Part = {
      save: () => [...this.offering],
      absorb: (saved, { exports }) => {
        for (const source of saved as readonly (number | string)[])
          this.offering.add(typeof source === "number" ? exports[source] : source);
      },
    };
    return [this.rows, offering];
  }

  result(group: number): KpiResult {
    const { asked, answered } = (this.tally ??= this.count());
    return share(answered.of(group), asked.of(group));
  }

  private exportOf(source: number): number | string {
    return this.context.sources[source].group ?? `source ${source}`;
  }

  private count(): Tally {
    const { groups, columns, length } = this.rows;
    const tally = { asked: new GroupCounts(), answered: new GroupCounts() };
    const size = sizeOf(groups, length);
    for (const counts of Object.values(tally)) counts.reserve(size);
    /** By group and response: whether it is answered. */
    const responses = new Map<number, Map<number, boolean>>();
    for (let at = 0; at < length; at += 1) {
      const source = columns.sources[at];
      if (ruleOf(this.context.sources[source]) === "offered" && !this.offering.has(this.exportOf(source))) continue;
      const isAnswered = this.isAnswered(at);
      if (columns.responses[at] < 0) {
        tally.asked.values[groups[at]] += 1;
        if (isAnswered) tally.answered.values[groups[at]] += 1;
        continue;
      }
      let known = responses.get(groups[at]);
      if (known === undefined) responses.set(groups[at], (known = new Map()));
      known.set(columns.responses[at], isAnswered || known.get(columns.responses[at]) === true);
    }
    for (const [group, known] of responses) {
      for (const isAnswered of known.values()) {
        tally.asked.values[group] += 1;
        if (isAnswered) tally.answered.values[group] += 1;
      }
    }
    return tally;
  }

  /** A number off its scale, such as 0 for "no answer", is no answer. */
  private isAnswered(at: number): boolean {
    const { answers, values, sources } = this.rows.columns;
    if (answers[at] === UNANSWERED || answers[at] === ANSWERED) return answers[at] === ANSWERED;
    const field = SCORES[answers[at]];
    return field === "score" || moodOf(field, values[at], this.context.sources[sources[at]].scale(field)) !== null;
  }
}

interface ScoreColumn {
  readonly values: Float64Array | undefined;
  readonly bands: Int8Array | undefined;
}

const scoreColumns = (batch: Batch): readonly ScoreColumn[] =>
  SCORES.map((field) => ({ values: batch.numbers.get(field), bands: batch.flags.get(field) }));

/** Index of the first column with a number in a row; ANSWERED for a word, UNANSWERED for neither. */
function scoreOf(columns: readonly ScoreColumn[], row: number): number {
  for (let index = 0; index < columns.length; index += 1) {
    const { values, bands } = columns[index];
    const band = bands === undefined ? -1 : bands[row];
    if (band >= 0 && band !== OFFERED) return ANSWERED;
    if (band < 0 && values !== undefined && !Number.isNaN(values[row])) return index;
  }
  return UNANSWERED;
}

const isOffer = (columns: readonly ScoreColumn[], row: number): boolean => columns.some(({ bands }) => bands?.[row] === OFFERED);

/** Whether a row has a date, also one of which nobody knows whether day or month comes first. */
function presence(batch: Batch, field: "sent" | "answered_at"): (row: number) => boolean {
  const instants = batch.numbers.get(field);
  const marks = batch.flags.get(field);
  return (row) => (instants !== undefined && !Number.isNaN(instants[row])) || marks?.[row] === 1;
}

/** Whether a row's date says that it was answered: in records of surveys, and where there are no scores. */
function answerDates(batch: Batch, facts: SourceFacts): (row: number) => boolean {
  const isRecord = facts.has("response_id") || !SCORES.some((field) => facts.has(field));
  return isRecord ? presence(batch, "answered_at") : () => false;
}

export const responseRate: Kpi = {
  id: "response_rate",
  name: "Answered when asked",
  abbreviation: "",
  noun: "asked",
  entity: "response",
  definition:
    "Share of survey invitations that were answered: those with a date of sending, or declined or not reached; else scores and offers without an answer. Where the files do not tell who was asked, there is no data.",
  formula: "100 × invitations answered ÷ invitations",
  unit: "percent",
  better: "high",
  needs,
  reads: ["sent", "answered_at", "csat", "nps", "ces", "response_id"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  statistics: RATE_STATISTICS,
  caveats: [
    "Invitations that never arrived are among those asked, unless the export leaves them out.",
    "The fewer answer, the less the answers may speak for the others.",
  ],
  create: (context) => new ResponseAggregate(context),
};
