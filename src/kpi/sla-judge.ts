import { FIELDS, type Field } from "../interaction/fields.ts";
import { ABSENT_FLAG, type Batch } from "../values/batch.ts";
import { resolvedRows } from "./resolved.ts";
import { type Alternative, serving } from "./serving.ts";
import { RESOLUTION_FIELDS, resolutionSpan, RESPONSE_FIELDS, responseSpan } from "./spans.ts";
import type { KpiContext, SourceFacts } from "./types.ts";

/** What a row's category has to be; its text is null where it is blank. */
export interface SlaCondition {
  readonly field: Field;
  readonly holds: (text: string | null) => boolean;
}

/** Rows of which all of it holds are to be done within so many seconds. */
export interface SlaRule {
  readonly when: readonly SlaCondition[];
  readonly seconds: number;
}

/** Targets of one's own; the first rule that fits a row counts, none = the row has no such target. */
export interface SlaTargets {
  readonly response: readonly SlaRule[];
  readonly resolution: readonly SlaRule[];
}

export type Kind = keyof SlaTargets;

/** Part of its time from which a row that met its target is a near miss. */
const NEAR = 0.8;

export const WAYS: Readonly<Record<Kind, readonly Alternative[]>> = { response: RESPONSE_FIELDS, resolution: RESOLUTION_FIELDS };

/** Where opening hours are known targets are in them: a column that counts all hours says nothing of those. Days alone say too little. */
export const wayOf = (facts: SourceFacts, ways: readonly Alternative[]): Alternative | undefined => {
  const isTimed = (way: Alternative): boolean => way.every((field) => FIELDS[field] !== "instant" || !facts.dateOnly(field));
  const timed = ways.filter(isTimed);
  const spans = timed.filter((way) => way.length > 1);
  const columns = timed.filter((way) => way.length === 1);
  const usable = facts.openingHours === null ? timed : [...spans, ...columns.filter(([column]) => facts.inOpeningHours(column))];
  return usable[serving(facts, usable)];
};

/** How the rows of a batch stand to their targets. */
export interface Judged {
  /** 1 met, 0 breached, −1 undecided. */
  readonly overall: Int8Array;
  readonly byKind: ReadonlyMap<Kind, Int8Array>;
  /** 1 where most of the time was used. */
  readonly near: Int8Array;
  /** Seconds over the target of the breached, NaN for others. */
  readonly overrun: Float64Array;
}

/** Looks up which target a row has; texts are matched once a code. */
class Limits {
  readonly #rules: readonly SlaRule[];
  readonly #context: KpiContext;
  /** By rule, condition and code + 1: 1 holds, 0 does not. */
  readonly #known: number[][][];

  constructor(rules: readonly SlaRule[], context: KpiContext) {
    this.#rules = rules;
    this.#context = context;
    this.#known = rules.map(({ when }) => when.map(() => []));
  }

  /** Seconds of each row's target, NaN = it has none. */
  of(batch: Batch): Float64Array {
    const limits = new Float64Array(batch.rows).fill(Number.NaN);
    // The weakest rule first: a stronger one goes over it.
    for (let r = this.#rules.length - 1; r >= 0; r -= 1) {
      const { when, seconds } = this.#rules[r];
      const codes = when.map(({ field }) => batch.codes.get(field));
      for (let row = 0; row < batch.rows; row += 1) {
        let fits = true;
        for (let c = 0; c < codes.length && fits; c += 1) fits = this.#holds(r, c, codes[c]?.[row] ?? -1);
        if (fits) limits[row] = seconds;
      }
    }
    return limits;
  }

  #holds(rule: number, condition: number, code: number): boolean {
    const known = this.#known[rule][condition];
    if (known[code + 1] === undefined) {
      const { field, holds } = this.#rules[rule].when[condition];
      known[code + 1] = Number(holds(code < 0 ? null : this.#context.text!(field, code)));
    }
    return known[code + 1] === 1;
  }
}

/** Judges rows by targets. */
export class Judge {
  readonly #context: KpiContext;
  readonly #kinds: readonly { readonly kind: Kind; readonly limits: Limits }[];
  readonly #judged = new WeakMap<Batch, Judged>();

