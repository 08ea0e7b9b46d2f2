import { FIELDS, type Field, isField } from "../interaction/fields.ts";
import type { MapEntry } from "../interaction/map.ts";
import { type Layout, type LayoutColumn, layoutColumns, type StoredSource } from "../store/layout.ts";
import { ProblemError } from "../text/problem.ts";
import type { DateFormat } from "../values/batch.ts";
import type { Source, SourceReading } from "./source.ts";

const folded = (header: string): string => header.trim().replace(/\s+/gu, " ").toLowerCase();

/** Which tickets a file's are: those of its vendor, else of files with its header row, unless the source is named. */
export const sourceKey = ({ decisions, text, input }: Source, named: string | null): Pick<StoredSource, "key" | "name" | "profile"> => {
  const { profile } = decisions;
  if (named !== null) return { key: `name:${folded(named)}`, name: named, profile };
  if (profile !== null) return { key: `profile:${profile}`, name: profile, profile };
  return { key: `header:${JSON.stringify(text.header.map(folded))}`, name: input.name.replace(/^.*[/\\]/u, ""), profile };
};

/** A column as an earlier export was understood, and which. */
interface Pin {
  readonly column: LayoutColumn;
  readonly file: string;
}

const pinsOf = (layouts: readonly Layout[]): Map<string, Pin> => {
  const pins = new Map<string, Pin>();
  for (const { columns, file } of layouts)
    for (const column of columns) if (column.plan !== null && isField(column.plan.field)) pins.set(folded(column.header), { column, file });
  return pins;
};

const orderOf = (format: DateFormat | undefined): "dmy" | "mdy" | undefined => (format === "dmy" || format === "mdy" ? format : undefined);

/** What earlier exports say of columns that this file leaves open: the order of day and month, and what a column is that is blank here. */
export const openings = ({ decisions, text }: Source, layouts: readonly Layout[]): MapEntry[] => {
  const pins = pinsOf(layouts);
  return text.header.flatMap((header, index): MapEntry[] => {
    const pin = pins.get(folded(header));
    if (pin === undefined) return [];
    const { plan } = pin.column;
    const field = plan!.field as Field;
    const order = orderOf(plan!.format);
    const isUndecided = decisions.undecided.some(({ column }) => column === index);
    if (isUndecided) return order === undefined || plan!.timeColumn !== undefined ? [] : [{ field, header, order }];
    const isUsed = decisions.uses.some((use) => use.column === index || use.timeColumn === index || use.field === field);
    const isBlank = decisions.complete && decisions.shapes[index].filled === 0;
    return isUsed || !isBlank
      ? []
      : [{ field, header, ...(order === undefined ? {} : { order }), ...(plan!.unit === undefined ? {} : { unit: plan!.unit }) }];
  });
};

/** Fails (exit 3) where a file is understood otherwise than earlier ones of its source; names both. */
export const refuseOtherReading = ({ decisions, text, input }: Source, layouts: readonly Layout[]): void => {
  const pins = pinsOf(layouts);
  const refuse = (column: string, before: unknown, now: unknown, what: string, pinned: string): never => {
    throw new ProblemError(3, "import-contradicts", { file: input.name, pinned, column, what, before, now });
  };
  for (const { header, plan } of layoutColumns(decisions, null, text.header, [])) {
    const pin = pins.get(folded(header));
    if (pin === undefined || plan === null) continue;
    const { column, file } = pin;
    const known = column.plan!;
    if (known.field !== plan.field) refuse(header, known.field, plan.field, "field", file);
    const [before, now] = [orderOf(known.format), orderOf(plan.format)];
    if (before !== undefined && now !== undefined && before !== now) refuse(header, before, now, "order", file);
    if (FIELDS[plan.field as Field] === "duration" && known.unit !== plan.unit && isRead(decisions.present, layouts, plan.field)) {
      refuse(header, known.unit ?? null, plan.unit ?? null, "unit", file);
    }
  }
  for (const layout of layouts) {
    for (const field of ["csat", "nps", "ces"] as const) {
      const [before, now] = [layout.decisions.scaleHints[field], decisions.scaleHints[field]];
      if (before !== undefined && now !== undefined && JSON.stringify(before) !== JSON.stringify(now))
        refuse(field, before, now, "scale", layout.file);
    }
  }
};

/** Whether both sides had something to decide a unit by. */
const isRead = (present: readonly Field[], layouts: readonly Layout[], field: string): boolean =>
  present.includes(field as Field) && layouts.some(({ decisions }) => decisions.present.includes(field as Field));

/** What times of a source are kept in: a zone, `offset` where each says its own, null as written. */
const OFFSET = "offset";

/**
 * The zone to read a file's times in, and what is kept of it with the source; null where the file has no times. Fails (exit 3) where
 * earlier exports of the source were read in another one.
 */
export const zoneFor = (
  { decisions, input }: Source,
  { columns }: SourceReading,
  source: StoredSource,
  asked: string | null,
): { readonly zone: string; readonly kept: string | null } | null => {
  const instants = columns.filter(({ plan, readable }) => plan.kind === "instant" && readable > 0);
  if (instants.length === 0) return null;
  const hasOffsets = instants.some(({ offsets }) => offsets > 0);
  const named = decisions.zone ?? asked;
  const refuse = (before: string | null, now: string | null): never => {
    throw new ProblemError(3, "import-zone", { file: input.name, source: source.name, before, now });
  };
  const { zone: known } = source;
  if (known === undefined) {
    if (named !== null) return { zone: named, kept: named };
    return { zone: "UTC", kept: hasOffsets ? OFFSET : null };
  }
  if (known === null) return named === null && !hasOffsets ? { zone: "UTC", kept: null } : refuse(null, named ?? OFFSET);
  if (hasOffsets) return { zone: named ?? (known === OFFSET ? "UTC" : known), kept: known };
  if (known === OFFSET) return named === null ? refuse(OFFSET, null) : { zone: named, kept: named };
  return named !== null && named !== known ? refuse(known, named) : { zone: known, kept: known };
};
