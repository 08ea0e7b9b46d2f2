import { ABSENT_FLAG } from "../values/batch.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { RATE_STATISTICS, RateAggregate } from "./rate.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";

/** What `rule` says where the export judges. */
export const EXPORT_VERDICT = "export's own verdict";
/** … and where the targets of a config do, on all hours or in opening hours. */
export const OWN_TARGETS = "own targets";
export const OWN_TARGETS_IN_HOURS = "own targets in opening hours";

/** Batch key of a source's verdict column: `sla`, `sla:1`, `sla:2` … */
const keyOf = (index: number): string => (index === 0 ? "sla" : `sla:${index}`);

const verdicts = (batch: Batch, facts: SourceFacts): Int8Array[] =>
  facts.slaColumns.map((_, index) => batch.flags.get(keyOf(index))).filter((column) => column !== undefined);

/** The verdict on each row over all columns: breached (0) if any is, else achieved (1) if any is, else undecided (−1). */
export function slaVerdicts(batch: Batch, facts: SourceFacts): Int8Array | null {
  const columns = verdicts(batch, facts);
  if (columns.length < 2) return columns[0] ?? null;
  const known = batch.derived.get("sla_overall");
  if (known !== undefined) return known as Int8Array;
  const outcome = new Int8Array(batch.rows).fill(ABSENT_FLAG);
  for (const column of columns) {
    for (let row = 0; row < batch.rows; row += 1) {
      if (column[row] === 0) outcome[row] = 0;
      else if (column[row] === 1 && outcome[row] === ABSENT_FLAG) outcome[row] = 1;
    }
  }
  batch.derived.set("sla_overall", outcome);
  return outcome;
}

/** The overall rate, and one for each header of a verdict column. */
export class SlaAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly all: RateAggregate;
  private readonly columns = new Map<string, RateAggregate>();

  constructor(context: KpiContext) {
    this.context = context;
    this.all = new RateAggregate(context, slaVerdicts);
    for (const { slaColumns } of context.sources) {
      for (const header of slaColumns) if (!this.columns.has(header)) this.columns.set(header, this.columnRate(header));
    }
  }

  add(batch: Batch, selection: Selection): void {
    this.all.add(batch, selection);
    if (this.columns.size > 1) for (const rate of this.columns.values()) rate.add(batch, selection);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { all, columns } = other as SlaAggregate;
    this.all.merge(all, groupMap);
    for (const [header, rate] of this.columns) rate.merge(columns.get(header)!, groupMap);
  }

  parts(): readonly Part[] {
    return [this.all, ...this.columns.values()].flatMap((rate) => rate.parts());
  }

  result(group: number): KpiResult {
    const several = this.columns.size > 1 ? [...this.columns] : [];
    const columns = several.map(([column, rate]) => {
      const { value, n, numerator } = rate.result(group);
      return { column, value, n, numerator };
    });
    return { ...this.all.result(group), rule: EXPORT_VERDICT, columns, near_miss: null, overrun: null };
  }

  private columnRate(header: string): RateAggregate {
    return new RateAggregate(this.context, (batch, facts) => batch.flags.get(keyOf(facts.slaColumns.indexOf(header))) ?? null);
  }
}

export const sla: Kpi = {
  id: "sla",
  name: "Within SLA",
  abbreviation: "SLA",
  noun: "decided",
  definition:
    "Share of interactions within their service level agreement by the export's own verdict; with several verdicts one breach is a breach. Undecided ones are left out.",
  formula: "100 × achieved ÷ (achieved + breached)",
  unit: "percent",
  better: "high",
  needs: [["sla"]],
  reads: ["sla"],
  standard: true,
  available: (source) => source.mapped("sla"),
  // Near misses and the mean overrun of the breached are known of targets of one's own alone.
  statistics: [...RATE_STATISTICS, { key: "rule", unit: "text" }, { key: "near_miss", unit: "count" }, { key: "overrun", unit: "seconds" }],
  leftOut: "undecided",
  rules: {
    [EXPORT_VERDICT]: "as the help desk judged it",
    [OWN_TARGETS]: "by the targets under sla in your config, where the export gives no verdict",
    [OWN_TARGETS_IN_HOURS]: "the same, in the opening hours of your config or --business-hours",
  },
  caveats: [
    "It is the help desk's own verdict, by the targets and the clock set there.",
    "Tickets still within their time are left out until they are decided.",
    "With several verdicts a ticket has to meet all of them; each column alone stands in JSON.",
  ],
  create: (context) => new SlaAggregate(context),
};
