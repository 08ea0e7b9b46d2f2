import type { ColumnShape } from "../values/batch.ts";
import type { Problem } from "../text/problem.ts";
import { candidatesOf, namesAnything } from "./candidates.ts";
import { holdBareDates, holdDayParts, holdRuinedIds } from "./cells.ts";
import { type ColumnUse, FIELDS, type Field, isGiven } from "./fields.ts";
import { foldName, type HeaderName, isInverted, normaliseHeader } from "./headers.ts";
import { hint, type MapEntry, mappedUses, namedColumns } from "./map.ts";
import { notesOn } from "./notes.ts";
import type { Profile, ProfileColumn } from "./profiles/types.ts";
import { vendorOfTotals } from "./profiles/totals.ts";
import { settleContext } from "./settle.ts";
import { countColumn, namesMany, usesOfTotals } from "./totals.ts";

export type { MapEntry } from "./map.ts";

/** A field that a column offers itself for; lower numbers in the order of the keys win. */
export interface Offer {
  readonly field: Field;
  readonly column: number;
  /** The profile's word beats the general table. */
  readonly profile: ProfileColumn | null;
  /** `source` and `score` take what no other field wanted. */
  readonly late: boolean;
  readonly blank: boolean;
  /** The durations of the clock not asked for. */
  readonly otherClock: boolean;
  readonly dropped: number;
  readonly rank: number;
  readonly clockTimes: boolean;
  readonly byCells: boolean;
}

const order = (a: Offer, b: Offer): number =>
  Number(a.profile === null) - Number(b.profile === null) ||
  Number(a.late) - Number(b.late) ||
  Number(a.blank) - Number(b.blank) ||
  Number(a.otherClock) - Number(b.otherClock) ||
  Number(a.byCells) - Number(b.byCells) ||
  a.dropped - b.dropped ||
  a.rank - b.rank ||
  a.column - b.column;

/** Categories that an id may stand for. */
const NAMED_BY_ID: ReadonlySet<Field> = new Set(["customer", "organisation", "agent", "team"]);

/** Share of dates without a time of day from which on a column is taken for the date half of an instant. */
const DATE_ONLY = 0.95;

/**
 * Decides which column serves which field. `shapes` describes the cells of each column. `--map` goes before the profile, the profile before
 * the names; each column serves one field and each field has one column, `sla` as many as there are verdicts. `notes` are what the reader
 * should know of it. Throws ProblemError(2, "unknown-header").
 */
export const matchHeaders = (
  headers: readonly string[],
  shapes: readonly ColumnShape[],
  options: { map: readonly MapEntry[]; ignore?: readonly string[]; profile: Profile | null; clock: "calendar" | "business" },
): { uses: ColumnUse[]; notes: Problem[] } => {
  const uses = mappedUses(headers, options.map);
  const taken = new Set<number>();
  for (const use of uses) {
    taken.add(use.column);
    if (use.timeColumn !== undefined) taken.add(use.timeColumn);
  }
  const filledFields = new Set(uses.map((use) => use.field));
  for (const column of namedColumns(headers, options.ignore ?? [])) taken.add(column);
  const names = headers.map(normaliseHeader);

  const all = headers.flatMap((header, column) =>
    taken.has(column) ? [] : offersOf(header, names[column], column, shapes[column], options),
  );
  // Tables of thousands of columns have thousands of offers.
  const clocks = new Map(all.toReversed().flatMap((offer) => (offer.clockTimes ? [[offer.column, offer] as const] : [])));
  const offers = all.filter((offer) => !isTimeOfDay(offer, clocks.get(offer.column), all, shapes));
  offers.sort(order);
  const wrapped: Offer[] = [];
  const ruined: Offer[] = [];
  const take = (offer: Offer): void => {
    if (NAMED_BY_ID.has(offer.field) && holdRuinedIds(shapes[offer.column])) {
      ruined.push(offer);
      return;
    }
    if (offer.clockTimes || taken.has(offer.column) || (filledFields.has(offer.field) && !isFurtherVerdict(offer, uses))) return;
    // The twin of a column in use is no field of its own.
    if (offer.late && uses.some((use) => use.header === headers[offer.column])) return;
    taken.add(offer.column);
    filledFields.add(offer.field);
    uses.push(useOf(offer, headers[offer.column], names[offer.column]));
  };
  for (const offer of offers) {
    if (names[offer.column].wrapped === true) wrapped.push(offer);
    else take(offer);
  }
  // MED(First reply time) over rows that are one ticket each is that ticket's time.
  if (filledFields.has("id")) wrapped.forEach(take);

  const count = countColumn(uses, names, shapes);
  const settled = settleContext(count === null ? uses : usesOfTotals(uses), names, shapes, options.clock);
  joinTimes(settled, offers, headers, shapes);
  settled.sort((a, b) => a.column - b.column);
  const notes = count === null ? notesOn(settled, headers, names, options.clock) : [rowsAreTotals(headers, count, options.profile)];
  for (const { field, column } of ruined)
    if (!settled.some((use) => use.field === field)) notes.push({ code: "people-ruined", facts: { field, column: headers[column] } });
  return { uses: settled, notes };
};

/** Says so, and where the vendor is known, which export to take instead. */
const rowsAreTotals = (headers: readonly string[], column: number, profile: Profile | null): Problem => {
  const vendor = profile ?? vendorOfTotals(headers);
  const instead = vendor === null ? {} : { vendor: vendor.name, take: vendor.advice.take };
  return { code: "rows-are-totals", facts: { column: headers[column], ...instead } };
};

