import { Sample } from "../stats/sample.ts";

/** Multisets of numbers, one a group: the distinct values of group g, ascending, lie from `starts[g]` to `starts[g + 1]`. Never changed. */
export interface Runs {
  readonly starts: Int32Array;
  readonly values: Float64Array;
  /** How often each value occurs. */
  readonly counts: Uint32Array;
}

export const NO_RUNS: Runs = { starts: new Int32Array(1), values: new Float64Array(0), counts: new Uint32Array(0) };

/** Runs and where they go: their group g to `groupMap[g]`, or to the same group without a map. */
export interface MappedRuns {
  readonly runs: Runs;
  readonly groupMap?: Int32Array;
}

/** Ascending segments that stand in the order of the groups they belong to; a group may have several. */
interface Segments {
  readonly length: number;
  /** Group of each. */
  readonly groups: Int32Array;
  /** Segment s lies from `starts[s]` to `starts[s + 1]`. */
  readonly starts: Int32Array;
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

/** Puts parts together: what a group has in several of them, or comes to it from several groups, is merged. */
export function gather(all: readonly MappedRuns[]): Runs {
  const parts = all.filter(({ runs }) => runs.values.length > 0);
  if (parts.length === 0) return NO_RUNS;
  if (parts.length === 1 && parts[0].groupMap === undefined) return parts[0].runs;
  let segments = laidOut(parts);
  for (let before = Infinity; segments.length < before;) {
    before = segments.length;
    if (isShared(segments)) segments = mergedByTwos(segments);
  }
  const { length, groups, starts, values, counts } = segments;
  const byGroup = new Int32Array(length === 0 ? 1 : groups[length - 1] + 2);
  for (let s = 0; s < length; s += 1) byGroup[groups[s] + 1] = starts[s + 1] - starts[s];
  for (let group = 0; group + 1 < byGroup.length; group += 1) byGroup[group + 1] += byGroup[group];
  const used = starts[length];
  // What is much too large is not kept.
  const isTight = 4 * used >= 3 * values.length;
  return {
    starts: byGroup,
    values: isTight ? values.subarray(0, used) : values.slice(0, used),
    counts: isTight ? counts.subarray(0, used) : counts.slice(0, used),
  };
}

/** All the numbers of several samples. */
export function mergeSamples(samples: readonly Sample[]): Sample {
  const groupMap = new Int32Array(1);
  const parts = samples.map(({ values, counts }) => ({ runs: { starts: Int32Array.of(0, values.length), values, counts }, groupMap }));
  const { values, counts } = gather(parts);
  return new Sample(values, counts);
}

/** Whether a group has several segments. */
function isShared({ length, groups }: Segments): boolean {
  for (let s = 1; s < length; s += 1) if (groups[s] === groups[s - 1]) return true;
  return false;
}

/** All groups of all parts, in the order of where they go. */
function laidOut(parts: readonly MappedRuns[]): Segments {
  let greatest = -1;
  let total = 0;
  for (const { runs, groupMap } of parts) {
    const groups = runs.starts.length - 1;
    total += runs.values.length;
    if (groupMap === undefined) greatest = Math.max(greatest, groups - 1);
    else for (let group = 0; group < groups; group += 1) if (groupMap[group] > greatest) greatest = groupMap[group];
  }
  // Of each group, how many segments come before its own; then where its next one goes.
  const places = new Int32Array(greatest + 2);
  eachSegment(parts, (to) => (places[to + 1] += 1));
  for (let group = 0; group <= greatest; group += 1) places[group + 1] += places[group];
  const length = places[greatest + 1];
  const groups = new Int32Array(length);
  const partOf = new Int32Array(length);
  const from = new Int32Array(length);
  eachSegment(parts, (to, part, group) => {
    const place = places[to];
    places[to] += 1;
    groups[place] = to;
    partOf[place] = part;
    from[place] = group;
  });
  const starts = new Int32Array(length + 1);
  const values = new Float64Array(total);
  const counts = new Uint32Array(total);
  for (let s = 0, at = 0; s < length; s += 1) {
    at = copy(parts[partOf[s]].runs, from[s], at, values, counts);
    starts[s + 1] = at;
  }
  return { length, groups, starts, values, counts };
}

function eachSegment(parts: readonly MappedRuns[], visit: (to: number, part: number, group: number) => void): void {
  parts.forEach(({ runs: { starts }, groupMap }, part) => {
    for (let group = 0; group + 1 < starts.length; group += 1) {
      if (starts[group + 1] > starts[group]) visit(groupMap === undefined ? group : groupMap[group], part, group);
    }
  });
}

/** Merges the first segment of each group with its second, the third with its fourth and so on. */
function mergedByTwos(segments: Segments): Segments {
  const groups = new Int32Array(segments.length);
  const starts = new Int32Array(segments.length + 1);
  const values = new Float64Array(segments.values.length);
  const counts = new Uint32Array(segments.values.length);
  let length = 0;
  for (let s = 0, at = 0; s < segments.length; length += 1) {
    groups[length] = segments.groups[s];
    const isPair = s + 1 < segments.length && segments.groups[s + 1] === segments.groups[s];
    at = isPair ? mergeTwo(segments, s, at, values, counts) : copy(segments, s, at, values, counts);
    starts[length + 1] = at;
    s += isPair ? 2 : 1;
  }
  return { length, groups, starts, values, counts };
}

/** Copies one segment to `at` and returns its end. */
function copy(from: Omit<Runs, "length">, segment: number, at: number, values: Float64Array, counts: Uint32Array): number {
  const end = from.starts[segment + 1];
  let place = at;
  for (let i = from.starts[segment]; i < end; i += 1, place += 1) {
    values[place] = from.values[i];
    counts[place] = from.counts[i];
  }
  return place;
}

/** Merges a segment with the next one to `at` and returns the end. */
function mergeTwo(from: Segments, segment: number, at: number, values: Float64Array, counts: Uint32Array): number {
  const { starts, values: own, counts: times } = from;
  const middle = starts[segment + 1];
  const end = starts[segment + 2];
  let i = starts[segment];
  let j = middle;
  let place = at;
  for (; i < middle && j < end; place += 1) {
    const [first, second] = [own[i], own[j]];
    values[place] = first <= second ? first : second;
    let count = 0;
    if (first <= second) {
      count = times[i];
      i += 1;
    }
    if (second <= first) {
      count += times[j];
      j += 1;
    }
    counts[place] = count;
  }
  for (; i < middle; i += 1, place += 1) {
    values[place] = own[i];
    counts[place] = times[i];
  }
  for (; j < end; j += 1, place += 1) {
    values[place] = own[j];
    counts[place] = times[j];
  }
  return place;
}
