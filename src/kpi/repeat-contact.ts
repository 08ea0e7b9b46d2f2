import type { Batch, Selection } from "../values/batch.ts";
import { GroupedValues } from "./grouped-values.ts";
import { share } from "./rate.ts";
import { resolvedRows } from "./resolved.ts";
import type { Aggregate, KpiContext, KpiResult } from "./types.ts";

const WINDOW = 7 * 86_400_000;

/** Resolved interactions of customers, as columns. */
interface Contacts {
  groups: Int32Array;
  customers: Int32Array;
  created: Float64Array;
  sources: Int32Array;
  length: number;
}

interface Tally {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

/**
 * First contact resolution by "no repeat contact": resolved, and no other interaction of the same customer, in any source, created
 * within 7 days after it. Counts once the 7 days are over by the report's date and by the latest interaction of its export.
 */
export class RepeatContactAggregate implements Aggregate {
  private readonly context: KpiContext;
  /** When the interactions of each customer (dictionary code) were created, all valid rows. */
  private readonly byCustomer = new GroupedValues();
  /** Latest creation by export. */
  private readonly latest = new Map<number | string, number>();
  private readonly contacts: Contacts = {
    groups: new Int32Array(1024),
    customers: new Int32Array(1024),
    created: new Float64Array(1024),
    sources: new Int32Array(1024),
    length: 0,
  };
  private tally: Tally | null = null;

  constructor(context: KpiContext) {
    this.context = context;
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
    const resolved = resolvedRows(batch, this.context.sources[batch.source]);
    const created = batch.numbers.get("created");
    const customers = batch.codes.get("customer");
    if (resolved === null || created === undefined || customers === undefined) return;
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      if (resolved[row] !== 1 || customers[row] < 0 || Number.isNaN(created[row])) continue;
      this.push(groups[i], customers[row], created[row], batch.source);
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { byCustomer, latest, contacts } = other as RepeatContactAggregate;
    for (let i = 0; i < contacts.length; i += 1) {
      this.push(groupMap[contacts.groups[i]], contacts.customers[i], contacts.created[i], contacts.sources[i]);
    }
    this.byCustomer.merge(byCustomer);
    for (const [source, instant] of latest) this.raiseLatest(source, instant);
    this.tally = null;
  }

  result(group: number): KpiResult {
    this.tally ??= this.count();
    const { numerators, denominators } = this.tally;
    const known = group < denominators.length;
    return { ...share(known ? numerators[group] : 0, known ? denominators[group] : 0), rule: "no-repeat-contact" };
  }

  private exportOf(source: number): number | string {
    return this.context.sources[source].group ?? `source ${source}`;
  }

  private raiseLatest(source: number | string, instant: number): void {
    if (instant > (this.latest.get(source) ?? Number.NEGATIVE_INFINITY)) this.latest.set(source, instant);
  }

  private push(group: number, customer: number, created: number, source: number): void {
    const { contacts } = this;
    if (contacts.length === contacts.groups.length) {
      contacts.groups = grown(contacts.groups, new Int32Array(2 * contacts.length));
      contacts.customers = grown(contacts.customers, new Int32Array(2 * contacts.length));
      contacts.created = grown(contacts.created, new Float64Array(2 * contacts.length));
      contacts.sources = grown(contacts.sources, new Int32Array(2 * contacts.length));
    }
    const at = contacts.length;
    contacts.groups[at] = group;
    contacts.customers[at] = customer;
    contacts.created[at] = created;
    contacts.sources[at] = source;
    contacts.length += 1;
    this.tally = null;
  }

  private count(): Tally {
    const { groups, customers, created, sources, length } = this.contacts;
    const closing = this.context.sources.map((_, source) =>
      Math.min(this.context.asOf, this.latest.get(this.exportOf(source)) ?? -Infinity),
    );
    let greatest = -1;
    for (let i = 0; i < length; i += 1) if (groups[i] > greatest) greatest = groups[i];
    const numerators = new Float64Array(greatest + 1);
    const denominators = new Float64Array(greatest + 1);
    for (let i = 0; i < length; i += 1) {
      if (created[i] + WINDOW > closing[sources[i]]) continue;
      denominators[groups[i]] += 1;
      const next = this.byCustomer.firstAbove(customers[i], created[i]);
      if (next === null || next > created[i] + WINDOW) numerators[groups[i]] += 1;
    }
    return { numerators, denominators };
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
