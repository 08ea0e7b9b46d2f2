import { dirname, resolve } from "node:path";
import { Checker } from "./check.ts";
import { CONFIG_VARIABLE, environmentSettings } from "./environment.ts";
import { type Checks, Faults } from "./faults.ts";
import { findConfigs, type FoundFiles, type Places } from "./find.ts";
import { type FileSettings, type Key, KEYS, READING_NAMES, type Settings, type Shape } from "./keys.ts";
import type { Origin, Setting } from "./origin.ts";
import { parseConfig, readConfig } from "./read.ts";

/** Where settings come from, the weakest first. */
type Layer = "user" | "project" | "named" | "environment" | "flags";

/** How the files of one item of `files`, or all of them, are read. */
export interface Rule {
  /** Null = all files. */
  readonly match: Setting<string> | null;
  /** The folder that paths of the item are in. */
  readonly folder: string;
  readonly settings: FileSettings;
}

/** A config file that was read. */
export interface ConfigFile {
  readonly layer: Exclude<Layer, "environment" | "flags">;
  /** As people should be shown it. */
  readonly file: string;
  readonly path: string;
}

/** All settings of a run, each with its origin. */
export interface Config {
  /** Of each key the one that counts. */
  readonly settings: Settings;
  /** How files are read, the weakest first: for each option the last rule that fits a file counts. */
  readonly rules: readonly Rule[];
  /** The weakest first. */
  readonly files: readonly ConfigFile[];
}

export interface ConfigRequest {
  /** `--config`: a file, or `none`; undefined = not given. */
  readonly named?: string;
  /** What flags have set already. */
  readonly flags?: Settings;
  readonly checks: Checks;
  /** How to name a file to people. */
  readonly show: (path: string) => string;
  /** The project's config as it is going to be, in place of the one that is there. */
  readonly draft?: Draft;
}

/** A config that is not written yet. */
export interface Draft {
  readonly path: string;
  readonly text: string;
}

/** No file is to be read at all. */
const NONE = "none";

/** The file that is asked for, by flag or else by variable; null = none at all, undefined = nothing is asked for. */
export const askedFile = (named: string | undefined, env: Places["env"]): string | null | undefined => {
  const asked = named ?? (env[CONFIG_VARIABLE] || undefined);
  return asked?.toLowerCase() === NONE ? null : asked;
};

/** The stronger of two values of a key, or both where they are groups: key by key. */
const stronger = (weak: unknown, strong: unknown, shape: Shape): unknown => {
  if (weak === undefined || strong === undefined) return strong ?? weak;
  if (shape.kind === "table") return new Map([...(weak as ReadonlyMap<string, unknown>), ...(strong as ReadonlyMap<string, unknown>)]);
  if (shape.kind === "items") return [...(weak as readonly unknown[]), ...(strong as readonly unknown[])];
  if (shape.kind !== "group") return strong;
  const [below, above] = [weak as Record<string, unknown>, strong as Record<string, unknown>];
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(names.map((name) => [name, stronger(below[name], above[name], shape.keys[name].shape)]));
};

const merged = (layers: readonly Settings[]): Settings => {
  const settings: Record<string, unknown> = {};
  for (const [name, { shape }] of Object.entries<Key>(KEYS)) {
    for (const layer of layers) {
      const value = stronger(settings[name], layer[name as keyof Settings], shape);
      if (value !== undefined) settings[name] = value;
    }
  }
  return settings as Settings;
};

/** What a source says of all files, then what it says of some. */
const rulesOf = (settings: Settings, folder: string): Rule[] => {
  const named = READING_NAMES.filter((name) => settings[name] !== undefined);
  const all = Object.fromEntries(named.map((name) => [name, settings[name]]));
  const some = (settings.files ?? []).flatMap((one) => (one.match === undefined ? [] : [{ match: one.match, folder, settings: one }]));
  return [...(named.length === 0 ? [] : [{ match: null, folder, settings: all }]), ...some];
};

/** The texts of path settings, made whole from the folder their file is in. */
const placed = (settings: Settings, folder: string): Settings => {
  const whole = (["answers", "db"] as const).flatMap((name) => {
    const setting = settings[name];
    return setting === undefined ? [] : [[name, { ...setting, value: resolve(folder, setting.value) }] as const];
  });
  return { ...settings, ...Object.fromEntries(whole) };
};

const filesToRead = (asked: string | null | undefined, found: FoundFiles, places: Places, show: ConfigRequest["show"]): ConfigFile[] => {
  const file = (layer: ConfigFile["layer"], path: string): ConfigFile => ({ layer, path, file: show(path) });
  return [
    ...found.user.map((path) => file("user", path)),
    ...found.project.map((path) => file("project", path)),
    ...(asked == null ? [] : [{ layer: "named" as const, path: resolve(places.cwd, asked), file: asked }]),
  ];
};

const fileOrigin =
  (file: string) =>
  (line: number): Origin => ({ kind: "file", file, line });

/**
 * All settings: those of flags before those of the environment, those of `--config`, of the project's file, and of the user's. Throws
 * exit 2, "config-faults", with everything that is wrong in any of them.
 */
export const resolveConfig = async (places: Places, { named, flags = {}, checks, show, draft }: ConfigRequest): Promise<Config> => {
  const asked = askedFile(named, places.env);
  const there = asked === null ? { project: [], user: [] } : findConfigs(places);
  const found = draft === undefined ? there : { ...there, project: [draft.path] };
  const faults = new Faults();
  for (const paths of [found.user, found.project])
    if (paths.length > 1) faults.add({ kind: "file", file: show(paths[0]), line: 0 }, [], "two-files", { other: show(paths[1]) });
  const files = filesToRead(asked, found, places, show);
  const layers: Settings[] = [];
  const rules: Rule[] = [];
  const add = (settings: Settings, folder: string): void => {
    layers.push(placed(settings, folder));
    rules.push(...rulesOf(settings, folder));
  };
  for (const { path, file } of files) {
    const node = await (path === draft?.path ? parseConfig(path, draft.text, file, faults) : readConfig(path, file, faults));
    if (node !== undefined) add(new Checker(faults, fileOrigin(file)).settings(node), dirname(path));
  }
  add(environmentSettings(places.env, faults), places.cwd);
  await faults.raise(checks);
  return { settings: merged([...layers, flags]), rules, files };
};

/** The settings of one file by themselves. Throws exit 2, "config-faults". */
export const checkConfig = async (path: string, file: string, checks: Checks): Promise<Settings> => {
  const faults = new Faults();
  const node = await readConfig(path, file, faults);
  const settings = node === undefined ? {} : new Checker(faults, fileOrigin(file)).settings(node);
  await faults.raise(checks);
  return settings;
};
