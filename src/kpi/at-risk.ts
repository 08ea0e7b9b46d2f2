import type { Field } from "../interaction/fields.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { CustomerScores } from "./customer-scores.ts";
import { Events } from "./events.ts";
import { GroupCounts, sizeOf } from "./group-counts.ts";
import { GroupedValues } from "./grouped-values.ts";
import { reopenedRows } from "./reopened.ts";
import { anyMapped } from "./serving.ts";
import type { Alternative } from "./serving.ts";
import { slaVerdicts } from "./sla.ts";
import { byCustomer, type Part } from "./saved.ts";
import { type Pairs, sortPairs } from "./sort-pairs.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

/** So many contacts within so long are many. */
const MANY = 3;
const WINDOW = 30 * 86_400_000;

/** Signals, each with the fields that can give it. */
const SIGNALS = [
  { key: "low_score", fields: ["csat", "nps", "ces"] },
  { key: "repeat_contacts", fields: ["created"] },
  { key: "reopened", fields: ["reopens"] },
  { key: "breached", fields: ["sla"] },
  { key: "escalated", fields: ["escalated"] },
] as const satisfies readonly { readonly key: string; readonly fields: readonly Field[] }[];

/** A signal's bit in a customer's mask. */
const bitOf = (key: (typeof SIGNALS)[number]["key"]): number => 1 << SIGNALS.findIndex((signal) => signal.key === key);

const needs: readonly Alternative[] = SIGNALS.flatMap(({ fields }) => fields.map((field) => ["customer", field] as const));

interface Tally {
  readonly customers: GroupCounts;
  readonly atRisk: GroupCounts;
  readonly several: GroupCounts;
  /** By signal. */
  readonly signals: readonly GroupCounts[];
  /** By signal: whether the files can tell. */
  readonly told: readonly boolean[];
}

/** Masks are below this. */
const MASKS = 1 << SIGNALS.length;

