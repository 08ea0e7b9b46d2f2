import { type Dimension, NONE } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";

/** One group as shown: its values by dimension and the numbers of the collected groups that make it up. */
export interface ShownGroup {
  readonly by: Readonly<Record<string, string>>;
  readonly members: readonly number[];
  readonly count: number;
}

/**
 * The groups by the first `visible` dimensions, in the report's order: dimension by dimension, time ascending, others by total volume
 * descending, then code point; (none) last. Groups without rows do not occur.
 */
export const shownGroups = (groups: GroupIndex, visible: number): ShownGroup[] => {
  if (visible === 0) return [];
  const dimensions = groups.dimensions.slice(0, visible);
  const ranks = dimensions.map((dimension, d) => rank(dimension, groups.codes[d], groups.counts));
  const byKey = new Map<string, { codes: number[]; members: number[]; count: number }>();
  for (let group = 0; group < groups.size; group++) {
    if (groups.counts[group] === 0) continue;
    const codes = dimensions.map((_, d) => groups.codes[d][group]);
    const key = codes.join();
    const known = byKey.get(key) ?? { codes, members: [], count: 0 };
    known.members.push(group);
    known.count += groups.counts[group];
    byKey.set(key, known);
  }
  const sorted = [...byKey.values()].toSorted((a, b) => {
    for (let d = 0; d < visible; d++) {
      const difference = ranks[d].get(a.codes[d])! - ranks[d].get(b.codes[d])!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return sorted.map(({ codes, members, count }) => ({
    by: Object.fromEntries(dimensions.map((dimension, d) => [dimension.name, codes[d] < 0 ? NONE : dimension.label(codes[d])])),
    members,
    count,
  }));
};

const compareText = (a: string, b: string): number => {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] !== y[i]) return x[i].codePointAt(0)! - y[i].codePointAt(0)!;
  }
  return x.length - y.length;
};

/** Place of each code of one dimension. */
const rank = (dimension: Dimension, codes: readonly number[], counts: readonly number[]): Map<number, number> => {
  const volume = new Map<number, number>();
  for (let group = 0; group < counts.length; group++) volume.set(codes[group], (volume.get(codes[group]) ?? 0) + counts[group]);
  const order = [...volume.keys()].toSorted((a, b) => {
    if (a < 0 || b < 0) return a < 0 ? 1 : -1;
    if (dimension.kind === "time") return a - b;
    return volume.get(b)! - volume.get(a)! || compareText(dimension.label(a), dimension.label(b));
  });
  return new Map(order.map((code, place) => [code, place]));
};
