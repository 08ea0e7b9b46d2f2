import type { Field } from "../interaction/fields.ts";
import { resolutionRate } from "../kpi/resolution-rate.ts";
import type { Problem } from "../text/problem.ts";
import type { ReportEnv } from "./index.ts";
import { FieldReader, type FieldValue, ResolvedReader } from "./interaction-values.ts";
import { noticesOf } from "./notices.ts";
import { type CountedRows, readAll } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { settle } from "./settle.ts";
import { sourceReport } from "./source-report.ts";
import { withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

/** What the rows are asked for: like a report, but for figures and groups. */
export type RowsRequest = Omit<
  ReportRequest,
  "by" | "across" | "kpis" | "fcrRule" | "rejects" | "hash" | "verdicts" | "targets" | "compare"
>;

/** One row that counts, with the fields asked for. */
export type Interaction<F extends Field> = {
  /** As named on the command line; "-" for standard input. */
  readonly file: string;
  /** Physical line on which the row starts; that of the newest row where its id is repeated. */
  readonly line: number;
  /** Solved, by the rules of the KPIs; null = its file does not tell. */
  readonly isResolved: boolean | null;
} & { readonly [K in F]: FieldValue<K> };

export interface Listing<F extends Field> {
  /** In the order of the files and their lines, those of repeated ids last. */
  readonly interactions: readonly Interaction<F>[];
  /** What a report of these files would say on stderr of how they were read, each once. */
  readonly notices: readonly Problem[];
  /** IANA zone or offset in which instants without one of their own were read. */
  readonly zone: string;
  /** Some file tells whether its rows are solved. */
  readonly tellsSolving: boolean;
}

interface ListOptions<F extends Field> {
  readonly fields: readonly F[];
  /** Which rows to keep; they are all looked at, one after the other. Its argument is valid only until it returns. */
  readonly keep: (row: Interaction<F>) => boolean;
}

/** Shows rows one after the other as interactions and keeps those wanted. */
class Lister<F extends Field> {
  readonly kept: Interaction<F>[] = [];
  readonly #keep: (row: Interaction<F>) => boolean;
  readonly #readers = new Map<string, FieldReader | ResolvedReader>([["isResolved", new ResolvedReader()]]);
  /** The row looked at: its properties are read only when they are asked for. */
  readonly #row: Interaction<F>;
  #counted!: CountedRows;
  #at = 0;

  constructor({ fields, keep }: ListOptions<F>) {
    this.#keep = keep;
    for (const field of fields) this.#readers.set(field, new FieldReader(field));
    const row = {};
    const property = (name: string, get: () => unknown): unknown => Object.defineProperty(row, name, { get, enumerable: true });
    property("file", () => this.#counted.source.input.name);
    property("line", () => this.#counted.batch.lines[this.#at]);
    for (const [name, reader] of this.#readers) property(name, () => reader.value(this.#at));
    this.#row = row as Interaction<F>;
  }

  take(counted: CountedRows): void {
    this.#counted = counted;
    for (const reader of this.#readers.values()) reader.open(counted);
    for (let i = 0; i < counted.length; i++) {
      this.#at = counted.rows[i];
      if (this.#keep(this.#row)) this.kept.push({ ...this.#row });
    }
  }
}

/**
 * The rows that count for a report of this request, one by one: the same columns, decisions, repeats, status and filters. Holds only the
 * rows kept. Throws ProblemError (exit 2 or 3).
 */
export const listInteractions = <F extends Field>(rows: RowsRequest, env: ReportEnv, options: ListOptions<F>): Promise<Listing<F>> => {
  const request: ReportRequest = {
    ...rows,
    by: [],
    across: null,
    kpis: [],
    fcrRule: null,
    rejects: null,
    hash: false,
    verdicts: false,
    targets: [],
    compare: null,
  };
  return withSources(request, env, async (files) => {
    const sources = files.list;
    // The KPI reads what tells solved rows from others.
    const settled = await settle(files, request, env, { kpis: [resolutionRate], fields: options.fields });
    const lister = new Lister(options);
    // Only now is it known how scores are read and which rows are repeats.
    const result = await readAll({ ...settled.plan, list: (counted) => lister.take(counted) });
    const reports = sources.map((source, i) => sourceReport(source, result.readings[i], null));
    if (request.strict) refuseFlaws(reports);
    return {
      interactions: lister.kept,
      notices: noticesOf({ ...settled, request, env, sources, result, requested: [], hashes: [] }, reports, {
        requested: [],
        available: [],
        unavailable: [],
      }),
      zone: settled.zone,
      tellsSolving: settled.plan.kpis.length > 0,
    };
  });
};
