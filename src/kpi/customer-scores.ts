import { NEGATIVE, OFFERED, POSITIVE } from "../values/batch.ts";
import type { Batch } from "../values/batch.ts";
import { Events } from "./events.ts";
import type { Part, Places, Saved } from "./saved.ts";
import { moodOf } from "./scales.ts";
import { serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { SourceFacts } from "./types.ts";

/** Surveys with a score, by their number in `CustomerScores`. */
export const SURVEYS = ["csat", "nps", "ces"] as const;

/** Ways to the day of a score, best first. */
export const SCORED_AT: readonly Alternative[] = [["answered_at"], ["created"]];

/** What one score says of its customer. */
interface Mood {
  readonly group: number;
  /** Dictionary code. */
  readonly customer: number;
  /** Index in SURVEYS. */
  readonly survey: number;
  /** Epoch milliseconds; NaN = not known. */
  readonly at: number;
  readonly mood: "low" | "middle" | "high";
}

/** Scores of named customers, row by row: their scales are known only after the last. */
export class CustomerScores implements Part {
  private readonly scores = new Events({
    customers: new Int32Array(0),
    sources: new Int32Array(0),
    surveys: new Int8Array(0),
    bands: new Int8Array(0),
    values: new Float64Array(0),
    instants: new Float64Array(0),
  });

  /** Adds the scores of the first `length` of `rows`, in the groups given, else all in group 0. */
  add(batch: Batch, facts: SourceFacts, rows: Int32Array, groups: Int32Array | null, length: number): void {
    const customers = batch.codes.get("customer");
    if (customers === undefined) return;
    const instants = batch.numbers.get(SCORED_AT[serving(facts, SCORED_AT)]?.[0] ?? "");
    SURVEYS.forEach((field, survey) => {
      const values = batch.numbers.get(field);
      // Effort is a mean, so only numbers can answer it.
      const bands = field === "ces" ? undefined : batch.flags.get(field);
      if (values === undefined && bands === undefined) return;
      for (let i = 0; i < length; i += 1) {
        const row = rows[i];
        const band = bands === undefined ? -1 : bands[row];
        const value = values === undefined || band >= 0 ? Number.NaN : values[row];
        if (customers[row] < 0 || band === OFFERED || (band < 0 && Number.isNaN(value))) continue;
        const at = this.scores.push(groups === null ? 0 : groups[i]);
        const { columns } = this.scores;
        columns.customers[at] = customers[row];
        columns.sources[at] = batch.source;
        columns.surveys[at] = survey;
        columns.bands[at] = band;
        columns.values[at] = value;
        columns.instants[at] = instants === undefined ? Number.NaN : instants[row];
      }
    });
  }

  merge(other: CustomerScores, groupMap: Int32Array): void {
    this.scores.merge(other.scores, groupMap);
  }

  save(): Saved {
    return this.scores.save();
  }

  absorb(saved: Saved, places: Places): void {
    this.scores.absorb(saved, places);
  }

  /** Each score that is one on its source's scale. */
  *moods(sources: readonly SourceFacts[]): Generator<Mood> {
    const { groups, columns, length } = this.scores;
    for (let at = 0; at < length; at += 1) {
      const survey = columns.surveys[at];
      const band = columns.bands[at];
      const field = SURVEYS[survey];
      const mood = band >= 0 ? moodOfBand(band) : moodOf(field, columns.values[at], sources[columns.sources[at]].scale(field));
      if (mood !== null) yield { group: groups[at], customer: columns.customers[at], survey, at: columns.instants[at], mood };
    }
  }
}

const moodOfBand = (band: number): Mood["mood"] => (band === NEGATIVE ? "low" : band === POSITIVE ? "high" : "middle");
