import type { Kind } from "../../values/batch.ts";
import type { Field } from "../fields.ts";
import { LANGUAGES } from "./index.ts";

/** A name's field and its place in the field's list, 0 the best. */
export interface Named {
  readonly field: Field;
  readonly rank: number;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const ARTICLES = set("de del la el los las da do das dos der die den dem des du d l");

/** A name without its articles, which headers put in and leave out as they like. */
export const withoutArticles = (words: string): string => {
  const parts = words.split(" ");
  return parts.some((word) => ARTICLES.has(word)) ? parts.filter((word) => !ARTICLES.has(word)).join(" ") : words;
};

/** Names compare without blanks. */
const squeeze = (words: string): string => words.replaceAll(" ", "").replaceAll("\n", "");

interface Names {
  readonly fields: readonly { readonly field: Field; readonly names: readonly string[] }[];
  readonly all: ReadonlySet<string>;
}

let known: readonly Names[] | undefined;
/** The names of each language, put together when the first header is met that is no English name: whole lists at once take the least time. */
const namesOf = (): readonly Names[] =>
  (known ??= LANGUAGES.map(({ headers }) => {
    const keys = Object.keys(headers) as Field[];
    const lists = squeeze(Object.values(headers).join(";"));
    const fields = lists.split(";").map((names, i) => ({ field: keys[i], names: names.split(",") }));
    return { fields, all: new Set(lists.split(/[,;]/)) };
  }));

/** What stands before the name of a ticket's trait in one word with it. */
const COMPOUND = /^(?:ticket|vorgangs?|anfragen?|fall|anruf)(?=\w{4})/u;
/** What headers cut short and the lists spell out. */
const NUMBER = set("n no nr nro num cod");

const NOBODY: readonly Named[] = [];
const asked = new Map<string, readonly Named[]>();

/** The fields that carry this name in some language beside English, given as normalised words. */
export const namedAbroad = (words: string): readonly Named[] => {
  let named = asked.get(words);
  if (named === undefined) asked.set(words, (named = lookUp(words)));
  return named;
};

/** As the name stands, else as it may be meant: N° for the number, ae for ä, "Bearbeiter/in", "Ticketstatus". */
const lookUp = (words: string): readonly Named[] => {
  const bare = withoutArticles(words);
  const named = found(squeeze(bare));
  if (named.length > 0) return named;
  const tries: string[] = [];
  const first = bare.slice(0, bare.indexOf(" "));
  if (NUMBER.has(first)) tries.push(`numero${bare.slice(first.length)}`);
  else if (first === "f") tries.push(`fecha${bare.slice(1)}`);
  if (bare.includes("ae") || bare.includes("oe") || bare.includes("ue")) tries.push(bare.replace(/([aou])e/gu, "$1"));
  if (bare.endsWith(" in") || bare.endsWith(" innen")) tries.push(bare.slice(0, bare.lastIndexOf(" ")));
  if (!words.includes(" ") && COMPOUND.test(bare)) tries.push(bare.replace(COMPOUND, ""));
  for (const one of tries) {
    const meant = found(squeeze(one));
    if (meant.length > 0) return meant;
  }
  return NOBODY;
};

const found = (name: string): readonly Named[] => {
  let named: Named[] | undefined;
  for (const { fields, all } of namesOf()) {
    if (!all.has(name)) continue;
    for (const { field, names } of fields) {
      const rank = names.indexOf(name);
      if (rank === -1) continue;
      named = (named ?? []).filter((other) => other.field !== field || other.rank < rank);
      if (!named.some((other) => other.field === field)) named.push({ field, rank });
    }
  }
  return named ?? NOBODY;
};

/** Kinds of fields, one bit each; all bits for what a row is. */
const BITS: Readonly<Record<Kind, number>> = { instant: 1, duration: 2, count: 4, score: 8, category: 16, flag: 32 };
const ALL = 63;

let falling: ReadonlyMap<string, number> | undefined;
const fallingWords = (): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  const add = (bits: number, list: string): void => {
    for (const word of list.split(", ")) words.set(word, (words.get(word) ?? 0) | bits);
  };
  for (const { rows, fillers } of LANGUAGES) {
    add(ALL, rows);
    for (const [kind, list] of Object.entries(fillers)) add(BITS[kind as Kind], list);
  }
  return words;
};

/** Whether a word of another language may fall away where the rest names a field of this kind; null = of any. */
export const mayFallAbroad = (word: string, kind: Kind | null): boolean =>
  (((falling ??= fallingWords()).get(word) ?? 0) & (kind === null ? ALL : BITS[kind])) !== 0;

/** Words that hardly a question does without, and hardly an English header has. */
const QUESTIONING = set(
  "que de del su nos se es en el la no na em ao seu sua foi esta como voce o a qual wie sie wir ihr mit es ist wurde konnte beim im bei est votre vous nous quelle quel au du le des avons sur",
);

let questions: readonly (readonly [Field, RegExp])[] | undefined;

/** The field that a question's wording asks for. */
export const askedAbroad = (words: string): Field | undefined => {
  if (!words.split(" ").some((word) => QUESTIONING.has(word))) return undefined;
  questions ??= LANGUAGES.flatMap((language) => language.questions);
  return questions.find(([, pattern]) => pattern.test(words))?.[0];
};
