import type { Profile } from "./types.ts";

/** Zoho Desk. Durations "in Business Hours" are milliseconds of business time, not hours; the owner is a numeric id. */
export const zoho: Profile = {
  id: "zoho",
  name: "Zoho Desk",
  fingerprint: ["is first call resolution", "sla violation type"],
  certainty: "documented",
  columns: {
    "first response time in business hours": { field: "response_time", unit: "ms", business: true },
    "resolution time in business hours": { field: "resolution_time", unit: "ms", business: true },
    "agent name": { field: "agent" },
    "ticket owner": { field: "agent" },
    "ticket on hold time": null,
  },
};