/** Customers of the rows that count, and which signals each has given in them; contacts are counted among all rows up to each. */
class AtRiskAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly scores = new CustomerScores();
  /** When each customer's interactions were created, all valid rows. */
  private readonly byCustomer = new GroupedValues();
  /** NaN where the creation is not known; `masks`: signals that show in the rows themselves. */
  private readonly contacts = new Events({ customers: new Int32Array(0), created: new Float64Array(0), masks: new Int8Array(0) });
  private tally: Tally | null = null;

  constructor(context: KpiContext) {
    this.context = context;
  }

  observe(batch: Batch, rows: Int32Array, length: number): void {
    const created = batch.numbers.get("created");
    const customers = batch.codes.get("customer");
    if (created === undefined || customers === undefined) return;
    this.tally = null;
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      if (customers[row] >= 0 && !Number.isNaN(created[row])) this.byCustomer.push(customers[row], created[row]);
    }
  }

  add(batch: Batch, { rows, groups, length }: Selection): void {
    const facts = this.context.sources[batch.source];
    const customers = batch.codes.get("customer");
    if (customers === undefined) return;
    this.tally = null;
    this.scores.add(batch, facts, rows, groups, length);
    const created = batch.numbers.get("created");
    const reopened = reopenedRows(batch);
    const verdicts = slaVerdicts(batch, facts);
    const escalated = batch.flags.get("escalated");
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      if (customers[row] < 0) continue;
      let mask = 0;
      if (reopened?.[row] === 1) mask |= bitOf("reopened");
      if (verdicts?.[row] === 0) mask |= bitOf("breached");
      if (escalated?.[row] === 1) mask |= bitOf("escalated");
      const at = this.contacts.push(groups[i]);
      const { columns } = this.contacts;
      columns.customers[at] = customers[row];
      columns.created[at] = created === undefined ? Number.NaN : created[row];
      columns.masks[at] = mask;
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { scores, byCustomer, contacts } = other as AtRiskAggregate;
    this.tally = null;
    this.scores.merge(scores, groupMap);
    this.byCustomer.merge(byCustomer);
    this.contacts.merge(contacts, groupMap);
  }

  parts(): readonly Part[] {
    this.tally = null;
    return [this.scores, byCustomer(this.byCustomer), this.contacts];
  }

  result(group: number): KpiResult {
    const { customers, atRisk, several, signals, told } = (this.tally ??= this.count());
    const n = customers.of(group);
    const result: Record<string, unknown> = {};
    SIGNALS.forEach(({ key }, i) => (result[key] = told[i] ? signals[i].of(group) : null));
    const value = n === 0 ? null : atRisk.of(group);
    return { value, n, low: null, high: null, unit: "count", ...result, several: several.of(group) };
  }

  private count(): Tally {
    const { groups, values, length } = this.given();
    const size = sizeOf(groups, length);
    const counts = (): GroupCounts => new GroupCounts(size);
    const { sources } = this.context;
    const told = SIGNALS.map(({ fields }) =>
      sources.some((facts) => facts.mapped("customer") && fields.some((field) => facts.mapped(field))),
    );
    const tally = { customers: counts(), atRisk: counts(), several: counts(), signals: SIGNALS.map(counts), told };
    const { starts, values: masks } = sortPairs({ groups, values, length });
    for (let group = 0; group < size; group += 1) {
      for (let at = starts[group]; at < starts[group + 1];) {
        const customer = Math.floor(masks[at] / MASKS);
        let mask = 0;
        for (; at < starts[group + 1] && Math.floor(masks[at] / MASKS) === customer; at += 1) mask |= masks[at] % MASKS;
        tally.customers.values[group] += 1;
        if (mask !== 0) tally.atRisk.values[group] += 1;
        // More than one bit.
        if ((mask & (mask - 1)) !== 0) tally.several.values[group] += 1;
        for (let i = 0; i < SIGNALS.length; i += 1) if ((mask & (1 << i)) !== 0) tally.signals[i].values[group] += 1;
      }
    }
    return tally;
  }

  /** Customers and the signals that a row or a score of theirs gives, as `customer * MASKS + mask`. */
  private given(): Pairs {
    const low = new Events({ customers: new Int32Array(0) });
    for (const { group, customer, mood } of this.scores.moods(this.context.sources)) {
      if (mood === "low") low.columns.customers[low.push(group)] = customer;
    }
    const { groups, columns, length } = this.contacts;
    const given = {
      groups: new Int32Array(length + low.length),
      values: new Float64Array(length + low.length),
      length: length + low.length,
    };
    given.groups.set(groups.subarray(0, length));
    given.groups.set(low.groups.subarray(0, low.length), length);
    for (let at = 0; at < length; at += 1) {
      const [customer, created] = [columns.customers[at], columns.created[at]];
      const isMany = this.byCustomer.countWithin(customer, created - WINDOW, created) >= MANY;
      given.values[at] = customer * MASKS + columns.masks[at] + (isMany ? bitOf("repeat_contacts") : 0);
    }
    for (let at = 0; at < low.length; at += 1) given.values[length + at] = low.columns.customers[at] * MASKS + bitOf("low_score");
    return given;
  }
}

export const atRisk: Kpi = {
  id: "at_risk",
  name: "Customers at risk",
  abbreviation: "",
  noun: "customers",
  entity: "customer",
  definition:
    "Customers with at least one sign of trouble: a low score (below the middle of its scale; NPS 0–6), three contacts within 30 days, a reopened, escalated or late interaction. Signs are counted one by one, not weighed into a score; those the files cannot tell are unknown.",
  formula: "number of customers with at least one sign",
  unit: "count",
  better: "low",
  needs,
  reads: ["customer", ...SIGNALS.flatMap(({ fields }): readonly Field[] => fields), "answered_at"],
  standard: false,
  available: (source) => anyMapped(source, needs),
  compares: (source) => (source.mapped("created") ? ["created"] : []),
  statistics: [...SIGNALS.map(({ key }) => ({ key, unit: "count" as const })), { key: "several", unit: "count" }],
  caveats: [
    "It is no forecast: it counts signs that often come before customers leave, each for itself.",
    "A sign that the files do not tell is not counted, so that files with more columns show more.",
    "Where customers share a mail address, several people are one.",
  ],
  create: (context) => new AtRiskAggregate(context),
};
