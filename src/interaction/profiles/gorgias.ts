import type { Profile } from "./types.ts";

/** Gorgias tickets. Spam and tickets closed by a rule show a response after 0 seconds though nobody answered. */
export const gorgias: Profile = {
  id: "gorgias",
  name: "Gorgias",
  fingerprint: ["initial channel", "first response time s"],
  certainty: "documented",
  columns: {
    "survey score": { field: "csat", scale: { low: 1, high: 5, lowIsGood: false } },
  },
  rows: [{ column: "number of agent messages", words: ["0"], are: "tickets without an agent's message", fields: ["response_time"] }],
  headers: [
    "Ticket id",
    "Tags",
    "Initial channel",
    "Priority",
    "Last used integration name",
    "Last used integration type",
    "Created by an agent",
    "Subject",
    "Creation date",
    "Closed date",
    "Survey score",
    "Survey replied date",
    "Assignee name",
    "Assignee email",
    "Customer email",
    "Customer name",
    "First response time (s)",
    "Resolution time (s)",
    "Number of agent messages",
    "Number of customer messages",
    "Ticket URL",
  ],
  advice: {
    take: "the tickets of a view, exported as CSV",
    know: [
      "A response time of a ticket without any agent's message is left out.",
      // docs.gorgias.com, handle incoming tickets
      "A snoozed ticket counts as closed until it wakes.",
    ],
  },
};
