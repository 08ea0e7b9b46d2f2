import type { Checks } from "../config/faults.ts";
import { relative } from "node:path";
import type { KeyName, Settings } from "../config/keys.ts";
import { type Origin, originText, type Setting } from "../config/origin.ts";
import { type Config, type Draft, resolveConfig, type Rule } from "../config/resolve.ts";
import type { Field } from "../interaction/fields.ts";
import type { MapEntry } from "../interaction/map.ts";
import type { Profile } from "../interaction/profiles/types.ts";
import type { OwnWords } from "../interaction/vocabulary.ts";
import type { Pinned, ReadingRule, ScheduleSetting, SlaSetting } from "../report/reading.ts";
import type { TimeUnit } from "../values/batch.ts";
import type { CommandName } from "./commands/index.ts";
import { type Configured, placesOf } from "./config.ts";
import { CHECKS } from "./config-checks.ts";
import type { Io } from "./io.ts";
import { ownProfiles, profileRules } from "./own-profiles.ts";
import * as parse from "./parse.ts";
import type { Format } from "./report-flags.ts";

/** Which flags a command takes from which settings, where they are not given. */
const FILLED: Readonly<Record<CommandName, Readonly<Record<string, KeyName>>>> = {
  report: { pseudonymize: "pseudonymize", tz: "timeZone", by: "by", kpi: "kpi", target: "targets", color: "color", db: "db" },
  db: { color: "color", db: "db" },
  import: { tz: "timeZone", color: "color", db: "db" },
  "follow-ups": { tz: "timeZone", color: "color", db: "db" },
  trend: { target: "targets", color: "color", db: "db" },
  doctor: { tz: "timeZone", color: "color", db: "db" },
  note: { color: "color", db: "db" },
  history: { tz: "timeZone", color: "color", db: "db" },
  inspect: { tz: "timeZone", color: "color" },
  explain: { pseudonymize: "pseudonymize", tz: "timeZone", color: "color" },
  survey: { company: "company", language: "language", tz: "timeZone", to: "answers", db: "db" },
  responses: { tz: "timeZone", to: "answers", color: "color", db: "db" },
  config: {},
  init: { tz: "timeZone", color: "color" },
  profiles: {},
  merge: { color: "color" },
};

/** A file as people find it again: from where they are, unless that leads far up. */
export const showFrom =
  (cwd: string) =>
  (path: string): string => {
    const way = relative(cwd, path);
    return /^(?:\.\.[/\\]){3}/u.test(way) || way === "" ? path : way;
  };

const pinned = <Value>(setting: Setting<string>, parse: (text: string) => Value): Pinned<Value> => ({
  value: parse(setting.value.trim()),
  origin: originText(setting.origin),
});

const plain = (text: string): string => text;

/** Not trimmed: a delimiter may be a tab. */
const asIs = (setting: Setting<string>): Pinned<string> => ({ value: setting.value, origin: originText(setting.origin) });

const entriesOf = ({ settings }: Rule): MapEntry[] =>
  [...(settings.map ?? [])].flatMap(([field, { value: headers, origin }]) =>
    headers.flatMap((header) => parse.mapEntry(`${field}=${header}`, "map").map((entry) => ({ ...entry, origin: originText(origin) }))),
  );

/** A rule of a config as the report room takes it. */
const toReadingRule = (rule: Rule): ReadingRule => {
  const { match, folder, settings } = rule;
  const { units = new Map<string, Setting<string>>(), scale = new Map<string, Setting<string>>() } = settings;
  const { dateFormat, delimiter, encoding, profile, timeZone, ignore, keep } = settings;
  return {
    match: match === null ? null : { pattern: match.value, folder },
    map: entriesOf(rule),
    units: Object.fromEntries([...units].map(([field, unit]) => [field as Field, pinned(unit, (text) => text.toLowerCase() as TimeUnit)])),
    scales: Object.fromEntries(
      [...scale].map(([kpi, setting]) => [kpi.toLowerCase(), pinned(setting, (text) => parse.kpiScale(`${kpi}=${text}`, "scale")[0][1])]),
    ),
    ...(dateFormat === undefined ? {} : { dateFormat: pinned(dateFormat, (text) => parse.dateFormat(text, "dateFormat")) }),
    ...(delimiter === undefined ? {} : { delimiter: asIs(delimiter) }),
    ...(encoding === undefined ? {} : { encoding: pinned(encoding, plain) }),
    ...(profile === undefined ? {} : { profile: pinned(profile, plain) }),
    ...(timeZone === undefined ? {} : { zone: pinned(timeZone, plain) }),
    ...(ignore === undefined ? {} : { ignore: ignore.value }),
    ...(keep === undefined ? {} : { keep: keep.value }),
  };
};

