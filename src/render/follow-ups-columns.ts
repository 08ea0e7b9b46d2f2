import type { ScoreGiven } from "../report/answer-moods.ts";
import type { RowInstant } from "../report/row-facts.ts";
import type { Contact } from "../store/index.ts";
import { zoneOf } from "../values/zone.ts";
import type { Column, Grid } from "./grid.ts";

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
export const isTold = ({ cells }: Column): boolean => cells.some(({ text }) => text !== "");

/** When the customer was contacted. */
export const contactText = (contact: Contact | null, zone: string): string =>
  contact === null ? "" : dateText({ at: contact.at, isDay: false }, zone);

/** Comment and note in lines of their own below their row. */
export const below = (
  { comment, contact }: { readonly comment: string | null; readonly contact: Contact | null },
  at: number,
  zone: string,
): Grid["between"] => {
  const said = inLine(comment ?? "");
  const note = inLine(contact?.note ?? "");
  const texts = [
    ...(said === "" ? [] : [`"${said}"`]),
    ...(contact === null ? [] : [`contacted ${contactText(contact, zone)}${note === "" ? "" : `: ${note}`}`]),
  ];
  return texts.map((text) => ({ before: at + 1, line: { text: `  ${text}` } }));
};
