import type { Profile } from "./types.ts";

/** Reports datasets of Intercom. The zone of every date stands in its header's brackets, other for each workspace. */
export const intercom: Profile = {
  id: "intercom",
  name: "Intercom",
  fingerprint: ["conversation started at*", "conversation id|current conversation state|channel"],
  certainty: "documented",
  columns: {
    "conversation rating": { field: "csat", scale: { low: 1, high: 5, lowIsGood: false } },
  },
  headers: [
    "Conversation ID",
    "Conversation started at (America/New_York)",
    "Updated at (America/New_York)",
    "Title",
    "Started by",
    "Conversation source",
    "Current conversation state",
    "Team currently assigned",
    "Teammate currently assigned",
    "Last teammate rated",
    "Agent rated type",
    "Conversation rating",
    "Conversation rating remark",
    "Channel",
    "Ticket type",
    "Topics",
    "AI Topic",
    "AI Subtopic",
    "First response time (seconds)",
    "Fin AI Agent involved",
    "Fin AI Agent deflected",
    "Fin AI Agent resolution state",
    "User name",
    "User email",
    "Company name",
  ],
  advice: {
    take: "the conversations dataset as CSV, and the other datasets (ratings, Fin AI Agent) beside it",
    know: [
      "Name all the files in one command: rows with one Conversation ID are put together.",
      "A snoozed conversation is open.",
      // intercom.com/help article 6762778
      "Response times of Intercom's interface leave out the time outside office hours.",
    ],
  },
};
