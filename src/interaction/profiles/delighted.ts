import type { Profile } from "./types.ts";

/**
 * Answers to Delighted's surveys, all types in one column (delighted.com/docs/api, listing survey responses). Dates are seconds since 1970.
 * A thumb is 0 or 1 and belongs on no other scale.
 */
export const delighted: Profile = {
  id: "delighted",
  name: "Delighted",
  fingerprint: ["survey type", "score", "permalink|person|person email|person name", "!sentiment"],
  certainty: "unconfirmed",
  columns: {
    id: { field: "response_id" },
    "created at": { field: "answered_at" },
    person: { field: "customer" },
    "person email": { field: "customer" },
    "person name": { field: "customer" },
  },
  rows: [{ column: "survey type", words: ["thumbs"], are: "thumbs", fields: ["score"] }],
  scales: {
    csat: { low: 1, high: 5, lowIsGood: false },
    nps: { low: 0, high: 10, lowIsGood: false },
  },
  headers: [
    "Response ID",
    "Survey type",
    "Score",
    "Comment",
    "Permalink",
    "Person Name",
    "Person Email",
    "Created At",
    "Updated At",
    "Tags",
  ],
  advice: {
    take: "all responses as CSV",
    know: [
      "The headers of the CSV are not confirmed, those of the interface are (id, person, survey_type, score …); both are understood.",
      "A score of 0 is a detractor; only a blank cell is no answer.",
    ],
  },
};
