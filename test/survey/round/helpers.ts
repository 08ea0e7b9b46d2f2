import { tmpdir } from "node:os";
import { ANSWER_COLUMNS, type AnswerRow } from "../../../src/answers/row.ts";
import { toRequest } from "../../../src/cli/request.ts";
import type { Phrases, Survey } from "../../../src/survey/model.ts";
import { chooseCandidates, type Round, type RoundRequest } from "../../../src/survey/round/candidates.ts";

export const NOW = Date.UTC(2026, 10, 21, 12);
export const DAY = 864e5;

/** A survey of one score and the comment on it. */
export const surveyOf = (type: "csat" | "nps" | "ces", changes: Partial<Survey> = {}): Survey => ({
  name: type,
  title: "Acme",
  language: "en",
  intro: "",
  questions: [
    { id: "score", type, ask: "How was it?", when: [], low: 1, high: 5, lowLabel: "bad", highLabel: "good" },
    { id: "why", type: "text", ask: "Why?", when: [], about: "score" },
  ],
  thanks: [{ text: "Thank you.", when: [] }],
  phrases: { saved: "Saved." } as Phrases,
  anonymous: false,
  ...changes,
});

const BLANK = Object.fromEntries(ANSWER_COLUMNS.map((column) => [column, null])) as AnswerRow;

/** A row of the answers file; csat, answered to its end, yesterday. */
export const answer = (cells: Partial<AnswerRow>): AnswerRow => ({
  ...BLANK,
  response_id: "01",
  survey_type: "csat",
  sent: "2026-11-20T09:00:00Z",
  complete: "yes",
  ...cells,
});

/** Whom a CSAT round of this export (or text) asks. */
export const choose = (
  file: string,
  changes: Partial<Omit<RoundRequest, "rows">> & {
    readonly rows?: Partial<RoundRequest["rows"]>;
    readonly now?: number;
    readonly text?: string;
  } = {},
): Promise<Round> => {
  const { rows, now = NOW, text = "", ...others } = changes;
  const request = { survey: surveyOf("csat"), sample: null, againAfter: 30 * DAY, answers: [], ...others };
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  const env = { cwd: process.cwd(), tmpdir: tmpdir(), now: () => now, version: "0.0.0", stdin: stdin() };
  return chooseCandidates({ ...request, rows: { ...toRequest([file], {}, "json"), ...rows } }, env);
};
