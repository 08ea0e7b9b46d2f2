import type { Profile } from "./types.ts";

/**
 * Freshdesk tickets. Times "(in hrs)" are written HH:MM:SS, and Initial response time is the moment of the first response. The survey cell
 * holds the label of the answer; files built from the interface carry its code.
 */
export const freshdesk: Profile = {
  id: "freshdesk",
  name: "Freshdesk",
  fingerprint: ["agent interactions", "customer interactions"],
  certainty: "documented",
  columns: {
    "initial response time": { field: "first_response" },
    "resolution status": { field: "sla" },
    "survey results": {
      field: "csat",
      words: { "103": "good", "102": "good", "101": "good", "100": "neutral", "-101": "bad", "-102": "bad", "-103": "bad" },
    },
  },
  headers: [
    "Ticket ID",
    "Subject",
    "Status",
    "Priority",
    "Source",
    "Type",
    "Agent",
    "Group",
    "Created time",
    "Due by Time",
    "Resolved time",
    "Closed time",
    "Last update time",
    "Initial response time",
    "Time tracked",
    "First response time (in hrs)",
    "Resolution time (in hrs)",
    "Agent interactions",
    "Customer interactions",
    "Resolution status",
    "First response status",
    "Tags",
    "Survey results",
    "Product",
    "Every response status",
    "Association type",
    "Full name",
    "Email",
    "Contact ID",
    "Company Name",
  ],
  advice: {
    take: "the tickets of a view, exported as CSV with all ticket fields",
    // support.freshdesk.com, ticket archiving
    where: "Tickets, Export; tickets closed for 120 days stand in the Archive view and are exported from there",
    know: [
      // support.freshdesk.com 50000000041
      "Freshdesk counts replies and public notes as responses, and leaves out spam and tickets merged into another.",
      "Negative times are counted and shown as unreadable.",
    ],
  },
};
