import type { Field } from "../interaction/fields.ts";
import { meanOfCounts } from "../stats/mean.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { GroupCounts } from "./group-counts.ts";
import { GroupedValues } from "./grouped-values.ts";
import { RateAggregate } from "./rate.ts";
import { RESOLVED_FIELDS } from "./resolved.ts";
import { anyMapped, type Alternative } from "./serving.ts";
import { EXPORT_VERDICT, OWN_TARGETS, OWN_TARGETS_IN_HOURS, sla, SlaAggregate, slaVerdicts } from "./sla.ts";
import { canJudge, Judge, type Judged, type Kind, kindsOf, type SlaTargets, wayOf, WAYS } from "./sla-judge.ts";
import type { Part } from "./saved.ts";
import { instantsOf } from "./spans.ts";
import type { Aggregate, Kpi, KpiContext, KpiResult, SourceFacts } from "./types.ts";

const NAMES: Readonly<Record<Kind, string>> = { response: "first response", resolution: "resolution" };

/** By which rule the rows of a report are judged. */
const ruleOf = ({ sources }: KpiContext, targets: SlaTargets): string => {
  const isExport = sources.some((facts) => facts.has("sla"));
  const own = sources.filter((facts) => !facts.has("sla") && canJudge(facts, targets));
  if (own.length === 0) return EXPORT_VERDICT;
  const rule = own.some(({ openingHours }) => openingHours !== null) ? OWN_TARGETS_IN_HOURS : OWN_TARGETS;
  return isExport ? `${EXPORT_VERDICT}, else ${rule}` : rule;
};

/** The export's verdicts and one's own, near misses and by how much the breached ran over. */
class OwnSlaAggregate implements Aggregate {
  readonly #context: KpiContext;
  readonly #targets: SlaTargets;
  readonly #judge: Judge;
  readonly #all: RateAggregate;
  readonly #exported: SlaAggregate;
  readonly #kinds: readonly { readonly kind: Kind; readonly rate: RateAggregate }[];
  readonly #near = new GroupCounts();
  readonly #overruns = new GroupedValues();

  constructor(context: KpiContext, targets: SlaTargets) {
    this.#context = context;
    this.#targets = targets;
    this.#judge = new Judge(context, targets);
    const judged = (batch: Batch, facts: SourceFacts): Judged | null => this.#judge.of(batch, facts);
    this.#all = new RateAggregate(context, (batch, facts) => judged(batch, facts)?.overall ?? slaVerdicts(batch, facts));
    this.#exported = new SlaAggregate(context);
    this.#kinds = kindsOf(targets).map((kind) => {
      return { kind, rate: new RateAggregate(context, (batch, facts) => judged(batch, facts)?.byKind.get(kind) ?? null) };
    });
  }

  add(batch: Batch, selection: Selection): void {
    const facts = this.#context.sources[batch.source];
    this.#all.add(batch, selection);
    this.#exported.add(batch, selection);
    const judged = this.#judge.of(batch, facts);
    if (judged === null) return;
    const { rows, groups, length, size } = selection;
    for (const { rate } of this.#kinds) rate.add(batch, selection);
    this.#overruns.add(judged.overrun, selection);
    this.#near.reserve(size);
    for (let i = 0; i < length; i += 1) this.#near.values[groups[i]] += judged.near[rows[i]];
  }

  merge(other: Aggregate, groupMap: Int32Array): void {
    const theirs = other as OwnSlaAggregate;
    this.#all.merge(theirs.#all, groupMap);
    this.#exported.merge(theirs.#exported, groupMap);
    this.#kinds.forEach(({ rate }, i) => rate.merge(theirs.#kinds[i].rate, groupMap));
    this.#near.merge(theirs.#near, groupMap);
    this.#overruns.merge(theirs.#overruns, groupMap);
  }

  parts(): readonly Part[] {
    const rates = [this.#all, this.#exported, ...this.#kinds.map(({ rate }) => rate)];
    return [...rates.flatMap((rate) => rate.parts()), this.#near, this.#overruns];
  }

  result(group: number): KpiResult {
    const rule = ruleOf(this.#context, this.#targets);
    const exported = this.#exported.result(group)["columns"] as readonly object[];
    const kinds = this.#kinds.length < 2 || rule === EXPORT_VERDICT ? [] : this.#kinds;
    const own = kinds.map(({ kind, rate }) => {
      const { value, n, numerator } = rate.result(group);
      return { column: NAMES[kind], value, n, numerator };
    });
    const isOwn = rule !== EXPORT_VERDICT;
    const overruns = this.#overruns.sample(group);
    return {
      ...this.#all.result(group),
      rule,
      columns: [...exported, ...own],
      near_miss: isOwn ? this.#near.of(group) : null,
      overrun: isOwn ? (meanOfCounts(overruns.values, overruns.counts)?.mean ?? null) : null,
    };
  }
}

/** The KPI with targets of one's own for exports that give no verdict; `told` lists them for people. */
export const slaWith = (targets: SlaTargets, told: string): Kpi => {
  const ways = kindsOf(targets).flatMap((kind) => WAYS[kind]);
  const conditions = kindsOf(targets).flatMap((kind) => targets[kind].flatMap(({ when }) => when.map(({ field }) => field)));
  const servingWay = (facts: SourceFacts): Alternative =>
    facts.has("sla") ? ["sla"] : [...new Set(kindsOf(targets).flatMap((kind) => wayOf(facts, WAYS[kind]) ?? []))];
  return {
    ...sla,
    definition:
      "Share of interactions within their service level agreement: by the export's own verdict, else by the targets of the config, in opening hours where these are known. Open ones past a target are breached; other open ones are undecided and left out.",
    rules: { ...sla.rules, [OWN_TARGETS]: told, [OWN_TARGETS_IN_HOURS]: told },
    needs: [["sla"], ...ways],
    reads: [...new Set<Field>(["sla", "created", ...ways.flat(), "replies", ...RESOLVED_FIELDS, ...conditions])],
    serves: servingWay,
    available: (source) => source.mapped("sla") || canJudge(source, targets),
    obstacle: (source) =>
      source.openingHours !== null && anyMapped(source, ways) ? "your targets are in opening hours, and the file's times are not" : null,
    compares: (source) => (source.has("sla") ? [] : kindsOf(targets).flatMap((kind) => instantsOf(wayOf(source, WAYS[kind])))),
    caveats: [
      "The export's own verdict goes by the targets and the clock set there, your own targets by those of the config.",
      "Tickets still within their time are left out until they are decided.",
      "With several targets a ticket has to meet all of them; each alone stands in JSON.",
    ],
    create: (context) => new OwnSlaAggregate(context, targets),
  };
};
