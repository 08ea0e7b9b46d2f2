import type { ScoreGiven } from "../report/answer-moods.ts";
import type { RowInstant } from "../report/row-facts.ts";
import type { Contact } from "../store/index.ts";
import { zoneOf } from "../values/zone.ts";
import { type Column, fits, type Grid } from "./grid.ts";

/** Text in one line. */
export const inLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** `2026-10-01 09:48` in a zone; the day alone where there is no more. */
export const dateText = (when: RowInstant | null, zone: string): string => {
  if (when === null) return "";
  const text = new Date(zoneOf(zone).toLocal(when.at)).toISOString();
  return when.isDay ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
};

/** `NPS 3`, `CSAT negative` */
export const scoreText = ({ survey, score }: Pick<ScoreGiven, "survey" | "score">): string => `${survey.toUpperCase()} ${score}`;

/** A column of texts; `least`: to which width they may be cut. */
export const textColumn = (head: string, texts: readonly (string | null)[], more: Partial<Column> = {}): Column => ({
  head: [head],
  align: "left",
  cells: texts.map((text) => ({ text: inLine(text ?? "") })),
  ...more,
});

/** Whether some cell says anything. */
const isTold = ({ cells }: Column): boolean => cells.some(({ text }) => text !== "");

/** When the customer was contacted. */
const contactText = (contact: Contact | null, zone: string): string =>
  contact === null ? "" : dateText({ at: contact.at, isDay: false }, zone);

/** What a row says beside its figures. */
interface Remarked {
  readonly comment: string | null;
  readonly contact: Contact | null;
}

/** Comment and note as columns, where there is room for them. */
export const remarkColumns = (rows: readonly Remarked[], zone: string): Column[] => [
  textColumn(
    "Comment",
    rows.map(({ comment }) => comment),
  ),
  textColumn(
    "Contacted",
    rows.map(({ contact }) => contactText(contact, zone)),
  ),
  textColumn(
    "Note",
    rows.map(({ contact }) => contact?.note ?? null),
  ),
];

/** The columns that tell something; those of `leastMissed` give way one after the other until the rest fits. */
export const fitting = (columns: readonly Column[], width: number, leastMissed: readonly string[]): Column[] => {
  let left = columns.filter(isTold);
  for (const name of leastMissed) if (!fits(left, width)) left = left.filter(({ head }) => head[0] !== name);
  return left;
};

/** Comment and note in lines of their own below their row. */
export const below = ({ comment, contact }: Remarked, at: number, zone: string): Grid["between"] => {
  const said = inLine(comment ?? "");
  const note = inLine(contact?.note ?? "");
  const texts = [
    ...(said === "" ? [] : [`"${said}"`]),
    ...(contact === null ? [] : [`contacted ${contactText(contact, zone)}${note === "" ? "" : `: ${note}`}`]),
  ];
  return texts.map((text) => ({ before: at + 1, line: { text: `  ${text}` } }));
};
