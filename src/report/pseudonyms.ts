import type { Field } from "../interaction/fields.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { foldWord } from "../values/vocabulary.ts";
import { type Name, NONE } from "./dimensions.ts";
import type { ShownGroup } from "./order.ts";
import type { WhereEntry } from "./request.ts";
import type { Source } from "./source.ts";

/** Whose names are not to be shown, and what stands for them. */
export interface Pseudonyms {
  /** As typed: fields of people, or headers of the file. */
  readonly names: readonly string[];
  /** Keyed, so that nobody without the key can try names out; hexadecimal. */
  readonly hash: (text: string) => string;
}

/** Puts pseudonyms where names would be shown. Figures, groups and their order are made with the names. */
export interface Disguise {
  /** Named to be disguised, but no file has a column of it. */
  readonly unmapped: readonly string[];
  groups(by: readonly Name[], shown: readonly ShownGroup[]): ShownGroup[];
  label(name: Name, value: string): string;
  field(field: Field, value: string | null): string | null;
  /** Conditions as they may be shown. */
  where(entries: readonly WhereEntry[], names: readonly Name[]): WhereEntry[];
}

/** Fields that name people and who they work for, and how many digits tell all there may be of them apart. */
const DIGITS: Readonly<Partial<Record<Field, number>>> = { agent: 8, team: 8, customer: 12, organisation: 12 };
const MOST_DIGITS = 12;

type Person = keyof typeof DIGITS;

const isPerson = (name: string): name is Person => Object.hasOwn(DIGITS, name);

/** A header as the first part of a pseudonym: `Requester email` → `requester-email`. */
const prefixOf = (header: string): string =>
  header
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/gu, "") || "column";

/** Which of the columns are disguised: by field and by header, with the first part of their pseudonyms. */
const disguised = (names: readonly string[], sources: readonly Source[]): { fields: Map<Field, string>; headers: Map<string, string> } => {
  const fields = new Map<Field, string>();
  const headers = new Map<string, string>();
  const all = [...new Set(sources.flatMap(({ text }) => text.header).filter((header) => header.trim() !== ""))];
  const uses = sources.flatMap(({ decisions }) => decisions.uses);
  for (const name of names) {
    const field = foldWord(name);
    if (isPerson(field)) {
      fields.set(field, field);
      // A column so called may be another one than that of the field.
      for (const header of all) if (foldWord(header) === field) headers.set(header, field);
      continue;
    }
    const header = all.find((one) => one === name) ?? all.find((one) => foldWord(one) === field);
    if (header === undefined) {
      const known = [...Object.keys(DIGITS), ...all];
      throw new ProblemError(2, "pseudonymize-unknown", { name, people: Object.keys(DIGITS), headers: all, similar: similar(name, known) });
    }
    headers.set(header, prefixOf(header));
    // Who is not to be named by the header is not to be named by the field that it serves.
    for (const use of uses) if (use.header === header && isPerson(use.field)) fields.set(use.field, use.field);
  }
  for (const { field, header } of uses) if (fields.has(field)) headers.set(header, fields.get(field)!);
  return { fields, headers };
};

/** Throws exit 2, "pseudonymize-unknown", for a name that is neither a field of people nor a header of the files. */
export const disguiseOf = ({ names, hash }: Pseudonyms, sources: readonly Source[]): Disguise => {
  const { fields, headers } = disguised(names, sources);
  const known = new Map<string, string>();
  /** The same for all spellings that are one group. */
  const pseudonym = (prefix: string, value: string): string => {
    const text = `${prefix}\n${foldWord(value.normalize("NFC"))}`;
    let found = known.get(text);
    if (found === undefined) {
      found = `${prefix}-${hash(text).slice(0, DIGITS[prefix as Person] ?? MOST_DIGITS)}`;
      known.set(text, found);
    }
    return found;
  };
  const prefixFor = (name: Name): string | undefined => {
    if (name.kind === "time") return undefined;
    return name.kind === "field" ? fields.get(name.field) : headers.get(name.header);
  };
  const label = (name: Name, value: string): string => {
    const prefix = prefixFor(name);
    return prefix === undefined || value === NONE || value.trim() === "" ? value : pseudonym(prefix, value);
  };
  const mapped = new Set(sources.flatMap(({ decisions }) => decisions.uses.map(({ field }) => field)));
  return {
    unmapped: [...fields.keys()].filter((field) => !mapped.has(field)),
    label,
    groups: (by, shown) => {
      const isHere = by.some((name) => prefixFor(name) !== undefined);
      if (!isHere) return [...shown];
      const byName = new Map(by.map((name) => [name.name, name]));
      return shown.map((group) => ({
        members: group.members,
        count: group.count,
        by: Object.fromEntries(Object.entries(group.by).map(([name, value]) => [name, label(byName.get(name)!, value)])),
      }));
    },
    field: (field, value) => (value === null || !fields.has(field) ? value : pseudonym(fields.get(field)!, value)),
    where: (entries, of) => entries.map((entry, i) => ({ ...entry, value: label(of[i], entry.value) })),
  };
};
