import { posix, win32 } from "node:path";

const NAME = ["cs-metrics", "responses.csv"];

/**
 * The answers file when none is named: `cs-metrics/responses.csv` in $XDG_DATA_HOME, else in the folder the system has for data of
 * programs. `platform` as Node names it, `home` the user's own folder.
 */
export const defaultAnswersPath = (env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string => {
  const { isAbsolute, join } = platform === "win32" ? win32 : posix;
  const given = (name: string): string | undefined => {
    const folder = env[name];
    // A relative folder would be another one in every folder the program is called from.
    return folder !== undefined && isAbsolute(folder) ? folder : undefined;
  };
  const asked = given("XDG_DATA_HOME");
  if (asked !== undefined) return join(asked, ...NAME);
  if (platform === "win32") return join(given("LOCALAPPDATA") ?? join(home, "AppData", "Local"), ...NAME);
  if (platform === "darwin") return join(home, "Library", "Application Support", ...NAME);
  return join(home, ".local", "share", ...NAME);
};
