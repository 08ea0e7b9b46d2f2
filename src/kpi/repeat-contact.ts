import type { Batch, Selection } from "../values/batch.ts";
import { Events } from "./events.ts";
import { GroupCounts, sizeOf } from "./group-counts.ts";
import { GroupedValues } from "./grouped-values.ts";
import type { Outcome } from "./rate.ts";
import { byCustomer, type Part, type Saved } from "./saved.ts";
import type { Aggregate, KpiContext, KpiResult } from "./types.ts";

const WINDOW = 7 * 86_400_000;

/** What became of the contacts of a group. */
export interface ContactTally {
  /** Followed by another contact of the same customer within 7 days, or not. */
  readonly repeated: number;
  readonly single: number;
  /** Their 7 days are not over, by the report's date or by the latest interaction of their export. */
  readonly undecided: number;
}

/**
 * Looks whether contacts are followed by another interaction of the same customer, in any source, created within 7 days after them.
 * A contact counts once the 7 days are over by the report's date and by the latest interaction of its export.
 */
export class RepeatContactAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly counts: Outcome | null;
  private readonly resultOf: (tally: ContactTally) => KpiResult;
  /** When the interactions of each customer (dictionary code) were created, all valid rows. */
  private readonly byCustomer = new GroupedValues();
  /** Latest creation by export. */
  private readonly latest = new Map<number | string, number>();
  private readonly contacts = new Events({
    customers: new Int32Array(0),
    created: new Float64Array(0),
    sources: new Int32Array(0),
  });
  private tally: Readonly<Record<keyof ContactTally, GroupCounts>> | null = null;

  /** `counts`: which rows are contacts to look at (1); null = all. */
  constructor(context: KpiContext, counts: Outcome | null, resultOf: (tally: ContactTally) => KpiResult) {
    this.context = context;
    this.counts = counts;
    this.resultOf = resultOf;
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    const created = batch.numbers.get("created");
    if (created === undefined) return;
    this.tally = null;
    const customers = batch.codes.get("customer");
    let latest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < length; i += 1) {
      const instant = created[rows[i]];
      if (instant !== instant) continue;
      if (instant > latest) latest = instant;
      if (customers !== undefined && customers[rows[i]] >= 0) this.byCustomer.push(customers[rows[i]], instant);
    }
    this.raiseLatest(this.exportOf(batch.source), latest);
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    const counts = this.counts?.(batch, this.context.sources[batch.source]);
    const created = batch.numbers.get("created");
    const customers = batch.codes.get("customer");
    if (counts === null || created === undefined || customers === undefined) return;
    this.tally = null;
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      if ((counts !== undefined && counts[row] !== 1) || customers[row] < 0 || Number.isNaN(created[row])) continue;
      const at = this.contacts.push(groups[i]);
      const { columns } = this.contacts;
      columns.customers[at] = customers[row];
      columns.created[at] = created[row];
      columns.sources[at] = batch.source;
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { byCustomer, latest, contacts } = other as RepeatContactAggregate;
    this.contacts.merge(contacts, groupMap);
    this.byCustomer.merge(byCustomer);
    for (const [source, instant] of latest) this.raiseLatest(source, instant);
    this.tally = null;
  }

  parts(): readonly Part[] {
    this.tally = null;
    const latest: Part = {
      save: () => [...this.latest].map(([source, instant]): Saved => [source, instant]),
      absorb: (saved, { exports }) => {
        for (const [source, instant] of saved as readonly (readonly [number | string, number])[]) {
          this.raiseLatest(typeof source === "number" ? exports[source] : source, instant);
        }
      },
    };
    return [byCustomer(this.byCustomer), latest, this.contacts];
  }

  result(group: number): KpiResult {
    const { repeated, single, undecided } = (this.tally ??= this.count());
    return this.resultOf({ repeated: repeated.of(group), single: single.of(group), undecided: undecided.of(group) });
  }

  private exportOf(source: number): number | string {
    return this.context.sources[source].group ?? `source ${source}`;
  }

  private raiseLatest(source: number | string, instant: number): void {
    if (instant > (this.latest.get(source) ?? Number.NEGATIVE_INFINITY)) this.latest.set(source, instant);
  }

  private count(): Readonly<Record<keyof ContactTally, GroupCounts>> {
    const { groups, columns, length } = this.contacts;
    const { customers, created, sources } = columns;
    const closing = this.context.sources.map((_, source) =>
      Math.min(this.context.asOf, this.latest.get(this.exportOf(source)) ?? -Infinity),
    );
    const tally = { repeated: new GroupCounts(), single: new GroupCounts(), undecided: new GroupCounts() };
    const size = sizeOf(groups, length);
    for (const counts of Object.values(tally)) counts.reserve(size);
    for (let i = 0; i < length; i += 1) {
      const next = this.byCustomer.firstAbove(customers[i], created[i]);
      const isOver = created[i] + WINDOW <= closing[sources[i]];
      const isRepeated = next !== null && next <= created[i] + WINDOW;
      tally[isOver ? (isRepeated ? "repeated" : "single") : "undecided"].values[groups[i]] += 1;
    }
    return tally;
  }
}
