import type { Profile } from "./types.ts";

/**
 * Answers to HubSpot's surveys. CSAT is kept as 0, 1 or 2, CES as 1 to 7, NPS as 0 to 10 (knowledge.hubspot.com, survey response
 * properties): a 0 is an answer, and a bad one, on the first and the last.
 */
export const hubspotFeedback: Profile = {
  id: "hubspot-feedback",
  name: "HubSpot feedback surveys",
  fingerprint: ["survey type|hs survey type", "sentiment|hs sentiment", "survey name|hs survey name|hs value|rating|response"],
  certainty: "unconfirmed",
  columns: {
    date: { field: "answered_at" },
    "follow up": { field: "comment" },
    // The names of the interface.
    "hs object id": { field: "response_id" },
    "hs submission timestamp": { field: "answered_at" },
    "hs createdate": { field: "answered_at" },
    "hs content": { field: "comment" },
    "hs survey channel": { field: "channel" },
  },
  scales: {
    csat: { low: 0, high: 2, lowIsGood: false },
    nps: { low: 0, high: 10, lowIsGood: false },
    ces: { low: 1, high: 7, lowIsGood: false },
  },
  headers: ["Survey name", "Survey type", "Date", "Rating", "Follow-up", "Sentiment", "First name", "Last name", "Email"],
  advice: {
    take: "the responses of the feedback surveys, exported as CSV",
    know: [
      "The headers of this export are not confirmed; inspect shows what was understood, and --map corrects it.",
      "A CSAT of 0 is an unhappy customer, 1 a neutral and 2 a happy one; only a blank cell is no answer.",
    ],
  },
};
