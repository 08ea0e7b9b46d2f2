import type { Batch, Selection } from "../values/batch.ts";
import { Earliest } from "./earliest.ts";
import { GroupCounts } from "./group-counts.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import type { Part } from "./saved.ts";
import { anyMapped } from "./serving.ts";
import { clockStatistic, instantsOf, RESPONSE_FIELDS, responseSeconds, responseWay } from "./spans.ts";
import { TIME_STATISTICS, TimesAggregate } from "./times.ts";
import type { Companion } from "./times.ts";
import type { Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";
import { unresolvedAmong } from "./unresolved.ts";

/** What `waiting` of a first response time holds. */
interface WaitingStatistic {
  readonly count: number;
  /** Creation of the oldest, epoch milliseconds; null when nothing waits or nothing is dated. */
  readonly oldest: number | null;
}

/** Rows not known to be resolved and without a first response: how many, and since when the oldest waits. */
class Waiting implements Companion {
  private readonly context: KpiContext;
  private readonly counts = new GroupCounts();
  /** Creation of the oldest by group. */
  private readonly oldest = new Earliest();

  constructor(context: KpiContext) {
    this.context = context;
  }

  add(batch: Batch, facts: SourceFacts, selection: Selection): void {
    const seconds = responseSeconds(batch, facts);
    if (seconds === null) return;
    const responses = batch.numbers.get("first_response");
    const replies = batch.numbers.get("replies");
    const resolved = resolvedRows(batch, facts);
    const created = batch.numbers.get("created");
    const { rows, groups, length, size } = resolved === null ? selection : unresolvedAmong(selection, resolved);
    this.counts.reserve(size);
    const counts = this.counts.values;
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      if (!Number.isNaN(seconds[row])) continue;
      // A response whose time cannot be right is a response; one that nobody wrote is none.
      if (responses !== undefined && !Number.isNaN(responses[row]) && replies?.[row] !== 0) continue;
      counts[groups[i]] += 1;
      if (created !== undefined) this.oldest.note(groups[i], created[row]);
    }
  }

  merge(other: Companion, groupMap: Int32Array): void {
    const { counts, oldest } = other as Waiting;
    this.counts.merge(counts, groupMap);
    this.oldest.merge(oldest, groupMap);
  }

  parts(): readonly Part[] {
    return [this.counts, this.oldest];
  }

  statistics(group: number): { readonly waiting: WaitingStatistic } {
    const clock = clockStatistic(this.context.sources, responseWay);
    return { ...clock, waiting: { count: this.counts.of(group), oldest: this.oldest.of(group) } };
  }
}

const waitingCount = (result: KpiResult): number => (result.waiting as WaitingStatistic).count;

export const art: Kpi = {
  id: "art",
  name: "First reply",
  abbreviation: "ART",
  noun: "first replies",
  definition:
    "Time from creation to the first human response, mean over all interactions that have one: the export's own time, else response minus creation.",
  formula: "sum of first response times ÷ interactions with a first response",
  unit: "seconds",
  better: "low",
  central: "mean",
  needs: RESPONSE_FIELDS,
  reads: ["response_time", "first_response", "created", "replies", ...RESOLVED_FIELDS],
  standard: true,
  serves: responseWay,
  available: (source) => anyMapped(source, RESPONSE_FIELDS) && responseWay(source) !== undefined,
  compares: (source) => instantsOf(responseWay(source)),
  statistics: [...TIME_STATISTICS, { key: "waiting", unit: "count", read: waitingCount }],
  leftOut: "without a first reply",
  caveats: [
    "Tickets that nobody has answered are not in it, so that it looks better than it is: look at those that wait.",
    "A few long ones pull the average up; half within and 9 in 10 by say more.",
    "It is the first reply alone. Elsewhere ART is the average of all replies, or the average resolution time.",
    "Automatic replies count as replies where the export does not tell them apart.",
  ],
  benchmarks: [
    { of: "e-mail of 1,000 firms", range: "mean 12 h 10 min", source: "EmailAnalytics, quoted by stealthagents.com", year: null },
  ],
  create: (context) => new TimesAggregate(context, responseSeconds, "mean", new Waiting(context)),
};