  constructor(context: KpiContext, targets: SlaTargets) {
    this.#context = context;
    this.#kinds = kindsOf(targets).map((kind) => ({ kind, limits: new Limits(targets[kind], context) }));
  }

  /** Null where the export's own verdict counts. */
  of(batch: Batch, facts: SourceFacts): Judged | null {
    if (facts.has("sla")) return null;
    let judged = this.#judged.get(batch);
    if (judged === undefined) this.#judged.set(batch, (judged = this.#all(batch, facts)));
    return judged;
  }

  #all(batch: Batch, facts: SourceFacts): Judged {
    const near = new Int8Array(batch.rows);
    const overrun = new Float64Array(batch.rows).fill(Number.NaN);
    const pending = new Int8Array(batch.rows);
    const parts = this.#kinds.flatMap(({ kind, limits }): [Kind, Int8Array][] => {
      const verdicts = this.#kind(batch, facts, { kind, limits: limits.of(batch), near, overrun, pending });
      return verdicts === null ? [] : [[kind, verdicts]];
    });
    const overall = new Int8Array(batch.rows).fill(ABSENT_FLAG);
    for (const [, verdicts] of parts) {
      for (let row = 0; row < batch.rows; row += 1) {
        if (verdicts[row] === 0) overall[row] = 0;
        else if (verdicts[row] === 1 && overall[row] === ABSENT_FLAG) overall[row] = 1;
      }
    }
    for (let row = 0; row < batch.rows; row += 1) {
      if (overall[row] === 1 && pending[row] === 1) overall[row] = ABSENT_FLAG;
      if (overall[row] !== 1) near[row] = 0;
    }
    return { overall, byKind: new Map(parts), near, overrun };
  }

  /** The verdict of one kind of target on each row; what it means for the whole row is noted in `near`, `overrun` and `pending`. */
  #kind(
    batch: Batch,
    facts: SourceFacts,
    rows: { kind: Kind; limits: Float64Array; near: Int8Array; overrun: Float64Array; pending: Int8Array },
  ): Int8Array | null {
    const { kind, limits, near, overrun, pending } = rows;
    const way = wayOf(facts, WAYS[kind]);
    const hours = facts.openingHours;
    const seconds = kind === "response" ? responseSpan(batch, way, hours) : resolutionSpan(batch, facts, way, hours);
    if (seconds === null) return null;
    const resolved = resolvedRows(batch, facts);
    const responses = kind === "response" ? batch.numbers.get(way![0]) : undefined;
    const replies = batch.numbers.get("replies");
    const verdicts = new Int8Array(batch.rows).fill(ABSENT_FLAG);
    const judge = (row: number, time: number): void => {
      verdicts[row] = Number(time <= limits[row]);
      if (time > limits[row]) overrun[row] = Math.max(time - limits[row], Number.isNaN(overrun[row]) ? 0 : overrun[row]);
      else if (time >= NEAR * limits[row]) near[row] = 1;
    };
    for (let row = 0; row < batch.rows; row += 1) {
      if (Number.isNaN(limits[row])) continue;
      const isAnswered = responses !== undefined && !Number.isNaN(responses[row]) && replies?.[row] !== 0;
      if (!Number.isNaN(seconds[row])) judge(row, seconds[row]);
      else if (!isAnswered && (resolved === null || resolved[row] === 0 || (resolved[row] < 0 && kind === "response"))) {
        const age = this.#age(batch, facts, row);
        if (age > limits[row]) judge(row, age);
        else pending[row] = 1;
      }
    }
    return verdicts;
  }

  /** Seconds that a row has been waiting by the report's date; NaN where that is not known. */
  #age(batch: Batch, { openingHours, dateOnly }: SourceFacts, row: number): number {
    const created = dateOnly("created") ? undefined : batch.numbers.get("created")?.[row];
    const { asOf } = this.#context;
    if (created === undefined || !(asOf >= created)) return Number.NaN;
    return openingHours === null ? (asOf - created) / 1000 : openingHours.seconds(created, asOf, batch, row);
  }
}

export const kindsOf = (targets: SlaTargets): Kind[] => (["response", "resolution"] as const).filter((kind) => targets[kind].length > 0);

export const canJudge = (facts: SourceFacts, targets: SlaTargets): boolean =>
  kindsOf(targets).some((kind) => wayOf(facts, WAYS[kind]) !== undefined);
