import type { Runs } from "./runs.ts";

/** So many different times are kept as they are, all groups of a KPI together: 48 MB. */
export const MOST_TIMES = 1 << 22;

/** Binary digits that are kept of more: some 400,000 different times at most a group, up to a year, whole seconds of some hours unchanged. */
const DIGITS = 15;
/** What a time is wrong by then, at most, as a share of it. */
export const ROUNDING_ERROR = 2 ** -DIGITS;

/** Twice a number of 53 digits would drop all but the last of them: what is left between two such sums has the first ones alone (Dekker 1971). */
const SPLIT = 2 ** (53 - DIGITS) + 1;

/** The same multisets with values of few digits. Order does not matter: rounding before putting together and after it give the same. */
export function rounded({ starts, values, counts }: Runs): Runs {
  const ends = new Int32Array(starts.length);
  const fewer = new Float64Array(values.length);
  const sums = new Uint32Array(counts.length);
  let at = 0;
  for (let group = 0; group + 1 < starts.length; group += 1) {
    for (let i = starts[group]; i < starts[group + 1]; i += 1) {
      const split = SPLIT * values[i];
      const value = split - (split - values[i]);
      if (at === ends[group] || fewer[at - 1] !== value) {
        fewer[at] = value;
        at += 1;
      }
      sums[at - 1] += counts[i];
    }
    ends[group + 1] = at;
  }
  return { starts: ends, values: fewer.slice(0, at), counts: sums.slice(0, at) };
}
