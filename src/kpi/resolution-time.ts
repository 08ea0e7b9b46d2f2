import type { Batch, Selection } from "../values/batch.ts";
import { GroupCounts } from "./group-counts.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import { RESOLUTION_FIELDS, resolutionSeconds } from "./spans.ts";
import { TIME_STATISTICS, TimesAggregate } from "./times.ts";
import type { Companion } from "./times.ts";
import type { Kpi, SourceFacts } from "./types.ts";

/** Counts the rows not known to be resolved: their times are still to come, and likely long. */
class OpenRows implements Companion {
  private readonly counts = new GroupCounts();

  add(batch: Batch, facts: SourceFacts, { rows, groups, length }: Selection): void {
    const resolved = resolvedRows(batch, facts);
    if (resolved === null) return;
    this.counts.reserve(groups, length);
    const counts = this.counts.values;
    for (let i = 0; i < length; i += 1) if (resolved[rows[i]] !== 1) counts[groups[i]] += 1;
  }

  merge(other: Companion, groupMap: Int32Array): void {
    this.counts.merge((other as OpenRows).counts, groupMap);
  }

  statistics(group: number): { readonly open: number } {
    return { open: this.counts.of(group) };
  }
}

export const resolutionTime: Kpi = {
  id: "resolution_time",
  name: "Solved",
  abbreviation: "",
  noun: "solved",
  definition:
    "Time from creation to the resolution, median over resolved interactions: the export's own time, else resolved (else closed) minus created.",
  formula: "median of the resolution times of resolved interactions",
  unit: "seconds",
  better: "low",
  central: "median",
  needs: RESOLUTION_FIELDS,
  reads: ["created", ...RESOLVED_FIELDS],
  standard: true,
  available: (source) => anyMapped(source, RESOLUTION_FIELDS),
  statistics: [...TIME_STATISTICS, { key: "open", unit: "count" }],
  leftOut: "not solved, or without a solving time",
  caveats: [
    "The latest weeks look fast, because what takes long is still open.",
    "For tickets that were reopened most exports know the last solving only.",
    "A few long ones pull the average up; half within and 9 in 10 by say more.",
  ],
  create: (context) => new TimesAggregate(context, resolutionSeconds, "median", new OpenRows()),
};
