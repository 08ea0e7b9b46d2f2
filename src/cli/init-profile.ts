import { extname, basename } from "node:path";
import { type Field, FIELDS, type Scale } from "../interaction/fields.ts";
import { foldName } from "../interaction/headers.ts";
import { findProfile, PROFILES } from "../interaction/profiles/index.ts";
import type { Meaning, Profile, ProfileColumn, RowRule } from "../interaction/profiles/types.ts";
import type { InspectedColumn, InspectedFile } from "../report/inspect-model.ts";
import type { OwnWords } from "../interaction/vocabulary.ts";

/** What a profile is made of: a file, and what somebody has said of it. */
export interface ProfileInput {
  readonly id: string;
  /** As it was understood with all that was said. */
  readonly file: InspectedFile;
  /** Words of the user's own that it was read with. */
  readonly words: OwnWords;
  /** Headers of columns that were said not to be used. */
  readonly ignored: readonly string[];
}

/** Fewer headers than these tell no export from another. */
const LEAST_HEADERS = 3;

/** A profile's name from that of its file: `My Desk.json` → `my-desk`; empty = the name has no letters for it. */
export const profileId = (file: string): string =>
  basename(file, extname(file))
    .normalize("NFD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/gu, "")
    .replace(/[^a-z\d]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 40);

/** A header as a fingerprint takes it, where some signs have a meaning of their own. */
const partOf = (header: string): string => (/[|!*]/u.test(header) ? foldName(header) : header.trim());

/**
 * Headers that tell the export: those in use, and of the others so many that no export known by name has them all. A profile that the file
 * was recognised by lends its own.
 */
const fingerprintOf = (columns: readonly InspectedColumn[], base: Profile | null): string[] => {
  const named = columns.filter(({ header }) => foldName(header) !== "");
  const used = named.filter(({ use }) => use !== null).map(({ header }) => header);
  const others = named.filter(({ use }) => use === null).map(({ header }) => header);
  const known = PROFILES.map(({ headers }) => new Set(headers.map(foldName)));
  const parts = new Set(used);
  for (const header of others) {
    const isTelling =
      parts.size >= LEAST_HEADERS && (base !== null || !known.some((all) => [...parts].every((one) => all.has(foldName(one)))));
    if (isTelling) break;
    parts.add(header);
  }
  const own = base?.fingerprint ?? [];
  return [...own, ...[...parts].map(partOf).filter((part) => !own.includes(foldName(part)))];
};

const isAssumed = ({ checks }: InspectedFile, { header }: InspectedColumn, codes: readonly string[]): boolean =>
  checks.some(({ problem, header: own }) => codes.includes(problem.code) && own === header);

/** Words of flags and the status; a column whose yes is bad has them the other way round. */
const wordsOf = (field: Field, isInverted: boolean, { resolved, open, yes, no }: OwnWords): Record<string, Meaning> => {
  const all = (words: readonly string[], meaning: Meaning): (readonly [string, Meaning])[] => words.map((word) => [word, meaning]);
  if (field === "status") return Object.fromEntries([...all(resolved, "solved"), ...all(open, "open")]);
  if (FIELDS[field] !== "flag") return {};
  return Object.fromEntries([...all(yes, isInverted ? "no" : "yes"), ...all(no, isInverted ? "yes" : "no")]);
};

/** What one column in use is. What was only assumed of it stays open. */
const columnOf = (input: ProfileInput, column: InspectedColumn, base: ProfileColumn | null | undefined): ProfileColumn => {
  const { field, unit, clock, timeHeader, invert } = column.use!;
  const isDuration = FIELDS[field] === "duration";
  const scale = column.scales[field as "csat" | "ces"];
  const words = { ...base?.words, ...wordsOf(field, invert === true, input.words) };
  const isScaled = (field === "csat" || field === "ces") && scale !== undefined;
  return {
    field,
    ...(isDuration && unit !== undefined && !isAssumed(input.file, column, ["unit-assumed", "unit-unknown", "unit-suspect"])
      ? { unit }
      : {}),
    ...(isScaled && !isAssumed(input.file, column, ["scale-assumed"]) ? { scale } : {}),
    ...(isDuration && clock === "business" ? { business: true } : {}),
    ...(timeHeader === undefined ? {} : { time: timeHeader }),
    ...(Object.keys(words).length === 0 ? {} : { words }),
  };
};

const columnsOf = (input: ProfileInput, base: Profile | null): Record<string, ProfileColumn | null> => {
  const { columns } = input.file;
  const entries = new Map<string, ProfileColumn | null>();
  const ownNames = new Set<string>();
  const put = (header: string, column: ProfileColumn | null): void => {
    const name = foldName(header);
    if (name === "" || ownNames.has(name)) return;
    ownNames.add(name);
    entries.set(header, column);
  };
  for (const column of columns)
    if (column.use !== null && column.use.column === column.column)
      put(column.header, columnOf(input, column, base?.columns[foldName(column.header)]));
  // The times of day that belong to a date are no column of their own.
  for (const { use, column, header } of columns) if (use !== null && use.column !== column) put(header, null);
  for (const header of input.ignored) put(header, null);
  for (const [header, column] of Object.entries(base?.columns ?? {})) put(header, column);
  return Object.fromEntries(entries);
};

/** The one way that dates are written, where cells prove it or somebody has said it; undefined = none, or several. */
const dateFormatOf = ({ dates }: InspectedFile): string | undefined => {
  const told = dates.flatMap(({ format, from }) => {
    const isSaid = from === "flag" || from === "config";
    const isProven = (from === "cells" || from === "evidence") && (format === "dmy" || format === "mdy");
    return format !== null && (isSaid || isProven) ? [format] : [];
  });
  const formats = new Set(told);
  return formats.size === 1 ? told[0] : undefined;
};

const ORDERS: Readonly<Record<string, string>> = { dmy: "D/M/Y", mdy: "M/D/Y", ymd: "Y/M/D" };

/** Scales of scores in a file with one row for each answer. */
const scalesOf = (file: InspectedFile, base: Profile | null): Profile["scales"] => {
  const score = file.columns.find(({ use }) => use?.field === "score");
  const own: Partial<Record<"csat" | "nps" | "ces", Scale>> =
    score === undefined || isAssumed(file, score, ["scale-assumed"]) ? {} : { ...score.scales };
  const scales = { ...base?.scales, ...own };
  return Object.keys(scales).length === 0 ? undefined : scales;
};

const rowsOf = ({ file, words }: ProfileInput, base: Profile | null): readonly RowRule[] | undefined => {
  const status = file.columns.find(({ use }) => use?.field === "status")?.header;
  const own: RowRule[] =
    status === undefined || words.excluded.length === 0
      ? []
      : [{ column: foldName(status), words: words.excluded, are: "rows that do not count" }];
  const rows = [...(base?.rows ?? []), ...own];
  return rows.length === 0 ? undefined : rows;
};

/** A profile of the user's own from what was understood of a file. What was assumed and not decided is not in it. */
export const profileFrom = (input: ProfileInput): Profile => {
  const { id, file } = input;
  const base = file.profile === null ? null : findProfile(file.profile.id);
  const dateFormat = dateFormatOf(file);
  const isGuessed = file.checks.some(({ problem }) => problem.code === "encoding-guessed");
  const { encoding } = file.text;
  const isToldZone = file.zone.from === "config" || file.zone.from === "flag" || file.zone.from === "profile";
  const scales = scalesOf(file, base);
  const rows = rowsOf(input, base);
  return {
    id,
    name: base === null ? id : `${base.name}, ${id}`,
    certainty: "seen",
    fingerprint: fingerprintOf(file.columns, base),
    columns: columnsOf(input, base),
    ...(isToldZone && file.zone.name !== null ? { zone: file.zone.name } : {}),
    ...(dateFormat === undefined ? {} : { dateFormat: ORDERS[dateFormat] ?? dateFormat }),
    ...(isGuessed || encoding.startsWith("utf-") ? {} : { encoding }),
    ...(scales === undefined ? {} : { scales }),
    ...(rows === undefined ? {} : { rows }),
    headers: [...new Set(file.columns.map(({ header }) => header.trim()).filter((header) => header !== ""))],
    advice: base?.advice ?? { take: `an export such as ${basename(file.report.file)}` },
  };
};
