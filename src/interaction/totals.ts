import type { ColumnShape } from "../values/batch.ts";
import { namedFields } from "./aliases.ts";
import { type ColumnUse, FIELDS, isGiven } from "./fields.ts";
import type { HeaderName } from "./headers.ts";
import { LANGUAGES } from "./languages/index.ts";
import { withoutArticles } from "./languages/names.ts";
import { aggregatedField } from "./notes.ts";

/** Words of a header that counts interactions: what is counted, and what was done with it. */
const ENGLISH: Counted = [
  "calls, tickets, cases, chats, contacts, interactions, conversations, incidents, requests, emails, enquiries, inquiries, issues",
  `total, no, of, num, number, count, #, incoming, inbound, outbound, offered, received, handled, answered, unanswered, abandoned, missed, dropped, assigned, opened, open, closed, resolved, unresolved, solved, new, created,
    transferred, escalated, completed, pending, backlog, volume, all, in, out`,
];
type Counted = readonly [things: string, done: string];

interface CountWords {
  readonly things: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
}

let known: { readonly all: ReadonlySet<string>; readonly languages: readonly CountWords[] } | undefined;
const countWords = (): NonNullable<typeof known> => {
  if (known === undefined) {
    const words = (list: string): ReadonlySet<string> => new Set(list.split(/[\s,]+/u));
    const languages = [ENGLISH, ...LANGUAGES.map(({ counted }) => counted)].map(([things, done]) => ({
      things: words(things),
      done: words(done),
    }));
    known = { all: new Set(languages.flatMap(({ things }) => [...things])), languages };
  }
  return known;
};

/** What pivot tables of spreadsheets call their columns. */
const PIVOTED =
  "(?:count|sum) of|(?:cuenta|recuento|suma) de|(?:contagem|soma) de|(?:anzahl|summe) von|(?:nombre|somme) de|(?:conteggio|somma) di";
const OTHER_COUNTS = new RegExp(
  `^(?:call|ticket|case|chat|resolution) (?:count|volume)$|^(?:anruf|ticket|gesprachs|chat)(?:anzahl|zahl|volumen|aufkommen)$|^(?:${PIVOTED}) \\S`,
  "u",
);
/** An id that any table of rows may have. */
const ROW_ID = /^(?:id|number|no|#|numero|nummer|nr|n)$/u;

/** "Incoming Calls", "Calls handled", "Total tickets", "Number of chats", "Llamadas recibidas", "Anzahl Gespräche", "Nº de conversas". */
const namesCount = ({ words }: HeaderName): boolean => {
  const parts = withoutArticles(words.replace("e mails", "emails")).split(" ");
  const { all, languages } = countWords();
  if (!parts.some((word) => all.has(word))) return OTHER_COUNTS.test(words);
  return languages.some(
    ({ things, done }) =>
      parts.filter((word) => things.has(word)).length === 1 && parts.every((word) => things.has(word) || done.has(word)),
  );
};

const RATE =
  /\b(?:rate|ratio|level|percentage|share|tasa|taxa|porcentaje|percentual|indice|nivel|taux|niveau|part)\b|%|quote$|quote\b|rate$|grad$/u;
const RATED =
  /answer|abandon|service|servic|sla|satisf|csat|nps|fcr|contact|resol|respon|occup|utili|transfer|reopen|escalat|atend|aten|contest|cumpl|cumpr|ocup|erreich|annahme|losung|zufried|einhalt|auslast|decroch|repons/u;

/** "Answer Rate", "Taxa de abandono", "Erreichbarkeitsquote": a share of many, where the cells are percentages that one interaction cannot have. */
const namesShare = ({ words }: HeaderName): boolean => RATE.test(words) && RATED.test(words);

/** Whether the header may speak of many interactions, so that its cells are worth a look. */
export const namesMany = (name: HeaderName): boolean => name.aggregate === true || namesCount(name) || namesShare(name);

/** Whether a column counts interactions: more than one in some row. */
const isCount = (name: HeaderName, shape: ColumnShape): boolean =>
  namesCount(name) && shape.filled > 0 && shape.integers >= shape.filled * 0.9 && shape.min >= 0 && shape.max > 1;

/** Whether a column holds means of interactions' times or scores; some exports call one call's talk time its average. */
const isMean = (name: HeaderName, shape: ColumnShape): boolean =>
  name.aggregate === true && shape.filled > 0 && namedFields(name.words).length === 0 && aggregatedField(name) !== undefined;

/** 12 of 20 stars are 60 %, and a rating may be written so; 94.01 % are none of so few. */
const PERCENT = /^(\d{1,3}(?:[.,]\d+)?) ?%$/u;

/** Whether a column holds shares of interactions. */
const isShare = (name: HeaderName, shape: ColumnShape): boolean => {
  if (!namesShare(name)) return false;
  let count = 0;
  let fine = false;
  for (const [word, times] of shape.distinct) {
    const percent = PERCENT.exec(word);
    if (percent === null) continue;
    count += times;
    fine ||= Number(percent[1].replace(",", ".")) % 5 !== 0;
  }
  return fine && count >= shape.filled / 2;
};

/**
 * The column that shows that a row is a day or an agent and no interaction, such as "Calls handled", "Avg handle time" or "Answer rate"; null where rows are interactions.
 * An id of interactions settles it: "Open tickets" beside a "Ticket ID" is a trait of that ticket's customer.
 */
export const countColumn = (uses: readonly ColumnUse[], names: readonly HeaderName[], shapes: readonly ColumnShape[]): number | null => {
  const hasId = uses.some(
    ({ field, column }) => field === "response_id" || (field === "id" && !(namesCount(names[column]) || ROW_ID.test(names[column].words))),
  );
  if (hasId) return null;
  for (const shows of [isCount, isMean, isShare]) {
    const column = names.findIndex((name, index) => shows(name, shapes[index]));
    if (column !== -1) return column;
  }
  return null;
};

/** Uses that still mean something where a row is a day or an agent: what it is about and when, but no time, score or verdict of one interaction. */
export const usesOfTotals = (uses: readonly ColumnUse[]): ColumnUse[] =>
  uses.filter(
    ({ field, evidence }) =>
      isGiven({ evidence }) || (field !== "status" && field !== "id" && (FIELDS[field] === "category" || FIELDS[field] === "instant")),
  );