/** Words of the user's own; null = none. */
const ownWords = ({ vocabulary }: Settings): OwnWords | null => {
  if (vocabulary === undefined) return null;
  const { status = {}, channel = new Map<string, Setting<readonly string[]>>(), yes, no } = vocabulary;
  return {
    resolved: status.resolved?.value ?? [],
    open: status.open?.value ?? [],
    excluded: status.excluded?.value ?? [],
    channels: new Map([...channel].map(([name, { value }]) => [name, value])),
    yes: yes?.value ?? [],
    no: no?.value ?? [],
  };
};

/** When people work; undefined = nothing is said of it. */
const scheduleOf = ({ businessHours, teamHours, holidays }: Settings): ScheduleSetting | undefined => {
  if (businessHours === undefined && teamHours === undefined && holidays === undefined) return undefined;
  return {
    ...(businessHours === undefined ? {} : { hours: pinned(businessHours, plain) }),
    teams: [...(teamHours ?? [])].map(([team, hours]) => [team, pinned(hours, plain)]),
    holidays: holidays?.value ?? [],
  };
};

/** Targets of the user's own; undefined = there are none. */
const slaOf = ({ sla }: Settings): SlaSetting | undefined => {
  const entries = (table: ReadonlyMap<string, Setting<string>> | undefined): SlaSetting["resolution"] =>
    [...(table ?? [])].map(([rows, length]) => [rows, pinned(length, plain)]);
  const [firstResponse, resolution] = [entries(sla?.firstResponse), entries(sla?.resolution)];
  return firstResponse.length + resolution.length === 0 ? undefined : { firstResponse, resolution };
};

/** How to name a value in a message: the flag, or where it stands and its key. */
const placeText = (origin: Origin, key: string): string => (origin.kind === "file" ? `${originText(origin)}, ${key}` : originText(origin));

/** Looks at a config's values where profiles of the user's own may be named too. */
export const knowing = (own: readonly Profile[]): Checks => {
  const isOwn = (text: string): boolean => own.some(({ id }) => id === text.trim().toLowerCase());
  const passing =
    (check: Checks["profile"]): Checks["profile"] =>
    (text, key) =>
      isOwn(text) ? undefined : check(text, key);
  return own.length === 0 ? CHECKS : { ...CHECKS, profile: passing(CHECKS.profile), match: passing(CHECKS.match) };
};

/** All settings that count for a run in this world. Throws exit 2 with everything that is wrong with them. */
export const loadConfig = async (io: Io, named: string | undefined, flags?: Settings, draft?: Draft): Promise<Config> =>
  resolveConfig(placesOf(io), { named, flags, checks: knowing(await ownProfiles(io)), show: showFrom(io.cwd), draft });

/**
 * Fills the values of a command's flags up from its configuration, `draft` being the project's if it is given. Throws exit 2 with everything
 * that is wrong with it.
 */
export const applyConfig = async <Values extends { readonly config?: string }>(
  io: Io,
  command: CommandName,
  values: Values,
  draft?: Draft,
): Promise<Configured<Values>> => {
  const given = values as Readonly<Record<string, unknown>>;
  const uses = Object.entries(FILLED[command]);
  const flags = uses.flatMap(([flag, key]) =>
    given[flag] === undefined ? [] : [[key, { value: given[flag], origin: { kind: "flag", name: `--${flag}` } }] as const],
  );
  const { settings, rules } = await loadConfig(io, values.config, Object.fromEntries(flags) as Settings, draft);
  const filled = uses.flatMap(([flag, key]) => {
    const setting = settings[key] as Setting<string | readonly string[]> | undefined;
    return setting === undefined ? [] : [{ flag, key, ...setting }];
  });
  const profiles = await ownProfiles(io);
  return {
    values: { ...values, ...Object.fromEntries(filled.map(({ flag, value }) => [flag, value])) },
    places: Object.fromEntries(filled.map(({ flag, key, origin }) => [`--${flag}`, placeText(origin, key)])),
    reading: {
      rules: [...profileRules(profiles), ...rules.map(toReadingRule)],
      words: ownWords(settings),
      profiles,
      schedule: scheduleOf(settings),
      sla: slaOf(settings),
    },
    format: settings.format?.value as Format | undefined,
    pseudonymKey: settings.pseudonymKey?.value,
  };
};
