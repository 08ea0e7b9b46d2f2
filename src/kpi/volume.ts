import type { Batch, Selection } from "../values/batch.ts";
import { GroupCounts } from "./group-counts.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiResult, SourceFacts } from "./types.ts";

class VolumeAggregate implements Aggregate {
  private readonly counts = new GroupCounts();
  private readonly sources: readonly SourceFacts[];

  constructor(sources: readonly SourceFacts[]) {
    this.sources = sources;
  }

  add(batch: Batch, { groups, length, size, counts }: Selection): void {
    if (this.sources[batch.source]?.totals === true) return;
    this.counts.reserve(size);
    const { values } = this.counts;
    if (counts == null) for (let i = 0; i < length; i += 1) values[groups[i]] += 1;
    else for (let group = 0; group < size; group += 1) values[group] += counts[group];
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    this.counts.merge((other as VolumeAggregate).counts, groupMap);
  }

  parts(): readonly Part[] {
    return [this.counts];
  }

  result(group: number): KpiResult {
    const n = this.counts.of(group);
    return { value: n, n, low: null, high: null, unit: "count" };
  }
}

export const volume: Kpi = {
  id: "volume",
  name: "Interactions",
  abbreviation: "",
  noun: "interactions",
  definition: "Number of interactions: rows of the export without repeats and without spam, deleted and merged ones.",
  formula: "number of rows",
  unit: "count",
  better: null,
  countsEvents: true,
  needs: [[]],
  reads: [],
  standard: true,
  available: ({ totals }) => totals !== true,
  statistics: [],
  caveats: ["A ticket with several tags counts under each of them, so groups by tags come to more than the total."],
  create: ({ sources }) => new VolumeAggregate(sources),
};
