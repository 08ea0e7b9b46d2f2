import { NO_RUNS, type Runs } from "./runs.ts";

/** Below this many values of a group, moving each to its place is quicker than a call of the built-in sort. */
const FEW = 24;
/** The digits that whole numbers are sorted by. */
const BITS = 11;
const BUCKETS = 1 << BITS;
/** Whole numbers up to here are told apart, and so are their differences. */
const MOST = 2 ** 52;

/** Pairs (group, value): the groups are whole numbers from 0, no value is NaN. */
export interface Pairs {
  readonly groups: Int32Array;
  readonly values: Float64Array;
  readonly length: number;
}

/** All values times `scale` are `least` plus a multiple of `unit`, at most `steps` of them. */
interface Grid {
  readonly scale: number;
  readonly least: number;
  readonly unit: number;
  readonly steps: number;
}

/** Times are whole seconds mostly, and those until the report's date milliseconds. */
const SCALES = [1, 1000];

/** The pairs as runs; 0 and −0 are the same. What is whole, as times are, is sorted by its digits. */
export function sortPairs(pairs: Pairs): Runs {
  const { groups, length } = pairs;
  if (length === 0) return NO_RUNS;
  let greatest = 0;
  for (let i = 0; i < length; i += 1) if (groups[i] > greatest) greatest = groups[i];
  const size = greatest + 1;
  for (const scale of length < FEW ? [] : SCALES) {
    const grid = gridOf(pairs, scale);
    if (grid !== null && size * (grid.steps + 1) <= 2 ** 32) return byDigits(pairs, size, grid);
  }
  return byGroup(pairs, size);
}

/** Null when a value times the scale is no whole number. */
function gridOf({ values, length }: Pairs, scale: number): Grid | null {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < length; i += 1) {
    const value = values[i];
    const whole = Math.round(value * scale);
    if (whole / scale !== value) return null;
    if (whole < least) least = whole;
    if (whole > greatest) greatest = whole;
  }
  if (least < -MOST / 2 || greatest > MOST / 2) return null;
  let unit = 0;
  for (let i = 0; i < length && unit !== 1; i += 1) {
    const distance = Math.round(values[i] * scale) - least;
    if (unit === 0 || Math.floor(distance / unit) * unit !== distance) unit = commonDivisor(unit, distance);
  }
  unit = Math.max(1, unit);
  return { scale, least, unit, steps: (greatest - least) / unit };
}

/** Of whole numbers; of 0 and another one, that one. */
export function commonDivisor(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** A radix sort of group and value as one whole number below 2³². */
function byDigits({ groups, values, length }: Pairs, size: number, { scale, least, unit, steps }: Grid): Runs {
  const width = steps + 1;
  let from = new Uint32Array(length);
  let to = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) from[i] = groups[i] * width + (Math.round(values[i] * scale) - least) / unit;
  const next = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32 && Math.floor((size * width - 1) / 2 ** shift) > 0; shift += BITS) {
    next.fill(0);
    for (let i = 0; i < length; i += 1) next[(from[i] >>> shift) & (BUCKETS - 1)] += 1;
    for (let bucket = 0, start = 0; bucket < BUCKETS; bucket += 1) {
      const count = next[bucket];
      next[bucket] = start;
      start += count;
    }
    for (let i = 0; i < length; i += 1) {
      const bucket = (from[i] >>> shift) & (BUCKETS - 1);
      to[next[bucket]] = from[i];
      next[bucket] += 1;
    }
    [from, to] = [to, from];
  }
  let distinct = 1;
  for (let i = 1; i < length; i += 1) if (from[i] !== from[i - 1]) distinct += 1;
  const runs = { starts: new Int32Array(size + 1), values: new Float64Array(distinct), counts: new Uint32Array(distinct) };
  for (let i = 0, at = -1; i < length; i += 1) {
    if (i === 0 || from[i] !== from[i - 1]) {
      at += 1;
      const group = Math.floor(from[i] / width);
      runs.values[at] = (least + (from[i] - group * width) * unit) / scale;
      runs.starts[group + 1] += 1;
    }
    runs.counts[at] += 1;
  }
  for (let group = 0; group < size; group += 1) runs.starts[group + 1] += runs.starts[group];
  return runs;
}

/** Any numbers: laid out by group, each group sorted by itself. */
function byGroup({ groups, values, length }: Pairs, size: number): Runs {
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < length; i += 1) starts[groups[i] + 1] += 1;
  for (let group = 0; group < size; group += 1) starts[group + 1] += starts[group];
  const next = starts.slice();
  const sorted = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    // −0 becomes 0.
    sorted[next[groups[i]]] = values[i] + 0;
    next[groups[i]] += 1;
  }
  for (let group = 0; group < size; group += 1) sortStretch(sorted, starts[group], starts[group + 1]);
  const counts = new Uint32Array(length);
  let at = 0;
  for (let group = 0, i = 0; group < size; group += 1) {
    const end = starts[group + 1];
    starts[group] = at;
    for (; i < end; at += 1) {
      const value = sorted[i];
      const from = i;
      while (i < end && sorted[i] === value) i += 1;
      sorted[at] = value;
      counts[at] = i - from;
    }
  }
  starts[size] = at;
  return { starts, values: sorted.slice(0, at), counts: counts.slice(0, at) };
}

function sortStretch(values: Float64Array, start: number, end: number): void {
  if (end - start > FEW) {
    values.subarray(start, end).sort();
    return;
  }
  for (let i = start + 1; i < end; i += 1) {
    const value = values[i];
    let place = i;
    for (; place > start && values[place - 1] > value; place -= 1) values[place] = values[place - 1];
    values[place] = value;
  }
}
