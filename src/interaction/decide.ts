import { ProblemError, type Problem } from "../text/problem.ts";
import type { ColumnPlan, ColumnShape, DateFormat, TimeUnit } from "../values/batch.ts";
import { parseDateFormat } from "../values/instant.ts";
import { describeColumn } from "../values/shape.ts";
import { holdBareDates, holdStatuses, NO_CELLS } from "./cells.ts";
import { type DateColumn, decideFormats, type FormatDecision, type FormatSource, type UndecidedDate } from "./date-order.ts";
import { type ColumnUse, FIELDS, type Field, isGiven, type Scale } from "./fields.ts";
import { foldName } from "./headers.ts";
import type { MapEntry } from "./map.ts";
import { meaningsOf } from "./meanings.ts";
import { columnsOfInterest, matchHeaders } from "./match.ts";
import { planOf } from "./plan.ts";
import { presentFields } from "./present.ts";
import { detectProfile, findProfile, type Profile } from "./profiles/index.ts";
import { commonRowRules } from "./row-rules.ts";
import type { RowRule } from "./profiles/types.ts";
import type { SampleRow } from "./sample.ts";
import { decideUnits, type ReadableInstant } from "./units.ts";

/** What the csv room has found out about a file, as far as the columns' meaning needs it. */
export interface SampledText {
  readonly dialect: { readonly delimiter: string };
  readonly header: readonly string[];
  readonly sample: readonly SampleRow[];
  /** The sample is the whole file. */
  readonly complete: boolean;
}

export interface DecideOptions {
  readonly map: readonly MapEntry[];
  /** Headers of columns that are not used, unless `map` names them. */
  readonly ignore?: readonly string[];
  /** Profile id of `--profile`; null = by fingerprint. */
  readonly profile: string | null;
  /** As typed for `--date-format`; null = by the cells. */
  readonly dateFormat: string | null;
  readonly scales: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  readonly clock: "calendar" | "business";
  /** Units of bare numbers that a config names; a unit of `--map` goes before them, and they before the profile and the header. */
  readonly units?: Readonly<Partial<Record<Field, TimeUnit>>>;
  /** `--tz`. */
  readonly zone: string | null;
  /** Zone that a config says the file was written in; a zone of `--map` goes before it, and it before the header and the profile. */
  readonly sourceZone?: string | null;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** What reading the whole file has shown; goes before what the sample says. */
  readonly revised?: {
    /** Records that show what the sample does not. */
    readonly rows?: readonly SampleRow[];
    readonly present?: readonly Field[];
    /** By column index. */
    readonly orderProof?: Readonly<Record<number, { readonly dayFirst: number; readonly monthFirst: number }>>;
    readonly dateOnly?: readonly Field[];
  };
}

/** A rule of the profile whose column the file has, `index` from the left. */
export interface AppliedRowRule extends RowRule {
  readonly index: number;
  readonly header: string;
}

/** Everything decided about one file's columns. Plain data but for the maps in `shapes`. */
export interface Decisions {
  readonly profile: string | null;
  readonly profileName: string | null;
  readonly profileCertainty: Profile["certainty"] | null;
  /** By column, left to right. */
  readonly uses: readonly ColumnUse[];
  /** Rows that the profile tells apart. */
  readonly rowRules: readonly AppliedRowRule[];
  /** How to decode them, in the same order; a use without a plan cannot be decoded (see `warnings`). */
  readonly plans: readonly ColumnPlan[];
  /** Fields with a readable value, sorted. */
  readonly present: readonly Field[];
  /** Date columns that could be day or month first; they are planned without a format. */
  readonly undecided: readonly UndecidedDate[];
  /** By instant: what told how it is written. The undecided have none. */
  readonly formatSources: Readonly<Partial<Record<Field, FormatSource>>>;
  /** Zone the file itself names, in a header or by its profile. */
  readonly zone: string | null;
  /** Instants that have a date but no time of day. */
  readonly dateOnly: readonly Field[];
  readonly scaleHints: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  readonly warnings: readonly Problem[];
  /**
   * The status of the rows says how far an issue has got: it is not that of a survey's answers ("Partial"), and some word of it is known.
   */
  readonly tellsSolving: boolean;
  /** Every record was looked at. */
  readonly complete: boolean;
  /** By column; without cells where nothing speaks of the column. */
  readonly shapes: readonly ColumnShape[];
}

