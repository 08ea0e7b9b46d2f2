import type { Selection } from "../values/batch.ts";
import { GroupCounts } from "./group-counts.ts";
import { absorbAll, type Part, type Places, saveAll, type Saved } from "./saved.ts";

const FRACTION = 2 ** 26;

/**
 * Number and sum of values by group, the same to the last bit in any order and split: whole parts and two layers of the fraction are
 * summed as integers. (What lies below 2⁻⁵² of a second is cut off.)
 */
export class ExactSums implements Part {
  private readonly counts = new GroupCounts();
  private readonly whole = new GroupCounts();
  private readonly high = new GroupCounts();
  private readonly low = new GroupCounts();

  /** Adds `values[row]` for each selected row where both it and `among[row]` are there. */
  add(values: Float64Array, among: Float64Array, { rows, groups, length, size }: Selection): void {
    for (const layer of this.layers()) layer.reserve(size);
    const [counts, wholes, highs, lows] = this.layers().map((layer) => layer.values);
    for (let i = 0; i < length; i += 1) {
      const value = values[rows[i]];
      if (value !== value || Number.isNaN(among[rows[i]])) continue;
      const group = groups[i];
      const whole = Math.floor(value);
      const fraction = (value - whole) * FRACTION;
      const high = Math.floor(fraction);
      counts[group] += 1;
      wholes[group] += whole;
      highs[group] += high;
      lows[group] += Math.floor((fraction - high) * FRACTION);
    }
  }

  merge(other: ExactSums, groupMap: Int32Array): void {
    const theirs = other.layers();
    this.layers().forEach((layer, index) => layer.merge(theirs[index], groupMap));
  }

  save(): Saved {
    return saveAll(this.layers());
  }

  absorb(saved: Saved, places: Places): void {
    absorbAll(this.layers(), saved, places);
  }

  /** Mean of a group, null without values. */
  mean(group: number): number | null {
    const n = this.counts.of(group);
    if (n === 0) return null;
    return (this.whole.of(group) + (this.high.of(group) + this.low.of(group) / FRACTION) / FRACTION) / n;
  }

  private layers(): readonly GroupCounts[] {
    return [this.counts, this.whole, this.high, this.low];
  }
}
