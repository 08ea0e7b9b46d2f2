import { type CensoredMedian, kaplanMeierMedian } from "../stats/kaplan-meier.ts";
import type { Sample } from "../stats/sample.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { Ages } from "./ages.ts";
import { GroupCounts } from "./group-counts.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import type { Part } from "./saved.ts";
import { anyMapped } from "./serving.ts";
import { clockOf, clockStatistic, instantsOf, RESOLUTION_FIELDS, resolutionSeconds, resolutionWay } from "./spans.ts";
import { TIME_STATISTICS, TimesAggregate } from "./times.ts";
import type { Companion } from "./times.ts";
import { unresolvedAmong } from "./unresolved.ts";
import type { Kpi, KpiContext, SourceFacts } from "./types.ts";

/**
 * The rows not known to be resolved: how many, and for how long they have been open by the report's date. Their times are still to come,
 * and likely long; the Kaplan–Meier median counts them in as lasting at least that long.
 */
class OpenRows implements Companion {
  private readonly context: KpiContext;
  private readonly counts = new GroupCounts();
  /** Open rows of which it is not known for how long. */
  private readonly ageless = new GroupCounts();
  private readonly ages = new Ages();

  constructor(context: KpiContext) {
    this.context = context;
  }

  add(batch: Batch, facts: SourceFacts, selection: Selection): void {
    const resolved = resolvedRows(batch, facts);
    if (resolved === null || facts.otherClock?.has("resolution_time") === true) return;
    const { rows, groups, length, size } = unresolvedAmong(selection, resolved);
    this.counts.reserve(size);
    this.ageless.reserve(size);
    const counts = this.counts.values;
    const { asOf } = this.context;
    const clock = clockOf(facts, resolutionWay(facts));
    const hours = clock === "calendar" ? null : (facts.clock?.hours ?? null);
    const created = facts.has("created") && clock !== "export" ? batch.numbers.get("created") : undefined;
    // Marks dates of which nobody knows whether day or month comes first.
    const dated = batch.flags.get("created");
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      counts[groups[i]] += 1;
      let age = created === undefined ? Number.NaN : (asOf - created[row]) / 1000;
      if (age >= 0 && hours !== null) age = hours.seconds(created![row], asOf, batch, row);
      if (age >= 0) this.ages.push(groups[i], age);
      else if (created === undefined || dated?.[row] === 1) this.ageless.values[groups[i]] += 1;
    }
  }

  merge(other: Companion, groupMap: Int32Array): void {
    const { counts, ageless, ages } = other as OpenRows;
    this.counts.merge(counts, groupMap);
    this.ageless.merge(ageless, groupMap);
    this.ages.merge(ages, groupMap);
  }

  parts(): readonly Part[] {
    return [this.counts, this.ageless, this.ages];
  }

  statistics(group: number, times: Sample): Readonly<Record<string, unknown>> {
    const survival = this.ageless.of(group) > 0 ? null : this.survival(group, times);
    return {
      ...clockStatistic(this.context.sources, resolutionWay),
      open: this.counts.of(group),
      km_median: survival?.median ?? null,
      km_median_low: survival?.low ?? null,
      km_median_high: survival?.high ?? null,
      ...(this.ages.areRounded && { approximate: true }),
    };
  }

  /** Half of the times are short mostly, and then it does not matter how long the long ages are. */
  private survival(group: number, times: Sample): CensoredMedian | null {
    const survival = kaplanMeierMedian(times, this.ages.shortOf(group), this.ages.longOf(group));
    return survival === undefined ? kaplanMeierMedian(times, this.ages.allOf(group))! : survival;
  }
}

export const resolutionTime: Kpi = {
  id: "resolution_time",
  name: "Solved",
  abbreviation: "",
  noun: "solved",
  definition:
    "Time from creation to the resolution, median over resolved interactions: the export's own time, else resolved (else closed) minus created. The Kaplan–Meier median (km) counts the open ones in, as lasting at least as long as they have been open.",
  formula: "median of the resolution times of resolved interactions",
  unit: "seconds",
  better: "low",
  central: "median",
  needs: RESOLUTION_FIELDS,
  reads: ["created", ...RESOLVED_FIELDS],
  standard: true,
  serves: resolutionWay,
  available: (source) => anyMapped(source, RESOLUTION_FIELDS) && resolutionWay(source) !== undefined,
  compares: (source) => instantsOf(resolutionWay(source)),
  statistics: [
    ...TIME_STATISTICS,
    { key: "open", unit: "count" },
    { key: "km_median", unit: "seconds" },
    { key: "km_median_low", unit: "seconds" },
    { key: "km_median_high", unit: "seconds" },
  ],
  leftOut: "not solved, or without a solving time",
  caveats: [
    "The latest weeks look fast, because what takes long is still open.",
    "For tickets that were reopened most exports know the last solving only.",
    "A few long ones pull the average up; half within and 9 in 10 by say more.",
  ],
  create: (context) => new TimesAggregate(context, resolutionSeconds, "median", new OpenRows(context)),
};
