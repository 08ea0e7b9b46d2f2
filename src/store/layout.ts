import type { Decisions } from "../interaction/decide.ts";
import { isField } from "../interaction/fields.ts";
import { batchKeys } from "../values/decoder.ts";
import type { ColumnPlan } from "../values/batch.ts";

/** What was decided about the exports of a layout, as it is kept: without the cells that it was decided from. */
export type StoredDecisions = Omit<Decisions, "shapes" | "undecided" | "rowRules">;

/** A column of an export that is kept. */
export interface LayoutColumn {
  /** As in a batch: a field, `sla:1` for a second verdict, `header:Product` for a column kept as it is. */
  readonly key: string;
  /** Its header in the export. */
  readonly header: string;
  /** How it was read; null = kept as it is. */
  readonly plan: ColumnPlan | null;
}

/** The columns that a kind of export has: only such exports can say something of them. */
export interface Layout {
  readonly id: number;
  readonly source: number;
  /** The export of this layout that was imported last. */
  readonly file: string;
  readonly columns: readonly LayoutColumn[];
  readonly decisions: StoredDecisions;
  /** Interactions whose newest row was of this layout. */
  readonly rows: number;
}

/** Exports whose tickets are the same tickets. */
export interface StoredSource {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly profile: string | null;
  /** Zone that times without one were written in; null = nobody knows: they are kept as written. Undefined = no time was met. */
  readonly zone: string | null | undefined;
}

/** Whether times are wanted with nights and weekends, or without. */
export type Clock = "calendar" | "business";

/** Key of a time that an export counts in business hours, beside its calendar one: `business:response_time`. */
export const BUSINESS = "business:";

/** Whether a key has a column of its own in the table; others are kept together. */
export const hasOwnColumn = (key: string): boolean => isField(key);

/** The name that a value has among those kept together. */
export const keptName = (key: string): string => key.replace(/^header:/u, "");

/** What of an export is kept: what its columns mean, by either clock, and the columns asked for by header. */
export const layoutColumns = (
  { plans, uses }: Pick<Decisions, "plans" | "uses">,
  business: Pick<Decisions, "plans" | "uses"> | null,
  header: readonly string[],
  keep: readonly string[],
): LayoutColumn[] => {
  const keys = batchKeys(plans);
  const columns: LayoutColumn[] = plans.map((plan, i) => ({ key: keys[i], header: header[plan.column], plan }));
  for (const { field, column } of business?.uses.filter(({ clock }) => clock === "business") ?? []) {
    const plan = business?.plans.find((one) => one.field === field && one.column === column);
    const key = `${BUSINESS}${field}`;
    if (plan !== undefined && !uses.some((use) => use.column === column))
      columns.push({ key, header: header[column], plan: { ...plan, field: key } });
  }
  for (const name of keep) {
    const key = `header:${name}`;
    if (header.includes(name) && !columns.some((column) => column.key === key)) columns.push({ key, header: name, plan: null });
  }
  return columns;
};

/** Tells layouts of a source apart. */
export const layoutKey = (columns: readonly LayoutColumn[]): string =>
  JSON.stringify(columns.map(({ key, header }) => [key, header]).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Instants that tell how new a row is. `updated` goes before them, and a time limit tells nothing. */
export const isRecent = ({ plan }: LayoutColumn): boolean => plan?.kind === "instant" && plan.field !== "updated" && plan.field !== "due";

/** Whether a layout's only date is its rows' beginning: one that differs between the rows of an id is the time of an event or a message. */
export const isLog = (columns: readonly LayoutColumn[]): boolean => {
  const recent = columns.filter(isRecent);
  return recent.length === 1 && recent[0].key === "created" && !columns.some(({ key }) => key === "updated");
};
