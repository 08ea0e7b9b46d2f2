/** Columns of the answers file, in its order: the long form that `report` reads like any export. */
export const ANSWER_COLUMNS = [
  "response_id",
  "answered_at",
  "survey_type",
  "score",
  "comment",
  "ticket_id",
  "agent",
  "team",
  "channel",
  "customer",
  "language",
  "topic",
  "sent",
  "complete",
] as const;

export type AnswerColumn = (typeof ANSWER_COLUMNS)[number];

/**
 * What `complete` says of a response: answered to its end, broken off, or an invitation that led to no answer. The last two have no
 * score and no `answered_at`.
 */
export type Completion = "yes" | "no" | "declined" | "not reached";

/**
 * One row of the answers file: the answer to one scored question (with the comment on it), or to one further question of a survey of
 * one's own. All rows of a response share its `response_id`. Instants are ISO 8601 in UTC with seconds; null is an empty cell.
 */
export type AnswerRow = Readonly<Record<AnswerColumn, string | number | null>>;
