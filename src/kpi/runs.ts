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

/** Values in segments that ascend, and how often each occurs. */
interface Lists {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

/** Ascending segments in the order of the groups they belong to; a group may have several. */
interface Segments {
  readonly length: number;
  /** Group of each. */
  readonly groups: Int32Array;
  /** Segment s lies from `from[s]` to `to[s]` of `listsOf(s)`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly listsOf: (segment: number) => Lists;
  /** Length of all of them. */
  readonly total: number;
}

/** Segments of one pair of lists, each behind the one before. */
interface Merged extends Segments, Lists {}

/** Puts parts together: what a group has in several of them, or comes to it from several groups, is merged. */
export function gather(all: readonly MappedRuns[]): Runs {
  const parts = all.filter(({ runs }) => runs.values.length > 0);
  if (parts.length === 0) return NO_RUNS;
  if (parts.length === 1 && parts[0].groupMap === undefined) return parts[0].runs;
  let segments = mergedByTwos(inOrder(parts), null);
  for (let spare: Lists | null = null; isShared(segments);) {
    const merged = mergedByTwos(segments, spare);
    [spare, segments] = [segments, merged];
  }
  const { length, groups, from, to, total: used, values, counts } = segments;
  const byGroup = new Int32Array(length === 0 ? 1 : groups[length - 1] + 2);
  for (let s = 0; s < length; s += 1) byGroup[groups[s] + 1] = to[s] - from[s];
  for (let group = 0; group + 1 < byGroup.length; group += 1) byGroup[group + 1] += byGroup[group];
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
function inOrder(parts: readonly MappedRuns[]): Segments {
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
  const [groups, partOf, from, to] = [new Int32Array(length), new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  eachSegment(parts, (target, part, group) => {
    const place = places[target];
    places[target] += 1;
    groups[place] = target;
    partOf[place] = part;
    from[place] = parts[part].runs.starts[group];
    to[place] = parts[part].runs.starts[group + 1];
  });
  return { length, groups, from, to, total, listsOf: (segment) => parts[partOf[segment]].runs };
}

function eachSegment(parts: readonly MappedRuns[], visit: (to: number, part: number, group: number) => void): void {
  parts.forEach(({ runs: { starts }, groupMap }, part) => {
    for (let group = 0; group + 1 < starts.length; group += 1) {
      if (starts[group + 1] > starts[group]) visit(groupMap === undefined ? group : groupMap[group], part, group);
    }
  });
}

/** Merges the first segment of each group with its second, the third with its fourth and so on; into `spare`, where there is one. */
function mergedByTwos({ length, groups, from, to, listsOf, total }: Segments, spare: Lists | null): Merged {
  const { values, counts } = spare ?? { values: new Float64Array(total), counts: new Uint32Array(total) };
  const merged = { groups: new Int32Array(length), from: new Int32Array(length), to: new Int32Array(length) };
  let made = 0;
  let at = 0;
  for (let s = 0; s < length; made += 1) {
    merged.groups[made] = groups[s];
    merged.from[made] = at;
    const isPair = s + 1 < length && groups[s + 1] === groups[s];
    at = isPair
      ? mergeTwo(listsOf(s), from[s], to[s], listsOf(s + 1), from[s + 1], to[s + 1], at, values, counts)
      : copy(listsOf(s), from[s], to[s], at, values, counts);
    merged.to[made] = at;
    s += isPair ? 2 : 1;
  }
  const lists = { values, counts };
  return { ...merged, ...lists, length: made, total: at, listsOf: () => lists };
}

/** Copies one segment to `at` and returns its end. */
function copy(lists: Lists, from: number, to: number, at: number, values: Float64Array, counts: Uint32Array): number {
  let place = at;
  for (let i = from; i < to; i += 1, place += 1) {
    values[place] = lists.values[i];
    counts[place] = lists.counts[i];
  }
  return place;
}

/** Merges two segments to `at` and returns the end. */
function mergeTwo(
  { values: firsts, counts: timesOfFirst }: Lists,
  firstFrom: number,
  firstTo: number,
  { values: seconds, counts: timesOfSecond }: Lists,
  secondFrom: number,
  secondTo: number,
  at: number,
  values: Float64Array,
  counts: Uint32Array,
): number {
  let i = firstFrom;
  let j = secondFrom;
  let place = at;
  for (; i < firstTo && j < secondTo; place += 1) {
    const [first, second] = [firsts[i], seconds[j]];
    values[place] = first <= second ? first : second;
    let count = 0;
    if (first <= second) {
      count = timesOfFirst[i];
      i += 1;
    }
    if (second <= first) {
      count += timesOfSecond[j];
      j += 1;
    }
    counts[place] = count;
  }
  place = copy({ values: firsts, counts: timesOfFirst }, i, firstTo, place, values, counts);
  return copy({ values: seconds, counts: timesOfSecond }, j, secondTo, place, values, counts);
}
