import type { ColumnShape, DateFormat } from "../values/batch.ts";
import { instantsOf } from "../values/instant.ts";
import { holdCompactDates, holdSerials } from "./cells.ts";
import { type Evidenced, type Order, orderByEvidence } from "./date-evidence.ts";
import type { Field } from "./fields.ts";
import type { SampleRow } from "./sample.ts";

/** A column of dates whose format is to be decided. */
export interface DateColumn {
  readonly field: Field;
  readonly header: string;
  readonly column: number;
  readonly shape: ColumnShape;
  /** Order that `--map` or the profile names. */
  readonly order?: "dmy" | "mdy" | "ymd";
  /** What reading the whole file has shown, instead of the sample's counts. */
  readonly proof?: { readonly dayFirst: number; readonly monthFirst: number };
}

/** Why a column has its format; `blank` = nothing to decide on. */
export type FormatSource = "flag" | "number" | "plain" | "cells" | "columns" | "evidence" | "same" | "blank";

/** A column whose day and month cannot be told apart, with the first date that fits both. */
export interface UndecidedDate {
  readonly field: Field;
  readonly header: string;
  readonly column: number;
  readonly line: number;
  readonly value: string;
  /** Dates of the sample that fit both orders. */
  readonly count: number;
  /** The sample is the whole file. */
  readonly complete: boolean;
  /** Dates of the column that only one order can mean contradict each other. */
  readonly contradictory: boolean;
}

export type FormatDecision =
  | { readonly format: DateFormat | undefined; readonly from: FormatSource }
  | { readonly undecided: UndecidedDate };

export interface OrderOptions {
  /** `--date-format`, parsed. */
  readonly dateFormat: DateFormat | null;
  readonly rows: readonly SampleRow[];
  readonly complete: boolean;
  /** Column of the id, −1 = none. */
  readonly idColumn: number;
  /** Epoch milliseconds; no date of something done lies after it. */
  readonly asOf: number;
}

const env = { zone: "UTC" };

/** Decides how each column of dates is written; the result has one entry a column, in the same order. */
export const decideFormats = (columns: readonly DateColumn[], options: OrderOptions): FormatDecision[] => {
  const decisions = columns.map((column) => decideAlone(column, options));
  const known = new Set<Order>();
  for (const decision of decisions)
    if (decision !== null && decision !== "contradictory" && decision.from === "cells") known.add(decision.format as Order);
  const open = columns.filter((_column, index) => decisions[index] === null);
  const inherited: Order | null = known.size === 1 ? [...known][0] : null;
  let argued: Order | null = null;
  if (open.length > 0 && inherited === null) {
    const evidenced: Evidenced[] = columns.flatMap(({ field, column }, index) => {
      const decision = decisions[index];
      if (decision === "contradictory") return [];
      return [{ field, column, format: decision === null ? "open" : decision.format }];
    });
    argued = orderByEvidence(evidenced, options);
  }
  return columns.map((column, index): FormatDecision => {
    const decision = decisions[index];
    if (decision !== null && decision !== "contradictory") return decision;
    if (decision === null && inherited !== null) return { format: inherited, from: "columns" };
    if (decision === null && argued !== null) return { format: argued, from: "evidence" };
    if (decision === null && isSameEitherWay(column, options)) return { format: "dmy", from: "same" };
    return { undecided: undecidedDate(column, options, decision === "contradictory") };
  });
};

/** What the column itself tells: null = nothing, "contradictory" = both orders are proven. */
const decideAlone = (
  column: DateColumn,
  options: OrderOptions,
): { format: DateFormat | undefined; from: FormatSource } | "contradictory" | null => {
  const { shape } = column;
  if (column.order !== undefined) return { format: column.order, from: "flag" };
  if (options.dateFormat !== null && fitsFormat(column, options)) return { format: options.dateFormat, from: "flag" };
  if (shape.dates < shape.numbers) {
    if (shape.unixSeconds >= shape.filled / 2) return { format: "unix", from: "number" };
    if (shape.unixMillis >= shape.filled / 2) return { format: "unixms", from: "number" };
    if (holdCompactDates(shape)) return { format: compactFormat(shape), from: "number" };
    return holdSerials(shape) ? { format: "excel", from: "number" } : { format: undefined, from: "blank" };
  }
  const dayFirst = column.proof?.dayFirst ?? shape.dayFirst;
  const monthFirst = column.proof?.monthFirst ?? shape.monthFirst;
  if (dayFirst > 0 && monthFirst > 0) return "contradictory";
  if (dayFirst > 0) return { format: "dmy", from: "cells" };
  if (monthFirst > 0) return { format: "mdy", from: "cells" };
  if (shape.eitherOrder > 0) return null;
  return shape.dates > 0 ? { format: "ymd", from: "plain" } : { format: undefined, from: "blank" };
};

const compactFormat = ({ max }: ColumnShape): DateFormat => ({
  pattern: max < 1e8 ? "YYYYMMDD" : max < 1e13 ? "YYYYMMDDHHmm" : "YYYYMMDDHHmmss",
});

/** A pattern is meant for the columns written so; ISO dates beside them are read as they are. */
const fitsFormat = (column: DateColumn, { dateFormat, rows }: OrderOptions): boolean => {
  if (dateFormat === null || typeof dateFormat === "string" || column.shape.dates === 0) return true;
  const instantOf = instantsOf({ format: dateFormat }, env);
  return rows.some(({ cells }) => !Number.isNaN(instantOf(cells[column.column] ?? "").ms));
};

const firstEither = ({ column }: DateColumn, rows: readonly SampleRow[]): SampleRow | undefined => {
  const instantOf = instantsOf({}, env);
  return rows.find(({ cells }) => instantOf(cells[column] ?? "").order === "either");
};

/** 3/3/2026 is one day whoever writes it. */
const isSameEitherWay = ({ column }: DateColumn, { rows, complete }: OrderOptions): boolean => {
  const [dayFirst, monthFirst] = [instantsOf({ format: "dmy" }, env), instantsOf({ format: "mdy" }, env)];
  return complete && rows.every(({ cells }) => Object.is(dayFirst(cells[column] ?? "").ms, monthFirst(cells[column] ?? "").ms));
};

const undecidedDate = (column: DateColumn, { rows, complete }: OrderOptions, contradictory: boolean): UndecidedDate => {
  const first = firstEither(column, rows);
  return {
    field: column.field,
    header: column.header,
    column: column.column,
    line: first?.line ?? 0,
    value: first?.cells[column.column] ?? "",
    count: column.shape.eitherOrder,
    complete,
    contradictory,
  };
};
