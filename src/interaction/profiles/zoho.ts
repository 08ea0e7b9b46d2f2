import type { Profile } from "./types.ts";

/** Zoho Desk. Durations "in Business Hours" are milliseconds of business time, not hours; the owner is a numeric id. */
export const zoho: Profile = {
  id: "zoho",
  name: "Zoho Desk",
  fingerprint: [
    "sla violation type|happiness rating",
    "is first call resolution|first response time in business hours|resolution time in business hours|ticket closed time|agent tier",
  ],
  certainty: "documented",
  columns: {
    "first response time in business hours": { field: "response_time", unit: "ms", business: true },
    "resolution time in business hours": { field: "resolution_time", unit: "ms", business: true },
    "agent name": { field: "agent" },
    "ticket owner": { field: "agent" },
    // Raw files hold -1, 0 and 2 (a question in help.zoho.com): the ends are plain, and whether 0 is Okay or no answer is not.
    "happiness rating": {
      field: "csat",
      words: { good: "good", okay: "neutral", bad: "bad", "2": "good", "0": "not answered", "-1": "bad" },
    },
  },
  headers: [
    "Ticket Id",
    "Subject",
    "Status (Ticket)",
    "Priority (Ticket)",
    "Channel",
    "Category",
    "Sub Category",
    "Classifications",
    "Ticket Owner",
    "Agent Name",
    "Agent Tier",
    "Created Time",
    "Ticket Closed Time",
    "First Response Time in Business Hours",
    "Resolution Time in Business Hours",
    "Is First Call Resolution",
    "Number of Reopen",
    "Number of Reassign",
    "Is Escalated",
    "SLA Violation Type",
    "Happiness Rating",
    "Total Time Spent",
    "Ticket On Hold Time",
    "Product Name (Ticket)",
    "Sentiment",
  ],
  advice: {
    take: "a table of tickets as CSV without the Description column, whose pages of HTML can break the file",
    know: [
      "Times in Business Hours are in milliseconds, whatever the header says.",
      "Ids have 18 digits: opened and saved again with Excel they are ruined.",
      "Dates are day first.",
    ],
  },
};