/**
 * Decides what the columns of a file mean, from its header and a sample of its records. Throws ProblemError(2): "unknown-header",
 * "unknown-profile", "unknown-date-format".
 */
export const decideSource = (head: SampledText, options: DecideOptions): Decisions => {
  const text = { ...head, sample: [...head.sample, ...(options.revised?.rows ?? [])] };
  const { header, sample } = text;
  const profile = options.profile === null ? detectProfile(header) : findProfile(options.profile);
  const commaLikely = text.dialect.delimiter === ";";
  const interest = columnsOfInterest(header, { map: options.map, profile });
  const cellsOf = (column: number): string[] => sample.map(({ cells }) => cells[column] ?? "");
  const shapes = header.map((_name, column) => (interest.has(column) ? describeColumn(cellsOf(column), { commaLikely }) : NO_CELLS));
  const matched = matchHeaders(header, shapes, { map: options.map, ignore: options.ignore, profile, clock: options.clock });
  const { notes } = matched;
  const uses = matched.uses.map((use) => pinned(use, options));
  const zone = zoneOfSource(uses, profile, options.sourceZone ?? null);

  const instants = uses.filter((use) => FIELDS[use.field] === "instant");
  const formats = formatsOf(instants, shapes, text, uses, options);
  const undecided = [...formats.values()].flatMap((decision) => ("undecided" in decision ? [decision.undecided] : []));
  const formatOf = (use: ColumnUse): DateFormat | undefined => {
    const decision = formats.get(use);
    return decision === undefined || "undecided" in decision ? undefined : decision.format;
  };
  const dateOnly = options.revised?.dateOnly ?? instants.filter((use) => isDateOnly(use, shapes[use.column])).map(({ field }) => field);
  const readable = instants
    .filter(
      (use) => use.timeColumn === undefined && !dateOnly.includes(use.field) && !undecided.some(({ column }) => column === use.column),
    )
    .map((use): ReadableInstant => ({ field: use.field, column: use.column, format: formatOf(use) }));

  const units = decideUnits(uses, shapes, readable, sample);
  const settled = uses.map((use) => ({ ...use, ...(units.get(use)?.unit === undefined ? {} : { unit: units.get(use)!.unit }) }));

  const plans = uses.flatMap((use): ColumnPlan[] => {
    const unit = units.get(use);
    if (unit !== undefined && !unit.usable) return [];
    return [
      planOf(use, shapes[use.column], {
        format: formatOf(use),
        unit: unit?.unit,
        zone: use.zone ?? zone.inherited,
        meanings: meaningsOf(use, profile),
      }),
    ];
  });
  return {
    profile: profile?.id ?? null,
    profileName: profile?.name ?? null,
    profileCertainty: profile?.certainty ?? null,
    rowRules: rowRulesOf(header, profile),
    uses: settled,
    plans,
    present: options.revised?.present ?? presentFields(plans, sample, undecided),
    undecided,
    formatSources: Object.fromEntries(
      [...formats].flatMap(([{ field }, decision]) => ("undecided" in decision ? [] : [[field, decision.from]])),
    ),
    zone: zone.named,
    dateOnly,
    scaleHints: scaleHintsOf(uses, options.scales, profile),
    warnings: [...notes, ...[...units.values()].flatMap(({ warning }) => (warning === undefined ? [] : [warning]))],
    tellsSolving: doesTellSolving(uses, plans, shapes),
    complete: text.complete,
    shapes,
  };
};

