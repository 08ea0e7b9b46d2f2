import { STATUS_EXCLUDED, STATUS_OPEN, STATUS_RESOLVED } from "../values/batch.ts";
import { foldWord, type Vocabularies, type WordTable } from "../values/vocabulary.ts";
import { CHANNELS, DIRECTIONS, type Entry, STATUSES, SURVEY_TYPES, type SurveyType, WORD_LISTS, type WordLists } from "./word-lists.ts";

const PLAIN = /^[\x00-\x7f]*$/u;
const MARKS = /[\u0300-\u036f]/gu;

/** The words of a comma list, folded all at once, which takes much less time than one by one; with their accents, without, and with ae for ä. */
export const folded = (list: string): readonly string[] => {
  const words = foldWord(list);
  if (PLAIN.test(words)) return words.split(/, ?/u);
  const bare = words.normalize("NFD").replace(MARKS, "").replaceAll("ß", "ss");
  const spelled = words.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss");
  return `${words},${bare},${spelled}`.split(/, ?/u);
};

/** Words of the user's own, as they write them. */
export interface OwnWords {
  readonly resolved: readonly string[];
  readonly open: readonly string[];
  readonly excluded: readonly string[];
  /** Name of a channel → what stands for it. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** Words that mean one value, each by itself: they may have commas. */
type OwnEntry<Value> = readonly [value: Value, words: readonly string[]];

let ownWords: OwnWords | null = null;

/** Makes the words of a user count before ours, until the next call; null = ours alone. Files are read by one run at a time. */
export const takeOwnWords = (own: OwnWords | null): void => {
  ownWords = own;
};

/**
 * The words of a vocabulary: those in English, and once a word is looked up that is none of them, those of the other languages. Lists of
 * its words show the English ones.
 */
class Words<Value> extends Map<string, Value> {
  #abroad: Map<string, Value> | undefined;
  readonly #entries: () => readonly Entry<Value>[];

  constructor({ english, abroad }: WordLists<Value>) {
    super(pairs(english()));
    this.#entries = abroad;
  }

  override get(word: string): Value | undefined {
    return super.get(word) ?? (this.#abroad ??= new Map(pairs(this.#entries()))).get(word);
  }

  override has(word: string): boolean {
    return this.get(word) !== undefined;
  }
}

const pairs = <Value>(entries: readonly Entry<Value>[]): (readonly [string, Value])[] =>
  entries.flatMap(([value, list]) => folded(list).map((word) => [word, value] as const));

/** A table made when it is first asked for: a report needs few of them. */
const lazy = <Value>(
  lists: WordLists<Value>,
  ownEntries: (own: OwnWords) => Iterable<OwnEntry<Value>> = () => [],
  fold: (word: string) => string = (word) => word,
): (() => ReadonlyMap<string, Value>) => {
  let table: Words<Value> | undefined;
  let madeWith: OwnWords | null = null;
  return () => {
    if (table === undefined || madeWith !== ownWords) {
      table = new Words(lists);
      madeWith = ownWords;
      for (const [value, list] of ownWords === null ? [] : ownEntries(ownWords))
        for (const word of list) table.set(fold(foldWord(word.normalize("NFC"))), value);
    }
    return table;
  };
};

/** What yes and no mean in a vocabulary: nothing in those of scores; under a header that asks for the breach, yes is bad. */
const ownYesNo = (name: string, { yes, no }: OwnWords): readonly OwnEntry<number>[] => {
  if (name === "csat" || name === "nps") return [];
  const value = name === "sla-breach" ? 0 : 1;
  return [
    [value, yes],
    [1 - value, no],
  ];
};

const foldStatus = (word: string): string =>
  word
    .normalize("NFC")
    .replace(/^\d+\s*[-:.]\s*/u, "")
    .replaceAll("_", " ");

const tables: Readonly<Record<string, () => WordTable>> = Object.fromEntries(
  Object.entries(WORD_LISTS).map(([name, lists]) => [name, lazy(lists, (own) => ownYesNo(name, own))]),
);
const statuses = lazy(
  STATUSES,
  ({ open, resolved, excluded }) => [
    [STATUS_OPEN, open],
    [STATUS_RESOLVED, resolved],
    [STATUS_EXCLUDED, excluded],
  ],
  foldStatus,
);
const channelNames = lazy(
  CHANNELS,
  ({ channels }) => channels,
  (word) => word.replaceAll("_", " "),
);
const directions = lazy(DIRECTIONS);
const surveyTypes = lazy(SURVEY_TYPES);

/** What stands between the parts of "Closed - Resolved" and "Geschlossen (gelöst)". */
const PARTS = /\s*[-–—:/()|]\s*/u;

/** Class of a status word, given folded (`foldWord`): STATUS_RESOLVED, STATUS_EXCLUDED, or STATUS_OPEN for everything else, unknown words included. */
export const statusClass = (word: string): number => {
  const plain = foldStatus(word);
  const known = statuses().get(plain);
  if (known !== undefined) return known;
  // Parts that say the same: "Resolved/Closed".
  const parts = new Set(plain.split(PARTS).flatMap((part) => (part === "" ? [] : [statuses().get(part) ?? STATUS_OPEN])));
  return parts.size === 1 ? [...parts][0] : STATUS_OPEN;
};

const WAITING =
  /^(?:waiting|awaiting|pending|wartet|warten|wartend|esperando|en espera|em espera|aguardando|pendiente|pendente|en attente|en cours|in bearbeitung|en curso|em andamento) /u;

/** Whether the folded word is known as the status of an issue. */
export const isStatusWord = (word: string): boolean => {
  const plain = foldStatus(word);
  const known = statuses().get(plain);
  return known === undefined ? statusClass(word) === STATUS_RESOLVED || WAITING.test(plain) : known !== STATUS_EXCLUDED;
};

const foldName = (text: string): string => foldWord(text.normalize("NFC")).replaceAll("_", " ");

/** A channel in the vocabulary's spelling where it is known, else as written. */
export const spellChannel = (text: string): string => channelNames().get(foldName(text)) ?? text;

const yesNo = tables["yes-no"];
const answered = tables.answered;

/** Whether the folded word is what becomes of a call, and whether it says that nobody answered, which no ticket's status does. */
export const isCallOutcome = (word: string): boolean => answered().has(word) && !yesNo().has(word);
export const isUnanswered = (word: string): boolean => isCallOutcome(word) && answered().get(word) === 0;

/** Whether the folded word is a channel the vocabulary knows. */
export const isChannelWord = (word: string): boolean => channelNames().has(foldName(word));

export const isDirectionWord = (word: string): boolean => directions().has(foldName(word));

const spellDirection = (text: string): string => directions().get(foldName(text)) ?? text;

/** The survey type that a folded word means; undefined = another kind of survey, never pooled with these. */
export const surveyType = (word: string): SurveyType | undefined => surveyTypes().get(word.normalize("NFC"));

/** Spells a survey type as its id ("Net Promoter Score" → "nps"), any other as written. */
const spellSurveyType = (text: string): string => surveyType(foldWord(text)) ?? text;

/** Every vocabulary that a ColumnPlan may name in `words`. */
export const VOCABULARIES: Vocabularies = {
  words: { get: (name) => tables[name]?.(), has: (name) => Object.hasOwn(tables, name) },
  spellers: new Map([
    ["channel", spellChannel],
    ["direction", spellDirection],
    ["survey-type", spellSurveyType],
  ]),
};
