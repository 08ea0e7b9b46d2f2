import type { ColumnShape } from "../values/batch.ts";
import { namedFields } from "./aliases.ts";
import { type ColumnUse, FIELDS, isGiven } from "./fields.ts";
import type { HeaderName } from "./headers.ts";
import { aggregatedField } from "./notes.ts";

const THINGS = "calls|tickets|cases|chats|contacts|interactions|conversations|incidents|requests|emails|e mails|enquiries|inquiries|issues";
const DONE =
  "total|no of|num|number of|count of|# of|#|incoming|inbound|outbound|offered|received|handled|answered|unanswered|abandoned|missed|dropped|assigned|opened|open|closed|" +
  "resolved|unresolved|solved|new|created|transferred|escalated|completed|pending|backlog|count|volume|all|in|out";
/** What pivot tables of spreadsheets call their columns. */
const PIVOTED =
  "(?:count|sum) of|(?:cuenta|recuento|suma) de|(?:contagem|soma) de|(?:anzahl|summe) von|(?:nombre|somme) de|(?:conteggio|somma) di";
/** "Incoming Calls", "Calls handled", "Total tickets", "Number of chats", "Resolution count". */
const COUNTED = new RegExp(
  `^(?:(?:${DONE}) )*(?:${THINGS})(?: (?:${DONE}))*$|^(?:call|ticket|case|chat|resolution) (?:count|volume)$|^(?:${PIVOTED}) \\S`,
  "u",
);
/** An id that any table of rows may have. */
const ROW_ID = /^(?:id|number|no|#)$/u;

const namesCount = (name: HeaderName): boolean => COUNTED.test(name.words);

/** Whether the header may speak of many interactions, so that its cells are worth a look. */
export const namesMany = (name: HeaderName): boolean => name.aggregate === true || namesCount(name);

/** Whether a column counts interactions: more than one in some row. */
const isCount = (name: HeaderName, shape: ColumnShape): boolean =>
  namesCount(name) && shape.filled > 0 && shape.integers >= shape.filled * 0.9 && shape.min >= 0 && shape.max > 1;

/** Whether a column holds means of interactions' times or scores; some exports call one call's talk time its average. */
const isMean = (name: HeaderName, shape: ColumnShape): boolean =>
  name.aggregate === true && shape.filled > 0 && namedFields(name.words).length === 0 && aggregatedField(name) !== undefined;

/**
 * The column that shows that a row is a day or an agent and no interaction, such as "Calls handled" or "Avg handle time"; null where rows are interactions.
 * An id of interactions settles it: "Open tickets" beside a "Ticket ID" is a trait of that ticket's customer.
 */
export const countColumn = (uses: readonly ColumnUse[], names: readonly HeaderName[], shapes: readonly ColumnShape[]): number | null => {
  const hasId = uses.some(
    ({ field, column }) => field === "response_id" || (field === "id" && !(namesCount(names[column]) || ROW_ID.test(names[column].words))),
  );
  if (hasId) return null;
  for (const shows of [isCount, isMean]) {
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
