import type { Batch, Selection } from "../values/batch.ts";
import { CustomerScores, SCORED_AT, SURVEYS } from "./customer-scores.ts";
import { GroupCounts, sizeOf } from "./group-counts.ts";
import { RATE_STATISTICS, share } from "./rate.ts";
import { anyMapped, serving } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

const needs: readonly Alternative[] = SURVEYS.flatMap((survey) => SCORED_AT.map((way) => [survey, "customer", ...way] as const));

type Tally = Readonly<Record<"unhappy" | "again" | "recovered", GroupCounts>>;

const note = (known: Map<number, number>, key: number, at: number): void => void known.set(key, Math.max(known.get(key) ?? at, at));

/** Scores of one survey and customer have one number, however many customers there are. */
const keyOf = (customer: number, survey: number): number => customer * SURVEYS.length + survey;

/** Customers whose low score, of the rows that count, was followed by a high one in the same survey, of any row. */
class RecoveryAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly own = new CustomerScores();
  private readonly all = new CustomerScores();
  private tally: Tally | null = null;

  constructor(context: KpiContext) {
    this.context = context;
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    this.tally = null;
    this.all.add(batch, this.context.sources[batch.source], rows, null, length);
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    this.tally = null;
    this.own.add(batch, this.context.sources[batch.source], rows, groups, length);
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { own, all } = other as RecoveryAggregate;
    this.tally = null;
    this.own.merge(own, groupMap);
    this.all.merge(all, Int32Array.of(0));
  }

  parts(): readonly Part[] {
    this.tally = null;
    // Scores of all rows stand in group 0.
    const all: Part = {
      save: () => this.all.save(),
      absorb: (saved, places) => this.all.absorb(saved, { ...places, groups: Int32Array.of(0) }),
    };
    return [this.own, all];
  }

  result(group: number): KpiResult {
    const { unhappy, again, recovered } = (this.tally ??= this.count());
    return { ...share(recovered.of(group), unhappy.of(group)), rated_again: again.of(group) };
  }

  private count(): Tally {
    const { sources } = this.context;
    const lastHigh = new Map<number, number>();
    const last = new Map<number, number>();
    for (const { customer, survey, at, mood } of this.all.moods(sources)) {
      if (Number.isNaN(at)) continue;
      note(last, keyOf(customer, survey), at);
      if (mood === "high") note(lastHigh, keyOf(customer, survey), at);
    }
    // By group and customer: 0 unhappy, 1 has answered again, 2 with a high score.
    const found = new Map<number, Map<number, number>>();
    for (const { group, customer, survey, at, mood } of this.own.moods(sources)) {
      if (mood !== "low" || Number.isNaN(at)) continue;
      const key = keyOf(customer, survey);
      const state = (lastHigh.get(key) ?? at) > at ? 2 : last.get(key)! > at ? 1 : 0;
      let customers = found.get(group);
      if (customers === undefined) found.set(group, (customers = new Map()));
      note(customers, customer, state);
    }
    const tally = { unhappy: new GroupCounts(), again: new GroupCounts(), recovered: new GroupCounts() };
    const size = sizeOf(Int32Array.from(found.keys()), found.size);
    for (const counts of Object.values(tally)) counts.reserve(size);
    for (const [group, customers] of found) {
      for (const state of customers.values()) {
        tally.unhappy.values[group] += 1;
        if (state >= 1) tally.again.values[group] += 1;
        if (state === 2) tally.recovered.values[group] += 1;
      }
    }
    return tally;
  }
}

export const recoveryRate: Kpi = {
  id: "recovery_rate",
  name: "Won back after a low score",
  abbreviation: "",
  noun: "customers",
  entity: "customer",
  definition:
    "Share of customers with a low score (below the middle of its scale; NPS 0–6) who later gave a high one in the same kind of survey. Those who have not answered again yet count as not won back.",
  formula: "100 × customers whose low score was followed by a high one ÷ customers with a low score",
  unit: "percent",
  better: "high",
  needs,
  reads: [...SURVEYS, "customer", "answered_at", "created"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  compares: (source) => SCORED_AT[serving(source, SCORED_AT)] ?? [],
  statistics: [...RATE_STATISTICS, { key: "rated_again", unit: "count" }],
  caveats: [
    "Only those who answer again can be won back: look at how many have.",
    "Customers with a low score lately have had little time to answer again.",
  ],
  create: (context) => new RecoveryAggregate(context),
};
