import { statSync } from "node:fs";
import { posix, win32 } from "node:path";

/** Where to look for config files. */
export interface Places {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As Node names it. */
  readonly platform: string;
  /** The user's own folder; null = there is none. */
  readonly home: string | null;
}

/** Config files that exist, by full path. More than one in a place is for the reader to refuse. */
export interface FoundFiles {
  readonly project: readonly string[];
  readonly user: readonly string[];
}

const ENDINGS = ["json", "yaml", "yml"] as const;
const PROJECT_NAMES = ENDINGS.map((ending) => `cs-metrics.config.${ending}`);
const USER_NAMES = ENDINGS.map((ending) => `config.${ending}`);

/** What the names of variables that are settings begin with. */
export const PREFIX = "CS_METRICS_";

/** What else is called so: for finding faults of the program, and in its tests. */
const OTHER = /^CS_METRICS_(?:DEBUG$|TEST_)/u;

/** Variables of the environment that may be settings, in no order. */
export const settingVariables = (env: Places["env"]): string[] => {
  const found: string[] = [];
  for (const name in env) if (name.startsWith(PREFIX) && !OTHER.test(name) && (env[name] ?? "") !== "") found.push(name);
  return found;
};

/** A place that cannot even be looked at (another user's home) holds no config of ours. */
const exists = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
};

/** The config files of the nearest folder that has any, from the working directory up to the one with `.git`, the user's own, or the root. */
const findProject = ({ cwd, platform, home }: Places): string[] => {
  const { dirname, join } = platform === "win32" ? win32 : posix;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = PROJECT_NAMES.map((name) => join(folder, name)).filter(exists);
    if (found.length > 0 || folder === home || folder === dirname(folder) || exists(join(folder, ".git"))) return found;
  }
};

/** The folders a user's own config may be in, by precedence. */
export const userFolders = ({ env, platform, home }: Places): string[] => {
  const { isAbsolute, join } = platform === "win32" ? win32 : posix;
  const given = (name: string): string[] => {
    const folder = env[name];
    // A relative folder would be another one in every folder the program is called from.
    return folder !== undefined && isAbsolute(folder) ? [join(folder, "cs-metrics")] : [];
  };
  const asked = given("XDG_CONFIG_HOME");
  if (asked.length > 0) return asked;
  const own = (...parts: string[]): string[] => (home === null ? [] : [join(home, ...parts, "cs-metrics")]);
  if (platform === "win32") return env.APPDATA === undefined ? own("AppData", "Roaming") : given("APPDATA");
  return [...own(".config"), ...(platform === "darwin" ? own("Library", "Application Support") : [])];
};

const findUser = (places: Places): string[] => {
  const { join } = places.platform === "win32" ? win32 : posix;
  for (const folder of userFolders(places)) {
    const found = USER_NAMES.map((name) => join(folder, name)).filter(exists);
    if (found.length > 0) return found;
  }
  return [];
};

/** Looks for config files; reads none. A run without any pays for little more than this. */
export const findConfigs = (places: Places): FoundFiles => ({ project: findProject(places), user: findUser(places) });
