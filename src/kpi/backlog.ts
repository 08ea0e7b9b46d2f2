import type { Batch, Selection } from "../values/batch.ts";
import { MS_PER_DAY } from "../values/civil.ts";
import { Earliest } from "./earliest.ts";
import { GroupCounts } from "./group-counts.ts";
import { resolvedAt, resolvedAtInstants } from "./resolved-at.ts";
import { RESOLVED_FIELDS, resolvedRows } from "./resolved.ts";
import { anyMapped } from "./serving.ts";
import type { Part } from "./saved.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult } from "./types.ts";

const needs = RESOLVED_FIELDS.map((field) => ["created", field] as const);

/** Buckets of age, each up to so many days. */
const AGES = [
  ["age_under_1d", 1],
  ["age_1_7d", 7],
  ["age_7_30d", 30],
  ["age_30_90d", 90],
  ["age_over_90d", Number.POSITIVE_INFINITY],
] as const;

type Count = "seen" | "open_start" | "created" | "reopened" | "resolved" | "open" | (typeof AGES)[number][0];

const COUNTS: readonly Count[] = ["seen", "open_start", "created", "reopened", "resolved", "open", ...AGES.map(([key]) => key)];

/**
 * Counts what was open at the start and at the end of the period and what happened between. Only the last resolution of a row is known:
 * it counts as open from its creation until then; one that is open although it has been resolved before was open all the time, resolved
 * and reopened on that day.
 */
class BacklogAggregate implements Aggregate {
  private readonly context: KpiContext;
  private readonly start: number;
  /** After the last moment that counts: the end of the period, or just after the report's date. */
  private readonly end: number;
  private readonly counts = Object.fromEntries(COUNTS.map((key) => [key, new GroupCounts()])) as Record<Count, GroupCounts>;
  /** Creation of the oldest open row by group. */
  private readonly oldest = new Earliest();

  constructor(context: KpiContext) {
    this.context = context;
    this.start = context.since ?? Number.NEGATIVE_INFINITY;
    this.end = Math.min(context.until ?? Number.POSITIVE_INFINITY, context.asOf + 1);
  }

  add(batch: Batch, { rows, groups, length, size }: Selection): void {
    const facts = this.context.sources[batch.source];
    const created = batch.numbers.get("created");
    const resolved = resolvedRows(batch, facts);
    if (created === undefined || resolved === null) return;
    const ends = resolvedAt(batch, facts);
    const slack = resolvedAtInstants(facts).some((field) => field !== "created" && facts.dateOnly(field)) ? MS_PER_DAY - 1 : 0;
    for (const counts of Object.values(this.counts)) counts.reserve(size);
    for (let i = 0; i < length; i += 1) {
      const row = rows[i];
      const from = created[row];
      if (!(from < this.end)) continue;
      // A resolution before the creation is not to be believed, unless it is a date without a time of day.
      const to = ends !== null && ends[row] + slack >= from ? Math.max(ends[row], from) : Number.NaN;
      const isOpen = resolved[row] === 0 || (resolved[row] !== 1 && Number.isNaN(to));
      this.count(groups[i], from, to, isOpen);
    }
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const { counts, oldest } = other as BacklogAggregate;
    for (const key of COUNTS) this.counts[key].merge(counts[key], groupMap);
    this.oldest.merge(oldest, groupMap);
  }

  parts(): readonly Part[] {
    return [...Object.values(this.counts), this.oldest];
  }

  result(group: number): KpiResult {
    const of = (key: Count): number => this.counts[key].of(group);
    return {
      value: of("seen") === 0 ? null : of("open"),
      n: of("open_start") + of("created"),
      low: null,
      high: null,
      unit: "count",
      open_start: of("open_start"),
      created: of("created"),
      reopened: of("reopened"),
      resolved: of("resolved"),
      residue: of("open_start") + of("created") + of("reopened") - of("resolved") - of("open"),
      ...Object.fromEntries(AGES.map(([key]) => [key, of(key)])),
      oldest: this.oldest.of(group),
    };
  }

  matters(group: number): boolean {
    return (["open", "open_start", "created", "resolved"] as const).some((key) => this.counts[key].of(group) > 0);
  }

  /** Counts one row, created `from` and last resolved `to` (NaN = never, or at a time nobody knows). */
  private count(group: number, from: number, to: number, isOpen: boolean): void {
    const isNew = from >= this.start;
    const isResolvedInside = to >= this.start && to < this.end;
    this.add1("seen", group);
    if (isNew) this.add1("created", group);
    if (isResolvedInside) this.add1("resolved", group);
    if (isOpen) {
      if (!isNew) this.add1("open_start", group);
      if (isResolvedInside) this.add1("reopened", group);
      this.countOpen(group, from);
    } else if (Number.isNaN(to)) {
      // Between its creation and the report's date, so it is certain only where the period reaches from the one to the other.
      if (isNew && this.end > this.context.asOf) this.add1("resolved", group);
    } else {
      if (!isNew && to >= this.start) this.add1("open_start", group);
      if (to >= this.end) this.countOpen(group, from);
    }
  }

  private countOpen(group: number, from: number): void {
    const days = (Math.min(this.end, this.context.asOf) - from) / MS_PER_DAY;
    this.add1("open", group);
    this.add1(AGES.find(([, limit]) => days < limit)![0], group);
    this.oldest.note(group, from);
  }

  private add1(key: Count, group: number): void {
    this.counts[key].values[group] += 1;
  }
}

export const backlog: Kpi = {
  id: "backlog",
  name: "Open at the end",
  abbreviation: "backlog",
  noun: "tickets",
  definition:
    "Interactions open at the end of the period, or at the report's date, by age since creation, whenever they were created. Only the last resolution is known, so one that was reopened counts as open until then. What was open at the start, plus created, plus reopened, minus resolved, is open at the end; the residue was resolved at a time nobody knows.",
  formula: "open at start + created + reopened − resolved (− residue)",
  unit: "count",
  better: "low",
  needs,
  reads: ["created", ...RESOLVED_FIELDS],
  standard: false,
  available: (source) => anyMapped(source, needs),
  compares: (source) => ["created", ...resolvedAtInstants(source)],
  beyondPeriod: true,
  statistics: [
    ...(["open_start", "created", "reopened", "resolved", "residue"] as const).map((key) => ({ key, unit: "count" as const })),
    ...AGES.map(([key]) => ({ key, unit: "count" as const })),
    { key: "oldest", unit: "instant" },
  ],
  caveats: [
    "Of the past it is an estimate where tickets are reopened, as most exports know the last solving only.",
    "Tickets that were deleted or merged since are missing from it.",
    "By month or week it counts what was created then and is open at the end of the whole period.",
  ],
  create: (context) => new BacklogAggregate(context),
};
