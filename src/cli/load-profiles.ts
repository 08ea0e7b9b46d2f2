import { type Checks, Faults } from "../config/faults.ts";
import type { Node } from "../config/node.ts";
import { readConfig } from "../config/read.ts";
import { parseProfile } from "../interaction/profiles/parse.ts";
import type { Profile } from "../interaction/profiles/types.ts";

/** The plain value behind what a file holds. */
const valueOf = (node: Node): unknown => {
  switch (node.kind) {
    case "nothing":
      return null;
    case "number":
      return Number(node.text);
    case "truth":
      return node.text.toLowerCase() === "true";
    case "text":
      return node.text;
    case "list":
      return node.items.map(valueOf);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, valueOf(value)]));
  }
};

/** parseProfile looks at the values. */
const NO_CHECKS = {} as Checks;

/** The profiles that files hold, by the files' names. Throws exit 2 for the first that cannot be used. */
export const loadProfiles = async (files: readonly string[]): Promise<Profile[]> => {
  const faults = new Faults();
  const profiles: Profile[] = [];
  for (const file of files) {
    const node = await readConfig(file, file, faults);
    await faults.raise(NO_CHECKS);
    if (node !== undefined) profiles.push(parseProfile(valueOf(node), file));
  }
  return profiles;
};
