import { mergeSamples } from "../kpi/runs.ts";
import type { Aggregate, Kpi } from "../kpi/types.ts";
import { ALPHA } from "../stats/clear.ts";
import { fisherExact } from "../stats/fisher.ts";
import { holm } from "../stats/holm.ts";
import { mannWhitney } from "../stats/mann-whitney.ts";
import { Sample } from "../stats/sample.ts";
import type { Problem } from "../text/problem.ts";
import { type Name, type NameScope, NONE } from "./dimensions.ts";
import type { GroupIndex } from "./groups.ts";
import type { ShownGroup } from "./order.ts";

const PEOPLE = new Set(["agent", "team"]);
/** KPIs on which people are compared, in the order they are spoken of. */
const COMPARED = ["csat", "fcr", "art", "resolution_time", "aht"];
/** Below this nothing is ranked. */
const FEWEST = 10;
/** Comparing more groups than this says little and costs much. */
const MOST_GROUPS = 60;

/** Whether the groups are people or their teams, the only ones it makes sense to call faster or slower. */
export const comparesPeople = (by: readonly Name[]): boolean => by.length === 1 && by[0].kind === "field" && PEOPLE.has(by[0].field);

/** With people side by side, the channel is collected too: a difference may come from who gets which work. */
export const hiddenDimension = (by: readonly Name[], scope: NameScope): Name | null =>
  comparesPeople(by) && scope.fields.has("channel") ? { kind: "field", name: "channel", field: "channel" } : null;

interface Comparison {
  /** Two-sided p value. */
  readonly p: number;
  /** Whether the group's share or times are the higher ones. */
  readonly higher: boolean;
}

/** What groups have of one KPI together: of shares the counts, of times all values. */
interface Pool {
  readonly hits: number;
  readonly n: number;
  readonly times: Sample;
}

const poolOf = ({ unit }: Kpi, aggregate: Aggregate, groups: readonly number[]): Pool => {
  if (unit !== "percent") {
    const times = mergeSamples(groups.map((group) => aggregate.sample!(group)));
    return { hits: 0, n: times.length, times };
  }
  let [hits, n] = [0, 0];
  for (const group of groups) {
    const result = aggregate.result(group);
    hits += result.numerator ?? 0;
    n += result.n;
  }
  return { hits, n, times: Sample.of([]) };
};

/** Compares some groups on one KPI with the others; `all`: theirs and the others' together. Null where there is too little. */
const compare = ({ unit }: Kpi, own: Pool, all: Pool): Comparison | null => {
  const n = all.n - own.n;
  if (own.n < FEWEST || n < FEWEST) return null;
  if (unit === "percent") {
    const hits = all.hits - own.hits;
    return { p: fisherExact(own.hits, own.n, hits, n), higher: own.hits / own.n > hits / n };
  }
  const test = mannWhitney(own.times, all.times.without(own.times));
  return test === null ? null : { p: test.judged, higher: test.u > (own.n * n) / 2 };
};

/**
 * Who stands out from the rest: each group against all others (Fisher for shares, Mann–Whitney for times), Holm over the groups. A
 * difference that is no longer clear within the group's main channel is reported as one of mix.
 */
export const standOuts = (
  kpis: readonly Kpi[],
  aggregates: readonly Aggregate[],
  groups: GroupIndex,
  shown: readonly ShownGroup[],
  name: string,
): Problem[] => {
  const people = shown.filter(({ by }) => by[name] !== NONE);
  if (people.length < 2 || people.length > MOST_GROUPS) return [];
  const everyone = people.flatMap(({ members }) => members);
  const called = shortNames(people.map(({ by }) => by[name]));
  const problems: Problem[] = [];
  const nobody: string[] = [];
  for (const id of COMPARED) {
    const index = kpis.findIndex((kpi) => kpi.id === id);
    if (index < 0) continue;
    const [kpi, aggregate] = [kpis[index], aggregates[index]];
    const all = poolOf(kpi, aggregate, everyone);
    const tested = people
      .map((group) => ({ group, test: compare(kpi, poolOf(kpi, aggregate, group.members), all) }))
      .filter((one): one is { group: ShownGroup; test: Comparison } => one.test !== null);
    if (tested.length < 2) continue;
    const adjusted = holm(tested.map(({ test }) => test.p));
    const clear = tested.filter((_, i) => adjusted[i] < ALPHA);
    if (clear.length === 0) nobody.push(id);
    else problems.push(verdict(kpi, aggregate, groups, clear, everyone, (group) => called.get(group.by[name])!));
  }
  if (nobody.length > 0) problems.unshift({ code: "nobody-stands-out", facts: { kpis: nobody } });
  return problems;
};

/** First words of the names, where they tell everybody apart. */
const shortNames = (names: readonly string[]): Map<string, string> => {
  const first = names.map((name) => name.trim().split(/\s+/u)[0]);
  const distinct = new Set(first.map((word) => word.toLowerCase())).size === names.length;
  return new Map(names.map((name, i) => [name, distinct ? first[i] : name]));
};

const verdict = (
  kpi: Kpi,
  aggregate: Aggregate,
  groups: GroupIndex,
  clear: readonly { group: ShownGroup; test: Comparison }[],
  everyone: readonly number[],
  nameOf: (group: ShownGroup) => string,
): Problem => ({
  code: "stands-out",
  facts: {
    kpi: kpi.id,
    groups: clear.map(({ group, test }) => ({
      group: nameOf(group),
      better: test.higher === (kpi.better === "high"),
      higher: test.higher,
      mix: groups.dimensions.length > 1 ? mixOf(kpi, aggregate, groups, group, everyone) : null,
    })),
  },
});

/** The main channel of a group whose difference vanishes inside that channel; null when the difference stays, or cannot be told. */
const mixOf = (
  kpi: Kpi,
  aggregate: Aggregate,
  groups: GroupIndex,
  group: ShownGroup,
  everyone: readonly number[],
): { channel: string; share: number } | null => {
  const channels = groups.codes[1];
  const main = group.members.reduce((best, member) => (groups.counts[member] > groups.counts[best] ? member : best));
  const inMain = (member: number): boolean => channels[member] === channels[main];
  const own = new Set(group.members);
  if (channels[main] < 0 || everyone.every((member) => own.has(member) || inMain(member))) return null;
  const inChannel = (members: readonly number[]): Pool => poolOf(kpi, aggregate, members.filter(inMain));
  const within = compare(kpi, inChannel(group.members), inChannel(everyone));
  if (within === null || within.p < ALPHA) return null;
  return { channel: groups.dimensions[1].label(channels[main]), share: groups.counts[main] / group.count };
};
