import { expect, it } from "vitest";
import { findSurvey, inLanguage } from "../../src/survey/definition/index.ts";
import type { Answer, Survey } from "../../src/survey/model.ts";
import { type Response, responseId, rowsOf } from "../../src/survey/response.ts";

const survey = (name: string): Survey =>
  inLanguage(findSurvey(name)!, { language: "en", company: null, agent: null, customer: null, ticket: null, aloud: false });

const NOON = Date.UTC(2026, 10, 22, 12);

const response = (answers: Record<string, Answer>, more: Partial<Response> = {}): Response => ({
  id: "01R",
  sent: NOON - 60_000,
  answeredAt: NOON,
  answers: new Map(Object.entries(answers)),
  complete: "yes",
  context: { ticket_id: "47", agent: "Ana", customer: "Maria", team: "Returns" },
  ...more,
});

const followUp = (name: string): string => survey(name).questions.find(({ type }) => type === "text")!.id;

it("a score and the comment on it are one row; zero is a score", () => {
  const rows = rowsOf(survey("nps"), response({ nps: 0, [followUp("nps")]: "Late" }));
  expect(rows).toEqual([
    {
      response_id: "01R",
      answered_at: "2026-11-22T12:00:00Z",
      survey_type: "nps",
      score: 0,
      comment: "Late",
      ticket_id: "47",
      agent: "Ana",
      team: "Returns",
      channel: null,
      customer: "Maria",
      language: null,
      topic: null,
      sent: "2026-11-22T11:59:00Z",
      complete: "yes",
    },
  ]);
});

it("a skipped score is a row without score, not a zero", () => {
  expect(rowsOf(survey("csat"), response({ csat: null }, { answeredAt: null }))).toMatchObject([
    { survey_type: "csat", score: null, comment: null, answered_at: null },
  ]);
});

it("questions of a survey of one's own have rows and types of their own", () => {
  const rows = rowsOf(survey("service-quality"), response({ empathy: 4, clarity: null }));
  expect(rows.map(({ survey_type: type, score }) => [type, score])).toEqual([
    ["service-quality.empathy", 4],
    ["service-quality.clarity", null],
  ]);
});

it("answers in words stand in the comment", () => {
  const own: Survey = {
    ...survey("nps"),
    name: "mine",
    questions: [
      { type: "yesno", id: "solved", ask: "Solved?", when: [] },
      {
        type: "choices",
        id: "ways",
        ask: "How?",
        when: [],
        options: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
      },
      { type: "text", id: "more", ask: "More?", when: [], about: null },
    ],
  };
  const rows = rowsOf(own, response({ solved: false, ways: ["a", "b"], more: "No" }));
  expect(rows.map(({ survey_type: type, score, comment }) => [type, score, comment])).toEqual([
    ["mine.solved", null, "no"],
    ["mine.ways", null, "a; b"],
    ["mine.more", null, "No"],
  ]);
});

it.each(["declined", "not reached"] as const)("an invitation that was %s is one row without score", (complete) => {
  expect(rowsOf(survey("csat"), response({}, { complete, answeredAt: null }))).toMatchObject([
    { survey_type: "csat", score: null, complete },
  ]);
});

it("without customer, neither name nor ticket is kept", () => {
  const [row] = rowsOf({ ...survey("nps"), withoutCustomer: true }, response({ nps: 9 }));
  expect(row).toMatchObject({ customer: null, ticket_id: null, agent: "Ana", answered_at: "2026-11-22T12:00:00Z" });
});

it("an anonymous survey keeps the day and the team alone", () => {
  const rows = rowsOf(survey("staff-pulse"), response({ [survey("staff-pulse").questions[0].id]: 9 }));
  expect(rows[0]).toMatchObject({
    customer: null,
    ticket_id: null,
    agent: null,
    team: "Returns",
    answered_at: "2026-11-22",
    sent: "2026-11-22",
  });
});

it("ids sort by time, and those without time tell none", () => {
  const zero = (count: number): Uint8Array => new Uint8Array(count);
  expect(responseId(NOON, zero)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/u);
  expect(responseId(NOON, zero) < responseId(NOON + 1, zero)).toBe(true);
  expect(responseId(null, zero)).toBe("0".repeat(26));
  // The example of the ULID specification.
  expect(responseId(1_469_918_176_385, zero)).toMatch(/^01ARYZ6S41/u);
});