const rowRulesOf = (header: readonly string[], profile: Profile | null): AppliedRowRule[] => {
  const names = header.map(foldName);
  const ofProfile = (profile?.rows ?? []).flatMap((rule) => {
    const column = names.indexOf(rule.column);
    return column === -1 ? [] : [{ ...rule, index: column, header: header[column] }];
  });
  return [...ofProfile, ...commonRowRules(header, names, ofProfile)];
};

const doesTellSolving = (uses: readonly ColumnUse[], plans: readonly ColumnPlan[], shapes: readonly ColumnShape[]): boolean => {
  const status = uses.find(({ field }) => field === "status");
  if (status === undefined || isGiven(status)) return true;
  if (plans.some(({ field, meanings }) => field === "status" && meanings !== undefined)) return true;
  const shape = shapes[status.column];
  return !uses.some(({ field }) => field === "response_id") && (shape.filled === 0 || holdStatuses(shape));
};

/** The use with the unit or zone that a config pins for it. */
const pinned = (use: ColumnUse, { map, units, sourceZone }: DecideOptions): ColumnUse => {
  const kind = FIELDS[use.field];
  const isSaid = (key: "unit" | "zone"): boolean => map.some((entry) => entry.field === use.field && entry[key] !== undefined);
  const unit = units?.[use.field];
  if (kind === "duration" && unit !== undefined && !isSaid("unit")) return { ...use, unit };
  return kind === "instant" && sourceZone != null && !isSaid("zone") ? { ...use, zone: sourceZone } : use;
};

/** The zone the file names, and the one that its columns without a zone of their own take: none where the headers disagree. */
const zoneOfSource = (
  uses: readonly ColumnUse[],
  profile: Profile | null,
  pinnedZone: string | null,
): { named: string | null; inherited: string | undefined } => {
  if (pinnedZone !== null) return { named: pinnedZone, inherited: pinnedZone };
  const zones = new Set(uses.flatMap(({ zone }) => (zone === undefined ? [] : [zone])));
  if (zones.size === 0) return { named: profile?.zone ?? null, inherited: profile?.zone };
  if (zones.size === 1) return { named: [...zones][0], inherited: [...zones][0] };
  return { named: uses.find(({ field }) => field === "created")?.zone ?? [...zones][0], inherited: undefined };
};

const formatsOf = (
  instants: readonly ColumnUse[],
  shapes: readonly ColumnShape[],
  text: SampledText,
  uses: readonly ColumnUse[],
  options: DecideOptions,
): Map<ColumnUse, FormatDecision> => {
  const columns = instants.map((use): DateColumn => ({
    field: use.field,
    header: use.header,
    column: use.column,
    shape: shapes[use.column],
    order: use.order,
    proof: options.revised?.orderProof?.[use.column],
  }));
  const dateFormat = options.dateFormat === null ? null : parseDateFormat(options.dateFormat);
  if (dateFormat === undefined) throw new ProblemError(2, "unknown-date-format", { format: options.dateFormat });
  const idColumn = uses.find(({ field }) => field === "id")?.column ?? -1;
  const decisions = decideFormats(columns, { dateFormat, rows: text.sample, complete: text.complete, idColumn, asOf: options.asOf });
  return new Map(instants.map((use, index) => [use, decisions[index]]));
};

const isDateOnly = (use: ColumnUse, shape: ColumnShape): boolean => use.timeColumn === undefined && holdBareDates(shape, 1);

const scaleHintsOf = (
  uses: readonly ColumnUse[],
  scales: DecideOptions["scales"],
  profile: Profile | null,
): Partial<Record<"csat" | "nps" | "ces", Scale>> => {
  const hints: Partial<Record<"csat" | "nps" | "ces", Scale>> = {};
  for (const field of ["csat", "nps", "ces"] as const) {
    const scale = scales[field] ?? uses.find((use) => use.field === field)?.scale ?? profile?.scales?.[field];
    if (scale !== undefined) hints[field] = scale;
  }
  return hints;
};
