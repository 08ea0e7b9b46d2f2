import type { Profile } from "./types.ts";

/** Answers to Chatwoot's satisfaction survey, and its list of conversations with an SLA. */
export const chatwoot: Profile = {
  id: "chatwoot",
  name: "Chatwoot",
  fingerprint: ["link to the conversation", "feedback comment|breached events"],
  certainty: "documented",
  columns: {
    rating: { field: "csat", scale: { low: 1, high: 5, lowIsGood: false } },
  },
  headers: [
    "Agent Name",
    "Rating",
    "Feedback Comment",
    "Contact Name",
    "Contact Email Address",
    "Contact Phone Number",
    "Link to the conversation",
    "Recorded date",
    "Review Notes",
  ],
  advice: {
    take: "the CSAT report as CSV, and the SLA report beside it",
    know: [
      "The reports of agents, inboxes, teams and labels hold averages over many conversations: no figure can be made of them.",
      "The last line, Reporting period, is left out and counted.",
    ],
  },
};
