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
 * descending, then code point; (none) last. Groups without rows do not occur, unless they matter.
 */
export const shownGroups = (groups: GroupIndex, visible: number, matters: (group: number) => boolean): ShownGroup[] => {
  if (visible === 0) return [];
  const dimensions = groups.dimensions.slice(0, visible);
  const ranks = dimensions.map((dimension, d) => rank(dimension, groups.volumes(d)));
  const byKey = new Map<string, { codes: number[]; places: number[]; members: number[]; count: number }>();
  for (let group = 0; group < groups.size; group++) {
    if (groups.counts[group] === 0 && !matters(group)) continue;
    const codes = dimensions.map((_, d) => groups.codes[d][group]);
    const key = codes.join();
    let known = byKey.get(key);
    if (known === undefined) {
      known = { codes, places: codes.map((code, d) => ranks[d].get(code)!), members: [], count: 0 };
      byKey.set(key, known);
    }
    known.members.push(group);
    known.count += groups.counts[group];
  }
  const sorted = [...byKey.values()].toSorted(({ places: a }, { places: b }) => {
    const d = a.findIndex((place, i) => place !== b[i]);
    return d < 0 ? 0 : a[d] - b[d];
  });
  return sorted.map(({ codes, members, count }) => ({
    by: Object.fromEntries(dimensions.map((dimension, d) => [dimension.name, codes[d] < 0 ? NONE : dimension.label(codes[d])])),
    members,
    count,
  }));
};

// Without the u flag, so that halves of a pair match.
const SURROGATE = /[\ud800-\udfff]/;

/** By code point. Plain comparison goes by UTF-16 units, which differs only where a surrogate stands. */
const compareText = (a: string, b: string): number => {
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length || at === b.length) return a.length - b.length;
  return a.codePointAt(at)! - b.codePointAt(at)!;
};

/** Place of each code of one dimension. */
const rank = (dimension: Dimension, volumes: ReadonlyMap<number, number>): Map<number, number> => {
  const entries = [...volumes].map(([code, count]) => ({
    code,
    count,
    text: code < 0 || dimension.kind === "time" ? "" : dimension.label(code),
  }));
  entries.sort((a, b) => {
    if (a.code < 0 || b.code < 0) return a.code < 0 ? 1 : -1;
    return dimension.kind === "time" ? a.code - b.code : b.count - a.count || compareText(a.text, b.text);
  });
  return new Map(entries.map(({ code }, place) => [code, place]));
};
