import { isMeant } from "./match.ts";

/** Words for a month, a quarter, a week: other ones stand in the next file's name. */
const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** Pieces of a name that tell one export from the next, the longest first. */
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/giu;
const CHANGING: readonly RegExp[] = [
  UUID,
  // 2026-10-01T09_48_00Z, 20261001, 2026-10, v2, (1)
  /\d+(?:[-_.: t]?\d+)*z?/giu,
  new RegExp(String.raw`(?<!\p{L})(?:${MONTHS})(?!\p{L})`, "giu"),
];

const withoutFolder = (file: string): string => file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);

/** `tickets-2026-10` → `tickets-*`; a name that is nothing but a date → as many `?` as it has digits. */
const loosened = (stem: string): string => {
  let name = stem.replace(/ ?\(\d+\)$/u, "*").replace(/(?<!\p{L})(?:q|w|kw|h)(?=\d{1,2}(?!\d))/giu, "0");
  for (const piece of CHANGING) name = name.replace(piece, "*");
  name = name.replace(/\*(?:[-_. ,+&]*\*)+/gu, "*");
  return /[\p{L}\p{N}]/u.test(name) ? name : stem.replace(UUID, (id) => id.replace(/[a-f]/giu, "?")).replace(/\d/gu, "?");
};

/** The pattern of a config for the files that are called like this one, which the folder's config is to find by it. */
export const matchFor = (file: string, folder: string): string => {
  const name = withoutFolder(file).replace(/\.gz$/iu, "");
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  const fits = (pattern: string): boolean => pattern !== "" && isMeant(pattern, folder, `${folder}/${name}`);
  const pattern = `${loosened(stem)}${ending}`.replace(/^\s+|\s+$/gu, (blanks) => "?".repeat(blanks.length));
  // A bare word would be taken for a profile.
  const marked = /[.*?]/u.test(pattern) ? pattern : `${pattern}*`;
  return fits(marked) ? marked : `*${ending}`;
};
