import { resolve } from "node:path";
import { isMeant } from "../config/match.ts";
import type { Field, Scale } from "../interaction/fields.ts";
import type { MapEntry } from "../interaction/map.ts";
import type { Profile } from "../interaction/profiles/types.ts";
import type { OwnWords } from "../interaction/vocabulary.ts";
import type { TimeUnit } from "../values/batch.ts";
import type { ReportRequest } from "./request.ts";

/** What a config says, and where it says it: `cs-metrics.config.json:12`. */
export interface Pinned<Value> {
  readonly value: Value;
  readonly origin: string;
}

type ScoreField = "csat" | "nps" | "ces";

/** How files are to be read by a config, where no flag says otherwise. */
export interface ReadingRule {
  /** A pattern of files' names (as in config/match.ts, from that folder) or the id of a profile; null = all files. */
  readonly match: { readonly pattern: string; readonly folder: string } | null;
  /** Each entry has its origin. */
  readonly map: readonly MapEntry[];
  readonly units: Readonly<Partial<Record<Field, Pinned<TimeUnit>>>>;
  readonly scales: Readonly<Partial<Record<ScoreField, Pinned<Scale>>>>;
  readonly dateFormat?: Pinned<string>;
  readonly delimiter?: Pinned<string>;
  readonly encoding?: Pinned<string>;
  readonly profile?: Pinned<string>;
  /** Zone in which the files were written. */
  readonly zone?: Pinned<string>;
  /** Headers of columns that are not used. */
  readonly ignore?: readonly string[];
  /** Headers of further columns that a store keeps with each row. */
  readonly keep?: readonly string[];
}

/** When a config says that people work. */
export interface ScheduleSetting {
  /** As in values/hours-spec.ts; each has been looked at. */
  readonly hours?: Pinned<string>;
  readonly teams?: readonly (readonly [team: string, hours: Pinned<string>])[];
  /** Days such as 2026-12-25 that are there. */
  readonly holidays?: readonly string[];
}

/** Lengths of time by the rows they are for, both as written: `default`, `urgent`, `channel=Chat and priority=urgent`. */
export type SlaSetting = Readonly<Record<"firstResponse" | "resolution", readonly (readonly [rows: string, length: Pinned<string>])[]>>;

/** What a config says of reading files, and of their times. */
export interface FileReading {
  /** The weakest first. */
  readonly rules: readonly ReadingRule[];
  /** Words of the user's own; null = none. */
  readonly words: OwnWords | null;
  /** Profiles of the user's own. */
  readonly profiles?: readonly Profile[];
  readonly schedule?: ScheduleSetting;
  /** Targets of the user's own, for exports that do not judge; undefined = none. */
  readonly sla?: SlaSetting;
}

/** What flags say goes before it; then, option by option, the last rule that fits the file. */
export interface Reading {
  readonly map: readonly MapEntry[];
  /** Fields of `map` that were said for this very file: their columns must be there. */
  readonly needed: ReadonlySet<MapEntry>;
  readonly pinned: Omit<ReadingRule, "match" | "map" | "ignore" | "keep">;
  /** Headers of columns that are not used, unless `map` names them. */
  readonly ignore: readonly string[];
  /** Headers of further columns that a store keeps with each row. */
  readonly keep: readonly string[];
  readonly dateFormat: string | null;
  readonly delimiter: string | null;
  readonly encoding: string | null;
  readonly profile: string | null;
  readonly scales: Readonly<Partial<Record<ScoreField, Scale>>>;
  /** Tells which rules fit: files of one reading have the same key. */
  readonly key: string;
}

/** A later entry of a field goes before earlier ones of weaker rules; the verdicts of an SLA stand together in their rule. */
const joinMaps = (maps: readonly (readonly MapEntry[])[]): MapEntry[] => {
  let joined: MapEntry[] = [];
  for (const map of maps) joined = [...joined.filter(({ field }) => !map.some((entry) => entry.field === field)), ...map];
  return joined;
};

const without = <Value>(pinned: Readonly<Partial<Record<string, Pinned<Value>>>>, given: object): Partial<Record<string, Pinned<Value>>> =>
  Object.fromEntries(Object.entries(pinned).filter(([name]) => !Object.hasOwn(given, name)));

/** How a file, named as in the run, is to be read; `profile` is the one its header row shows, null = none or not known yet. */
export const readingOf = (request: ReportRequest, file: string, cwd: string, profile: string | null): Reading => {
  const path = resolve(cwd, file);
  const fits = ({ match }: ReadingRule): boolean =>
    match === null || isMeant(match.pattern, match.folder, path) || (profile !== null && match.pattern.trim().toLowerCase() === profile);
  const indexes = request.reading.rules.flatMap((rule, index) => (fits(rule) ? [index] : []));
  const rules = indexes.map((index) => request.reading.rules[index]);
  const map = joinMaps([...rules.map((rule) => rule.map), request.map]);
  const own = new Set(rules.flatMap((rule) => (rule.match === null ? [] : rule.map)));
  const merged: Omit<ReadingRule, "match" | "map"> = Object.assign({}, ...rules);
  const { dateFormat, delimiter, encoding, zone } = merged;
  const asked = {
    dateFormat: request.dateFormat ?? null,
    delimiter: request.delimiter ?? null,
    encoding: request.encoding ?? null,
    profile: request.profile ?? null,
  };
  const pinned = {
    units: Object.assign({}, ...rules.map(({ units }) => units)),
    scales: without(Object.assign({}, ...rules.map(({ scales }) => scales)), request.scales),
    ...(asked.dateFormat === null && dateFormat !== undefined ? { dateFormat } : {}),
    ...(asked.delimiter === null && delimiter !== undefined ? { delimiter } : {}),
    ...(asked.encoding === null && encoding !== undefined ? { encoding } : {}),
    ...(asked.profile === null && merged.profile !== undefined ? { profile: merged.profile } : {}),
    ...(zone === undefined ? {} : { zone }),
  } as Reading["pinned"];
  return {
    map,
    needed: own,
    pinned,
    ignore: merged.ignore ?? [],
    keep: merged.keep ?? [],
    dateFormat: asked.dateFormat ?? pinned.dateFormat?.value ?? null,
    delimiter: asked.delimiter ?? pinned.delimiter?.value ?? null,
    encoding: asked.encoding ?? pinned.encoding?.value ?? null,
    profile: asked.profile ?? pinned.profile?.value ?? null,
    scales: { ...Object.fromEntries(Object.entries(pinned.scales).map(([field, { value }]) => [field, value])), ...request.scales },
    key: indexes.join(),
  };
};
