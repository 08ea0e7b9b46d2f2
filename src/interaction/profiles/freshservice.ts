import type { Profile } from "./types.ts";

/** Freshservice tickets: Freshdesk's export in the spelling of its sister, with urgency and impact. */
export const freshservice: Profile = {
  id: "freshservice",
  name: "Freshservice",
  fingerprint: ["resolution time in hrs|first response time in hrs", "urgency|impact|survey result", "!agent interactions"],
  certainty: "documented",
  columns: {
    "initial response time": { field: "first_response" },
    "resolution status": { field: "sla" },
  },
  headers: [
    "Ticket Id",
    "Subject",
    "Type",
    "Status",
    "Priority",
    "Urgency",
    "Impact",
    "Source",
    "Agent",
    "Group",
    "Requester Name",
    "Requester Email",
    "Category",
    "Created Time",
    "Due by Time",
    "Resolved Time",
    "Closed Time",
    "Last Updated Time",
    "Initial Response Time",
    "Time Tracked",
    "First Response Time (in Hrs)",
    "Resolution Time (in Hrs)",
    "Resolution Status",
    "First Response Status",
    "Survey Result",
  ],
  advice: {
    take: "the tickets of a view, exported as CSV with all ticket fields",
    know: ["Times (in Hrs) are written HH:MM:SS; Initial Response Time is a date and time."],
  },
};
