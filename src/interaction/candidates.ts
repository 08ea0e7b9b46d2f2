import type { ColumnShape, Kind } from "../values/batch.ts";
import { askedField, namedFields } from "./aliases.ts";
import { canHold, holdCallOutcomes, holdChannels, holdClockTimes, holdDirections, holdStatuses } from "./cells.ts";
import { FIELDS, type Field } from "./fields.ts";
import { type HeaderName, isInverted } from "./headers.ts";
import { mayFallAbroad } from "./languages/names.ts";

/** A field that one column may serve as. */
export interface Candidate {
  readonly field: Field;
  /** Words that fell away before the name fitted; 0 = the name itself. */
  readonly dropped: number;
  /** Place of the name among the field's aliases, 0 the best. */
  readonly rank: number;
  /** The cells are times of day, to be joined with a date column of the same field. */
  readonly clockTimes: boolean;
  /** The cells, not the name, made it this field. */
  readonly byCells: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** What a row is; says nothing about the column. */
const ROW = words("ticket case call issue incident request conversation interaction chat contact enquiry inquiry");
/** Further words that may fall away where the rest names a field of this kind. */
const FURTHER: Readonly<Record<Kind, ReadonlySet<string>>> = {
  instant: words("date time at dt on datetime timestamp ts"),
  duration: words("time duration length total"),
  count: words("number no num nr of count total #"),
  flag: words("is was has flag indicator yn"),
  score: words("score rating value survey result answer customer"),
  category: words("name assigned current currently"),
};
const TIME_WORDS =
  /\b(?:date|time|at|dt|on|datetime|timestamp|ts|am|le|em|el|datum|data|fecha|hora|heure|uhrzeit|tiempo|tempo|temps|delai|duracion|duracao|duree|\w*(?:zeit|dauer|datum|zeitpunkt))\b/u;

/** The kind that cells of another kind turn a name into: "First Response Time" full of timestamps is the instant. */
const SIBLINGS: Readonly<Partial<Record<Field, readonly Field[]>>> = {
  first_response: ["response_time"],
  response_time: ["first_response"],
  resolved: ["resolved_flag", "resolution_time"],
  resolved_flag: ["resolved"],
  resolution_time: ["resolved"],
  closed: ["resolved_flag"],
  answered: ["answered_at"],
  sla: ["due"],
};

/** What a length of time ends with. */
const INSTANTS: ReadonlyMap<Field, Field> = new Map([
  ["response_time", "first_response"],
  ["resolution_time", "resolved"],
]);

const mayFall = (word: string, kind: Kind): boolean => ROW.has(word) || FURTHER[kind].has(word) || mayFallAbroad(word, kind);
const mayFallAnywhere = (word: string): boolean =>
  ROW.has(word) || Object.values(FURTHER).some((further) => further.has(word)) || mayFallAbroad(word, null);

interface Hit {
  readonly field: Field;
  readonly dropped: number;
  readonly rank: number;
}

/** Fields that the words name, the fewest words dropped; dropped names must agree on one field. */
const hitsOf = (text: string): readonly Hit[] => {
  const exact = namedFields(text).map((named) => ({ ...named, dropped: 0 }));
  if (exact.length > 0) return exact;
  const parts = text.split(" ");
  const loose = parts.flatMap((word, index) => (mayFallAnywhere(word) ? [index] : [])).slice(0, 6);
  const subsets = Array.from({ length: 2 ** loose.length - 1 }, (_unused, index) => loose.filter((_at, bit) => ((index + 1) >> bit) & 1));
  subsets.sort((a, b) => a.length - b.length);
  let found: Hit[] = [];
  for (const subset of subsets) {
    if (found.length > 0 && subset.length > found[0].dropped) break;
    if (subset.length === parts.length) continue;
    for (const named of namedFields(parts.filter((_word, index) => !subset.includes(index)).join(" "))) {
      if (!subset.every((index) => mayFall(parts[index], FIELDS[named.field]))) continue;
      const known = found.find((hit) => hit.field === named.field);
      if (known === undefined) found.push({ ...named, dropped: subset.length });
      else if (named.rank < known.rank) found = [...found.filter((hit) => hit !== known), { ...named, dropped: subset.length }];
    }
  }
  return found;
};

/** Names too general to be believed without a look at the cells. */
const fitsGeneralName = (field: Field, text: string, shape: ColumnShape): boolean => {
  // Addresses have a state as well.
  if ((text === "state" || text === "estado") && field === "status") return shape.filled === 0 || holdStatuses(shape);
  if (text !== "type") return true;
  if (shape.filled === 0) return field === "topic";
  if (holdDirections(shape)) return field === "direction";
  return holdChannels(shape) ? field === "channel" : field === "topic" || field === "direction";
};

/** Whether the header names any field at all, whatever its cells are: the cells of all other columns need no look. */
export const namesAnything = (name: HeaderName): boolean =>
  [name.words, ...name.variants].some((text) => text !== "" && (hitsOf(text).length > 0 || askedField(text) !== undefined));

/** Fields that a column may serve as, by its header and what its cells can be. Best reading of the header only. */
export const candidatesOf = (name: HeaderName, shape: ColumnShape): readonly Candidate[] => {
  for (const [weaker, text] of [name.words, ...name.variants].entries()) {
    if (text === "") continue;
    let hits = hitsOf(text);
    if (hits.length === 0) {
      const asked = askedField(text);
      if (asked !== undefined) hits = [{ field: asked, dropped: 1, rank: 1000 }];
    }
    const candidates = hits.flatMap((hit) => fitting(hit, name, text, shape, weaker));
    const fields = new Set(candidates.filter(({ clockTimes }) => !clockTimes).map(({ field }) => field));
    if (candidates.length > 0) return candidates[0].dropped - weaker > 0 && fields.size > 1 ? [] : candidates;
  }
  return [];
};

/** The hit's field, or the sibling that the cells speak for. */
const fitting = (hit: Hit, name: HeaderName, text: string, shape: ColumnShape, weaker: number): readonly Candidate[] => {
  if (!fitsGeneralName(hit.field, text, shape)) return [];
  const candidate = (field: Field, clockTimes: boolean): Candidate => ({
    field,
    dropped: hit.dropped + weaker,
    rank: hit.rank,
    clockTimes,
    byCells: field !== hit.field,
  });
  if ((hit.field === "status" || hit.field === "topic") && holdCallOutcomes(shape)) return [candidate("answered", false)];
  const timed = name.unit !== undefined || name.business === true;
  for (const field of [hit.field, ...(SIBLINGS[hit.field] ?? [])]) {
    const kind = FIELDS[field];
    // A unit or "business hours" speaks of a length of time; only cells that are dates beyond doubt overrule it.
    if (timed && kind !== "duration" && !(kind === "instant" && field !== hit.field && shape.filled > 0)) continue;
    // "Resolved" over bare numbers counts something; only "Resolved time" or the shape of the cells makes it a length of time.
    const length = hit.field === field || timed || TIME_WORDS.test(text) || shape.durations > shape.filled / 2;
    if (kind === "duration" && !length) continue;
    const plain = kind === "duration" ? timed || TIME_WORDS.test(text) : field === hit.field && TIME_WORDS.test(text);
    const said = { named: field === hit.field, plain, inverted: field === "sla" && isInverted(name) };
    if (!canHold(field, shape, said)) continue;
    // A length below a day may as well be the time of day of a date that stands in another column.
    const instant = kind === "duration" && !timed && holdClockTimes(shape) ? INSTANTS.get(field) : undefined;
    return instant === undefined ? [candidate(field, false)] : [candidate(field, false), candidate(instant, true)];
  }
  return FIELDS[hit.field] === "instant" && shape.filled > 0 && holdClockTimes(shape) ? [candidate(hit.field, true)] : [];
};
