import type { Scale } from "../interaction/fields.ts";
import { ABSENT_FLAG, OFFERED } from "../values/batch.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { entriesOf, type Part, type Places, saveMap, type Saved } from "./saved.ts";

/** Steps of a half from 0 to 10, then the bands of words (NEGATIVE … OFFERED). */
const STEPS = 21;
const WIDTH = STEPS + OFFERED + 1;

/** Places in a selection of the rows with a score. */
let answered = new Int32Array(0);

/** Scores of one group in one source. */
export interface ScoreCounts {
  /** Distinct numeric scores, ascending, and how often each occurs. */
  readonly values: readonly number[];
  readonly counts: readonly number[];
  /** How often each band of words occurs, by NEGATIVE, NEUTRAL, POSITIVE and OFFERED. */
  readonly bands: readonly number[];
}

/** Scores of one source: rows of WIDTH counters, one for each group that has any. */
class SourceScores {
  /** Row of each group plus 1; 0 = none. */
  slots = new Int32Array(16);
  counters = new Float64Array(16 * WIDTH);
  used = 0;
  /** Somebody was asked and did not answer. */
  offered = false;
  /** Scores that are no half step up to 10: value → group → count. */
  readonly others = new Map<number, Map<number, number>>();

  /** Where the counters of a group start, made if need be. */
  at(group: number): number {
    if (group >= this.slots.length) {
      const larger = new Int32Array(2 * (group + 1));
      larger.set(this.slots);
      this.slots = larger;
    }
    if (this.slots[group] === 0) {
      if ((this.used + 1) * WIDTH > this.counters.length) {
        const larger = new Float64Array(2 * this.counters.length);
        larger.set(this.counters);
        this.counters = larger;
      }
      this.used += 1;
      this.slots[group] = this.used;
    }
    return (this.slots[group] - 1) * WIDTH;
  }

  countOther(value: number, group: number, count: number): void {
    let groups = this.others.get(value);
    if (groups === undefined) this.others.set(value, (groups = new Map()));
    groups.set(group, (groups.get(group) ?? 0) + count);
  }
}

interface SavedScores {
  readonly slots: Int32Array;
  readonly counters: Float64Array;
  readonly offered: boolean;
  readonly others: readonly (readonly [value: number, counts: Saved])[];
}

/** Histogram of the scores of one field by group and source, so that scales can be chosen after the last row. */
export class Scores implements Part {
  private readonly field: string;
  private readonly sources: (SourceScores | undefined)[] = [];

  constructor(field: "csat" | "nps" | "ces") {
    this.field = field;
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    const values = batch.numbers.get(this.field) ?? new Float64Array(batch.rows).fill(Number.NaN);
    const bands = batch.flags.get(this.field) ?? new Int8Array(batch.rows).fill(ABSENT_FLAG);
    if (answered.length <= length) answered = new Int32Array(2 * length + 1);
    const places = answered;
    let count = 0;
    // Who answers differs at random: it takes no branch for each row.
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      places[count] = i;
      count += Number(bands[row] >= 0) | Number(values[row] >= Number.NEGATIVE_INFINITY);
    }
    const scores = this.source(batch.source);
    for (let k = 0; k < count; k += 1) {
      const row = rows[places[k]];
      const group = groups[places[k]];
      const band = bands[row];
      const step = band < 0 ? values[row] * 2 : STEPS + band;
      if (band === OFFERED) scores.offered = true;
      if (band >= 0 || (step >= 0 && step < STEPS && step === Math.trunc(step))) {
        const start = scores.at(group);
        scores.counters[start + step] += 1;
      } else scores.countOther(values[row], group, 1);
    }
  }

  merge(other: Scores, groupMap: Int32Array): void {
    other.sources.forEach((theirs, source) => {
      if (theirs === undefined) return;
      const scores = this.source(source);
      scores.offered ||= theirs.offered;
      const known = Math.min(theirs.slots.length, groupMap.length);
      for (let group = 0; group < known; group += 1) {
        if (theirs.slots[group] === 0) continue;
        const from = (theirs.slots[group] - 1) * WIDTH;
        const to = scores.at(groupMap[group]);
        for (let k = 0; k < WIDTH; k += 1) scores.counters[to + k] += theirs.counters[from + k];
      }
      for (const [value, groups] of theirs.others) {
        for (const [group, count] of groups) scores.countOther(value, groupMap[group], count);
      }
    });
  }

  save(): Saved {
    return Array.from(this.sources, (scores): Saved => {
      if (scores === undefined) return null;
      const { slots, counters, used, offered } = scores;
      const others = [...scores.others].map(([value, groups]): Saved => [value, saveMap(groups)]);
      return { slots: slots.slice(), counters: counters.slice(0, used * WIDTH), offered, others };
    });
  }

  absorb(saved: Saved, { groups, sources }: Places): void {
    (saved as readonly (SavedScores | null)[]).forEach((theirs, source) => {
      if (theirs === null) return;
      const scores = this.source(sources[source]);
      scores.offered ||= theirs.offered;
      theirs.slots.forEach((slot, group) => {
        if (slot === 0) return;
        const from = (slot - 1) * WIDTH;
        const to = scores.at(groups[group]);
        for (let k = 0; k < WIDTH; k += 1) scores.counters[to + k] += theirs.counters[from + k];
      });
      for (const [value, counts] of theirs.others)
        for (const [group, count] of entriesOf(counts)) scores.countOther(value, groups[group], count);
    });
  }

  /** Number of sources that may have scores. */
  get length(): number {
    return this.sources.length;
  }

  /** Whether somebody was asked in a source, in any group, and did not answer. */
  offers(source: number): boolean {
    return this.sources[source]?.offered ?? false;
  }

  /** Scores of a group in one source, null without any. Numeric ones count within `scale`, so without a scale not at all. */
  of(source: number, group: number, scale: Scale | undefined): ScoreCounts | null {
    const scores = this.sources[source];
    if (scores === undefined) return null;
    const slot = group < scores.slots.length ? scores.slots[group] : 0;
    if (slot === 0 && scores.others.size === 0) return null;
    const start = (slot - 1) * WIDTH;
    const count = (k: number): number => (slot === 0 ? 0 : scores.counters[start + k]);
    const found: [number, number][] = [];
    if (scale !== undefined) {
      const note = (value: number, times: number): void => {
        if (times > 0 && value >= scale.low && value <= scale.high) found.push([value, times]);
      };
      for (let step = 0; step < STEPS; step += 1) note(step / 2, count(step));
      for (const [value, groups] of scores.others) note(value, groups.get(group) ?? 0);
      found.sort(([a], [b]) => a - b);
    }
    return {
      values: found.map(([value]) => value),
      counts: found.map(([, times]) => times),
      bands: Array.from({ length: OFFERED + 1 }, (_, band) => count(STEPS + band)),
    };
  }

  private source(index: number): SourceScores {
    return (this.sources[index] ??= new SourceScores());
  }
}
