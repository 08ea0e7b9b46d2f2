import type { Profile } from "./types.ts";

/** What `cs-metrics survey` writes. The scales are those it asks on, however few of their values a file holds. */
export const surveyAnswers: Profile = {
  id: "cs-metrics",
  name: "cs-metrics survey answers",
  fingerprint: ["response id", "survey type", "ticket id", "sent", "complete"],
  certainty: "seen",
  columns: {
    "response id": { field: "response_id" },
    "answered at": { field: "answered_at" },
    "survey type": { field: "survey_type" },
    score: { field: "score" },
    comment: { field: "comment" },
    "ticket id": { field: "id" },
    agent: { field: "agent" },
    team: { field: "team" },
    channel: { field: "channel" },
    customer: { field: "customer" },
    language: { field: "language" },
    topic: { field: "topic" },
    sent: { field: "sent" },
    complete: null,
  },
  scales: {
    csat: { low: 1, high: 5, lowIsGood: false },
    nps: { low: 0, high: 10, lowIsGood: false },
    ces: { low: 1, high: 7, lowIsGood: false },
  },
};
