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
import { byCustomer, entriesOf, type Part, saveMap, type Saved } from "./saved.ts";
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
}

/** By group: customer → mask of signals. */
type Masks = Map<number, Map<number, number>>;

const mark = (masks: Masks, group: number, customer: number, mask: number): void => {
  let customers = masks.get(group);
  if (customers === undefined) masks.set(group, (customers = new Map()));
  customers.set(customer, (customers.get(customer) ?? 0) | mask);
};

/** Customers of the rows that count, and which signals each has given in them; contacts are counted among all rows up to each. */
class AtRiskAggregate implements Aggregate {
  private readonly context: KpiContext;
  /** What shows in the rows themselves. */
  private readonly masks: Masks = new Map();
  private readonly scores = new CustomerScores();
  /** When each customer's interactions were created, all valid rows. */
  private readonly byCustomer = new GroupedValues();
  private readonly contacts = new Events({ customers: new Int32Array(0), created: new Float64Array(0) });
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
      mark(this.masks, groups[i], customers[row], mask);
      if (created === undefined || Number.isNaN(created[row])) continue;
      const at = this.contacts.push(groups[i]);
      this.contacts.columns.customers[at] = customers[row];
      this.contacts.columns.created[at] = created[row];
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { masks, scores, byCustomer, contacts } = other as AtRiskAggregate;
    this.tally = null;
    for (const [group, customers] of masks) for (const [customer, mask] of customers) mark(this.masks, groupMap[group], customer, mask);
    this.scores.merge(scores, groupMap);
    this.byCustomer.merge(byCustomer);
    this.contacts.merge(contacts, groupMap);
  }

  parts(): readonly Part[] {
    this.tally = null;
    const masks: Part = {
      save: () => [...this.masks].map(([group, customers]): Saved => [group, saveMap(customers)]),
      absorb: (saved, places) => {
        const customers = places.codes("customer");
        for (const [group, found] of saved as readonly (readonly [number, Saved])[]) {
          for (const [customer, mask] of entriesOf(found)) mark(this.masks, places.groups[group], customers[customer], mask);
        }
      },
    };
    return [masks, this.scores, byCustomer(this.byCustomer), this.contacts];
  }

  result(group: number): KpiResult {
    const { customers, atRisk, several, signals } = (this.tally ??= this.count());
    const n = customers.of(group);
    const { sources } = this.context;
    const tells = (fields: readonly Field[]): boolean =>
      sources.some((facts) => facts.mapped("customer") && fields.some((field) => facts.mapped(field)));
    return {
      value: n === 0 ? null : atRisk.of(group),
      n,
      low: null,
      high: null,
      unit: "count",
      ...Object.fromEntries(SIGNALS.map(({ key, fields }, i) => [key, tells(fields) ? signals[i].of(group) : null])),
      several: several.of(group),
    };
  }

  private count(): Tally {
    const masks: Masks = new Map([...this.masks].map(([group, customers]) => [group, new Map(customers)]));
    for (const { group, customer, mood } of this.scores.moods(this.context.sources)) {
      if (mood === "low") mark(masks, group, customer, bitOf("low_score"));
    }
    const { groups, columns, length } = this.contacts;
    for (let at = 0; at < length; at += 1) {
      const [customer, created] = [columns.customers[at], columns.created[at]];
      const isMany = this.byCustomer.countWithin(customer, created - WINDOW, created) >= MANY;
      if (isMany) mark(masks, groups[at], customer, bitOf("repeat_contacts"));
    }
    const tally = {
      customers: new GroupCounts(),
      atRisk: new GroupCounts(),
      several: new GroupCounts(),
      signals: SIGNALS.map(() => new GroupCounts()),
    };
    const size = sizeOf(Int32Array.from(masks.keys()), masks.size);
    for (const counts of [tally.customers, tally.atRisk, tally.several, ...tally.signals]) counts.reserve(size);
    for (const [group, customers] of masks) {
      for (const mask of customers.values()) {
        const given = tally.signals.filter((_, i) => (mask & (1 << i)) !== 0);
        tally.customers.values[group] += 1;
        if (given.length > 0) tally.atRisk.values[group] += 1;
        if (given.length > 1) tally.several.values[group] += 1;
        for (const counts of given) counts.values[group] += 1;
      }
    }
    return tally;
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
