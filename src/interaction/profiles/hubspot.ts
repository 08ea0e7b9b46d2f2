import type { Profile } from "./types.ts";

/** HubSpot tickets. SLA columns tell three kinds of verdict, and the CES survey on a ticket is on HubSpot's scale of 1 to 7. */
export const hubspot: Profile = {
  id: "hubspot",
  name: "HubSpot tickets",
  fingerprint: ["ticket name", "pipeline|hs pipeline"],
  certainty: "documented",
  columns: {
    "last ces survey rating": { field: "ces", scale: { low: 1, high: 7, lowIsGood: false } },
  },
  headers: [
    "Ticket ID",
    "Ticket name",
    "Ticket description",
    "Ticket status",
    "Pipeline",
    "Ticket owner",
    "Priority",
    "Create date",
    "Close date",
    "Category",
    "Subcategory",
    "Record Source",
    "Associated Company (Primary)",
    "All associated contact emails",
    "First agent email response date",
    "Last customer reply date",
    "Last response date",
    "Time to first agent email reply (HH:mm:ss)",
    "Time to close (HH:mm:ss)",
    "Time to first rep assignment",
    "Time to first response SLA ticket status",
    "Time to close SLA ticket status",
    "Last CES survey rating",
    "Last CES survey comment",
    "Last CES survey date",
    "Number of times contacted",
  ],
  advice: {
    take: "the tickets, exported as CSV with all their properties",
    where: "the tickets' index page, Export",
    know: [
      "HubSpot writes the headers in the language of whoever exports: switch to English first, or name the columns with --map.",
      "Dates carry the zone of the account as letters (CDT); where they carry none, give --tz.",
    ],
  },
};
