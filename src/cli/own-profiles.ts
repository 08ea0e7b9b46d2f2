import { readdirSync } from "node:fs";
import { join } from "node:path";
import { userFolders } from "../config/find.ts";
import type { Profile } from "../interaction/profiles/types.ts";
import type { ReadingRule } from "../report/reading.ts";
import { placesOf } from "./config.ts";
import type { Io } from "./io.ts";

/** Files of the first folder for profiles of the user's own that has any, by name. */
const filesOf = (io: Io): string[] => {
  for (const folder of userFolders(placesOf(io))) {
    try {
      const files = readdirSync(join(folder, "profiles")).filter((name) => /\.(?:json|ya?ml)$/iu.test(name));
      if (files.length > 0) return files.sort().map((name) => join(folder, "profiles", name));
    } catch {
      // No such folder, or none that this user may look into: nothing of theirs.
    }
  }
  return [];
};

/**
 * The user's own profiles: JSON and YAML files in the folder `profiles` beside their config. Costs a look at a folder where there are none.
 * Throws exit 2 for a file that cannot be used.
 */
export const ownProfiles = async (io: Io): Promise<readonly Profile[]> => {
  const files = filesOf(io);
  return files.length === 0 ? [] : (await import("./load-profiles.ts")).loadProfiles(files);
};

/** What a user's own profiles decide of reading the files recognised as theirs: the weakest of all rules. */
export const profileRules = (profiles: readonly Profile[]): ReadingRule[] =>
  profiles.flatMap(({ id, dateFormat, encoding, origin = id }) =>
    dateFormat === undefined && encoding === undefined
      ? []
      : [
          {
            match: { pattern: id, folder: "" },
            map: [],
            units: {},
            scales: {},
            ...(dateFormat === undefined ? {} : { dateFormat: { value: dateFormat, origin } }),
            ...(encoding === undefined ? {} : { encoding: { value: encoding, origin } }),
          },
        ],
  );
