import { type Dimension, NONE } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";

/** One group as shown: its values by dimension and the numbers of the collected groups that make it up. */
export interface ShownGroup {
  readonly by: Readonly<Record<string, string>>;
  readonly members: readonly number[];
  readonly count: number;
}

/** Names are made when they are asked for: a table shows a few of what may be hundreds of thousands of groups. */
class OneGroup implements ShownGroup {
  readonly members: readonly number[];
  readonly count: number;
  readonly #names: (group: number) => Readonly<Record<string, string>>;

  constructor(members: readonly number[], count: number, names: (group: number) => Readonly<Record<string, string>>) {
    this.members = members;
    this.count = count;
    this.#names = names;
  }

  get by(): Readonly<Record<string, string>> {
    return this.#names(this.members[0]);
  }
}

/**
 * The groups by the first `visible` dimensions, in the report's order: dimension by dimension, time ascending, others by total volume
 * descending, then code point; (none) last. Groups without rows do not occur, unless they matter.
 */
export const shownGroups = (groups: GroupIndex, visible: number, matters: (group: number) => boolean): ShownGroup[] => {
  if (visible === 0) return [];
  const dimensions = groups.dimensions.slice(0, visible);
  // By group, its place in each dimension: groups with the same places are one.
  const places = dimensions.map((dimension, d) => {
    const rank = ranksOf(dimension, groups.volumes(d));
    const place = new Int32Array(groups.size);
    for (let group = 0; group < groups.size; group++) place[group] = rank.get(groups.codes[d][group])!;
    return place;
  });
  const order = (a: number, b: number): number => {
    for (const place of places) if (place[a] !== place[b]) return place[a] - place[b];
    return 0;
  };
  const kept: number[] = [];
  for (let group = 0; group < groups.size; group++) if (groups.counts[group] > 0 || matters(group)) kept.push(group);
  kept.sort((a, b) => order(a, b) || a - b);
  const names = (group: number): Record<string, string> =>
    Object.fromEntries(
      dimensions.map((dimension, d) => {
        const code = groups.codes[d][group];
        return [dimension.name, code < 0 ? NONE : dimension.label(code)];
      }),
    );
  const shown: ShownGroup[] = [];
  for (let i = 0; i < kept.length;) {
    const members = [kept[i]];
    let count = groups.counts[kept[i]];
    for (i += 1; i < kept.length && order(kept[i], members[0]) === 0; i += 1) {
      members.push(kept[i]);
      count += groups.counts[kept[i]];
    }
    shown.push(new OneGroup(members, count, names));
  }
  return shown;
};

// Without the u flag, so that halves of a pair match.
const SURROGATE = /[\ud800-\udfff]/;

/** By code point; for texts that are not the same. */
const compareText = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length || at === b.length) return a.length - b.length;
  return a.codePointAt(at)! - b.codePointAt(at)!;
};

/** Place of each code of one dimension. */
const ranksOf = (dimension: Dimension, volumes: ReadonlyMap<number, number>): Map<number, number> => {
  const codes = Int32Array.from(volumes.keys());
  const counts = Float64Array.from(volumes.values());
  const isTime = dimension.kind === "time";
  const texts = Array.from(codes, (code) => (code < 0 || isTime ? "" : dimension.label(code)));
  // Plain comparison goes by UTF-16 units, which differs only where a surrogate stands.
  const isPlain = !texts.some((text) => SURROGATE.test(text));
  const compare = isPlain ? (a: string, b: string): number => (a < b ? -1 : 1) : compareText;
  const order = Uint32Array.from(codes.keys()).sort((a, b) => {
    if (codes[a] < 0 || codes[b] < 0) return codes[a] < 0 ? 1 : -1;
    return isTime ? codes[a] - codes[b] : counts[b] - counts[a] || compare(texts[a], texts[b]);
  });
  return new Map(Array.from(order, (at, place) => [codes[at], place]));
};