/** Columns whose cells must be known before `matchHeaders`: the header, the profile or `--map` speaks of them. */
export const columnsOfInterest = (
  headers: readonly string[],
  options: { map: readonly MapEntry[]; profile: Profile | null },
): ReadonlySet<number> => {
  const columns = new Set(mappedUses(headers, options.map).map(({ column }) => column));
  for (const [column, header] of headers.entries()) {
    const name = normaliseHeader(header);
    const known = profileColumn(header, name, options.profile);
    if (known === undefined ? namesAnything(name) || namesMany(name) : known.column !== null) columns.add(column);
  }
  return columns;
};

/**
 * Whether cells that could be lengths of time are times of day: the date beside them has their name, and either the name speaks of an
 * instant ("Time resolved") or the file writes its creation in two columns as well; or it does so and one date serves them all. `clock` is
 * the offer of the same column as a time of day.
 */
const isTimeOfDay = (offer: Offer, clock: Offer | undefined, offers: readonly Offer[], shapes: readonly ColumnShape[]): boolean => {
  if (clock === undefined || offer.clockTimes) return false;
  const hasDate = (field: Field): boolean =>
    offers.some((other) => other.field === field && !other.clockTimes && holdBareDates(shapes[other.column], DATE_ONLY));
  const isSplit = hasDate("created") && offers.some(({ field, clockTimes }) => field === "created" && clockTimes);
  if (hasDate(clock.field)) return offer.byCells || isSplit;
  // Without a date of their own they still are no lengths, where one of them is named for the instant.
  return isSplit && offers.some(({ byCells, column }) => byCells && offers.some((other) => other.column === column && other.clockTimes));
};

/** Several verdict columns may stand behind `sla`, but not beside one that `--map` names. */
const isFurtherVerdict = (offer: Offer, uses: readonly ColumnUse[]): boolean =>
  offer.field === "sla" && !uses.some((use) => use.field === "sla" && isGiven(use));

const offersOf = (
  header: string,
  name: HeaderName,
  column: number,
  shape: ColumnShape,
  options: { profile: Profile | null; clock: "calendar" | "business" },
): Offer[] => {
  const blank = shape.filled === 0;
  const known = profileColumn(header, name, options.profile);
  if (known !== undefined) {
    if (known.column === null) return [];
    const otherClock = (known.column.business === true) !== (options.clock === "business") && FIELDS[known.column.field] === "duration";
    return [
      {
        field: known.column.field,
        column,
        profile: known.column,
        late: false,
        blank,
        otherClock,
        dropped: 0,
        rank: known.rank,
        clockTimes: false,
        byCells: false,
      },
    ];
  }
  return candidatesOf(name, shape).map((candidate) => ({
    ...candidate,
    column,
    profile: null,
    late: candidate.field === "source" || candidate.field === "score",
    blank,
    otherClock: (name.business === true) !== (options.clock === "business") && FIELDS[candidate.field] === "duration",
  }));
};

/** What the profile says of a header, and its place among the columns; undefined = nothing. */
export const profileColumn = (
  header: string,
  name: HeaderName,
  profile: Profile | null,
): { column: ProfileColumn | null; rank: number } | undefined => {
  if (profile === null) return undefined;
  for (const key of [foldName(header), name.words]) {
    if (Object.hasOwn(profile.columns, key)) return { column: profile.columns[key], rank: Object.keys(profile.columns).indexOf(key) };
  }
  return undefined;
};

const useOf = (offer: Offer, header: string, name: HeaderName): ColumnUse => {
  const { field, profile } = offer;
  const kind = FIELDS[field];
  const business = profile?.business ?? name.business === true;
  return {
    field,
    column: offer.column,
    header,
    evidence: profile !== null ? "profile" : offer.byCells ? "cells" : "header",
    ...(kind === "duration" ? hint("unit", profile?.unit ?? name.unit) : {}),
    ...(kind === "instant" ? hint("zone", name.zone) : {}),
    ...(kind === "score" ? hint("scale", profile?.scale ?? name.scale) : {}),
    ...(field === "sla" && isInverted(name) ? { invert: true } : {}),
    ...(kind === "duration" && business ? { clock: "business" as const } : {}),
  };
};

/** The column of times of day that a profile names. */
const namedTime = (header: string | undefined, headers: readonly string[], taken: ReadonlySet<number>): number | null => {
  const column = header === undefined ? -1 : headers.findIndex((one, at) => foldName(one) === foldName(header) && !taken.has(at));
  return column === -1 ? null : column;
};

/** Gives each instant whose column holds bare dates the column of its times of day, where there is one. */
const joinTimes = (uses: ColumnUse[], offers: readonly Offer[], headers: readonly string[], shapes: readonly ColumnShape[]): void => {
  const taken = new Set(uses.flatMap((use) => [use.column, use.timeColumn ?? use.column]));
  for (const [index, use] of uses.entries()) {
    const shape = shapes[use.column];
    if (FIELDS[use.field] !== "instant" || isGiven(use) || !holdBareDates(shape, DATE_ONLY)) continue;
    // Parts of a day belong to a day's number, or to any date where they can be nothing else.
    const isClock = (column: number): boolean =>
      shape.dates === 0 || !holdDayParts(shapes[column]) || !offers.some((other) => other.column === column && !other.clockTimes);
    const named = namedTime(
      offers.find(({ column, field }) => column === use.column && field === use.field)?.profile?.time,
      headers,
      taken,
    );
    if (named !== null) {
      taken.add(named);
      uses[index] = { ...use, timeColumn: named, timeHeader: headers[named] };
      continue;
    }
    const time = offers.find(({ clockTimes, field, column }) => clockTimes && field === use.field && !taken.has(column) && isClock(column));
    if (time === undefined) continue;
    taken.add(time.column);
    uses[index] = { ...use, timeColumn: time.column, timeHeader: headers[time.column] };
  }
};
