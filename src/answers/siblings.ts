import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AnswersEnv } from "./env.ts";
import { isLeftBehind, type Machine, sign, unique } from "./owner.ts";
import type { Target } from "./target.ts";

/**
 * Files that belong to an answers file: rows that could not be written to it, what a killed process had begun to write, and the file as it
 * was before it was brought into our form.
 */
type Kind = "aside" | "torn" | "backup";

/** Hidden files beside it: a response so far, the next content of a file. */
type HiddenKind = "draft" | "new";

const SIBLING = /^(aside|torn|backup)-\d{8}T\d{6}Z-(?:([0-9a-f]{8})-)?[0-9a-f]{8}\.csv$/u;
const HIDDEN = /\.(draft|new|lock)-(\d+-[0-9a-f]{8}-[0-9a-z]+-[0-9a-f]{12})(?:\.csv)?$/u;

/** A name for a new one; away from the answers file it says whose it is. */
export const siblingPath = (target: Target, place: string, kind: Kind, env: AnswersEnv): string => {
  const time = new Date(env.now()).toISOString().replace(/[-:]|\.\d+/gu, "");
  const whose = place === target.folder ? "" : `${target.mark}-`;
  return join(place, `${target.name}.${kind}-${time}-${whose}${unique()}.csv`);
};

/** A name for a new hidden file of this process. */
export const hiddenPath = (folder: string, name: string, kind: HiddenKind, env: AnswersEnv): string =>
  join(folder, `.${name}.${kind}-${sign(env)}.csv`);

/** The user's data folder need not exist before something has to be kept in it. */
export const makePlace = async (place: string, { dataFolder }: Target): Promise<void> => {
  if (place === dataFolder) await mkdir(place, { recursive: true, mode: 0o700 });
};

const entriesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** The files of one kind that belong to the answers file, the oldest first. */
export const siblingsOf = async (target: Target, kind: Kind): Promise<string[]> => {
  const found: string[] = [];
  for (const place of target.places) {
    const own = (await entriesOf(place)).filter((entry) => {
      const match = entry.startsWith(`${target.name}.`) ? SIBLING.exec(entry.slice(target.name.length + 1)) : null;
      return match?.[1] === kind && (match[2] === undefined ? place === target.folder : match[2] === target.mark);
    });
    found.push(...own.sort().map((entry) => join(place, entry)));
  }
  return found;
};

/** What processes that ended left behind beside a file: drafts to take up, and litter. */
export const leftBehind = async (
  { folder, name }: Pick<Target, "folder" | "name">,
  env: Machine,
): Promise<{ drafts: string[]; litter: string[] }> => {
  const drafts: string[] = [];
  const litter: string[] = [];
  for (const entry of (await entriesOf(folder)).sort()) {
    const match = entry.startsWith(`.${name}.`) ? HIDDEN.exec(entry) : null;
    if (match === null || !isLeftBehind(match[2], env)) continue;
    (match[1] === "draft" ? drafts : litter).push(join(folder, entry));
  }
  return { drafts, litter };
};
