import type { Decisions } from "../interaction/decide.ts";
import type { ColumnUse, Field } from "../interaction/fields.ts";
import type { ColumnPlan } from "../values/batch.ts";
import { BANDS } from "./cells.ts";
import { BUSINESS, type Clock, type Layout, type LayoutColumn, type StoredDecisions, type StoredSource } from "./layout.ts";

const BAND_WORDS = Object.fromEntries(BANDS.map((word, band) => [word, band]));

/** How a column is read back: everything is kept in one form, whatever the exports had. */
const planOf = ({ plan, key }: LayoutColumn, column: number): ColumnPlan => {
  if (plan === null) return { field: key, kind: "category", column };
  const { field, kind } = plan;
  switch (kind) {
    case "instant":
      return { field, kind, column, format: "ymd" };
    case "duration":
      return { field, kind, column, unit: "s", numbers: "point" };
    case "count":
      return { field, kind, column, numbers: "point" };
    case "flag":
      return { field, kind, column };
    case "score":
      return { field, kind, column, numbers: "point", meanings: BAND_WORDS };
    // Words are kept as written, so that what is said of them today counts.
    default:
      return { ...plan, column };
  }
};

/** The column a layout has for the times of a field, where they are wanted in business hours and the export counted them. */
const inBusinessHours = (columns: readonly LayoutColumn[], clock: Clock): ReadonlyMap<string, number> =>
  new Map(
    clock === "calendar"
      ? []
      : columns.flatMap(({ key }, at) => (key.startsWith(BUSINESS) ? [[key.slice(BUSINESS.length), at] as const] : [])),
  );

/** What is known of the interactions of a layout, as if they were a file of its columns, by the clock that is asked for. */
export const decisionsOf = ({ columns, decisions }: Layout, { zone, profile }: StoredSource, clock: Clock): Decisions => {
  const business = inBusinessHours(columns, clock);
  const uses: ColumnUse[] = [];
  const plans: ColumnPlan[] = [];
  for (const [at, column] of columns.entries()) {
    const { plan, header, key } = column;
    if (plan === null || business.has(key)) continue;
    if (key.startsWith(BUSINESS)) {
      const field = key.slice(BUSINESS.length) as Field;
      if (business.get(field) !== at) continue;
      plans.push({ ...planOf(column, at), field });
      uses.push({ field, column: at, header, evidence: "header", clock: "business" });
      continue;
    }
    plans.push(planOf(column, at));
    const use = decisions.uses.find((one) => one.field === plan.field && one.column === plan.column);
    if (use === undefined) continue;
    const { timeColumn: _, timeHeader: _header, ...rest } = use;
    uses.push({ ...rest, header, column: at });
  }
  const present = decisions.present.filter((field) => !field.startsWith(BUSINESS) && !business.has(field));
  for (const field of business.keys()) if (decisions.present.includes(`${BUSINESS}${field}` as Field)) present.push(field as Field);
  return {
    ...decisions,
    profile: profile ?? decisions.profile,
    uses,
    plans,
    present: present.toSorted(),
    zone: zone === undefined || zone === null || zone === "offset" ? null : zone,
    rowRules: [],
    undecided: [],
    complete: true,
    shapes: [],
  };
};

const union = <T>(lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())];

/** The layout of interactions that exports with different columns have told of: it has the columns of them all. */
export const joinedLayoutOf = (joined: Layout, layouts: readonly Layout[]): Layout => {
  const parts = layouts.filter(({ source, columns }) => source === joined.source && columns.length > 0);
  const columns: LayoutColumn[] = [];
  const uses: ColumnUse[] = [];
  for (const part of parts) {
    for (const column of part.columns) {
      if (columns.some(({ key }) => key === column.key)) continue;
      // Uses are found again by the place of their column.
      const place = columns.length;
      const use =
        column.plan === null
          ? undefined
          : part.decisions.uses.find((one) => one.field === column.plan!.field && one.column === column.plan!.column);
      if (use !== undefined) uses.push({ ...use, column: place });
      columns.push({ ...column, plan: column.plan === null ? null : { ...column.plan, column: place } });
    }
  }
  const all = parts.map(({ decisions }) => decisions);
  const last = all.at(-1)!;
  const decisions: StoredDecisions = {
    ...last,
    uses,
    present: union(all.map(({ present }) => present)).toSorted() as Field[],
    dateOnly: union(all.map(({ dateOnly }) => dateOnly)),
    scaleHints: Object.assign({}, ...all.map(({ scaleHints }) => scaleHints)),
    tellsSolving: all.some(({ tellsSolving }) => tellsSolving),
  };
  return { ...joined, columns, decisions, file: parts.at(-1)!.file };
};
