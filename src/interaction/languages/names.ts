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

/** ä written as ae, and what stands before the name of a ticket's trait in one word with it. */
const UMLAUT = /([aou])e/gu;
const COMPOUND = /^(?:ticket|vorgangs?|anfragen?|fall|anruf)(?=\w{4})/u;
/** What headers cut short and the lists spell out, and the ending of "Bearbeiter/in". */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^(?:n|no|nr|nro|num|cod) (?=\w)/u, "numero "],
  [/^f (?=\w)/u, "fecha "],
  [/ (?:in|innen)$/u, ""],
];

const NOBODY: readonly Named[] = [];
const asked = new Map<string, readonly Named[]>();

/** The fields that carry this name in some language beside English, given as normalised words. */
export const namedAbroad = (words: string): readonly Named[] => {
  let named = asked.get(words);
  if (named === undefined) asked.set(words, (named = lookUp(words)));
  return named;
};

/** As the name stands, else as it may be meant. */
const lookUp = (words: string): readonly Named[] => {
  const name = squeeze(withoutArticles(words));
  const tries = [name, name.replace(UMLAUT, "$1")];
  for (const [short, long] of SHORT) if (short.test(words)) tries.push(squeeze(withoutArticles(words.replace(short, long))));
  if (!words.includes(" ")) tries.push(name.replace(COMPOUND, ""));
  for (const [i, one] of tries.entries()) {
    if (i > 0 && one === name) continue;
    const named = found(one);
    if (named.length > 0) return named;
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

type Falling = ReadonlyMap<string, ReadonlySet<Kind | "row">>;
let falling: Falling | undefined;

const fallingWords = (): Falling => {
  const words = new Map<string, Set<Kind | "row">>();
  const add = (kind: Kind | "row", list: string): void => {
    for (const word of list.split(", ")) words.set(word, (words.get(word) ?? new Set()).add(kind));
  };
  for (const { rows, fillers } of LANGUAGES) {
    add("row", rows);
    for (const [kind, list] of Object.entries(fillers)) add(kind as Kind, list);
  }
  return words;
};

/** Whether a word of another language may fall away where the rest names a field of this kind; null = of any. */
export const mayFallAbroad = (word: string, kind: Kind | null): boolean => {
  const kinds = (falling ??= fallingWords()).get(word);
  return kinds !== undefined && (kind === null || kinds.has("row") || kinds.has(kind));
};

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
